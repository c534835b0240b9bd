import { describe, expect, it } from 'vitest';
import { batchParts } from './batch-parts.ts';

const event = (conversationId: string, recipients: number) => ({
  app: 'demo',
  conversationId,
  recipients: Array.from({ length: recipients }, () => ({}) as never),
});

describe('the parts of a batch', () => {
  it('are one where there is little', () => {
    expect(batchParts([event('a', 1), event('group/b', 200), event('a', 1)])).toEqual([[0, 1, 2]]);
    expect(batchParts([])).toEqual([]);
  });

  it('have other conversations before a large group’s, whose own order stays', () => {
    const batch = [event('group/big', 1_000), event('a', 1), event('group/big', 3), event('b', 1), event('a', 1)];
    expect(batchParts(batch)).toEqual([
      [1, 3, 4],
      [0, 2],
    ]);
  });

  it('have at most 5,000 recipients', () => {
    const batch = [...Array.from({ length: 12 }, () => event('group/big', 1_000)), event('a', 1)];
    expect(batchParts(batch)).toEqual([[12], [0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11]]);
    const many = Array.from({ length: 300 }, (_, index) => event(`group/${index}`, 200));
    expect(batchParts(many).map(({ length }) => length)).toEqual(Array.from({ length: 12 }, () => 25));
  });
});
