import { expect, test } from 'vitest';
import { Ring } from './ring.ts';

test('keeps the newest items and their numbers', () => {
  const ring = new Ring<string>(3);
  for (const letter of 'abcde') ring.add(letter);
  expect(ring.after(0, 10)).toEqual([
    { n: 3, item: 'c' },
    { n: 4, item: 'd' },
    { n: 5, item: 'e' },
  ]);
  expect(ring.after(3, 1)).toEqual([{ n: 4, item: 'd' }]);
  expect(ring.after(0, 10, (item) => item === 'e')).toEqual([{ n: 5, item: 'e' }]);
});
