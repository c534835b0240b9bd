import { describe, expect, it, vi } from 'vitest';
import { answerTo } from './testing/device-fixture.ts';
import { eventually, fakeServer, turn, type FakeConnection } from './testing/fake-server.ts';
import { textFromAlice as message } from './testing/text-from-alice.ts';
import { ZIM, ZIMConversationType, ZIMMessageType, type ZIMMessage } from './index.ts';
import { Outbox } from './outbox.ts';
import { ReceivedWindow } from './received-window.ts';
import { ZIMError } from './zim-error.ts';

const { Peer } = ZIMConversationType;
const text = { type: ZIMMessageType.Text, message: 'hi' } as const;
const lost = new ZIMError('CONNECTION_LOST', 'gone');

function setUp() {
  const server = fakeServer();
  const zim = ZIM.create({
    appID: 'demo',
    server: 'http://im.example',
    deviceID: 'd',
    webSocket: server.webSocket,
    reconnect: { firstMs: 1, maxMs: 5 },
  });
  const received: ZIMMessage[] = [];
  zim.on('messageReceived', (message) => received.push(message));
  const logIn = async (userID: string, index = 0): Promise<FakeConnection> => {
    const login = index === 0 || zim.connectionState === 'disconnected' ? zim.login(userID, 'token') : undefined;
    const connection = await server.connection(index);
    await connection.answer('login', answerTo(userID));
    await login;
    return connection;
  };
  return { ...server, zim, received, logIn };
}

const acknowledged = ({ sent }: FakeConnection) =>
  sent.flatMap(({ type, body }) => (type === 'ack' ? (body['messages'] as { messageID: string }[]) : []));

describe('what comes before the login is answered', () => {
  it('waits for what was missed, in the conversation of its user, and is acknowledged', async () => {
    const { zim, received, connection } = setUp();
    const login = zim.login('bob', 'token');
    const first = await connection(0);
    await eventually(() => first.sent.some(({ type }) => type === 'login'));
    // From another device of bob's.
    first.event('message', message(2, { fromUserID: 'bob', toUserID: 'alice' }));
    await turn();
    await first.answer('login', answerTo('bob'));
    await login;
    await first.answer('sync', { messages: [message(1)] });
    await first.answer('ackSync');
    await eventually(() => received.length === 2);
    expect(received.map(({ messageID, conversationID }) => [messageID, conversationID])).toEqual([
      ['m1', 'alice'],
      ['m2', 'alice'],
    ]);
    await eventually(() => acknowledged(first).length === 1);
  });

  it('waits after a reconnect, too, and so does what waited for a sync that the connection did not outlast', async () => {
    const { zim, received, connection, logIn } = setUp();
    const first = await logIn('bob');
    first.event('message', message(2));
    first.close(1006);
    await turn();
    const second = await connection(1);
    await eventually(() => second.sent.some(({ type }) => type === 'login'));
    second.event('message', message(4));
    await turn();
    await second.answer('login', answerTo('bob'));
    await second.answer('sync', { messages: [message(1), message(2), message(3)] });
    await second.answer('ackSync');
    await eventually(() => received.length === 4);
    expect(received.map(({ conversationSeq }) => conversationSeq)).toEqual([1, 2, 3, 4]);
    await eventually(() => acknowledged(second).some(({ messageID }) => messageID === 'm4'));
    expect(zim.connectionState).toBe('connected');
  });
});

describe('what was sent from here', () => {
  it('is shown to its receiver who logs in on the same device', async () => {
    const { zim, received, logIn } = setUp();
    const first = await logIn('alice');
    await first.answer('sync', { messages: [] });
    const sending = zim.sendMessage(text, 'bob', Peer, { localMessageID: 'l' });
    await first.answer('send', { messageID: 'm1', conversationID: 'peer/alice/bob', acceptedAt: 1 });
    await sending;
    const logout = zim.logout();
    await first.answer('logout');
    await logout;
    const second = await logIn('bob', 1);
    await second.answer('sync', { messages: [message(1, { localMessageID: 'l' })] });
    await eventually(() => received.length === 1);
  });

  it('is not shown by the sync that brings it before its answer, and is when it was given up', async () => {
    const { zim, received, logIn } = setUp();
    const first = await logIn('alice');
    await first.answer('sync', { messages: [] });
    const own = (seq: number, localMessageID: string) => message(seq, { localMessageID });
    const sending = zim.sendMessage(text, 'bob', Peer, { localMessageID: 'a' });
    const refused = zim.sendMessage(text, 'bob', Peer, { localMessageID: 'b' });
    refused.catch(() => undefined);
    await eventually(() => first.sent.filter(({ type }) => type === 'send').length === 2);
    first.close(1006);
    const second = await logIn('alice', 1);
    await second.answer('sync', { messages: [own(1, 'a'), own(2, 'of another device')] });
    await second.answer('ackSync');
    await second.answer('send', { messageID: 'm1', conversationID: 'peer/alice/bob', acceptedAt: 1 });
    await second.answer('send', { code: 'INTERNAL', message: 'failed' }, 'error');
    await sending;
    await expect(refused).rejects.toMatchObject({ code: 'INTERNAL' });
    second.event('missed', {});
    await second.answer('sync', { messages: [own(3, 'b')] });
    await second.answer('ackSync');
    await eventually(() => received.length === 2);
    expect(received.map(({ localMessageID }) => localMessageID)).toEqual(['of another device', 'b']);
  });
});

