import type { Benchmark, Figure } from '../benchmark.ts';
import type { ServiceName } from '../../system/services.ts';
import { round } from '../statistics.ts';

/** One of each kind; the gateway last, since it waits for nobody and everybody else is there. */
const SERVICES: readonly ServiceName[] = [
  'presence',
  'push-router',
  'push-history',
  'message-store',
  'adapter-fcm',
  'gateway',
];
const FORMS = ['source', 'bundled'] as const;
/** The middle one counts. */
const STARTS = 3;
const SETTLE_MS = 5_000;

export const start: Benchmark = {
  name: 'start',
  about:
    'start-up time and memory of each service, from its sources and as images hold it (run `npm run bundle` first); without caches',
  run: async (bench) => {
    const figures: Figure[] = [];
    for (const name of SERVICES) {
      const service = bench.system.services.get(name);
      if (service === undefined) throw new TypeError(`there is no ${name}`);
      for (const form of FORMS) {
        const seconds: number[] = [];
        for (let turn = 0; turn < STARTS; turn += 1) {
          await service.stop();
          const begun = performance.now();
          await service.start({ form, isWithoutCache: true });
          seconds.push((performance.now() - begun) / 1_000);
        }
        await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
        const megabytes = (bench.usage().get(name)?.rssBytes ?? 0) / 1_000_000;
        bench.progress(`${name} (${form}): ${seconds.map((one) => one.toFixed(2)).join(', ')} s`);
        figures.push(
          { name: `${name}, ${form}: ready after`, value: round(seconds.toSorted((a, b) => a - b)[1] ?? 0), unit: 's' },
          { name: `${name}, ${form}: memory`, value: round(megabytes), unit: 'MB' },
        );
      }
    }
    return { figures };
  },
};
