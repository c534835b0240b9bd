import { describe, expect, it } from 'vitest';
import { fittingPage } from './fitting-page.ts';

const of = (kilobytes: number) => ({ text: 'x'.repeat(kilobytes * 1_024) });

describe('a page', () => {
  it('has as many as were asked for, where they are small', () => {
    expect(fittingPage([1, 2, 3], 2)).toEqual([1, 2]);
    expect(fittingPage([1], 2)).toEqual([1]);
    expect(fittingPage([], 2)).toEqual([]);
  });

  it('ends before it is too large for a connection, counted as JSON', () => {
    expect(fittingPage([of(200), of(200), of(200)], 3)).toHaveLength(2);
    const controls = { text: '\u0001'.repeat(60 * 1_024) }; // six characters each
    expect(fittingPage([controls, controls], 2)).toHaveLength(1);
  });

  it('has one entry at least', () => {
    expect(fittingPage([of(600), of(1)], 2)).toHaveLength(1);
  });
});
