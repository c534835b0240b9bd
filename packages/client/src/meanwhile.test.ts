import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { answerTo } from './testing/device-fixture.ts';
import { eventually, fakeServer, turn, type FakeConnection } from './testing/fake-server.ts';
import { textFromAlice as message } from './testing/text-from-alice.ts';
import type { FrameAnswer } from './frames.ts';
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
    await eventually(() => first.sent.some(({ type }) => type === 'send'));
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
  const open = ({ timeoutMs = 1_000, max = 10 } = {}) => {
    const asked: { text: string; outcome: PromiseWithResolvers<FrameAnswer<'send'>> }[] = [];
    const outbox = new Outbox<'send'>({
      request: ({ text = '' }) => {
        const outcome = Promise.withResolvers<FrameAnswer<'send'>>();
        asked.push({ text, outcome });
        return outcome.promise;
      },
      max,
      timeoutMs,
    });
    const send = (said: string, to = 'bob') =>
      outbox.send({ toUserID: to, text: said }, to).catch((error: unknown) => error);
    onTestFinished(() => outbox.fail(lost));
    return { asked, outbox, send, texts: () => asked.map(({ text }) => text) };
  };
  const accepted = { messageID: 'm', conversationID: 'c', acceptedAt: 1 };
  const away = new ZIMError('UNAVAILABLE', 'away', { retryAfterMs: 20 });

  it('goes on when the connection of the user before is found to be gone', async () => {
    const { asked, outbox, send, texts } = open();
    void send('of the user before');
    outbox.fail(new ZIMError('LOGGED_OUT', 'logged out'));
    outbox.resume();
    asked[0]?.outcome.reject(lost);
    await turn();
    void send('of the next one');
    expect(texts()).toEqual(['of the user before', 'of the next one']);
  });

  it('goes on when a connection is found to be gone after the next one was there', async () => {
    const { asked, outbox, send, texts } = open();
    void send('one');
    outbox.resume();
    asked[0]?.outcome.reject(lost);
    await turn();
    expect(texts()).toEqual(['one', 'one']);
  });

  it('has one message of a conversation under way at a time, and others side by side', async () => {
    const { asked, send, texts } = open();
    void send('one');
    void send('two');
    void send('to carol', 'carol');
    expect(texts()).toEqual(['one', 'to carol']);
    asked[0]?.outcome.resolve(accepted);
    await turn();
    expect(texts()).toEqual(['one', 'to carol', 'two']);
  });

  it('lets nothing overtake a message that the server could not take', async () => {
    const { asked, send, texts } = open();
    void send('one');
    void send('two');
    asked[0]?.outcome.reject(away);
    await eventually(() => asked.length === 2);
    asked[1]?.outcome.resolve(accepted);
    await eventually(() => asked.length === 3);
    expect(texts()).toEqual(['one', 'one', 'two']);
  });

  it('lets nothing overtake one that was given up while it was under way, until its request has ended', async () => {
    const { asked, send, texts } = open({ timeoutMs: 20 });
    expect(await send('one')).toMatchObject({ code: 'TIMEOUT' });
    const two = send('two');
    expect(texts()).toEqual(['one']);
    asked[0]?.outcome.resolve(accepted);
    await turn();
    expect(texts()).toEqual(['one', 'two']);
    asked[1]?.outcome.resolve(accepted);
    expect(await two).toEqual(accepted);
  });

  it('passes over those that were given up while they waited, and keeps nothing of them', async () => {
    const { asked, outbox, send, texts } = open({ timeoutMs: 20 });
    void send('one');
    asked[0]?.outcome.reject(lost);
    await turn();
    expect(await Promise.all([send('two'), send('three')])).toMatchObject([{ code: 'TIMEOUT' }, { code: 'TIMEOUT' }]);
    void send('four');
    outbox.resume();
    expect(texts()).toEqual(['one', 'four']);
  });

  it('keeps the pace of the server for what waited only for its own conversation', async () => {
    const { asked, send, texts } = open();
    const first = send('one');
    void send('two');
    const slower = new ZIMError('RATE_LIMITED', 'slow down', { retryAfterMs: 1 });
    asked[0]?.outcome.reject(slower);
    expect(await first).toBe(slower); // the app was too fast
    await turn();
    asked[1]?.outcome.reject(slower); // here it was the outbox
    await eventually(() => asked.length === 3);
    expect(texts()).toEqual(['one', 'two', 'two']);
  });

  it('keeps its pauses when the clock is set back', async () => {
    const { asked, send } = open();
    void send('one');
    asked[0]?.outcome.reject(away);
    await turn();
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => performance.timeOrigin - 3_600_000);
    onTestFinished(() => clock.mockRestore());
    void send('two', 'carol'); // makes it look
    await eventually(() => asked.length === 3);
  });

  it('sends what can still be answered in time when more comes than the server takes, and says at once of the others that it cannot', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const outbox = new Outbox<'send'>({
      request: () => new Promise((resolve) => setTimeout(resolve, 2_000, accepted)),
      max: 100,
      timeoutMs: 5_000,
    });
    const outcomes: unknown[] = [];
    const send = () =>
      outbox.send({ toUserID: 'bob', text: 'x' }, 'bob').then(
        () => outcomes.push('accepted'),
        (error: ZIMError) => outcomes.push(error.code),
      );
    for (let second = 0; second < 100; second += 1) {
      void send();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    await vi.advanceTimersByTimeAsync(10_000);
    // It takes every other one.
    expect(outcomes.filter((outcome) => outcome === 'accepted').length).toBeGreaterThan(45);
    expect(outcomes).toHaveLength(100);
  });

  it('finds what goes next at once, however much waits', async () => {
    const { asked, outbox, send } = open({ max: 10_000 });
    const sent = Array.from({ length: 10_000 }, (_, index) => send('text', index % 10 === 0 ? 'carol' : 'bob'));
    for (let next = 0; next < 10_000; next += 1) {
      asked[next]?.outcome.resolve(accepted);
      await Promise.resolve();
      if (asked.length <= next + 1) await turn();
    }
    await Promise.all(sent);
    expect(outbox.size).toBe(0);
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

describe('a handler that never ends', () => {
  const hung = async () => {
    const made = setUp();
    const seen: string[] = [];
    made.zim.on('messageReceived', ({ messageID }) => {
      seen.push(messageID);
      return messageID === 'm1' ? new Promise(() => undefined) : undefined;
    });
    const first = await made.logIn('bob');
    await first.answer('sync', { messages: [] });
    first.event('message', message(1));
    first.event('message', message(2));
    await turn();
    expect(seen).toEqual(['m1']); // one after another
    return { ...made, seen, first };
  };

  it('holds up nothing after a reconnect, and its message is not acknowledged', async () => {
    const { seen, logIn, first } = await hung();
    first.close(1006);
    const second = await logIn('bob', 1);
    await second.answer('sync', {
      messages: [message(1), message(2), message(1, { conversationID: 'peer/bob/carol', messageID: 'c1' })],
    });
    expect((await second.answer('ackSync')).body).toEqual({
      positions: [{ conversationID: 'peer/bob/carol', seq: 1 }],
    });
    second.event('message', message(3));
    await eventually(() => acknowledged(second).some(({ messageID }) => messageID === 'm3'));
    expect(seen).toEqual(['m1', 'm2', 'c1', 'm3']);
  });

  it('gets its message again after a logout and a login', async () => {
    const { zim, seen, logIn, first } = await hung();
    const logout = zim.logout();
    await first.answer('logout');
    await logout;
    const second = await logIn('bob', 1);
    await second.answer('sync', { messages: [message(1)] });
    await eventually(() => seen.length === 2);
    expect(seen).toEqual(['m1', 'm1']);
  });
});

describe('what the app changes after its call', () => {
  it('is not sent, nor is it in the result', async () => {
    const { zim, logIn } = setUp();
    const first = await logIn('alice');
    await first.answer('sync', { messages: [] });
    void zim.sendMessage(text, 'bob', Peer); // the one after it waits for its answer
    const given = { type: ZIMMessageType.Text, message: 'as it was', mentionedUserIDs: ['bob'] };
    const config = { pushConfig: { title: 'Alice', content: 'hi', vendors: { fcm: { channelID: 'chat' } } } };
    const sending = zim.sendMessage(given, 'bob', Peer, config);
    given.message = 'changed';
    given.mentionedUserIDs.push('carol');
    config.pushConfig.vendors.fcm.channelID = 'changed';
    await first.answer('send', { messageID: 'm1', conversationID: 'peer/alice/bob', acceptedAt: 1 });
    const { body } = await first.answer('send', { messageID: 'm2', conversationID: 'peer/alice/bob', acceptedAt: 2 });
    expect(body).toMatchObject({
      text: 'as it was',
      mentions: { userIDs: ['bob'] },
      pushConfig: { vendors: { fcm: { channelID: 'chat' } } },
    });
    expect((await sending).message).toMatchObject({ message: 'as it was', messageID: 'm2', timestamp: 2 });
  });

  it('is not called, and is not what the call is told by', async () => {
    const { zim, logIn } = setUp();
    const told: unknown[] = [];
    zim.on('callUserStateChanged', ({ callUserList }) => told.push(...callUserList));
    const first = await logIn('alice');
    await first.answer('sync', { messages: [] });
    first.close(1006);
    await eventually(() => zim.connectionState === 'reconnecting');
    const invitees = ['bob'];
    const calling = zim.callInvite(invitees);
    invitees[0] = 'carol';
    const second = await logIn('alice', 1);
    // Sent a second time it was answered meanwhile: the app learns that bob, whom it has called, has accepted.
    const users = [
      { userID: 'alice', state: 'accepted', changedAt: 1 },
      { userID: 'bob', state: 'accepted', changedAt: 2 },
    ];
    const call = { callID: 'c', callerUserID: 'alice', state: 'started', timeoutSeconds: 90, version: 2, users };
    expect((await second.answer('callInvite', { call })).body).toMatchObject({ invitees: ['bob'] });
    await calling;
    await eventually(() => told.length > 0);
    expect(told).toMatchObject([{ userID: 'bob', state: 'accepted' }]);
  });
});

it.each(['requestTimeoutMs', 'sendTimeoutMs', 'loginTimeoutMs'])('%s is refused where no timer takes it', (field) => {
  const made = (ms: number) => () => ZIM.create({ appID: 'demo', server: 'http://im.example', [field]: ms });
  for (const ms of [Number.POSITIVE_INFINITY, 2 ** 31, 0, Number.NaN])
    expect(made(ms)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', field, message: `${field} must be 1 to 2147483647 ms` }),
    );
  for (const ms of [1, 2 ** 31 - 1]) expect(made(ms)).not.toThrow();
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
