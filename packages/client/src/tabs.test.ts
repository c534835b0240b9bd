import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { eventually, fakeServer, turn, type FakeConnection } from './testing/fake-server.ts';
import { textFromAlice as live } from './testing/text-from-alice.ts';
import { answerTo, storageOf, typesOf } from './testing/device-fixture.ts';
import { ZIM, ZIMConversationType, ZIMMessageType, type KeyValueStorage, type ZIMMessage } from './index.ts';

let apps = 0;
const open: ZIM[] = [];
afterEach(() => {
  for (const zim of open.splice(0)) zim.destroy();
});

/** A browser: tabs with one storage, Node's own locks and channels between them. */
function browser(over: Partial<KeyValueStorage> = {}) {
  const app = `tabs-${(apps += 1)}`;
  const server = fakeServer();
  const { storage: kept, entries } = storageOf('sync');
  const storage = { ...kept, ...over };
  const tab = () => {
    const zim = ZIM.create({
      appID: app,
      server: 'ws://im.example',
      storage,
      webSocket: server.webSocket,
      reconnect: { firstMs: 1, maxMs: 5 },
      tabs: 'shared',
    });
    open.push(zim);
    const received: ZIMMessage[] = [];
    const states: string[] = [];
    zim.on('messageReceived', (message) => void received.push(message));
    zim.on('connectionStateChanged', ({ state, event }) => states.push(`${state}: ${event}`));
    return { zim, received, states, logIn: (userID = 'bob') => zim.login(userID, 'token') };
  };
  return { ...server, tab, entries };
}

async function twoTabs() {
  const made = browser();
  const leader = made.tab();
  const login = leader.logIn();
  const connection = await made.connection(0);
  await connection.answer('login', { ...answerTo('bob', 'secret'), pushID: 'p' });
  await login;
  await connection.answer('sync', { messages: [] });
  const follower = made.tab();
  const second = await follower.logIn();
  return { ...made, leader, follower, second, first: connection };
}

const text = { type: ZIMMessageType.Text, message: 'hi' };
const SERVER_MS = 1_764_060_000_000;
const frames = (connection: FakeConnection, type: string) => connection.sent.filter((frame) => frame.type === type);

