import { headers } from '@bellhop/contracts';
import type { KafkaMessage } from 'kafkajs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIntake } from './intake.ts';
import { encodeSettled } from './settled-above.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const message = (offset: number, dueAtMs?: number) =>
  ({
    offset: String(offset),
    headers: dueAtMs === undefined ? {} : { [headers.dueAt]: Buffer.from(String(dueAtMs)) },
  }) as unknown as KafkaMessage;
const batch = (partition: number, ...messages: KafkaMessage[]) => ({ topic: 't', partition, messages });
const later = (...messages: KafkaMessage[]) => ({ topic: 'later', partition: 0, messages });

function intake(maxUnderWay = 100) {
  const calls: string[] = [];
  const said =
    (what: string) =>
    (partitions: { topic: string; partitions: number[] }[]): void =>
      void calls.push(`${what} ${partitions.map((one) => `${one.topic}/${one.partitions.join('+')}`).join(' ')}`);
  const created = createIntake({
    maxUnderWay,
    pause: said('pause'),
    resume: said('resume'),
    onReady: () => calls.push('ready'),
  });
  return { ...created, calls, offsets: (max = 100) => created.next(max).map(({ offset }) => Number(offset)) };
}

describe('intake', () => {
  it('gives records out in their order, as many as are wanted', () => {
    const { take, offsets } = intake();
    take(batch(0, message(1), message(2), message(3)));
    expect(offsets(2)).toEqual([1, 2]);
    expect(offsets()).toEqual([3]);
    expect(offsets()).toEqual([]);
  });

  it('gives a record out when it is due though the clock is set back meanwhile', () => {
    const { take, offsets } = intake();
    take(batch(0, message(1, Date.now() + 5_000)));
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(5_000);
    expect(offsets()).toEqual([1]);
  });

  it('keeps a record back until it is due, and no other behind it', () => {
    const { take, offsets, calls } = intake();
    take(batch(0, message(1, Date.now() + 5_000), message(2)));
    expect(offsets()).toEqual([2]);
    vi.advanceTimersByTime(4_999);
    expect(offsets()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(calls).toEqual(['ready']);
    expect(offsets()).toEqual([1]);
  });

  it('keeps a record back for no longer than the longest step, however far ahead the clock was of who wrote it', () => {
    const { take, offsets } = intake();
    take(batch(0, message(1, Date.now() + 365 * 24 * 3_600_000)));
    vi.advanceTimersByTime(599_999);
    expect(offsets()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(offsets()).toEqual([1]);
  });

  it('gives out at once what says no time that can be read', () => {
    const { take, offsets } = intake();
    take(batch(0, message(1, Number.NaN)));
    expect(offsets()).toEqual([1]);
  });

  it('pauses what brings too much, and resumes when half of it is settled', () => {
    const { take, next, settle, calls } = intake(4);
    take(batch(0, message(1), message(2)));
    take(batch(1, message(1), message(2)));
    expect(calls).toEqual(['pause t/1']);
    const records = next(4);
    for (const record of records.slice(0, 2)) settle(record);
    expect(calls).toEqual(['pause t/1']);
    for (const record of records.slice(2)) settle(record);
    expect(calls).toEqual(['pause t/1', 'resume t/1']);
  });

  it('lets what waits in one topic hold up no other', () => {
    const { take, next, settle, calls } = intake(2);
    take(later(message(1, Date.now() + 600_000), message(2, Date.now() + 600_000), message(3, Date.now() + 600_000)));
    expect(calls).toEqual(['pause later/0']);
    take(batch(0, message(1)));
    expect(calls).toEqual(['pause later/0']);
    take(batch(0, message(2)));
    for (const record of next(2)) settle(record);
    expect(calls).toEqual(['pause later/0', 'pause t/0', 'resume t/0']);
  });

  it('reads a partition on only so far above a record that is not settled', () => {
    const { take, next, settle, calls } = intake(5_000);
    const takeThousand = (from: number) =>
      take(batch(0, ...Array.from({ length: 1_000 }, (_, index) => message(from + index))));
    takeThousand(0);
    const [stuck, ...others] = next(1_000);
    if (stuck === undefined) throw new Error('a record');
    for (const record of others) settle(record);
    for (let from = 1_000; from < 100_000; from += 1_000) {
      expect(calls).toEqual([]);
      takeThousand(from);
      for (const record of next(1_000)) settle(record);
    }
    take(batch(1, message(1)));
    expect(calls).toEqual(['pause t/0']);
    settle(stuck);
    expect(calls).toEqual(['pause t/0', 'resume t/0']);
  });

  it('commits the offset after the last record below which all is settled, once', () => {
    const { take, next, settle, takeCommittable } = intake();
    take(batch(3, message(7), message(8), message(9)));
    const [first, second, third] = next(3);
    if (first === undefined || second === undefined || third === undefined) throw new Error('three records');
    settle(first);
    settle(third);
    const above = encodeSettled(8n, [9n]);
    expect(takeCommittable()).toEqual([{ topic: 't', partition: 3, offset: '8', metadata: above }]);
    expect(takeCommittable()).toEqual([]);
    settle(second);
    expect(takeCommittable()).toEqual([{ topic: 't', partition: 3, offset: '10', metadata: null }]);
  });

  it('passes over what the partition’s former owner had settled', () => {
    const { take, passOver, offsets, takeCommittable } = intake();
    passOver('t', 3, { from: 7n, offsets: new Set([7n, 9n]) });
    take(batch(3, message(7), message(8), message(9), message(10)));
    take(batch(4, message(7)));
    expect(offsets()).toEqual([8, 10, 7]);
    expect(takeCommittable()).toEqual([{ topic: 't', partition: 3, offset: '8', metadata: encodeSettled(8n, [9n]) }]);
  });

  it('tells the next owner, too, what the former one had settled and has not come again yet', () => {
    const { take, passOver, takeCommittable } = intake();
    passOver('t', 3, { from: 6n, offsets: new Set([7n, 9n, 12n]) });
    take(batch(3, message(6), message(7), message(8)));
    const above = encodeSettled(6n, [7n, 9n, 12n]);
    expect(takeCommittable()).toEqual([{ topic: 't', partition: 3, offset: '6', metadata: above }]);
  });

  it('passes over nothing in a partition that has begun anew', () => {
    const { take, passOver, offsets, next, settle, takeCommittable } = intake();
    passOver('t', 3, { from: 1_000n, offsets: new Set([1_005n]) });
    take(batch(3, message(0), message(1)));
    next(2).forEach(settle);
    expect(takeCommittable()).toEqual([{ topic: 't', partition: 3, offset: '2', metadata: null }]);
    take(batch(3, message(1_005)));
    expect(offsets()).toEqual([1_005]);
  });

  it('forgets everything at a rebalance: what was under way is nobody’s and commits nothing', () => {
    const { take, next, settle, isOurs, reset, takeCommittable, offsets, calls } = intake(2);
    take(batch(0, message(1), message(2), message(3, Date.now() + 1_000)));
    const [first] = next(1);
    if (first === undefined) throw new Error('a record');
    reset();
    expect(isOurs(first)).toBe(false);
    settle(first);
    expect(takeCommittable()).toEqual([]);
    vi.advanceTimersByTime(2_000);
    expect(offsets()).toEqual([]);
    expect(calls).toEqual(['pause t/0', 'resume t/0']);
  });

  it('settles what was handled while there is nobody to resume: between a crash of kafkajs and its restart', () => {
    let hasGroup = true;
    const resumed: unknown[] = [];
    const { take, next, settle, reset, takeCommittable } = createIntake({
      maxUnderWay: 2,
      pause: () => undefined,
      resume: (partitions) => {
        if (!hasGroup) throw new Error('Consumer group was not initialized, consumer#run must be called first');
        resumed.push(...partitions);
      },
      onReady: () => undefined,
    });
    take(batch(0, message(1), message(2)));
    hasGroup = false;
    for (const record of next(2)) settle(record);
    expect(takeCommittable()).toMatchObject([{ offset: '3' }]);
    hasGroup = true;
    reset();
    expect(resumed).toEqual([{ topic: 't', partitions: [0] }]);
  });

  it('gives out and resumes nothing once it is closed', () => {
    const { take, close, next, settle, offsets, calls } = intake(2);
    take(batch(0, message(1), message(2)));
    const records = next(2);
    take(batch(0, message(3)));
    close();
    for (const record of records) settle(record);
    expect(offsets()).toEqual([]);
    expect(calls).toEqual(['pause t/0', 'pause t/0']);
  });
});
