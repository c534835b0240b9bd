import type { Bench } from './bench-system.ts';

/** One figure with what it is measured against. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the product asks for; absent = for information. */
  readonly target?: { readonly atMost?: number; readonly atLeast?: number };
}

/** A benchmark of `npm run bench`. */
export interface Benchmark {
  readonly name: string;
  /** One line for the list of benchmarks. */
  readonly about: string;
  run(bench: Bench): Promise<{ readonly figures: readonly Figure[]; readonly details?: Record<string, unknown> }>;
}

/** Whether a figure is as good as it must be; undefined without a target. */
export function isMet({ value, target }: Figure): boolean | undefined {
  if (target === undefined) return undefined;
  return value <= (target.atMost ?? Number.POSITIVE_INFINITY) && value >= (target.atLeast ?? Number.NEGATIVE_INFINITY);
}
