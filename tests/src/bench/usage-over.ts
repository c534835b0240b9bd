import type { Bench } from './bench-system.ts';
import { round } from './statistics.ts';

/** Share of one core that each process used, in percent, and what it holds, MB. */
export interface UsageShare {
  readonly cpuPercent: number;
  /** Processor time used in all, ms. */
  readonly cpuMs: number;
  readonly rssMegabytes: number;
}

/** Measures what each process uses from now until the returned function is called. Profiles are of that time, too. */
export function usageFromNow(bench: Bench): () => Record<string, UsageShare> {
  const before = bench.usage();
  const begun = performance.now();
  const fromUs = monotonicUs();
  return () => {
    bench.measured = { fromUs, toUs: monotonicUs() };
    const tookMs = performance.now() - begun;
    return Object.fromEntries(
      [...bench.usage()].map(([name, { cpuMs, rssBytes }]) => {
        const used = cpuMs - (before.get(name)?.cpuMs ?? 0);
        return [
          name,
          {
            cpuPercent: round((used / tookMs) * 100),
            cpuMs: Math.round(used),
            rssMegabytes: round(rssBytes / 1_000_000),
          },
        ];
      }),
    );
  };
}

function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}