describe('an outbox', () => {
  const open = (timeoutMs = 1_000) => {
    const asked: { text: string; outcome: PromiseWithResolvers<never> }[] = [];
    const outbox = new Outbox<'send'>({
      request: ({ text = '' }) => {
        const outcome = Promise.withResolvers<never>();
        asked.push({ text, outcome });
        return outcome.promise;
      },
      max: 10,
      timeoutMs,
    });
    const send = (said: string) => outbox.send({ toUserID: 'bob', text: said }).catch((error: unknown) => error);
    return { asked, outbox, send };
  };

  it('goes on when the connection of the user before is found to be gone', async () => {
    const { asked, outbox, send } = open();
    void send('of the user before');
    outbox.fail(new ZIMError('LOGGED_OUT', 'logged out'));
    outbox.resume();
    asked[0]?.outcome.reject(lost);
    await turn();
    void send('of the next one');
    expect(asked.map(({ text }) => text)).toEqual(['of the user before', 'of the next one']);
    outbox.fail(lost);
  });

  it('lets nothing overtake a message that the server could not take', async () => {
    const { asked, outbox, send } = open();
    void send('one');
    asked[0]?.outcome.reject(new ZIMError('UNAVAILABLE', 'away', { retryAfterMs: 20 }));
    await turn();
    void send('two');
    await eventually(() => asked.length === 3);
    expect(asked.map(({ text }) => text)).toEqual(['one', 'one', 'two']);
    outbox.fail(lost);
  });

  it('keeps its pauses when the clock is set back', async () => {
    const { asked, outbox, send } = open();
    void send('one');
    asked[0]?.outcome.reject(new ZIMError('UNAVAILABLE', 'away', { retryAfterMs: 20 }));
    await turn();
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => performance.timeOrigin - 3_600_000);
    try {
      void send('two'); // makes it look
      await eventually(() => asked.length === 3);
    } finally {
      clock.mockRestore();
      outbox.fail(lost);
    }
  });
});

it('a message that the app could not take is shown again, however many came after it', () => {
  const window = new ReceivedWindow({ width: 10 });
  const of = (seq: number) => ({
    conversationKey: 'c',
    conversationSeq: seq,
    messageID: `m${seq}`,
    timestamp: seq,
  });
  for (let seq = 1; seq <= 5; seq += 1) window.isNew(of(seq));
  window.forget(of(3));
  for (let seq = 6; seq <= 100; seq += 1) window.isNew(of(seq));
  expect([2, 3, 3, 4].map((seq) => window.isNew(of(seq)))).toEqual([false, true, false, false]);
});

it('a hook that throws costs no login', async () => {
  const { zim, logIn } = setUp();
  const errors: unknown[] = [];
  zim.on('error', (error) => errors.push(error));
  zim.onReady(() => {
    throw new Error('hook');
  });
  await logIn('bob');
  expect(zim.connectionState).toBe('connected');
  await eventually(() => errors.length === 1);
});

it('a renewed token is kept when the connection ends before the answer', async () => {
  const { zim, logIn, connection } = setUp();
  const first = await logIn('bob');
  const renewing = zim.renewToken('renewed');
  renewing.catch(() => undefined);
  await eventually(() => first.sent.some(({ type }) => type === 'renewToken'));
  first.close(1006);
  const second = await connection(1);
  const login = await eventually(() => second.sent.find(({ type }) => type === 'login'));
  expect(login.body).toMatchObject({ token: 'renewed' });
});

describe('more than can wait', () => {
  const shownOf = (received: readonly ZIMMessage[]) => received.map(({ conversationSeq }) => conversationSeq);
  const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

  it('for slow handlers is got by a sync when they are done, in order', async () => {
    const { zim, received, logIn } = setUp();
    const release = Promise.withResolvers<void>();
    zim.on('messageReceived', () => release.promise);
    const first = await logIn('bob');
    await first.answer('sync', { messages: [] });
    for (const seq of upTo(1, 2_001)) first.event('message', message(seq));
    release.resolve();
    await eventually(() => received.length === 2_000);
    for (const seq of upTo(2_002, 2_700)) first.event('message', message(seq));
    await first.answer('sync', { messages: [message(2_001)] });
    await first.answer('ackSync');
    await eventually(() => received.length === 2_700);
    expect(shownOf(received)).toEqual(upTo(1, 2_700));
  });

  it('for a sync to end is got by another one, before what has waited', async () => {
    const { received, logIn } = setUp();
    const first = await logIn('bob');
    for (const seq of upTo(1, 2_001)) first.event('message', message(seq));
    await first.answer('sync', { messages: [] });
    await first.answer('sync', { messages: upTo(1, 2_001).map((seq) => message(seq)) });
    await first.answer('ackSync');
    await eventually(() => received.length === 2_001);
    expect(shownOf(received)).toEqual(upTo(1, 2_001));
  });
});
