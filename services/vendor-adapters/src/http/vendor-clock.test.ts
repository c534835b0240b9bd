import { describe, expect, it } from 'vitest';
import type { HttpResult } from './answer.ts';
import { createVendorClock } from './vendor-clock.ts';

const NOW = 1_764_000_000_000;
const MINUTE = 60_000;

/** A vendor whose clock is off; it refuses times that are more than 10 minutes from its own. */
function vendor({ offsetMs, dateMs }: { offsetMs: number; dateMs?: number | undefined }) {
  const times: number[] = [];
  return {
    times,
    call: (timestamp: number): Promise<HttpResult> => {
      times.push(timestamp);
      const code = Math.abs(timestamp - (NOW + offsetMs)) > 10 * MINUTE ? 19 : 0;
      return Promise.resolve({ kind: 'answer', status: 200, body: { code }, retryAfterMs: undefined, dateMs });
    },
  };
}
const isRefusedForTime = (result: HttpResult) =>
  result.kind === 'answer' && (result.body as { code: number }).code === 19;
const codeOf = (result: HttpResult) => result.kind === 'answer' && (result.body as { code: number }).code;

describe("a vendor's clock", () => {
  it('is taken from its answer when it refuses ours, and remembered', async () => {
    const ahead = vendor({ offsetMs: 15 * MINUTE, dateMs: NOW + 15 * MINUTE });
    const clock = createVendorClock({ isRefusedForTime, now: () => NOW });
    expect(codeOf(await clock.call(ahead.call))).toBe(0);
    expect(codeOf(await clock.call(ahead.call))).toBe(0);
    expect(ahead.times.map((time) => time - NOW)).toEqual([0, 15 * MINUTE, 15 * MINUTE]);
  });

  it.each([
    ['says no time', undefined],
    ['says an absurd time', NOW + 25 * 60 * MINUTE],
  ])('is not corrected by an answer that %s', async (_title, dateMs) => {
    const off = vendor({ offsetMs: 15 * MINUTE, dateMs });
    const clock = createVendorClock({ isRefusedForTime, now: () => NOW });
    expect(codeOf(await clock.call(off.call))).toBe(19);
    expect(off.times).toHaveLength(1);
  });

  it('is asked once more at most: what refuses its own time is refused', async () => {
    const lying = vendor({ offsetMs: 15 * MINUTE, dateMs: NOW - 15 * MINUTE });
    const clock = createVendorClock({ isRefusedForTime, now: () => NOW });
    expect(codeOf(await clock.call(lying.call))).toBe(19);
    expect(lying.times).toHaveLength(2);
    await clock.call(lying.call);
    expect(lying.times[2]).toBe(NOW); // nothing of it is remembered
  });

  it('is ours where nothing is refused', async () => {
    const right = vendor({ offsetMs: 0, dateMs: NOW - 5 * MINUTE });
    await createVendorClock({ isRefusedForTime, now: () => NOW }).call(right.call);
    expect(right.times).toEqual([NOW]);
  });
});
