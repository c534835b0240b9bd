import { describe, expect, it } from 'vitest';
import { acknowledgedBuffer } from './acknowledged-buffer.ts';

/** A buffer whose writing takes a number when all before it were taken. */
function aBuffer({ maxWaiting = 100 } = {}) {
  let taken = 0;
  const written: number[][] = [];
  const dropped: number[] = [];
  const failure = { next: false };
  const buffer = acknowledgedBuffer<{ n: number }>({
    write: (positions) => {
      if (failure.next) {
        failure.next = false;
        return Promise.reject(new Error('away'));
      }
      written.push(positions.map(({ n }) => n));
      for (const { n } of positions.toSorted((a, b) => a.n - b.n)) if (n === taken + 1) taken = n;
      return Promise.resolve(positions.filter(({ n }) => n > taken));
    },
    onDropped: (_, count) => dropped.push(count),
    maxWaiting,
  });
  return { buffer, written, dropped, failure };
}

describe('what devices have', () => {
  it('is tried again when it came before its turn, a few times', async () => {
    const { buffer, written } = aBuffer();
    buffer.add({ n: 2 });
    await buffer.flush();
    buffer.add({ n: 1 });
    buffer.add({ n: 9 });
    for (let turn = 0; turn < 9; turn += 1) await buffer.flush();
    expect(written).toEqual([[2], [2, 1, 9], [9], [9], [9], [9]]);
  });

  it('is dropped when it cannot be written, or too much waits', async () => {
    const { buffer, written, dropped, failure } = aBuffer({ maxWaiting: 2 });
    for (const n of [1, 2, 3]) buffer.add({ n });
    failure.next = true;
    await buffer.flush();
    expect(dropped).toEqual([2]);
    await buffer.flush();
    expect(written).toEqual([]);
  });
});
