import { describe, expect, it } from 'vitest';
import { CALL_MS, createReadingPace, FRAME_MS } from './reading-pace.ts';

describe('the pace of reading', () => {
  it('lets 100 calls come at once, and then 20 per second', () => {
    const pace = createReadingPace();
    for (let n = 0; n < 100; n += 1) expect(pace(CALL_MS, 1_000)).toBe(0);
    expect(pace(CALL_MS, 1_000)).toBe(50);
    expect(pace(CALL_MS, 1_050)).toBe(50);
    expect(pace(CALL_MS, 1_150)).toBe(0);
  });

  it('lets as many frames come that nobody else is asked for as an app may allow messages', () => {
    const pace = createReadingPace();
    for (let n = 0; n < 60_000; n += 1) expect(pace(FRAME_MS, n)).toBe(0); // 1,000 per second
  });

  it('saves up no more than that', () => {
    const pace = createReadingPace();
    pace(CALL_MS, 0);
    for (let n = 0; n < 100; n += 1) pace(CALL_MS, 3_600_000);
    expect(pace(CALL_MS, 3_600_000)).toBe(50);
  });
});
