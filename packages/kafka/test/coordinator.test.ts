import { until } from '@bellhop/testkit';
import { expect, it } from 'vitest';
import { consumeFrom } from './consume-from.ts';
import { api, int16, standInBrokers } from './stand-in-brokers.ts';

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
