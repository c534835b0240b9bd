import type { Benchmark } from '../benchmark.ts';
import { serviceNames } from '../../system/services.ts';
import { atRate, batchesOf, createSender, createVendorReader } from '../load.ts';
import { round } from '../statistics.ts';
import { usageFromNow } from '../usage-over.ts';
import { sustainableRate } from './peer-offline.ts';

const USERS = 5_000;
const BATCH = 50;
const RUN_MS = 300_000;
const SAMPLE_MS = 5_000;
/** The first minute fills caches and lets the heaps find their size. */
const SETTLED_AFTER_MS = 60_000;

export const memory: Benchmark = {
  name: 'memory',
  about: 'five minutes at half of what the system takes: memory of each service over time',
  run: async (bench) => {
    const users = await bench.offlineUsers('user', USERS);
    const rate = (await sustainableRate(bench, users)) / 2;
    bench.progress(`${RUN_MS / 60_000} minutes at ${Math.round(rate)} messages per second`);
    const reader = await createVendorReader(bench);
    const sender = createSender(bench, 16);
    const next = batchesOf(users, BATCH);
    const series = new Map<string, number[]>(serviceNames.map((name) => [name, []]));
    const usage = usageFromNow(bench);
    const sampling = setInterval(() => {
      const now = bench.usage();
      for (const name of serviceNames) series.get(name)?.push((now.get(name)?.rssBytes ?? 0) / 1_000_000);
    }, SAMPLE_MS);
    const reading = setInterval(() => void reader.read(), 20_000);
    await atRate({ callsPerSecond: rate / BATCH, forMs: RUN_MS }, () => sender.send(next()));
    clearInterval(sampling);
    clearInterval(reading);
    const share = usage();
    const { lost } = await reader.until(sender.count.acceptedIds);
    await sender.close();
    const skip = SETTLED_AFTER_MS / SAMPLE_MS;
    const growth = serviceNames.map((name) => {
      const settled = (series.get(name) ?? []).slice(skip);
      const half = Math.floor(settled.length / 2);
      // The highest, because memory goes up and down with the collector.
      return { name, megabytes: round(Math.max(...settled.slice(half)) - Math.max(...settled.slice(0, half))) };
    });
    return {
      figures: [
        { name: 'rate', value: round(rate), unit: '/s' },
        { name: 'lost', value: lost, unit: 'messages', target: { atMost: 0 } },
        ...growth.map(({ name, megabytes }) => ({
          name: `${name}: highest of minutes 4–5 over that of 2–3`,
          value: megabytes,
          unit: 'MB',
          target: { atMost: 10 },
        })),
        ...serviceNames.map((name) => ({
          name: `${name}: highest`,
          value: round(Math.max(...(series.get(name) ?? [0]))),
          unit: 'MB',
        })),
      ],
      details: {
        usage: share,
        series: Object.fromEntries([...series].map(([name, list]) => [name, list.map(Math.round)])),
      },
    };
  },
};
