import { createClient, userService } from '@bellhop/grpc';
import { Secret, Unavailable } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { APP, apiKey, operatorKey, startHarness, type Harness } from './harness.ts';
import { openRawClient } from './raw-client.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
});
beforeEach(() => {
  harness.erasure.asked.length = 0;
  harness.erasure.answer = () => ({ done: true, erased: {} });
});
afterAll(async () => {
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

const deleteUser = (user: string, key = apiKey) =>
  fetch(`${harness.gateway.httpUrl}/v1/apps/${APP}/users/${user}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${key}` },
  });

it('asks every owner until it is done, and answers what all have erased', async () => {
  harness.erasure.answer = (asked) => ({
    done: asked !== 1,
    erased: { devices: asked <= 2 ? 2 : 0, messages: asked > 2 ? 10 : 0 },
  });
  const answer = await deleteUser('ann');
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { erased: { devices: 4, groups: 0, messages: 20, calls: 0, traceLines: 0 } },
  ]);
  expect(harness.erasure.asked).toEqual(Array.from({ length: 4 }, () => ({ app: APP, userId: 'ann' })));
});

it('lets operators do it, and nobody without a key', async () => {
  expect((await deleteUser('ann', operatorKey)).status).toBe(200);
  expect((await deleteUser('ann', 'some-other-key')).status).toBe(401);
  expect((await deleteUser('no%20user')).status).toBe(400);
  expect(harness.erasure.asked).toHaveLength(3);
});

it.each([
  ['a query', '?app=another&userID=bob', undefined],
  ['a body', '', { app: 'another', userID: 'bob' }],
])('erases whom its address names, with the key of its app: nobody by %s', async (_title, query, body) => {
  const answer = await fetch(`${harness.gateway.httpUrl}/v1/apps/${APP}/users/ann${query}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: { field: 'app' } }]);
  expect(harness.erasure.asked).toEqual([]);
});

it('is not done when one owner is away; it names that one, and asks the others all the same', async () => {
  harness.erasure.answer = (asked) => {
    if (asked === 1) throw new Error('a bug');
    return { done: true, erased: {} };
  };
  const answer = await deleteUser('ann');
  expect(answer.status).toBe(503);
  const { error } = (await answer.json()) as { error: { code: string; message: string } };
  expect(error).toMatchObject({ code: 'NOT_DONE', retryAfterMs: 1_000 });
  expect(error.message).toMatch(/^not all of ann is erased yet: push-router failed: .*Make the same call again/);
  expect(error.message).not.toMatch(/message-store|push-history/);
  expect(harness.erasure.asked).toHaveLength(3);

  harness.erasure.answer = () => {
    throw new Unavailable('down');
  };
  const client = createClient(userService, {
    address: harness.gateway.grpcAddress,
    key: new Secret(apiKey),
    deadlineMs: 5_000,
  });
  await expect(client.deleteUser({ app: APP, userId: 'ann' })).rejects.toMatchObject({
    code: 'NOT_DONE',
    message: expect.stringMatching(/push-router failed.*message-store failed.*push-history failed/) as string,
  });
  client.close();
});

it("ends the user's connections, also those of devices that were erased before", async () => {
  const client = await openRawClient(harness.gateway.httpUrl);
  expect((await client.login('carl')).type).toBe('ok');
  await until(() => harness.sessions.has('carl/carl-phone'));
  harness.erasure.answer = () => ({ done: true, erased: {}, loginNumber: 1_000_000 });
  expect((await deleteUser('carl')).status).toBe(200);
  await until(() => !harness.sessions.has('carl/carl-phone'));
  expect(await client.closed).toEqual({ code: 4009 });
});
