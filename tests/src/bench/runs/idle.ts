import type { Benchmark } from '../benchmark.ts';
import { serviceNames } from '../../system/services.ts';
import { usageFromNow } from '../usage-over.ts';

const SETTLE_MS = 20_000;
const MEASURED_MS = 40_000;

export const idle: Benchmark = {
  name: 'idle',
  about: 'memory and processor time of each service that has nothing to do',
  run: async (bench) => {
    bench.progress(`waiting ${SETTLE_MS / 1_000} s, then measuring for ${MEASURED_MS / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const usage = usageFromNow(bench);
    await new Promise((resolve) => setTimeout(resolve, MEASURED_MS));
    const share = usage();
    return {
      figures: serviceNames.flatMap((name) => [
        {
          name: `${name}: memory`,
          value: share[name]?.rssMegabytes ?? 0,
          unit: 'MB',
          target: { atMost: 150, atLeast: 1 },
        },
        { name: `${name}: processor`, value: share[name]?.cpuPercent ?? 0, unit: '% of a core', target: { atMost: 2 } },
      ]),
      details: { usage: share },
    };
  },
};
