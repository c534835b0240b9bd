import { describe, expect, it } from 'vitest';
import { acknowledgedBuffer } from './acknowledged-buffer.ts';

/** A buffer whose writing takes a number of a device when all before it were taken. */
function aBuffer({ maxWaiting = 100 } = {}) {
  const taken = new Map<string, number>();
  const written: string[][] = [];
  const dropped: number[] = [];
  const state = { failsNext: false, nowMs: 0 };
  const buffer = acknowledgedBuffer<{ device: string; n: number }>({
    write: (positions) => {
      if (state.failsNext) {
        state.failsNext = false;
        return Promise.reject(new Error('away'));
      }
      written.push(positions.map(({ device, n }) => `${device}${n}`));
      for (const { device, n } of positions.toSorted((a, b) => a.n - b.n))
        if (n === (taken.get(device) ?? 0) + 1) taken.set(device, n);
      return Promise.resolve(positions.filter(({ device, n }) => n > (taken.get(device) ?? 0)));
    },
    placeOf: ({ device }) => device,
    longestAckMs: 1_000,
    onDropped: (_, count) => dropped.push(count),
    maxWaiting,
    clock: () => state.nowMs,
  });
  const add = (device: string, ...numbers: number[]) => {
    for (const n of numbers) buffer.add({ device, n });
  };
  return { add, flush: () => buffer.flush(), written, dropped, state };
}

describe('what devices have', () => {
  it('is written with the next of its device when it came before its turn, and not by itself', async () => {
    const { add, flush, written, state } = aBuffer();
    add('a', 2);
    await flush();
    state.nowMs = 900;
    await flush();
    add('b', 1);
    await flush();
    add('a', 1);
    await flush();
    add('a', 3);
    await flush();
    expect(written).toEqual([['a2'], ['b1'], ['a2', 'a1'], ['a3']]);
  });

  it('is not tried for ever', async () => {
    const { add, flush, written, state } = aBuffer();
    add('a', 9);
    await flush();
    add('a', 8);
    await flush();
    state.nowMs = 1_000;
    await flush();
    add('a', 7);
    await flush();
    expect(written).toEqual([['a9'], ['a9', 'a8'], ['a7']]);
  });

  it('costs little where something stays missing', async () => {
    const { add, flush, written } = aBuffer();
    for (let n = 2; n < 40; n += 1) {
      add('a', n);
      await flush();
    }
    expect(Math.max(...written.map(({ length }) => length))).toBe(9);
  });

  it('is dropped when it cannot be written, or too much waits', async () => {
    const { add, flush, written, dropped, state } = aBuffer({ maxWaiting: 2 });
    add('a', 1, 2, 3);
    state.failsNext = true;
    await flush();
    expect(dropped).toEqual([2]);
    await flush();
    expect(written).toEqual([]);
  });
});
