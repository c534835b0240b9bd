import { createClient, groupService, messageService } from '@bellhop/grpc';
import { Secret } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { APP, apiKey, startHarness, type Harness } from './harness.ts';
import { openRawClient } from './raw-client.ts';

let harness: Harness;
let dan: Awaited<ReturnType<typeof openRawClient>>;

const users = (count: number): string[] => Array.from({ length: count }, (_, index) => `u${index}`);
const http = async (method: string, path: string, body?: object) => {
  const response = await fetch(`${harness.gateway.httpUrl}/v1/apps/${APP}${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as { error?: { code: string; field?: string } } };
};
const grpc = <Definition>(contract: Parameters<typeof createClient<Definition>>[0]) => {
  const client = createClient(contract, {
    address: harness.gateway.grpcAddress,
    key: new Secret(apiKey),
    deadlineMs: 5_000,
  });
  onTestFinished(() => client.close());
  return client;
};

beforeAll(async () => {
  harness = await startHarness();
  harness.groups.set('team', new Set(['dan', 'eve']));
  dan = await openRawClient(harness.gateway.httpUrl);
  await dan.login('dan');
});
afterEach(() => harness.store.mutes.clear());
afterAll(async () => {
  dan.close();
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

describe('a limit of groups', () => {
  it.each([
    ['kickGroupMembers', 'POST', '/groups/team/members/kick', { userIDs: users(501) }, 'userIDs'],
    ['muteGroupMembers', 'POST', '/groups/team/members/mute', { userIDs: [], isMuted: true }, 'userIDs'],
    ['updateGroupName', 'PUT', '/groups/team/name', { name: 'x'.repeat(51) }, 'name'],
    ['updateGroupNotice', 'PUT', '/groups/team/notice', { notice: 'x'.repeat(301) }, 'notice'],
    ['updateGroupJoinRule', 'PUT', '/groups/team/join-rule', {}, 'joinRule'],
    ['deleteGroupAttributes', 'POST', '/groups/team/attributes/delete', { keys: ['x'.repeat(65)] }, 'keys.0'],
    [
      'setGroupAttributes',
      'PUT',
      '/groups/team/attributes',
      { attributes: Object.fromEntries(users(51).map((user) => [user, ''])) },
      'attributes',
    ],
    ['setGroupAttributes', 'PUT', '/groups/team/attributes', { attributes: { a: 'x'.repeat(1_025) } }, 'attributes.a'],
  ] as const)('is the same in all doors: %s %s %s', async (call, method, path, body, field) => {
    expect(await http(method, path, body)).toMatchObject({
      status: 400,
      body: { error: { code: 'INVALID_ARGUMENT', field } },
    });
    expect(await dan.request(call, { groupID: 'team', ...body })).toMatchObject({
      type: 'error',
      body: { code: 'INVALID_ARGUMENT', field },
    });
    const own = Object.fromEntries(
      Object.entries(body).map(([name, value]) => [name === 'userIDs' ? 'userIds' : name, value as unknown]),
    );
    const request = { app: APP, groupId: 'team', ...own };
    await expect((grpc(groupService)[call] as (given: object) => Promise<unknown>)(request)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field,
    });
  });
});

describe('a refusal of groups', () => {
  it('says what role it takes', async () => {
    const error = {
      code: 'NOT_ALLOWED',
      message: 'only the owner of the group may do this',
      field: 'groupID',
      requiredRole: 'owner',
    };
    expect(await http('POST', '/groups/team/dissolve', { userID: 'dan' })).toEqual({ status: 403, body: { error } });
    expect(await dan.request('dissolveGroup', { groupID: 'team' })).toMatchObject({ type: 'error', body: error });
    expect(await grpc(groupService).dissolveGroup({ app: APP, groupId: 'team' })).toEqual({
      refusal: 'GROUP_REFUSAL_NOT_ALLOWED',
      requiredRole: 'GROUP_ROLE_OWNER',
    });
  });

  it('says what the limit is', async () => {
    expect(await http('PUT', '/groups/team/attributes', { attributes: { color: 'red' } })).toMatchObject({
      status: 409,
      body: { error: { code: 'TOO_MANY_ATTRIBUTES', message: expect.stringContaining('more than 50') as unknown } },
    });
    expect(harness.store.attributes).toEqual({ color: 'red' });
  });
});

describe('a group', () => {
  it('is shown as it stands, and so are the groups of a user', async () => {
    expect(await http('GET', '/groups/team')).toEqual({
      status: 200,
      body: {
        group: {
          groupID: 'team',
          name: '',
          notice: '',
          ownerUserID: '',
          joinRule: 'free',
          isMuted: false,
          isDissolved: false,
          memberCount: 2,
        },
      },
    });
    expect(await http('GET', '/groups/team?userID=zed')).toMatchObject({ status: 403 });
    expect(await dan.request('listUserGroups')).toMatchObject({
      body: { groups: [{ groupID: 'team', role: 'admin', joinedAt: 1 }] },
    });
  });

  it('takes users whom the app adds, without an inviter', async () => {
    expect(await http('POST', '/groups/team/members', { userIDs: ['fay'] })).toMatchObject({
      body: { memberCount: 3 },
    });
  });
});

describe('a sender', () => {
  it('who is muted is refused with the end of it, in all doors', async () => {
    const muteUntil = Date.now() + 60_000;
    expect(await dan.request('send', { toGroupID: 'team', text: 'before' })).toMatchObject({ type: 'ok' });
    await http('POST', '/groups/team/members/mute', { userIDs: ['dan'], isMuted: true, muteUntil });
    const error = { code: 'MUTED', field: 'toGroupID', muteUntil };
    const message = { toGroupID: 'team', text: 'x' };
    expect(await dan.request('send', message)).toMatchObject({ type: 'error', body: error });
    expect(await http('POST', '/messages', { fromUserID: 'dan', ...message })).toMatchObject({
      status: 403,
      body: { error },
    });
    const { refused } = await grpc(messageService).sendMessage({
      app: APP,
      message: { fromUserId: 'dan', toGroupId: 'team', text: 'x' },
    });
    expect(refused).toMatchObject({ code: 'MUTED', field: 'toGroupID', muteUntilMs: muteUntil });
  });

  it('is asked about anew as soon as the gateway is told that the group has changed', async () => {
    const send = () => dan.request('send', { toGroupID: 'team', text: 'x' });
    expect(await send()).toMatchObject({ type: 'ok' });
    harness.store.mutes.set('dan', 0); // through another gateway
    expect(await send()).toMatchObject({ type: 'ok' }); // remembered
    const delivery = harness.openDelivery();
    onTestFinished(() => delivery.end());
    delivery.deliver({
      deliveryId: 1,
      app: APP,
      conversationNews: {
        conversationId: 'group/team',
        groupChanged: {
          groupId: 'team',
          change: 'GROUP_CHANGE_MEMBERS_MUTED',
          actingUserId: 'eve',
          userIds: ['dan'],
          userCount: 1,
          atMs: 5,
          isMuted: true,
        },
      },
      targets: [{ userId: 'dan', deviceId: 'dan-phone' }],
    });
    await until(() => delivery.results.length === 1);
    expect(delivery.results[0]).toMatchObject({ status: 'DELIVERY_STATUS_ACKNOWLEDGED' });
    expect(await send()).toMatchObject({ type: 'error', body: { code: 'MUTED' } });
    expect((await dan.next('groupChanged')).body).toEqual({
      groupID: 'team',
      change: 'membersMuted',
      actingUserID: 'eve',
      userIDs: ['dan'],
      userCount: 1,
      at: 5,
      isMuted: true,
    });
  });
});
