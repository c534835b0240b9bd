import { createLogger, Secret } from '@bellhop/runtime';
import { internalKey, testContext, until } from '@bellhop/testkit';
import { expect, it } from 'vitest';
import { streamDelivery } from '../src/clients/delivery.ts';
import { startStandInGateway } from './stand-in-gateway.ts';

/** Nobody listens there. */
const GONE = '127.0.0.1:1';

it('a stream that breaks costs what its own gateway owes, and not what all others do', async () => {
  const { log } = testContext();
  let arrived = 0;
  // It acknowledges none.
  const gateway = await startStandInGateway({ log, deliver: () => void (arrived += 1) });
  const unreached: string[] = [];
  const delivery = streamDelivery({
    credentials: { key: internalKey },
    log,
    onAcknowledged: () => undefined,
    onUnreached: (users) => unreached.push(...users.map(({ userId }) => userId)),
  });
  const deliver = (device: { userId: string; deviceId: string; gatewayAddress: string }) =>
    delivery.deliver({ app: 'demo', message: {}, devices: [device], ackTimeoutMs: 30_000, traceparent: '' });

  let looks = 0;
  for (let n = 0; n < 200; n += 1)
    void deliver({
      userId: `u${n}`,
      deviceId: 'phone',
      get gatewayAddress() {
        looks += 1;
        return `127.0.0.1:${gateway.port}`;
      },
    });
  await until(() => arrived === 200);
  looks = 0;
  expect(await deliver({ userId: 'bob', deviceId: 'phone', gatewayAddress: GONE })).toMatchObject([{ userId: 'bob' }]);
  expect(unreached).toEqual(['bob']);
  expect(looks).toBe(0);
  delivery.close();
  await gateway.close();
});

it('says to operators that a gateway refuses deliveries, once and not with each', async () => {
  const { log } = testContext();
  const gateway = await startStandInGateway({ log, deliver: () => undefined });
  const lines: string[] = [];
  const delivery = streamDelivery({
    credentials: { key: new Secret('another-internal-key') },
    log: createLogger('test', 'info', { write: (line: string) => void lines.push(line) }),
    onAcknowledged: () => undefined,
    onUnreached: () => undefined,
  });
  const gatewayAddress = `127.0.0.1:${gateway.port}`;
  for (const userId of ['ann', 'ben'])
    await delivery.deliver({
      app: 'demo',
      message: {},
      devices: [{ userId, deviceId: 'phone', gatewayAddress }],
      ackTimeoutMs: 30_000,
      traceparent: '',
    });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ gateway: gatewayAddress, err: { type: 'Unauthenticated' } });
  delivery.close();
  await gateway.close();
});
