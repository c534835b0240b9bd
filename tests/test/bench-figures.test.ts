import { expect, it } from 'vitest';
import { measured } from '../src/bench/benchmark.ts';
import { averageHour } from '../src/bench/yardstick/yardstick.ts';

/** An hour in which the machine is half as fast as on average. */
const slow = { roundMs: averageHour.roundMs * 2, roundsPerSecond: averageHour.roundsPerSecond / 2 };

it.each([
  ['a rate', { value: 1_000, unit: '/s', target: { atLeast: 2_000 } }, 1_000 / slow.roundsPerSecond, 2_000],
  ['a time', { value: 40, unit: 'ms', target: { atMost: 20 } }, 40 / slow.roundMs, 20],
  ['a long time', { value: 4, unit: 's', target: { atMost: 2 } }, 4_000 / slow.roundMs, 2],
  ['processor time', { value: 800, unit: 'µs', target: { atMost: 400 } }, 800 / (1e6 / slow.roundsPerSecond), 400],
])('%s of a slow hour is held against its target as of an average one', (_title, figure, ratio, atAverage) => {
  const found = measured({ name: 'figure', ...figure }, slow);
  expect(found.ratio).toBeCloseTo(ratio);
  expect(found.atAverage).toBeCloseTo(atAverage);
  expect(found.isMet).toBe(true);
  expect(measured({ name: 'figure', ...figure }, averageHour).isMet).toBe(false);
});

it('what does not depend on the speed of the machine stays as it is', () => {
  const memory = { name: 'memory', value: 160, unit: 'MB', target: { atMost: 150 } };
  expect(measured(memory, slow)).toEqual({ ...memory, atAverage: 160, isMet: false });
  expect(measured({ name: 'for information', value: 1, unit: 'messages' }, slow)).not.toHaveProperty('isMet');
});
