import { silentLogger } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { expect, it, vi } from 'vitest';
import { consumeFrom } from './consume-from.ts';
import { api, askedOffset, fetched, groupOfOne, standInBrokers, type Fetched } from './stand-in-brokers.ts';

const [OUT_OF_RANGE, NOT_LEADER_OR_FOLLOWER] = [1, 6];
const BEGIN = 5;

type Answered = Omit<Fetched, 'end' | 'partition'>;

/** Runs a consumer in a rack. Its group has committed offset 5 of a partition that has 8 records; broker 0 leads it. */
async function consume(answer: (asked: { broker: number; offset: number; hasRack: boolean }) => Answered) {
  const seen = { joins: 0 };
  const { brokers, addressOf } = await standInBrokers(
    2,
    () => [0],
    {
      ...groupOfOne({
        partitions: [0],
        address: () => addressOf(0),
        joining: (joins) => {
          seen.joins = joins;
          return undefined;
        },
        committed: () => BEGIN,
      }),
      [api.fetch]: async (request, broker) => {
        const offset = askedOffset(11, request);
        const answered = answer({ broker, offset, hasRack: request.readInt16BE(68) > 0 });
        if (answered.records?.length === 0) await new Promise((resolve) => setTimeout(resolve, request.readInt32BE(4)));
        return fetched(11, { ...answered, end: 8 });
      },
    },
    { [api.fetch]: 11 },
  );
  const log = silentLogger();
  const told = vi.spyOn(log, 'error');
  const { fatal, handled } = await consumeFrom(brokers, { partitions: 1, rack: 'zone-a', log });
  const upTo = async (last: number) => {
    await until(() => handled.includes(last) || fatal.length > 0, { message: `record ${last}` });
    expect(fatal).toEqual([]);
    return { handled, joins: seen.joins, told };
  };
  return { upTo };
}

const from = (offset: number): number[] => [0, 1, 2, 3, 4, 5, 6, 7].filter((one) => one >= offset);
/** The leader names another replica to whoever has a rack. */
const byLeader = (replica: number, { offset, hasRack }: { offset: number; hasRack: boolean }): Answered =>
  hasRack ? { replica } : { records: from(offset) };

it('asks the leader when another replica does not know an offset: nothing is read anew', async () => {
  const { upTo } = await consume((asked) => (asked.broker === 1 ? { error: OUT_OF_RANGE } : byLeader(1, asked)));
  const { handled, told } = await upTo(7);
  expect(handled).toEqual([5, 6, 7]);
  expect(told).not.toHaveBeenCalled();
});

it('goes back to the leader at once when another replica is none any more', async () => {
  const { upTo } = await consume((asked) =>
    asked.broker === 1 ? { error: NOT_LEADER_OR_FOLLOWER } : byLeader(1, asked),
  );
  const { handled, joins } = await upTo(7);
  expect(handled).toEqual([5, 6, 7]);
  expect(joins).toBeLessThanOrEqual(2);
});

it('goes back to the leader at once when the broker of another replica is gone', async () => {
  const { upTo } = await consume((asked) => byLeader(7, asked));
  expect((await upTo(7)).handled).toEqual([5, 6, 7]);
});

it('tells when what was to be read next is not there any more', async () => {
  let isThere = false;
  const { upTo } = await consume(({ offset }) => {
    if (isThere) return { records: from(offset) };
    isThere = true;
    return { error: OUT_OF_RANGE };
  });
  const { told } = await upTo(7);
  expect(told).toHaveBeenCalledExactlyOnceWith(
    { group: 'group', topic: 't', partition: 0 },
    expect.stringContaining('deleted unread'),
  );
});
