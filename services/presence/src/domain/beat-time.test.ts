import { expect, it } from 'vitest';
import { beatTime } from './beat-time.ts';

it('is when a beat arrives, whatever the clock on the wall says; of one that is read again at the start, when it was written', () => {
  const now = { wallMs: 1_764_000_000_000, monotonicMs: 5_000 };
  expect(beatTime({ writtenAtMs: now.wallMs - 60_000, isOld: false }, now)).toBe(5_000);
  expect(beatTime({ writtenAtMs: now.wallMs + 3_600_000, isOld: false }, now)).toBe(5_000);
  expect(beatTime({ writtenAtMs: now.wallMs - 60_000, isOld: true }, now)).toBe(-55_000);
  expect(beatTime({ writtenAtMs: now.wallMs + 3_600_000, isOld: true }, now)).toBe(5_000);
});
