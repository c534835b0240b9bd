import { until } from '@bellhop/testkit';
import { expect, it } from 'vitest';
import { consumeFrom } from './consume-from.ts';
import { api, askedOffset, fetched, groupOfOne, int16, int32, list, standInBrokers, text } from './stand-in-brokers.ts';

it('joins its group as soon as somebody says who coordinates it, however the first who were asked failed', async () => {
  let asked = 0;
  let joined = 0;
  const { brokers, addressOf } = await standInBrokers(1, () => [0], {
    [api.findCoordinator]: () => {
      asked += 1;
      return asked === 1 ? undefined : Buffer.concat([int16(0), addressOf(0)]);
    },
    [api.joinGroup]: () => {
      joined += 1;
      return undefined;
    },
  });
  const { fatal } = await consumeFrom(brokers, { partitions: 1 });
  await until(() => joined > 0 || fatal.length > 0, { message: 'a request to join' });
  expect(fatal).toEqual([]);
  expect(asked).toBeGreaterThan(1);
});

const [FINE, NOT_LEADER, NOT_COORDINATOR, UNKNOWN_MEMBER_ID] = [0, 6, 16, 25];

/** Answers fetches with one record after the other, up to an end that may grow. */
const recordsUpTo = (end: () => number) => async (request: Buffer) => {
  const offset = askedOffset(0, request);
  if (offset < end()) return fetched(0, { records: [offset], end: end() });
  await new Promise((resolve) => setTimeout(resolve, 50));
  return fetched(0, { end: end() });
};

it('commits at the coordinator that its group has by now, at once, and joins there', async () => {
  let coordinator = 0;
  let refused = 0;
  let end = 1;
  const joinedAt: number[] = [];
  const group = groupOfOne({ partitions: [0], address: () => addressOf(coordinator), committed: () => 0 });
  const { brokers, addressOf } = await standInBrokers(2, () => [0], {
    ...group,
    [api.joinGroup]: (body, broker) => {
      joinedAt.push(broker);
      return group[api.joinGroup]?.(body, broker);
    },
    [api.heartbeat]: (_, broker) => int16(broker === coordinator ? FINE : NOT_COORDINATOR),
    [api.offsetCommit]: (body, broker) => {
      if (broker === coordinator) return group[api.offsetCommit]?.(body, broker);
      refused += 1;
      return list([Buffer.concat([text('t'), list([Buffer.concat([int32(0), int16(NOT_COORDINATOR)])])])]);
    },
    [api.fetch]: recordsUpTo(() => end),
  });
  const { fatal, handled } = await consumeFrom(brokers, { partitions: 1 });
  await until(() => handled.length > 0, { message: 'a record' });
  coordinator = 1;
  end = 2;
  await until(() => joinedAt.length > 1 || fatal.length > 0, { message: 'that it joins anew', timeoutMs: 10_000 });
  expect(fatal).toEqual([]);
  expect(joinedAt).toEqual([0, 1]);
  expect(refused).toBeLessThanOrEqual(2);
});

it.each([
  ['the group does not know it any more', 'heartbeat'],
  ['the leader of its partition has moved', 'fetch'],
] as const)('joins anew until it has joined, however the first try ended, when %s', async (_, toldBy) => {
  let joins = 0;
  let isTold = false;
  let end = 1;
  const tell = (): boolean => isTold && joins === 1;
  const records = recordsUpTo(() => end);
  const group = groupOfOne({
    partitions: [0],
    address: () => addressOf(0),
    committed: () => 0,
    heartbeat: () => (toldBy === 'heartbeat' && tell() ? UNKNOWN_MEMBER_ID : FINE),
  });
  const { brokers, addressOf } = await standInBrokers(1, () => [0], {
    ...group,
    [api.joinGroup]: (body, broker) => {
      joins += 1;
      return joins === 2 ? undefined : group[api.joinGroup]?.(body, broker);
    },
    [api.fetch]: (request) =>
      toldBy === 'fetch' && tell() ? fetched(0, { error: NOT_LEADER, end }) : records(request),
  });
  const { fatal, handled } = await consumeFrom(brokers, { partitions: 1 });
  await until(() => handled.length > 0, { message: 'a record' });
  isTold = true;
  await until(() => joins > 1, { message: 'that it joins anew', timeoutMs: 10_000 });
  end = 2;
  await until(() => handled.includes(1) || fatal.length > 0, { message: 'the record after it', timeoutMs: 10_000 });
  expect(fatal).toEqual([]);
});
