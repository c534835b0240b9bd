import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { eventually, fakeServer, turn, type FakeConnection } from './testing/fake-server.ts';
import { textFromAlice as message } from './testing/text-from-alice.ts';
import {
  ZIM,
  ZIMConversationType,
  ZIMMessageType,
  ZPNs,
  type ZIMAppConfig,
  type ZIMError,
  type ZIMMessage,
} from './index.ts';

const answerToLogin = { userID: 'bob', heartbeatIntervalMs: 10_000, silenceTimeoutMs: 30_000, serverTime: 0 };
const text = { type: ZIMMessageType.Text, message: 'hi' };

function setUp(over: Partial<ZIMAppConfig> = {}) {
  const server = fakeServer();
  const zim = ZIM.create({
    appID: 'demo',
    server: 'http://im.example',
    deviceID: 'd',
    webSocket: server.webSocket,
    reconnect: { firstMs: 1, maxMs: 5 },
    ...over,
  });
  const received: ZIMMessage[] = [];
  const states: string[] = [];
  zim.on('messageReceived', (message) => received.push(message));
  zim.on('connectionStateChanged', ({ state, event }) => states.push(`${state}: ${event}`));
  const logIn = async (index = 0, sync: object = { messages: [] }): Promise<FakeConnection> => {
    const login = index === 0 ? zim.login('bob', 'token') : undefined;
    const connection = await server.connection(index);
    await connection.answer('login', answerToLogin);
    await login;
    await connection.answer('sync', sync);
    return connection;
  };
  return { ...server, zim, received, states, logIn };
}

describe('login', () => {
  it('logs in and tells states', async () => {
    const { zim, states, connections, logIn } = setUp();
    const connection = await logIn();
    expect(connections[0]?.url).toBe('ws://im.example/v1/ws');
    expect(connection.sent[0]).toMatchObject({
      v: 1,
      type: 'login',
      body: { app: 'demo', token: 'token', deviceID: 'd' },
    });
    const logout = zim.logout();
    await connection.answer('logout');
    await logout;
    expect(states).toEqual(['connecting: login', 'connected: login', 'disconnected: logout']);
  });

  it.each([
    [4001, 'UNAUTHENTICATED', 'unauthenticated'],
    [4000, 'PROTOCOL_ERROR', 'unauthenticated'],
  ])('does not come back after close code %s', async (code, errorCode, event) => {
    const { zim, states, connection, connections } = setUp();
    const login = zim.login('bob', 'token');
    login.catch(() => undefined);
    await turn();
    (await connection(0)).close(code);
    await expect(login).rejects.toMatchObject({ code: errorCode });
    expect(states.at(-1)).toBe(`disconnected: ${event}`);
    await turn();
    expect(connections).toHaveLength(1);
  });

  it('is over when a handler of its own ends it, and leaves nothing that goes on', async () => {
    const { zim, connection } = setUp();
    zim.on('connectionStateChanged', ({ state }) => state === 'connected' && zim.destroy());
    const login = zim.login('bob', 'token');
    login.catch(() => undefined);
    await (await connection(0)).answer('login', answerToLogin);
    await expect(login).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    const timers = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => timers.mockRestore());
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(timers).toHaveBeenCalledOnce();
  });

  it('takes no storage for one that has nothing of it, as in Node 25 and newer', async () => {
    vi.stubGlobal('localStorage', {});
    onTestFinished(() => void vi.unstubAllGlobals());
    const server = fakeServer();
    const zim = ZIM.create({ appID: 'demo', server: 'ws://im.example', webSocket: server.webSocket });
    const errors: unknown[] = [];
    zim.on('error', (error) => errors.push(error));
    const login = zim.login('bob', 'token');
    await (await server.connection(0)).answer('login', { ...answerToLogin, deviceSecret: 's' });
    await login;
    expect(errors).toEqual([]);
  });

  it('goes on with an offline login when the server is only slow', async () => {
    const { zim, connection } = setUp({ loginTimeoutMs: 30 });
    expect(await zim.login('bob', { token: 'token', isOfflineLogin: true })).toEqual({ userID: 'bob' });
    expect(zim.connectionState).toBe('reconnecting');
    await (await connection(0)).answer('login', answerToLogin);
    expect(zim.connectionState).toBe('connected');
  });

  it('asks for no sign of life on a connection whose login is not answered: the server takes nothing else there', async () => {
    const { zim, connection, connections } = setUp({ requestTimeoutMs: 20 });
    zim.login('bob', 'token').catch(() => undefined);
    await connection(1);
    expect(connections[0]?.sent.map(({ type }) => type)).toEqual(['login']);
    zim.destroy();
  });

  it('gives a login up in time', async () => {
    const { zim, connection } = setUp({ loginTimeoutMs: 30 });
    const login = zim.login('bob', 'token');
    login.catch(() => undefined);
    (await connection(0)).close(1006);
    await expect(login).rejects.toMatchObject({ name: 'ZIMError' });
    expect(zim.connectionState).toBe('disconnected');
  });

  it('resumes its login when it comes back, and gives up when that has ended meanwhile', async () => {
    const { zim, logIn, connection, connections, states } = setUp();
    const reasons: string[] = [];
    zim.on('kickedOut', ({ reason }) => reasons.push(reason));
    const first = await logIn();
    expect(first.sent.find(({ type }) => type === 'login')?.body).not.toHaveProperty('resume');
    first.close(1006);
    await eventually(() => connections.length === 2);
    const second = await connection(1);
    await eventually(() => second.sent.some(({ type }) => type === 'login'));
    expect(second.sent.find(({ type }) => type === 'login')?.body).toMatchObject({ resume: true });
    second.event('kickedOut', { reason: 'another device' });
    second.close(4009);
    await turn();
    expect(states.at(-1)).toBe('disconnected: kickedOut');
    expect(reasons).toEqual(['another device']);
  });

  it('ends when kicked out and when the token expires', async () => {
    for (const [code, event] of [
      [4009, 'kickedOut'],
      [4002, 'tokenExpired'],
    ] as const) {
      const { logIn, states } = setUp();
      (await logIn()).close(code);
      await turn();
      expect(states.at(-1)).toBe(`disconnected: ${event}`);
    }
  });
});

