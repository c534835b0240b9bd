import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageTokenOf, placeOf } from './page-token.ts';

describe('page tokens', () => {
  it('name the place that they were made of', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (atMs, line) => {
        const place = { atMs, line: String(line) };
        expect(placeOf(pageTokenOf(place))).toEqual(place);
      }),
    );
  });

  it.each(['', '1', '1.', '.1', 'a.1', '1.x', '1.1.1', '-1.1', '1.9223372036854775808', '9007199254740992.1', "1.1'"])(
    'are not %j',
    (token) => expect(placeOf(token)).toBeUndefined(),
  );
});
