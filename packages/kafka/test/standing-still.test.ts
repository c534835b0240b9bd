import { until } from '@bellhop/testkit';
import { expect, it, onTestFinished, vi } from 'vitest';
import { consumeFrom } from './consume-from.ts';
import { api, askedOffset, fetched, groupOfOne, standInBrokers } from './stand-in-brokers.ts';

const [FINE, ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID, REBALANCE_IN_PROGRESS] = [0, 22, 25, 27];
const LONGER_THAN_A_SESSION_MS = 20_000;

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