describe('receiving', () => {
  it('gives a message of a kind that it does not know with all that came, and acknowledges it', async () => {
    const { received, logIn } = setUp();
    const { text: _, ...rest } = message(1);
    const body = { ...rest, hologram: { url: 'https://media.example/1' } };
    const connection = await logIn();
    connection.event('message', body);
    await eventually(() => connection.sent.some(({ type }) => type === 'ack'));
    expect(received).toMatchObject([{ type: ZIMMessageType.Unknown, message: '', messageID: 'm1', raw: body }]);
  });

  it('shows each message once and in order, and acknowledges after the handlers ran', async () => {
    const { zim, received, logIn } = setUp();
    const release = Promise.withResolvers<void>();
    zim.on('messageReceived', () => release.promise);
    const connection = await logIn();
    connection.event('message', message(1));
    connection.event('message', message(1));
    connection.event('message', message(2));
    await turn();
    expect(connection.sent.some(({ type }) => type === 'ack')).toBe(false);
    release.resolve();
    await eventually(
      () =>
        connection.sent.filter(({ type }) => type === 'ack').flatMap(({ body }) => body['messages'] as object[])
          .length === 3,
    );
    expect(received.map(({ conversationSeq }) => conversationSeq)).toEqual([1, 2]);
  });

  it('holds live messages back while it syncs, and syncs all pages', async () => {
    const { zim, received, connection } = setUp();
    const login = zim.login('bob', 'token');
    const first = await connection(0);
    await first.answer('login', answerToLogin);
    await login;
    first.event('message', message(4));
    first.event('message', message(3));
    await first.answer('sync', { messages: [message(1)], nextPageToken: 'p2' });
    expect(await first.answer('ackSync')).toMatchObject({
      body: { positions: [{ conversationID: 'peer/alice/bob', seq: 1 }] },
    });
    expect(await first.answer('sync', { messages: [message(2), message(3)] })).toMatchObject({
      body: { pageToken: 'p2' },
    });
    await first.answer('ackSync');
    await eventually(() => received.length === 4);
    expect(received.map(({ conversationSeq, isOffline }) => [conversationSeq, isOffline])).toEqual([
      [1, true],
      [2, true],
      [3, true],
      [4, false],
    ]);
  });

  it('syncs again when the server says that messages passed by, after what is being shown', async () => {
    const { zim, received, logIn } = setUp();
    const release = Promise.withResolvers<void>();
    zim.on('messageReceived', () => release.promise);
    const connection = await logIn();
    connection.event('message', message(1));
    connection.event('missed', {});
    connection.event('message', message(4));
    await turn();
    expect(connection.sent.filter(({ type }) => type === 'sync')).toHaveLength(1);
    release.resolve();
    await eventually(() => connection.sent.filter(({ type }) => type === 'sync').length === 2);
    connection.event('missed', {}); // while it is at it: once more afterwards
    await connection.answer('sync', { messages: [message(1), message(2)] });
    await connection.answer('ackSync');
    await connection.answer('sync', { messages: [message(3)] });
    await connection.answer('ackSync');
    await eventually(() => received.length === 4);
    expect(received.map(({ conversationSeq }) => conversationSeq)).toEqual([1, 2, 3, 4]);
  });

  it('tries a sync again that the server could not answer, and shows live messages meanwhile', async () => {
    const { received, connection, zim } = setUp();
    const login = zim.login('bob', 'token');
    const first = await connection(0);
    await first.answer('login', answerToLogin);
    await login;
    first.event('message', message(2));
    await first.answer('sync', { code: 'UNAVAILABLE', message: 'away' }, 'error');
    await eventually(() => received.length === 1);
    await first.answer('sync', { messages: [message(1)] });
    await eventually(() => received.length === 2);
  });

  it('does not acknowledge what a handler failed on, and shows it again', async () => {
    const { zim, received, logIn } = setUp();
    const errors: unknown[] = [];
    zim.on('error', (error) => errors.push(error));
    let fails = true;
    zim.on('messageReceived', () => {
      if (fails) throw new Error('disk full');
    });
    const connection = await logIn(0, {
      messages: [message(1), message(2, { conversationID: 'group/g', toGroupID: 'g' })],
    });
    await turn();
    expect(errors).toHaveLength(2);
    expect(connection.sent.some(({ type }) => type === 'ackSync')).toBe(false);
    fails = false;
    connection.event('message', message(1));
    await connection.answer('ack');
    expect(received.filter(({ messageID }) => messageID === 'm1')).toHaveLength(2);
  });

  it('acknowledges nothing when told so', async () => {
    const { received, logIn } = setUp({ autoAck: false });
    const connection = await logIn(0, { messages: [message(1)] });
    connection.event('message', message(2));
    await eventually(() => received.length === 2);
    await turn();
    expect(connection.sent.map(({ type }) => type)).toEqual(['login', 'sync']);
  });

  it('passes over what it does not know', async () => {
    const { received, logIn } = setUp();
    const connection = await logIn();
    connection.event('dance', {});
    connection.event('message', { messageID: 'x' });
    connection.event('message', message(1, { text: undefined, custom: { type: 3, data: 'd' } }));
    await eventually(() => received.length === 1);
    expect(received[0]).toMatchObject({
      type: ZIMMessageType.Custom,
      subType: 3,
      message: 'd',
      conversationID: 'alice',
    });
  });
});

