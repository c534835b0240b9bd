import { expect, it } from 'vitest';
import { appLabel, boundedLabel } from './instruments.ts';

it('names only apps of the list in metrics', () => {
  const label = appLabel(['shop']);
  expect(['shop', 'chat', ''].map(label)).toEqual(['shop', 'other', 'other']);
});

it('names no app in metrics where no list is given', () => {
  expect(appLabel()('shop')).toBe('other');
});

it('bounds labels whose values others choose', () => {
  const label = boundedLabel(2);
  expect(['a', 'b', 'c', 'a', 'd'].map(label)).toEqual(['a', 'b', 'other', 'a', 'other']);
});