describe('tabs of a browser', () => {
  it('are one device with one connection; each shows a message once, and one acknowledges it', async () => {
    const { leader, follower, second, first, connections } = await twoTabs();
    expect(second).toEqual({ userID: 'bob', pushID: 'p' });
    expect(follower.zim.deviceID).toBe(leader.zim.deviceID);
    first.event('message', live(1));
    await eventually(() => follower.received.length === 1 && frames(first, 'ack').length > 0);
    await turn();
    expect(leader.received.map(({ messageID }) => messageID)).toEqual(['m1']);
    expect(follower.received).toEqual(leader.received);
    expect(frames(first, 'ack')).toHaveLength(1);
    expect(connections).toHaveLength(1);
    expect(typesOf(first).filter((type) => type === 'login')).toHaveLength(1);
  });

  it.each([
    { toUserID: 'alice', conversationID: 'peer/alice/bob', handlers: 'have ended' },
    { toGroupID: 'team', conversationID: 'group/team', handlers: 'never end' },
  ])(
    'show once what another one sent, though a sync brings it before its answer: to $conversationID, whose handlers $handlers',
    async ({ toUserID, toGroupID, conversationID, handlers }) => {
      const { leader, follower, tab, first, connection } = await twoTabs();
      const third = tab();
      await third.logIn();
      if (handlers === 'never end') leader.zim.on('messageReceived', () => new Promise(() => undefined));
      const sending =
        toGroupID === undefined
          ? follower.zim.sendMessage(text, 'alice', ZIMConversationType.Peer)
          : follower.zim.sendMessage(text, toGroupID, ZIMConversationType.Group);
      const frame = await eventually(() => frames(first, 'send')[0]);
      first.close(1006); // the server has the message, and its answer is lost
      const second = await connection(1);
      await second.answer('login', { ...answerTo('bob'), pushID: 'p' });
      const { localMessageID } = frame.body;
      const stored = { messageID: 'm', conversationID, seq: 1, fromUserID: 'bob', toUserID, toGroupID, localMessageID };
      await second.answer('sync', { messages: [{ ...stored, text: 'hi', acceptedAt: 9 }] });
      await eventually(() => leader.received.length === 1 && third.received.length === 1);
      await second.answer('send', { messageID: 'm', conversationID, acceptedAt: 9 });
      expect((await sending).messageID).toBe('m');
      await turn();
      for (const { received } of [leader, third]) expect(received.map(({ messageID }) => messageID)).toEqual(['m']);
      expect(follower.received).toEqual([]);
    },
  );

  it('show once what another one sent and was answered twice', async () => {
    const { leader, follower, first } = await twoTabs();
    const sending = [1, 2].map(() =>
      follower.zim.sendMessage(text, 'alice', ZIMConversationType.Peer, { localMessageID: 'once' }),
    );
    for (const _ of sending)
      await first.answer('send', { messageID: 'm', conversationID: 'peer/alice/bob', acceptedAt: 9 });
    await Promise.all(sending);
    await turn();
    expect(leader.received.map(({ messageID }) => messageID)).toEqual(['m']);
  });

  it('send by the one connection, and show what the others send and do', async () => {
    const { leader, follower, first } = await twoTabs();
    const changes: unknown[] = [];
    leader.zim.on('conversationMessageReceiptChanged', ({ infos }) => changes.push(...infos));
    const sending = follower.zim.sendMessage(text, 'alice', ZIMConversationType.Peer);
    await first.answer('send', { messageID: 'm', conversationID: 'peer/alice/bob', acceptedAt: 9 });
    expect((await sending).messageID).toBe('m');
    await eventually(() => leader.received.length === 1);
    expect(leader.received[0]).toMatchObject({
      messageID: 'm',
      senderUserID: 'bob',
      conversationID: 'alice',
      message: 'hi',
    });
    expect(follower.received).toEqual([]);
    const reading = follower.zim.sendConversationMessageReceiptRead('alice', ZIMConversationType.Peer, {
      conversationSeq: 1,
    });
    await first.answer('markConversationRead', { readSeq: 1, unreadCount: 0 });
    await reading;
    expect(changes).toMatchObject([{ conversationID: 'alice', isSelf: true, readSeq: 1 }]);
    const refused = follower.zim.joinGroup('g');
    refused.catch(() => undefined);
    await first.answer('joinGroup', { code: 'GROUP_NOT_FOUND', message: 'no', field: 'groupID' }, 'error');
    await expect(refused).rejects.toMatchObject({ code: 'GROUP_NOT_FOUND', field: 'groupID', number: 6100401 });
    const denied = follower.zim.dismissGroup('g');
    denied.catch(() => undefined);
    await first.answer('dissolveGroup', { code: 'NOT_ALLOWED', message: 'no', requiredRole: 'owner' }, 'error');
    await expect(denied).rejects.toMatchObject({ code: 'NOT_ALLOWED', requiredRole: 'owner' });
  });

  it('show what one of them has revoked, and what it has done in a group', async () => {
    const { leader, follower, first, connection } = await twoTabs();
    const revoked: ZIMMessage[] = [];
    leader.zim.on('messageRevokeReceived', ({ messageList }) => revoked.push(...messageList));
    const groups: string[] = [];
    for (const { zim } of [leader, follower]) zim.on('groupInfoUpdated', ({ groupName }) => groups.push(groupName));
    first.event('message', live(1));
    const message = await eventually(() => follower.received[0]);
    const revoking = follower.zim.revokeMessage(message);
    await first.answer('revokeMessage', { revocationMessageID: 'r' });
    await revoking;
    // The sync after a reconnect brings it, too.
    first.close(1006);
    const second = await connection(1);
    await second.answer('login', { ...answerTo('bob'), pushID: 'p' });
    const revocation = { messageID: 'm1', seq: 1 };
    const stored = { ...live(2), messageID: 'r', fromUserID: 'bob', toUserID: 'alice', text: undefined, revocation };
    await second.answer('sync', { messages: [stored] });
    await second.answer('ackSync');
    expect(revoked).toMatchObject([
      { messageID: 'r', revokedMessageID: 'm1', operatorUserID: 'bob', conversationID: 'alice' },
    ]);
    // The server tells the one who changed it, too.
    second.event('groupChanged', { groupID: 'g', change: 'info', name: 'new', userIDs: [], userCount: 0, at: 1 });
    await eventually(() => groups.length === 2);
  });

  it('take what the app keeps behind proxies, as Vue does, whichever has the connection', async () => {
    const { leader, follower, first } = await twoTabs();
    const reactive = <Value extends object>(value: Value): Value => new Proxy(value, {});
    for (const { zim } of [leader, follower]) {
      const creating = zim.createGroup(reactive({ groupID: 'g' }), reactive(['alice']));
      creating.catch(() => undefined);
      const { body } = await first.answer('createGroup', { memberCount: 2 });
      expect(body).toEqual({ groupID: 'g', memberUserIDs: ['alice'] });
      expect(await creating).toMatchObject({ memberCount: 2 });
    }
  });

  it('take over when the leader is closed: what was under way is sent again, what was shown is not shown again', async () => {
    const { leader, follower, first, connection } = await twoTabs();
    first.event('message', live(1));
    await eventually(() => follower.received.length === 1);
    const sending = follower.zim.sendMessage(text, 'alice', ZIMConversationType.Peer, { localMessageID: 'once' });
    await eventually(() => frames(first, 'send').length === 1);
    leader.zim.destroy();
    const second = await connection(1);
    expect((await second.answer('login', { ...answerTo('bob'), pushID: 'p' })).body).toMatchObject({
      resume: true,
      deviceSecret: 'secret',
    });
    await second.answer('sync', { messages: [live(1), live(2)] });
    expect(
      (await second.answer('send', { messageID: 'm', conversationID: 'peer/alice/bob', acceptedAt: 9 })).body,
    ).toMatchObject({ localMessageID: 'once' });
    await sending;
    await second.answer('ackSync');
    expect(follower.received.map(({ messageID }) => messageID)).toEqual(['m1', 'm2']);
    expect(follower.states).toEqual([
      'connecting: login',
      'connected: login',
      'reconnecting: connectionLost',
      'connected: login',
    ]);
  });

  it('are none where the browser forbids the storage, and with it locks and channels', async () => {
    const server = fakeServer();
    const forbidden = (): never => {
      throw new DOMException('denied in this context', 'SecurityError');
    };
    vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
    vi.stubGlobal('navigator', {
      locks: { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) },
    });
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        constructor() {
          forbidden();
        }
      },
    );
    const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: forbidden });
    onTestFinished(() => {
      vi.unstubAllGlobals();
      if (before === undefined) Reflect.deleteProperty(globalThis, 'localStorage');
      else Object.defineProperty(globalThis, 'localStorage', before);
    });
    const zim = ZIM.create({ appID: 'private', server: 'ws://im.example', webSocket: server.webSocket });
    open.push(zim);
    const login = zim.login('bob', 'token');
    login.catch(() => undefined);
    await (await server.connection(0)).answer('login', answerTo('bob'));
    expect(await login).toEqual({ userID: 'bob' });
  });

  it('know what their storage, which is full, does not take: a logout without a connection is told all the same', async () => {
    const full = (): never => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const { tab, connection, connections } = browser({ setItem: full });
    const { zim, logIn } = tab();
    const errors: unknown[] = [];
    zim.on('error', (error) => errors.push(error));
    const login = logIn();
    const first = await connection(0);
    await first.answer('login', answerTo('bob', 'secret'));
    await login;
    first.close(1006);
    await zim.logout();
    const frame = await eventually(() =>
      connections.flatMap(({ sent }) => sent).find(({ type }) => type === 'updateDevice'),
    );
    expect(frame.body).toMatchObject({ deviceID: zim.deviceID, deviceSecret: 'secret', logoutUserID: 'bob' });
    expect(errors[0]).toMatchObject({ code: 'STORAGE_FAILED' });
  });

  it('have their own connections where the storage is null, as in a WebView of Android', async () => {
    const server = fakeServer();
    const locks = { request: vi.fn(() => new Promise(() => undefined)) };
    vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
    vi.stubGlobal('navigator', { locks });
    vi.stubGlobal('localStorage', null);
    onTestFinished(() => void vi.unstubAllGlobals());
    const zim = ZIM.create({ appID: 'webview', server: 'ws://im.example', webSocket: server.webSocket });
    open.push(zim);
    const errors: unknown[] = [];
    zim.on('error', (error) => errors.push(error));
    const login = zim.login('bob', 'token');
    await (await server.connection(0)).answer('login', answerTo('bob'));
    expect(await login).toEqual({ userID: 'bob' });
    expect(locks.request).not.toHaveBeenCalled();
    expect(errors).toEqual([]);
  });

  it('log in anew, and do not come back, with the device id of a storage that was emptied', async () => {
    const { leader, follower, tab, entries, connection } = await twoTabs();
    entries.clear();
    const third = tab();
    await third.logIn();
    expect(third.zim.deviceID).not.toBe(leader.zim.deviceID);
    follower.zim.destroy();
    leader.zim.destroy();
    const second = await connection(1);
    const { body } = await second.answer('login', answerTo('bob'));
    expect(body).toMatchObject({ deviceID: third.zim.deviceID });
    expect(body).not.toHaveProperty('resume');
    await eventually(() => third.zim.connectionState === 'connected');
  });

  it('find out whether the connection lives when any of them wakes', async () => {
    const { follower, first } = await twoTabs();
    follower.zim.setAppState('foreground');
    await first.answer('heartbeat');
  });

  it('log out together', async () => {
    const { leader, follower, first } = await twoTabs();
    const logout = follower.zim.logout();
    await first.answer('logout');
    await logout;
    await eventually(() => leader.zim.connectionState === 'disconnected');
    expect(leader.states.at(-1)).toBe('disconnected: logout');
    expect(follower.states.at(-1)).toBe('disconnected: logout');
    await expect(leader.zim.joinGroup('g')).rejects.toMatchObject({ code: 'NOT_LOGGED_IN' });
  });

  it('renew the token together', async () => {
    const { leader, follower, first, connection } = await twoTabs();
    const renewing = follower.zim.renewToken('newer');
    await first.answer('renewToken', { expiresAt: 1 });
    await renewing;
    first.close(1006);
    const second = await connection(1);
    expect((await second.answer('login', answerTo('bob'))).body).toMatchObject({ token: 'newer' });
    await eventually(() => follower.zim.connectionState === 'connected' && leader.zim.connectionState === 'connected');
  });

  it('do not hear of a token that the server refuses to one of them', async () => {
    const { tab, first, connection } = await twoTabs();
    const { zim } = tab();
    await zim.login('bob', 'older');
    const renewing = zim.renewToken('wrong');
    renewing.catch(() => undefined);
    await first.answer('renewToken', { code: 'UNAUTHENTICATED', message: 'no', field: 'token' }, 'error');
    await expect(renewing).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    first.close(1006);
    const second = await connection(1);
    expect((await second.answer('login', answerTo('bob'))).body).toMatchObject({ token: 'token' });
  });

  it('show the newest token that they were given, whichever is answered', async () => {
    const { leader, first, connection } = await twoTabs();
    const renewals = [leader.zim.renewToken('newer'), leader.zim.renewToken('newest')];
    await first.answer('renewToken', { expiresAt: 1 });
    first.close(1006);
    await Promise.all(renewals);
    const second = await connection(1);
    expect((await second.answer('login', answerTo('bob'))).body).toMatchObject({ token: 'newest' });
  });

  it('tell each other a token that nobody could be asked about', async () => {
    const { leader, follower, first, connection } = await twoTabs();
    const renewing = follower.zim.renewToken('newer');
    await eventually(() => frames(first, 'renewToken')[0]);
    leader.zim.destroy();
    await renewing;
    const second = await connection(1);
    expect((await second.answer('login', answerTo('bob'))).body).toMatchObject({ token: 'newer' });
  });

  it('belong to the user who logged in last', async () => {
    const { leader, follower, tab, connection } = await twoTabs();
    const kicked: string[] = [];
    for (const { zim } of [leader, follower]) zim.on('kickedOut', ({ reason }) => kicked.push(reason));
    await new Promise((resolve) => setTimeout(resolve, 2)); // logins are told apart by their milliseconds
    const login = tab().logIn('carol');
    const second = await eventuallyLong(() => connection(1));
    expect((await second.answer('login', answerTo('carol'))).body).not.toHaveProperty('resume');
    expect(await login).toEqual({ userID: 'carol' });
    expect(kicked).toEqual(['another user has logged in in another tab', 'another user has logged in in another tab']);
  });

  it('do not forget who is logged in on the device when the later login, of another user, fails', async () => {
    const { leader, tab, connection, connections } = await twoTabs();
    await new Promise((resolve) => setTimeout(resolve, 2)); // logins are told apart by their milliseconds
    const login = tab().logIn('carol');
    login.catch(() => undefined);
    const second = await eventuallyLong(() => connection(1));
    await eventually(() => frames(second, 'login').length === 1);
    second.close(4001);
    await expect(login).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await leader.zim.logout();
    const { body } = await eventually(() => connections.flatMap((one) => frames(one, 'updateDevice'))[0]);
    expect(body).toMatchObject({ deviceSecret: 'secret', logoutUserID: 'bob' });
  });

  it('are kicked out together', async () => {
    const { leader, follower, first } = await twoTabs();
    first.event('kickedOut', { reason: 'a newer login' });
    first.close(4009);
    await eventually(() => follower.states.at(-1) === 'disconnected: kickedOut');
    expect(leader.states.at(-1)).toBe('disconnected: kickedOut');
  });

  it('take the lock from a tab that is frozen, which follows when it thaws', async () => {
    const { leader, follower, first, connection } = await twoTabs();
    const sending = leader.zim.sendMessage(text, 'alice', ZIMConversationType.Peer);
    // Nothing that tabs say is heard, as of one that is frozen.
    const frozen = vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockReturnValue(undefined);
    follower.zim.setAppState('background');
    const second = await connection(1).catch(() => eventuallyLong(() => connection(1)));
    frozen.mockRestore();
    await second.answer('login', { ...answerTo('bob'), pushID: 'p' });
    first.event('kickedOut', { reason: 'logged in on the same device' });
    first.close(4009);
    await eventually(() => leader.zim.connectionState === 'connected' && follower.zim.connectionState === 'connected');
    expect(leader.states).not.toContain('disconnected: kickedOut');
    await second.answer('sync', { messages: [live(7)] });
    await eventually(() => leader.received.length === 1);
    await second.answer('send', { messageID: 'm', conversationID: 'peer/alice/bob', acceptedAt: 9 });
    expect((await sending).messageID).toBe('m');
  }, 20_000);

  it('do not ring, when they thaw, for what they hear too late', async () => {
    const clocks = [vi.spyOn(performance, 'now').mockReturnValue(5_000), vi.spyOn(Date, 'now').mockReturnValue(70_000)];
    onTestFinished(() => clocks.forEach((clock) => clock.mockRestore()));
    const { leader, follower, first, connection } = await twoTabs();
    const rung: string[] = [];
    leader.zim.on('callInvitationReceived', ({ callID }) => rung.push(`leader: ${callID}`));
    follower.zim.on('callInvitationReceived', ({ callID }) => rung.push(`follower: ${callID}`));
    const frozen = vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockReturnValue(undefined);
    onTestFinished(() => frozen.mockRestore());
    first.close(1006);
    const second = await connection(1);
    await second.answer('login', { ...answerTo('bob'), serverTime: SERVER_MS, pushID: 'p' });
    const call = { callerUserID: 'alice', version: 1, users: [{ userID: 'bob', state: 'inviting' }] };
    second.event('callInvitationReceived', {
      ...call,
      callID: 'over',
      expireAt: SERVER_MS + 60_000,
      remainingMs: 60_000,
    });
    second.event('callInvitationReceived', {
      ...call,
      callID: 'rings',
      expireAt: SERVER_MS + 80_000,
      remainingMs: 80_000,
    });
    clocks[0]?.mockReturnValue(70_000);
    clocks[1]?.mockReturnValue(135_000);
    const { calls, contexts } = frozen.mock;
    const said = calls.map(([message], index) => ({
      message,
      channel: contexts[index] as { postMessage(it: unknown): void },
    }));
    frozen.mockRestore();
    for (const { message, channel } of said) channel.postMessage(message);
    await eventually(() => rung.includes('follower: rings'));
    expect(rung).toEqual(['leader: over', 'leader: rings', 'follower: rings']);
  });

  it.each(['the connection is made anew', 'the leader is closed'])(
    'show what the leader has acknowledged and their own handlers have not come to, when %s',
    async (event) => {
      const { leader, follower, first, connection } = await twoTabs();
      const isSlow = Promise.withResolvers<void>();
      follower.zim.on('messageReceived', ({ messageID }) => (messageID === 'm1' ? isSlow.promise : undefined));
      for (const seq of [1, 2, 3]) first.event('message', live(seq));
      await eventually(() => leader.received.length === 3 && follower.received.length === 1);
      await turn();
      expect(frames(first, 'ack').flatMap(({ body }) => body['messages'])).toHaveLength(3);
      if (event === 'the leader is closed') leader.zim.destroy();
      else first.close(1006);
      const second = await connection(1);
      await second.answer('login', { ...answerTo('bob'), pushID: 'p' });
      await second.answer('sync', { messages: [live(4)] });
      isSlow.resolve();
      await eventually(() => follower.received.length === 4);
      expect(follower.received.map(({ messageID }) => messageID)).toEqual(['m1', 'm2', 'm3', 'm4']);
    },
  );

  it('report the background by the one that has the connection alone', async () => {
    const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    const { tab, connection } = browser();
    vi.stubGlobal('document', page);
    const former = tab(); // whose page can be frozen
    vi.unstubAllGlobals();
    const login = former.logIn();
    const first = await connection(0);
    await first.answer('login', { ...answerTo('bob', 'secret'), pushID: 'p' });
    await login;
    const leader = tab();
    await leader.logIn();
    leader.zim.setAppState('background');
    await turn();
    page.dispatchEvent(new Event('freeze'));
    const second = await connection(1);
    await second.answer('login', { ...answerTo('bob'), pushID: 'p' });
    expect((await second.answer('reportAppState')).body).toEqual({ background: true });
    page.dispatchEvent(new Event('resume'));
    expect((await second.answer('reportAppState')).body).toEqual({ background: false });
    await eventually(() => former.zim.connectionState === 'connected');
    leader.zim.setAppState('foreground');
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    await turn();
    const later = former.zim.joinGroup('g');
    await second.answer('joinGroup');
    await later;
    expect(frames(second, 'reportAppState')).toHaveLength(2);
  });

  it('report the background when none of them is seen', async () => {
    const { leader, follower, first } = await twoTabs();
    leader.zim.setAppState('background');
    await turn();
    await turn();
    expect(frames(first, 'reportAppState')).toEqual([]);
    follower.zim.setAppState('background');
    expect((await first.answer('reportAppState')).body).toEqual({ background: true });
    follower.zim.setAppState('foreground');
    expect((await first.answer('reportAppState')).body).toEqual({ background: false });
  });
});

async function eventuallyLong<T>(look: () => Promise<T>): Promise<T> {
  for (let times = 0; times < 10; times += 1) {
    try {
      return await look();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  return look();
}