describe('a lost connection', () => {
  it('comes back, syncs, and sends again what was not answered, under the same id', async () => {
    const { zim, states, logIn } = setUp();
    const first = await logIn();
    const sending = zim.sendMessage(text, 'alice', ZIMConversationType.Peer);
    const sent = await eventually(() => first.sent.find(({ type }) => type === 'send'));
    first.close(1006);
    const second = await logIn(1);
    const again = await second.answer('send', { messageID: 'm', conversationID: 'peer/alice/bob', acceptedAt: 5 });
    expect(again.body).toEqual(sent.body);
    expect(await sending).toMatchObject({ messageID: 'm', localMessageID: sent.body['localMessageID'], timestamp: 5 });
    expect(states.slice(2)).toEqual(['reconnecting: connectionLost', 'connected: login']);
  });

  it('sends what waited at the pace of the server, which refuses what comes too fast', async () => {
    const { zim, logIn } = setUp();
    (await logIn()).close(1006);
    const sends = Array.from({ length: 60 }, (_, index) =>
      zim.sendMessage(text, `user${index}`, ZIMConversationType.Peer, { localMessageID: `m${index}` }),
    );
    const second = await logIn(1);
    const sentIds = () =>
      second.sent.flatMap(({ type, body }) => (type === 'send' ? [String(body['localMessageID'])] : []));
    expect(sentIds()).toHaveLength(50); // the server lets 100 requests wait
    const accept = { messageID: 'm', conversationID: 'peer/alice/bob', acceptedAt: 5 };
    await second.answer('send', accept);
    const slower = { code: 'RATE_LIMITED', message: 'slow down', retryAfterMs: 1 };
    for (let n = 0; n < 50; n += 1) await second.answer('send', slower, 'error');
    for (let n = 1; n < 60; n += 1) await second.answer('send', accept);
    await Promise.all(sends);
    const again = sentIds().slice(51);
    expect([again.length, new Set(again).size]).toEqual([59, 59]); // each of the others once more
  });

  it('obeys the hint of a server that restarts', async () => {
    const { connections, logIn, states } = setUp();
    const first = await logIn();
    first.event('reconnect', { afterMs: 60 });
    const started = Date.now();
    first.close(1012);
    await eventually(() => connections.length === 2);
    expect(Date.now() - started).toBeGreaterThanOrEqual(55);
    expect(states).toContain('reconnecting: serverRestarting');
  });

  it('bounds what waits, in number and in time', async () => {
    const { zim, logIn } = setUp({ sendTimeoutMs: 40, reconnect: { firstMs: 10_000, maxMs: 10_000 } });
    (await logIn()).close(1006);
    const sends = Array.from({ length: 201 }, () => zim.sendMessage(text, 'alice', ZIMConversationType.Peer));
    const outcomes = await Promise.allSettled(sends);
    expect(
      outcomes.filter((one) => one.status === 'rejected' && (one.reason as { code: string }).code === 'TIMEOUT'),
    ).toHaveLength(200);
    expect(outcomes.at(-1)).toMatchObject({ reason: { code: 'QUEUE_FULL' } });
    await expect(zim.joinGroup('g')).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    await zim.logout();
  });

  it('notices a server that says nothing any more', async () => {
    const { connections, zim } = setUp();
    const login = zim.login('bob', 'token');
    await eventually(() => connections.length === 1);
    await connections[0]?.answer('login', { ...answerToLogin, heartbeatIntervalMs: 5, silenceTimeoutMs: 20 });
    await login;
    await eventually(() => connections.length === 2);
  });

  describe('with a request that is not answered', () => {
    const unanswered = async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
      onTestFinished(() => void vi.useRealTimers());
      const made = setUp();
      // Heartbeats are asked for less often than requests end.
      const { connection, zim } = made;
      const login = zim.login('bob', 'token');
      const first = await vi.waitFor(() => connection(0));
      await vi.waitFor(() => first.answer('login', { ...answerToLogin, heartbeatIntervalMs: 60_000 }));
      await login;
      await vi.waitFor(() => first.answer('sync', { messages: [] }));
      const sending = zim.sendMessage(text, 'alice', ZIMConversationType.Peer);
      return { ...made, first, sending };
    };

    it('is made anew when nothing else is heard, in time for a message that waits', async () => {
      const { connection, connections, sending } = await unanswered();
      await vi.advanceTimersByTimeAsync(15_100);
      expect(connections).toHaveLength(2);
      const second = await vi.waitFor(() => connection(1));
      await vi.waitFor(() => second.answer('login', answerToLogin));
      await vi.waitFor(() => second.answer('send', { messageID: 'm', conversationID: 'c', acceptedAt: 5 }));
      expect(await sending).toMatchObject({ messageID: 'm' });
    });

    it('is kept when it shows that it lives: the server is slow', async () => {
      const { first, connections, sending, zim } = await unanswered();
      await vi.advanceTimersByTimeAsync(10_100);
      await vi.waitFor(() => first.answer('heartbeat'));
      await vi.advanceTimersByTimeAsync(6_000);
      expect(connections).toHaveLength(1);
      zim.destroy();
      await expect(sending).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    });
  });

  it('notices it also when the clock was set back', async () => {
    const { connections, zim } = setUp();
    const login = zim.login('bob', 'token');
    await eventually(() => connections.length === 1);
    await connections[0]?.answer('login', { ...answerToLogin, heartbeatIntervalMs: 5, silenceTimeoutMs: 20 });
    await login;
    const clock = vi
      .spyOn(Date, 'now')
      .mockImplementation(() => performance.timeOrigin - 3_600_000 + performance.now());
    onTestFinished(() => clock.mockRestore());
    await eventually(() => connections.length === 2);
  });

  it('is known by whoever waits for an answer as soon as it is given up, whatever its socket says', async () => {
    const { zim, logIn, webSocket } = setUp();
    await logIn();
    const asking = zim.querySelfUserInfo();
    asking.catch(() => undefined);
    // The other side of a dead network answers no closing: the socket stays half closed.
    vi.spyOn(webSocket.prototype as { close(): void }, 'close').mockReturnValue(undefined);
    zim.destroy();
    expect(await Promise.race([asking.catch((error: ZIMError) => error.code), turn().then(() => 'nothing')])).toBe(
      'CONNECTION_LOST',
    );
  });
});

