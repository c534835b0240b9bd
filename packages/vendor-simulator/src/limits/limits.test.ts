import { expect, test } from 'vitest';
import { BoundedMap } from './bounded-map.ts';
import { DailyCounter } from './daily-counter.ts';
import { TokenBucket } from './token-bucket.ts';

test('a bucket fills again with time and lets one oversized batch pass', () => {
  const bucket = new TokenBucket();
  expect(bucket.take(5, 2, 1000, 0)).toBe(true);
  expect(bucket.take(1, 2, 1000, 1000)).toBe(false);
  expect(bucket.take(1, 2, 1000, 2500)).toBe(true);
});

test('a daily count starts again at midnight in Shanghai', () => {
  const counter = new DailyCounter();
  const beforeMidnight = Date.UTC(2026, 0, 1, 15, 59);
  counter.add('app', 3, beforeMidnight);
  expect(counter.count('app', beforeMidnight)).toBe(3);
  expect(counter.count('app', beforeMidnight + 120_000)).toBe(0);
});

test('a bounded map forgets its oldest entry', () => {
  const map = new BoundedMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('c', 3);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([undefined, 2, 3]);
});
