import { conversationService, createClient } from '@bellhop/grpc';
import { Secret } from '@bellhop/runtime';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { APP, apiKey, startHarness, type Harness } from './harness.ts';
import { openRawClient } from './raw-client.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
  harness.groups.set('team', new Set(['dan', 'eve']));
});
beforeEach(() => {
  harness.store.conversations.length = 0;
  harness.store.answers = { RevokeMessage: () => Promise.resolve({ revocationMessageId: 'r' }) };
});
afterAll(async () => {
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

const conversationID = 'group/team';
const pushConfig = { title: 'Dan', content: 'words of my own' };
const http = async (body: object) => {
  const path = `/v1/apps/${APP}/conversations/${encodeURIComponent(conversationID)}/messages/m/revoke`;
  const response = await fetch(`${harness.gateway.httpUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const grpc = async (request: object) => {
  const at = { address: harness.gateway.grpcAddress, key: new Secret(apiKey), deadlineMs: 3_000 };
  const client = createClient(conversationService, at);
  try {
    return await client.revokeMessage({ app: APP, conversationId: conversationID, messageId: 'm', ...request });
  } finally {
    client.close();
  }
};
const asked = () => harness.store.conversations.length;

it('of who is muted says nothing on screens, and takes the words back', async () => {
  harness.store.mutes.set('dan', 0);
  const client = await openRawClient(harness.gateway.httpUrl);
  await client.login('dan');
  const own = { conversationID, messageID: 'm' };
  expect(await client.request('revokeMessage', { ...own, pushConfig })).toMatchObject({
    type: 'error',
    body: { code: 'MUTED', field: 'pushConfig' },
  });
  expect(await http({ userID: 'dan', pushConfig })).toMatchObject({
    status: 403,
    body: { error: { code: 'MUTED', field: 'pushConfig' } },
  });
  await expect(grpc({ userId: 'dan', pushConfig })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'pushConfig',
  });
  expect(asked()).toBe(0);
  expect(await client.request('revokeMessage', own)).toMatchObject({ type: 'ok' });
  // Others, and the app itself, go on as before.
  expect((await http({ userID: 'eve', pushConfig })).status).toBe(200);
  expect((await http({ pushConfig })).status).toBe(200);
  expect(asked()).toBe(3);
  harness.store.mutes.clear();
  client.close();
});

it('naming what the app does not have is refused in all doors', async () => {
  const unknown = { ...pushConfig, resourcesID: 'none' };
  expect(await http({ pushConfig: unknown })).toMatchObject({
    status: 400,
    body: { error: { code: 'UNKNOWN_RESOURCE', field: 'pushConfig.resourcesID' } },
  });
  await expect(grpc({ pushConfig: { ...pushConfig, resourcesId: 'none' } })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'pushConfig.resourcesID',
  });
  expect(asked()).toBe(0);
});