describe('a frame that is too long', () => {
  it.each([
    ['many letters', 'x'.repeat(131_072)],
    ['fewer letters of more bytes each', '漢'.repeat(43_700)],
  ])('of %s fails alone: the server would end the connection, and that of whoever sends it again', async (_, long) => {
    const { zim, logIn } = setUp();
    const connection = await logIn();
    await expect(zim.sendMessage({ ...text, message: long }, 'alice', ZIMConversationType.Peer)).rejects.toMatchObject({
      code: 'FRAME_TOO_LARGE',
      message: expect.stringMatching(/131072 are allowed/) as string,
    });
    const sending = zim.sendMessage(text, 'alice', ZIMConversationType.Peer);
    await connection.answer('send', { messageID: 'm', conversationID: 'peer/alice/bob', acceptedAt: 5 });
    await sending;
    expect(connection.sent.filter(({ type }) => type === 'send')).toHaveLength(1);
  });
});

describe('errors', () => {
  it('carry the code, the field and when to try again', async () => {
    const { zim, logIn } = setUp();
    const connection = await logIn();
    const sending = zim.sendMessage(text, 'g', ZIMConversationType.Group);
    sending.catch(() => undefined);
    await connection.answer(
      'send',
      { code: 'RATE_LIMITED', message: 'slow down', field: 'toGroupID', retryAfterMs: 100 },
      'error',
    );
    await expect(sending).rejects.toMatchObject({
      name: 'ZIMError',
      code: 'RATE_LIMITED',
      field: 'toGroupID',
      retryAfterMs: 100,
    });
  });

  it('come at once without a login or with a wrong address', async () => {
    const { zim } = setUp();
    await expect(zim.sendMessage(text, 'x', ZIMConversationType.Peer)).rejects.toMatchObject({ code: 'NOT_LOGGED_IN' });
    expect(() => ZIM.create({ appID: 'demo', server: 'im.example' })).toThrow('server must be');
  });
});

