import { until } from '@bellhop/testkit';
import { expect, it, onTestFinished, vi } from 'vitest';
import { done, type Consumed } from '../src/index.ts';
import { consumeFrom } from './consume-from.ts';
import { api, askedOffset, fetched, groupOfOne, standInBrokers } from './stand-in-brokers.ts';

const [FINE, ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID, REBALANCE_IN_PROGRESS] = [0, 22, 25, 27];
const LONGER_THAN_A_SESSION_MS = 20_000;
const HEARTBEAT_MS = 3_000;

/**
 * Runs a consumer that has handled record 0 when its process stands still. Another member gets its partition meanwhile, and does 1 and 2. On waking it
 * fetches those two before its group tells it anything.
 * @param told what the group answers to its next heartbeat
 */
async function standStill(told: number) {
  let isAsleep = false;
  let hasFetchedOthers = false;
  let joins = 0;
  const available = (): readonly number[] => (joins > 1 ? [3] : isAsleep ? [1, 2] : [0]);
  const { brokers, addressOf } = await standInBrokers(1, () => [0], {
    ...groupOfOne({
      partitions: [0],
      address: () => addressOf(0),
      joining: (count) => void (joins = count),
      committed: () => (joins > 1 ? 3 : 0),
      heartbeat: () => (hasFetchedOthers && joins === 1 ? told : FINE),
    }),
    [api.fetch]: async (request) => {
      const offset = askedOffset(0, request);
      const records = available().filter((one) => one >= offset);
      hasFetchedOthers ||= records.includes(1);
      if (records.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      return fetched(0, { records, end: 4 });
    },
  });
  const consumer = await consumeFrom(brokers, { partitions: 1 });
  await until(() => consumer.handled.includes(0), { message: 'the first record' });

  const now = performance.now.bind(performance);
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + LONGER_THAN_A_SESSION_MS);
  onTestFinished(() => void clock.mockRestore());
  isAsleep = true;
  return consumer;
}

it.each([
  ['that it is not known', UNKNOWN_MEMBER_ID],
  ['that others have joined since', ILLEGAL_GENERATION],
  ['that it is to join anew', REBALANCE_IN_PROGRESS],
])(
  'does not handle what it fetches after it stood still for longer than its session, when its group says %s',
  async (_, told) => {
    const { fatal, handled } = await standStill(told);
    await until(() => handled.includes(3) || fatal.length > 0, { message: 'the record after those of others' });
    expect(fatal).toEqual([]);
    expect(handled).toEqual([0, 3]);
  },
);

/** Lets the clocks jump. */
function jumpingClocks() {
  let byMs = 0;
  for (const clock of [performance, Date]) {
    const now = clock.now.bind(clock);
    const spy = vi.spyOn(clock, 'now').mockImplementation(() => now() + byMs);
    onTestFinished(() => void spy.mockRestore());
  }
  return (ms: number): void => void (byMs += ms);
}

it('does not take itself for a member by an answer that was on its way while it stood still', async () => {
  const jump = jumpingClocks();
  let isAsleep = false;
  let joins = 0;
  let fetchesAwake = 0;
  const asked = Promise.withResolvers<undefined>();
  const onItsWay = Promise.withResolvers<number>();
  const seen = Promise.withResolvers<number>();
  const beats = [() => (asked.resolve(undefined), onItsWay.promise), () => seen.promise];
  const { brokers, addressOf } = await standInBrokers(1, () => [0], {
    ...groupOfOne({
      partitions: [0],
      address: () => addressOf(0),
      joining: (count) => void (joins = count),
      committed: () => (joins > 1 ? 3 : 0),
      heartbeat: () => beats.shift()?.() ?? FINE,
    }),
    [api.fetch]: async (request) => {
      const offset = askedOffset(0, request);
      const records = (joins > 1 ? [3] : isAsleep ? [1, 2] : [0]).filter((one) => one >= offset);
      if (isAsleep && records.length === 0) fetchesAwake += 1;
      if (records.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      return fetched(0, { records, end: 4 });
    },
  });
  const { fatal, handled } = await consumeFrom(brokers, { partitions: 1 });
  await until(() => handled.includes(0), { message: 'the first record' });
  jump(HEARTBEAT_MS);
  await asked.promise;
  isAsleep = true;
  jump(LONGER_THAN_A_SESSION_MS);
  onItsWay.resolve(FINE);
  await until(() => fetchesAwake > 5, { message: 'fetches after it has had the records of others' });
  expect(handled).toEqual([0]);
  jump(HEARTBEAT_MS);
  seen.resolve(UNKNOWN_MEMBER_ID);
  await until(() => handled.includes(3) || fatal.length > 0, { message: 'the record after those of others' });
  expect(fatal).toEqual([]);
  expect(handled).toEqual([0, 3]);
});

it('gives up what is under way as soon as the group does not know it, and not when it has joined anew', async () => {
  const jump = jumpingClocks();
  const joinedAnew = Promise.withResolvers<undefined>();
  let isKnown = true;
  let joins = 0;
  const { brokers, addressOf } = await standInBrokers(1, () => [0], {
    ...groupOfOne({
      partitions: [0],
      address: () => addressOf(0),
      joining: (count) => ((joins = count) > 1 ? joinedAnew.promise : undefined),
      committed: () => 0,
      heartbeat: () => (isKnown ? FINE : UNKNOWN_MEMBER_ID),
    }),
    [api.fetch]: async (request) => {
      if (askedOffset(0, request) === 0) return fetched(0, { records: [0], end: 1 });
      await new Promise((resolve) => setTimeout(resolve, 50));
      return fetched(0, { end: 1 });
    },
  });
  const settled = Promise.withResolvers<typeof done>();
  const events: Consumed<unknown>[] = [];
  await consumeFrom(brokers, {
    partitions: 1,
    handle: (batch) => {
      events.push(...batch);
      return Promise.resolve(batch.map(() => settled.promise));
    },
  });
  await until(() => events.length > 0, { message: 'a record' });
  expect(events[0]?.isOurs()).toBe(true);
  isKnown = false;
  jump(HEARTBEAT_MS);
  await until(() => joins > 1, { message: 'that it joins anew' });
  expect(events[0]?.isOurs()).toBe(false);
  settled.resolve(done);
  joinedAnew.resolve(undefined);
});
