import { until } from '@bellhop/testkit';
import { expect, it } from 'vitest';
import { consumeFrom } from './consume-from.ts';
import { api, askedOffset, fetched, groupOfOne, standInBrokers } from './stand-in-brokers.ts';

const NOT_LEADER = 6;

/**
 * Two brokers with a partition each. The second says once that it leads its partition no longer, so the consumer joins its group anew. While it does, the
 * first gets a record, and after that another one, which is asked for before the consumer has joined and answered after it.
 */
async function changingBrokers() {
  const seen = { joins: 0, isAskedForSecond: false, isSecondJoined: false, hasSaidNotLeader: false };
  const isThere = [() => seen.joins > 1, () => seen.isSecondJoined];
  const soon = async (isSo: () => boolean, withinMs: number): Promise<void> => {
    const deadline = performance.now() + withinMs;
    while (!isSo() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 1));
  };

  const fetch = async (request: Buffer, broker: number): Promise<Buffer> => {
    const maxWaitMs = request.readInt32BE(4);
    const offset = askedOffset(0, request);
    if (broker === 1) {
      if (!seen.hasSaidNotLeader) {
        seen.hasSaidNotLeader = true;
        return fetched(0, { partition: 1, error: NOT_LEADER, end: 2 });
      }
      await soon(() => false, maxWaitMs);
      return fetched(0, { partition: 1, end: 2 });
    }
    if (offset === 1) seen.isAskedForSecond = true;
    await soon(() => isThere[offset]?.() === true, maxWaitMs);
    const records = [0, 1].filter((one) => one >= offset && isThere[one]?.() === true);
    return fetched(0, { records, end: 2 });
  };

  const { brokers, addressOf } = await standInBrokers(2, () => [0, 1], {
    ...groupOfOne({
      partitions: [0, 1],
      address: () => addressOf(0),
      joining: (joins) => {
        seen.joins = joins;
        // A rebalance takes its time: others have to join, too.
        return joins > 1 ? soon(() => seen.isAskedForSecond, 200) : undefined;
      },
      committed: () => {
        seen.isSecondJoined = seen.joins > 1;
        return 0;
      },
    }),
    [api.fetch]: fetch,
  });
  return { brokers, seen };
}

it('reads all records though a leader moves while another broker is asked for more', async () => {
  const { brokers, seen } = await changingBrokers();
  const { fatal, handled } = await consumeFrom(brokers, { partitions: 2 });
  await until(() => handled.includes(1) || fatal.length > 0, { message: 'the second record' });
  expect(fatal).toEqual([]);
  expect(seen.joins).toBe(2);
  expect(handled).toEqual([0, 1]);
});
