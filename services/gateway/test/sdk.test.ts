import { ZIM, ZIMConversationType, ZIMMessageType, ZPNs, type ZIMAppConfig, type ZIMMessage } from '@bellhop/client';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP, startHarness, storedMessage, tokenFor, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(async () => {
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

function client(deviceID: string, over: Partial<ZIMAppConfig> = {}) {
  const zim = ZIM.create({
    appID: APP,
    server: harness.gateway.httpUrl,
    deviceID,
    platform: 'android',
    reconnect: { firstMs: 50, maxMs: 200 },
    ...over,
  });
  const received: ZIMMessage[] = [];
  const states: string[] = [];
  zim.on('messageReceived', (message) => received.push(message));
  zim.on('connectionStateChanged', ({ state }) => states.push(state));
  return { zim, received, states };
}
const bobPhone = { userId: 'bob', deviceId: 'bob-phone' };

describe('the SDK against the gateway', () => {
  it('registers for push after login, syncs, receives live messages once and acknowledges them', async () => {
    const { zim, received } = client('bob-phone');
    const zpns = ZPNs.create(zim);
    const registered: string[] = [];
    zpns.on('registered', ({ pushID }) => registered.push(pushID));
    expect(await zpns.registerPush('xiaomi', 'token-of-bob')).toBeUndefined();
    harness.store.missed = [storedMessage(1), storedMessage(2), storedMessage(3)];
    await zim.login('bob', await tokenFor('bob'));
    await until(() => registered[0] === 'push-bob-phone' && received.length === 3);
    expect(harness.devices.registered).toMatchObject([
      { vendor: 'VENDOR_XIAOMI', token: 'token-of-bob', userId: 'bob' },
    ]);
    await until(() => harness.store.ackedPositions.some(({ seq }) => seq === 3));
    harness.store.missed = [];

    const stream = harness.openDelivery();
    const deliver = (deliveryId: number, seq: number) =>
      stream.deliver({ deliveryId, app: APP, message: storedMessage(seq), targets: [bobPhone] });
    deliver(1, 3); // has come by the sync
    deliver(2, 4);
    await until(() => stream.results.length === 2);
    expect(stream.results.every(({ status }) => status === 'DELIVERY_STATUS_ACKNOWLEDGED')).toBe(true);
    expect(received.map(({ conversationSeq, isOffline }) => [conversationSeq, isOffline])).toEqual([
      [1, true],
      [2, true],
      [3, true],
      [4, false],
    ]);
    expect(received.at(-1)).toMatchObject({
      conversationID: 'alice',
      conversationType: ZIMConversationType.Peer,
      message: 'text 4',
      senderUserID: 'alice',
    });
    stream.end();
    await zim.logout();
    expect(harness.devices.unbound).toContain('bob-phone');
  });

  it('sends, and tells refusals by code and field', async () => {
    const { zim } = client('alice-phone');
    await zim.login('alice', await tokenFor('alice'));
    const text = { type: ZIMMessageType.Text, message: 'hi' };
    const sent = await zim.sendMessage(text, 'bob', ZIMConversationType.Peer, {
      pushConfig: { title: 'Alice', content: 'hi' },
    });
    expect(sent.messageID).toMatch(/^[0-9a-f-]{36}$/);
    expect(
      (await zim.sendMessage(text, 'bob', ZIMConversationType.Peer, { localMessageID: sent.localMessageID })).messageID,
    ).toBe(sent.messageID);
    await expect(zim.sendMessage(text, 'none', ZIMConversationType.Group)).rejects.toMatchObject({
      name: 'ZIMError',
      code: 'GROUP_NOT_FOUND',
      field: 'toGroupID',
    });
    await zim.createGroup({ groupID: 'friends', groupName: 'Friends' }, ['bob']);
    await zim.inviteUsersIntoGroup(['carol'], 'friends');
    expect((await zim.queryGroupMemberList('friends')).userList.map(({ userID }) => userID)).toEqual([
      'alice',
      'bob',
      'carol',
    ]);
    await zim.logout();
    await expect(zim.sendMessage(text, 'bob', ZIMConversationType.Peer)).rejects.toMatchObject({
      code: 'NOT_LOGGED_IN',
    });
  });

  it('does not acknowledge when told so, like a frozen process', async () => {
    const { zim, received } = client('bob-phone', { autoAck: false });
    await zim.login('bob', await tokenFor('bob'));
    const stream = harness.openDelivery();
    stream.deliver({ deliveryId: 1, app: APP, message: storedMessage(9), targets: [bobPhone] });
    await until(() => received.length === 1);
    expect(stream.results).toEqual([]);
    zim.acknowledge(received);
    await until(() => stream.results.length === 1);
    stream.end();
    await zim.logout();
  });

  it('says why a login fails, and ends when kicked out', async () => {
    const { zim, states } = client('dora-phone');
    await expect(zim.login('dora', await tokenFor('dora', { expiresInSeconds: -60 }))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: 'the token has expired',
    });
    expect(states).toEqual(['connecting', 'disconnected']);
    await zim.login('dora', await tokenFor('dora'));
    const kicked: unknown[] = [];
    zim.on('kickedOut', (event) => kicked.push(event));
    const second = client('dora-phone');
    await second.zim.login('dora', await tokenFor('dora'));
    await until(() => kicked.length === 1 && zim.connectionState === 'disconnected');
    await second.zim.logout();
  });

  it('fails a login in time when there is no server', async () => {
    const { zim } = client('x', { server: 'ws://127.0.0.1:9', loginTimeoutMs: 300 });
    await expect(zim.login('bob', await tokenFor('bob'))).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
  });
});

describe('an orderly end of the gateway', () => {
  it('sends clients elsewhere, ends their sessions and its lease', async () => {
    const own = await startHarness();
    const zim = ZIM.create({
      appID: APP,
      server: own.gateway.httpUrl,
      deviceID: 'p',
      reconnect: { firstMs: 50, maxMs: 100 },
    });
    const events: string[] = [];
    zim.on('connectionStateChanged', ({ state, event }) => events.push(`${state}: ${event}`));
    await zim.login('bob', await tokenFor('bob'));
    const stream = own.openDelivery();
    stream.deliver({
      deliveryId: 1,
      app: APP,
      message: storedMessage(1),
      targets: [{ userId: 'bob', deviceId: 'gone' }],
    });
    await until(() => stream.results.length === 1);
    const started = Date.now();
    await own.gateway.close();
    expect(Date.now() - started).toBeLessThan(4_000);
    await stream.ended;
    await until(() => !own.sessions.has('bob/p'));
    expect(events).toContain('reconnecting: serverRestarting');
    const sending = zim.sendMessage({ type: ZIMMessageType.Text, message: 'later' }, 'bob', ZIMConversationType.Peer);
    sending.catch(() => undefined);
    await zim.logout();
    await expect(sending).rejects.toMatchObject({ code: 'LOGGED_OUT' });
    await own.close();
  });
});
