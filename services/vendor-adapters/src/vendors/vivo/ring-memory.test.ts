import { describe, expect, it } from 'vitest';
import { createRingMemory } from './ring-memory.ts';

describe('the memory of rings', () => {
  it('knows each device of a call by itself, and the last message of it', () => {
    const rings = createRingMemory();
    rings.remember({ notifyId: 1, regId: 'a' }, 't1');
    rings.remember({ notifyId: 1, regId: 'b' }, 't2');
    rings.remember({ notifyId: 1, regId: 'a' }, 't3');
    const known = ['a', 'b', 'c'].map((regId) => rings.find({ notifyId: 1, regId }));
    expect(known).toEqual(['t3', 't2', undefined]);
    expect(rings.find({ notifyId: 2, regId: 'a' })).toBeUndefined();
  });

  it('lasts a quarter of an hour', () => {
    let nowMs = 0;
    const rings = createRingMemory(() => nowMs);
    rings.remember({ notifyId: 1, regId: 'a' }, 't1');
    nowMs = 15 * 60_000 - 1;
    expect(rings.find({ notifyId: 1, regId: 'a' })).toBe('t1');
    nowMs += 1;
    expect(rings.find({ notifyId: 1, regId: 'a' })).toBeUndefined();
  });

  it('holds 10,000 and forgets the oldest first', () => {
    const rings = createRingMemory();
    for (let notifyId = 0; notifyId <= 10_000; notifyId += 1) rings.remember({ notifyId, regId: 'a' }, 't');
    expect(rings.find({ notifyId: 0, regId: 'a' })).toBeUndefined();
    expect(rings.find({ notifyId: 1, regId: 'a' })).toBe('t');
    expect(rings.find({ notifyId: 10_000, regId: 'a' })).toBe('t');
  });
});
