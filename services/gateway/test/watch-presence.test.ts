import { createClient, openAnswers, presenceService } from '@bellhop/grpc';
import { Secret, Unavailable } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { APP, apiKey, startHarness, type Harness } from './harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
});
afterAll(async () => {
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

/** A watch over the gateway, and what it has told. */
function watch(userIds: string[], key = apiKey, app = APP) {
  const at = { address: harness.gateway.grpcAddress, key: new Secret(key), deadlineMs: 2_000 };
  const client = createClient(presenceService, at);
  const answers = openAnswers(presenceService, client, 'Watch', { app, userIds }, at.key);
  const told: string[] = [];
  const ended = (async (): Promise<unknown> => {
    try {
      for await (const { users } of answers) told.push(users.map(({ userId, state }) => `${userId} ${state}`).join());
      return undefined;
    } catch (error) {
      return error;
    }
  })();
  return { told, ended, close: () => (answers.cancel(), client.close()) };
}

it('hands on what presence says of the users of the key that asks, until the watcher goes', async () => {
  const asked: (readonly string[])[] = [];
  const { promise: gone, resolve } = Promise.withResolvers<undefined>();
  harness.presence.watch = async (userIds, { send, signal }) => {
    asked.push(userIds);
    signal.addEventListener('abort', () => resolve(undefined));
    send({ users: [{ userId: 'ann', state: 'PRESENCE_STATE_OFFLINE' }] });
    send({ users: [{ userId: 'ann', state: 'PRESENCE_STATE_ONLINE' }] });
    await gone;
  };
  const { told, close } = watch(['ann']);
  await until(() => told.length === 2);
  expect(told).toEqual(['ann PRESENCE_STATE_OFFLINE', 'ann PRESENCE_STATE_ONLINE']);
  expect(asked).toEqual([['ann']]);
  close();
  await gone;
});

it('ends with the reason when presence ends, and can be called again', async () => {
  harness.presence.watch = () => Promise.resolve();
  const inOrder = watch(['ann']);
  expect(await inOrder.ended).toMatchObject({ code: 'UNAVAILABLE' });
  harness.presence.watch = () => Promise.reject(new Unavailable('presence is closing: call again'));
  const cut = watch(['ann']);
  expect(await cut.ended).toMatchObject({ code: 'UNAVAILABLE' });
  for (const one of [inOrder, cut]) one.close();
});

it('refuses other keys, other apps, and lists out of bounds, by the field', async () => {
  const refused = async (...given: Parameters<typeof watch>) => {
    const { ended, close } = watch(...given);
    const error = await ended;
    close();
    return error;
  };
  expect(await refused(['ann'], 'another key altogether')).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await refused(['ann'], apiKey, 'other')).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await refused([])).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'userIDs' });
  expect(await refused(['a/b'])).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'userIDs.0' });
});

it('does not hold up the gateway that closes', async () => {
  const closing = await startHarness();
  closing.presence.watch = (_, { signal }) =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
  const at = { address: closing.gateway.grpcAddress, key: new Secret(apiKey), deadlineMs: 2_000 };
  const client = createClient(presenceService, at);
  const answers = openAnswers(presenceService, client, 'Watch', { app: APP, userIds: ['ann'] }, at.key);
  const ended = answers[Symbol.asyncIterator]()
    .next()
    .catch((error: unknown) => error);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const beganAtMs = Date.now();
  await closing.close();
  expect(Date.now() - beganAtMs).toBeLessThan(8_000);
  expect(await ended).toMatchObject({ code: 'UNAVAILABLE' });
  client.close();
});
