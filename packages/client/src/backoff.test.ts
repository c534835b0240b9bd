import { expect, it } from 'vitest';
import { reconnectDelayMs } from './backoff.ts';

const settings = { firstMs: 500, maxMs: 30_000 };

it('doubles up to a bound, with jitter', () => {
  const highest = [1, 2, 3, 10, 1_000].map((attempt) => reconnectDelayMs(attempt, settings, undefined, () => 1));
  expect(highest).toEqual([500, 1_000, 2_000, 30_000, 30_000]);
  expect(reconnectDelayMs(3, settings, undefined, () => 0)).toBe(400);
});

it("keeps to the server's hint once", () => {
  expect(reconnectDelayMs(1, settings, 1_234)).toBe(1_234);
  expect(reconnectDelayMs(2, settings, 1_234, () => 1)).toBe(1_000);
});
