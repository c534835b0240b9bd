import type { SystemSettings } from '../system/services.ts';
import type { Bench } from './bench-system.ts';
import { averageHour, type Yardstick } from './yardstick/yardstick.ts';

/** One figure with what it is measured against. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the product asks for, in an average hour; absent = for information. */
  readonly target?: { readonly atMost?: number; readonly atLeast?: number };
}

/** A benchmark of `npm run bench`. */
export interface Benchmark {
  readonly name: string;
  /** One line for the list of benchmarks. */
  readonly about: string;
  /** How many of each service it needs; one of those that are not named. */
  readonly replicas?: SystemSettings['replicas'];
  run(bench: Bench): Promise<{ readonly figures: readonly Figure[]; readonly details?: Record<string, unknown> }>;
}

/** A figure beside the yardstick of its hour. */
export interface MeasuredFigure extends Figure {
  /** By the yardstick: a rate in rounds per second, a time in rounds; undefined for what does not depend on the machine's speed. */
  readonly ratio?: number;
  /** What it would be in an average hour. */
  readonly atAverage: number;
  /** Whether it is as good as it must be, in an average hour; undefined without a target. */
  readonly isMet?: boolean;
}

export function measured(figure: Figure, now: Yardstick): MeasuredFigure {
  const { value, unit, target } = figure;
  const [by, average] = yardsticksOf(unit, now);
  const atAverage = by === undefined ? value : (value / by) * average;
  const { atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY } = target ?? {};
  return {
    ...figure,
    atAverage,
    ...(by === undefined ? {} : { ratio: value / by }),
    ...(target === undefined ? {} : { isMet: atAverage <= atMost && atAverage >= atLeast }),
  };
}

/** What a figure is measured by now, and in an average hour. */
function yardsticksOf(unit: string, now: Yardstick): [number, number] | [undefined, undefined] {
  switch (unit) {
    case '/s':
      return [now.roundsPerSecond, averageHour.roundsPerSecond];
    case 'ms':
      return [now.roundMs, averageHour.roundMs];
    case 's':
      return [now.roundMs / 1_000, averageHour.roundMs / 1_000];
    case 'µs':
      return [1e6 / now.roundsPerSecond, 1e6 / averageHour.roundsPerSecond];
    default:
      return [undefined, undefined];
  }
}