it('has a type for every event, and none for one that there is not', () => {
  const { zim } = setUp();
  // @ts-expect-error it is misspelt, and nobody would ever be told
  zim.on('mesageReceived', () => undefined);
  // @ts-expect-error of ZIM, and another name here
  zim.off('peerMessageReceived');
  // @ts-expect-error misspelt, too
  ZPNs.create(zim).on('notificationClick', () => undefined);
});

describe('tokens and push', () => {
  it('announces the end of the token and renews it for later logins', async () => {
    const { zim, logIn, connection } = setUp();
    const first = await logIn();
    const expiring: number[] = [];
    zim.on('tokenWillExpire', ({ second }) => expiring.push(second));
    first.event('tokenExpiring', { expiresInMs: 30_000 });
    expect(expiring).toEqual([30]);
    const renewing = zim.renewToken('newer');
    await first.answer('renewToken');
    await renewing;
    first.close(1006);
    const second = await connection(1);
    expect(await second.answer('login', answerToLogin)).toMatchObject({ body: { token: 'newer' } });
  });

  it('registers after login what was given before, and again when the server has lost it', async () => {
    const { zim, logIn, connection } = setUp();
    const zpns = ZPNs.create(zim);
    const registered: unknown[] = [];
    zpns.on('registered', (event) => registered.push(event));
    zpns.setPushConfig({ appType: 2, timeZone: 'Asia/Shanghai' });
    expect(await zpns.registerPush('oppo', 'vendor-token')).toBeUndefined();
    const first = await logIn();
    expect(await first.answer('registerPush', { pushID: 'p' })).toMatchObject({
      body: { vendor: 'oppo', token: 'vendor-token', appType: 2, timeZone: 'Asia/Shanghai' },
    });
    expect(registered).toEqual([{ pushID: 'p' }]);
    first.close(1006);
    const second = await connection(1);
    await second.answer('login', { ...answerToLogin, pushID: 'p' });
    await turn();
    expect(second.sent.some(({ type }) => type === 'registerPush')).toBe(false);
    second.close(1006);
    const third = await connection(2);
    await third.answer('login', answerToLogin);
    await third.answer('registerPush', { pushID: 'p2' });
    expect(registered.at(-1)).toEqual({ pushID: 'p2' });
  });
});
