import { describe, expect, it } from 'vitest';
import { createOffsetTracker } from './offset-tracker.ts';

const upTo = (offset: bigint) => ({ offset, settledAbove: new Set() });

describe('offset tracker', () => {
  it('commits only behind the oldest record that is not settled, and says which above it are', () => {
    const tracker = createOffsetTracker();
    for (const offset of [5n, 6n, 7n]) tracker.take(offset);
    tracker.settle(7n);
    tracker.settle(6n);
    expect(tracker.takeCommittable()).toEqual({ offset: 5n, settledAbove: new Set([6n, 7n]) });
    tracker.settle(5n);
    expect(tracker.takeCommittable()).toEqual(upTo(8n));
    expect(tracker.takeCommittable()).toBeUndefined();
  });

  it('offers again what could not be committed, though nothing new is settled', () => {
    const tracker = createOffsetTracker();
    tracker.take(5n);
    tracker.settle(5n);
    expect(tracker.takeCommittable()).toEqual(upTo(6n));
    tracker.notCommitted();
    expect(tracker.takeCommittable()).toEqual(upTo(6n));
    expect(tracker.takeCommittable()).toBeUndefined();
  });

  it('offers nothing of a partition of which nothing is settled, also when a commit has failed', () => {
    const tracker = createOffsetTracker();
    tracker.notCommitted();
    expect(tracker.takeCommittable()).toBeUndefined();
    tracker.take(5n);
    tracker.notCommitted();
    expect(tracker.takeCommittable()).toBeUndefined();
  });

  it('passes over the holes of compacted topics', () => {
    const tracker = createOffsetTracker();
    for (const offset of [1n, 4n, 9n]) tracker.take(offset);
    tracker.settle(1n);
    tracker.settle(4n);
    expect(tracker.takeCommittable()).toEqual(upTo(5n));
    expect(tracker.underWay).toBe(1);
  });

  it('stays small however many records go through', () => {
    const tracker = createOffsetTracker();
    for (let offset = 0n; offset < 20_000n; offset += 1n) {
      tracker.take(offset);
      tracker.settle(offset);
    }
    expect(tracker.underWay).toBe(0);
    expect(tracker.takeCommittable()).toEqual(upTo(20_000n));
  });
});
