import { describe, expect, it } from 'vitest';
import { decodeSettled, encodeSettled } from './settled-above.ts';

describe('what is settled above a committed offset', () => {
  it('comes back as it was, in little room', () => {
    const offset = 9_007_199_254_740_993n;
    const settled = [1n, 2n, 9n, 4_000n, 23_999n].map((above) => offset + above);
    const metadata = encodeSettled(offset, settled);
    expect([...decodeSettled(offset, metadata)]).toEqual(settled);
    expect(metadata.length).toBeLessThanOrEqual(4_096);
  });

  it('is nothing where nothing is, and leaves out what is too far above', () => {
    expect(encodeSettled(5n, [])).toBe('');
    expect([...decodeSettled(5n, '')]).toEqual([]);
    expect([...decodeSettled(5n, encodeSettled(5n, [7n, 24_005n]))]).toEqual([7n]);
  });

  it('is not guessed from what another program wrote', () => {
    expect([...decodeSettled(5n, 'leader=node-7')]).toEqual([]);
  });
});
