import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ZIM, type ZIMCallUserState, ZIMCXHandleType, ZIMMessageType, type ZIMAppConfig } from './index.ts';
import { eventually, fakeServer, turn, type FakeConnection } from './testing/fake-server.ts';

const answerToLogin = { userID: 'bob', heartbeatIntervalMs: 10_000, silenceTimeoutMs: 30_000, serverTime: 0 };
const EXPIRE_AT = 90_000;

/** Bob's app, and what its handlers were told of calls, one after another. */
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
  const told: string[] = [];
  const states = (users: readonly { userID: string; state: string }[]) =>
    users.map(({ userID, state }) => `${userID}=${state}`).join(' ');
  zim.on('callInvitationReceived', ({ callID, caller }) => told.push(`${callID} rings: ${caller}`));
  zim.on('callUserStateChanged', ({ callID, callUserList }) => told.push(`${callID}: ${states(callUserList)}`));
  zim.on('callInvitationTimeout', ({ callID }) => told.push(`${callID} timed out`));
  zim.on('callInvitationEnded', ({ callID, operatedUserID = 'nobody' }) =>
    told.push(`${callID} ended by ${operatedUserID}`),
  );
  const logIn = async (index = 0): Promise<FakeConnection> => {
    const login = index === 0 ? zim.login('bob', 'token') : undefined;
    const connection = await server.connection(index);
    await connection.answer('login', answerToLogin);
    await login;
    return connection;
  };
  return { ...server, zim, told, logIn };
}

type States = Readonly<Record<string, ZIMCallUserState>>;

const users = (states: States) =>
  Object.entries(states).map(([userID, state]) => ({
    userID,
    state,
    extendedData: `${userID} ${state}`,
    deadlineAt: EXPIRE_AT,
    changedAt: 7,
  }));

const call = (version: number, states: States, over: object = {}) => ({
  callID: 'c',
  callerUserID: 'alice',
  state: 'started',
  extendedData: 'room-7',
  timeoutSeconds: 90,
  createdAt: 1,
  endedAt: 0,
  version,
  users: users(states),
  ...over,
});

const rings = { alice: 'accepted', bob: 'inviting' } as const;
const invitation = (version: number, states: States = rings, over: object = {}) => ({
  ...call(version, states),
  expireAt: EXPIRE_AT,
  remainingMs: 60_000,
  ...over,
});
const changed = (version: number, states: States) => ({ callID: 'c', version, users: users(states) });

const sentOf = ({ sent }: FakeConnection, type: string) => sent.filter((frame) => frame.type === type);

describe('what a user does in a call', () => {
  it('sends an invitation under a local id, and gives its result', async () => {
    const { zim, logIn } = setUp();
    const connection = await logIn();
    const inviting = zim.callInvite(['carl', 'dora'], {
      timeout: 60,
      extendedData: 'room-7',
      pushConfig: {
        title: 'Bob',
        content: 'is calling',
        voIPConfig: {
          iOSVoIPHandleType: ZIMCXHandleType.PhoneNumber,
          iOSVoIPHandleValue: '123',
          iOSVoIPHasVideo: true,
        },
      },
    });
    const answer = call(1, { bob: 'accepted', carl: 'inviting', dora: 'inviting' }, { timeoutSeconds: 60 });
    const { body } = await connection.answer('callInvite', { call: answer });
    expect(body).toEqual({
      invitees: ['carl', 'dora'],
      timeoutSeconds: 60,
      extendedData: 'room-7',
      localCallID: expect.stringMatching(/.{8,64}/) as string,
      pushConfig: {
        title: 'Bob',
        content: 'is calling',
        voIP: { handleType: 'phoneNumber', handleValue: '123', hasVideo: true },
      },
    });
    expect(await inviting).toEqual({ callID: 'c', timeout: 60, errorInvitees: [] });
  });

  it('takes the call settings of a push with the names of the protocol, too', async () => {
    const { zim, logIn } = setUp();
    const connection = await logIn();
    const pushConfig = {
      title: 't',
      content: 'c',
      voIP: { handleValue: 'x' },
      voIPConfig: { iOSVoIPHandleValue: 'y', iOSVoIPHasVideo: false },
    };
    void zim.callInvite(['carl'], { pushConfig, localCallID: 'mine' });
    const { body } = await connection.answer('callInvite', { call: call(1, {}) });
    expect(body).toEqual({
      invitees: ['carl'],
      localCallID: 'mine',
      pushConfig: { title: 't', content: 'c', voIP: { handleValue: 'x', hasVideo: false } },
    });
  });

  const inCall = call(5, { alice: 'accepted', bob: 'accepted', carl: 'inviting' });
  const ended = call(6, { alice: 'ended', bob: 'ended' }, { state: 'ended', endedAt: 9 });
  const said = { extendedData: 'later' };
  const pushConfig = { title: 't', content: 'c' };
  it.each<[string, (zim: ZIM) => Promise<unknown>, object, object, object]>([
    [
      'callingInvite',
      (zim) => zim.callingInvite(['carl'], 'c', { pushConfig }),
      { callID: 'c', invitees: ['carl'], pushConfig },
      { call: inCall },
      { callID: 'c', errorInvitees: [] },
    ],
    [
      'callingInvite',
      (zim) => zim.callingInvite(['carl'], 'c'),
      { callID: 'c', invitees: ['carl'] },
      { call: inCall },
      { callID: 'c', errorInvitees: [] },
    ],
    ['callAccept', (zim) => zim.callAccept('c', said), { callID: 'c', ...said }, { call: inCall }, { callID: 'c' }],
    ['callAccept', (zim) => zim.callAccept('c'), { callID: 'c' }, { call: inCall }, { callID: 'c' }],
    ['callReject', (zim) => zim.callReject('c', said), { callID: 'c', ...said }, { call: inCall }, { callID: 'c' }],
    [
      'callCancel',
      (zim) => zim.callCancel([], 'c', said),
      { callID: 'c', invitees: [], ...said },
      { call: ended },
      { callID: 'c', errorInvitees: [] },
    ],
    [
      'callEnd',
      (zim) => zim.callEnd('c', said),
      { callID: 'c', ...said },
      { call: ended },
      { callID: 'c', createTime: 1, endTime: 9 },
    ],
    ['callQuit', (zim) => zim.callQuit('c'), { callID: 'c' }, { call: inCall }, { callID: 'c', createTime: 1 }],
    [
      'callJoin',
      (zim) => zim.callJoin('c', said),
      { callID: 'c', ...said },
      { call: inCall },
      {
        callID: 'c',
        extendedData: 'room-7',
        createTime: 1,
        joinTime: 7,
        callUserList: [
          { userID: 'alice', state: 'accepted', extendedData: 'alice accepted' },
          { userID: 'bob', state: 'accepted', extendedData: 'bob accepted' },
          { userID: 'carl', state: 'inviting', extendedData: 'carl inviting' },
        ],
      },
    ],
    [
      'getCall',
      (zim) => zim.queryCall('c'),
      { callID: 'c' },
      { call: ended },
      {
        callID: 'c',
        caller: 'alice',
        state: 'ended',
        timeout: 90,
        extendedData: 'room-7',
        createTime: 1,
        endTime: 9,
        callUserList: [
          { userID: 'alice', state: 'ended', extendedData: 'alice ended' },
          { userID: 'bob', state: 'ended', extendedData: 'bob ended' },
        ],
      },
    ],
  ])('%s: its frame and its result, and no event of it', async (type, act, body, answer, result) => {
    const { zim, told, logIn } = setUp();
    const connection = await logIn();
    const acting = act(zim);
    expect((await connection.answer(type, answer)).body).toEqual(body);
    expect(await acting).toEqual(result);
    expect(told).toEqual([]);
  });

  it('lists calls in pages', async () => {
    const { zim, logIn } = setUp();
    const connection = await logIn();
    const first = zim.queryCallInvitationList({ count: 1 });
    expect((await connection.answer('listCalls', { calls: [call(1, {})], nextPageToken: 'p2' })).body).toEqual({
      pageSize: 1,
    });
    const { callList, nextFlag } = await first;
    expect([callList.map(({ callID }) => callID), nextFlag]).toEqual([['c'], 'p2']);
    const second = zim.queryCallInvitationList({ nextFlag });
    expect((await connection.answer('listCalls', { calls: [] })).body).toEqual({ pageToken: 'p2' });
    expect(await second).toEqual({ callList: [], nextFlag: '' });
  });

  it.each(['NOT_IN_CALL', 'INVITATION_TIMED_OUT', 'ALREADY_ANSWERED', 'CALL_ENDED'])(
    'is refused with what holds: %s',
    async (code) => {
      const { zim, logIn } = setUp();
      const connection = await logIn();
      const accepting = zim.callAccept('c');
      accepting.catch(() => undefined);
      await connection.answer('callAccept', { code, message: 'no' }, 'error');
      await expect(accepting).rejects.toMatchObject({ name: 'ZIMError', code });
    },
  );

  it('needs a login', async () => {
    const { zim } = setUp();
    await expect(zim.callInvite(['carl'])).rejects.toMatchObject({ code: 'NOT_LOGGED_IN' });
    await expect(zim.callAccept('c')).rejects.toMatchObject({ code: 'NOT_LOGGED_IN' });
  });

  it('sends an invitation again over the next connection, under the same id, and tells who has answered meanwhile', async () => {
    const { zim, told, logIn } = setUp();
    const first = await logIn();
    const inviting = zim.callInvite(['carl', 'dora']);
    const sent = await eventually(() => sentOf(first, 'callInvite')[0]);
    first.close(1006);
    const second = await logIn(1);
    const again = await second.answer('callInvite', {
      call: call(3, { bob: 'accepted', carl: 'accepted', dora: 'inviting' }, { callerUserID: 'bob' }),
    });
    expect(again.body).toEqual(sent.body);
    expect(await inviting).toMatchObject({ callID: 'c' });
    await eventually(() => told.length > 0);
    expect(told).toEqual(['c: carl=accepted']);
  });

  it('gives an invitation up that cannot be sent in time', async () => {
    const { zim, logIn } = setUp({ sendTimeoutMs: 20, reconnect: { firstMs: 10_000, maxMs: 10_000 } });
    (await logIn()).close(1006);
    await expect(zim.callInvite(['carl'])).rejects.toMatchObject({ code: 'TIMEOUT' });
    await zim.logout();
  });
});

describe('an invitation', () => {
  it('is shown with what is left of its time, and confirmed when the handlers have run', async () => {
    const { zim, logIn } = setUp();
    const release = Promise.withResolvers<void>();
    const shown: unknown[] = [];
    zim.on('callInvitationReceived', (event) => {
      shown.push(event);
      return release.promise;
    });
    const connection = await logIn();
    connection.event('callInvitationReceived', invitation(1));
    await turn();
    expect(shown).toEqual([
      {
        callID: 'c',
        caller: 'alice',
        inviter: 'alice',
        timeout: 90,
        extendedData: 'room-7',
        createTime: 1,
        expireAt: EXPIRE_AT,
        remainingMs: 60_000,
        callUserList: [
          { userID: 'alice', state: 'accepted', extendedData: 'alice accepted' },
          { userID: 'bob', state: 'inviting', extendedData: 'bob inviting' },
        ],
      },
    ]);
    expect(sentOf(connection, 'callReceived')).toEqual([]);
    release.resolve();
    expect((await connection.answer('callReceived', { isRinging: true })).body).toEqual({ callID: 'c' });
  });

  it('is shown once however often it comes, and confirmed each time', async () => {
    const { told, logIn } = setUp();
    const first = await logIn();
    first.event('callInvitationReceived', invitation(1));
    await first.answer('callReceived', { isRinging: true });
    first.event('callInvitationReceived', invitation(1)); // after `missed`
    await first.answer('callReceived', { isRinging: true });
    first.close(1006);
    const second = await logIn(1);
    second.event('callInvitationReceived', invitation(2, { alice: 'accepted', bob: 'received' }, { remainingMs: 9 }));
    await second.answer('callReceived', { isRinging: true });
    expect(told).toEqual(['c rings: alice', 'c: bob=received']);
  });

  it('is confirmed after the login when it came before its answer', async () => {
    const { zim, told, connection } = setUp();
    const login = zim.login('bob', 'token');
    const first = await connection(0);
    await eventually(() => sentOf(first, 'login')[0]);
    first.event('callInvitationReceived', invitation(1));
    await turn();
    expect(told).toEqual(['c rings: alice']);
    await first.answer('login', answerToLogin);
    await login;
    await first.answer('callReceived', { isRinging: true });
    expect(sentOf(first, 'callReceived')).toHaveLength(1);
  });

  it('stays unconfirmed when a handler throws, and is shown again', async () => {
    const { zim, told, logIn } = setUp();
    const errors: unknown[] = [];
    zim.on('error', (error) => errors.push(error));
    let fails = true;
    zim.on('callInvitationReceived', () => {
      if (fails) throw new Error('no window');
    });
    const connection = await logIn();
    connection.event('callInvitationReceived', invitation(1));
    await turn();
    expect(errors).toHaveLength(1);
    expect(sentOf(connection, 'callReceived')).toEqual([]);
    fails = false;
    connection.event('callInvitationReceived', invitation(1));
    await connection.answer('callReceived', { isRinging: true });
    expect(told).toEqual(['c rings: alice', 'c rings: alice']);
  });

  it('is not confirmed by a phone that acknowledges nothing', async () => {
    const { told, logIn } = setUp({ autoAck: false });
    const connection = await logIn();
    connection.event('callInvitationReceived', invitation(1));
    await eventually(() => told.length === 1);
    await turn();
    expect(sentOf(connection, 'callReceived')).toEqual([]);
  });

  it('is shown again when the user is invited again', async () => {
    const { zim, told, logIn } = setUp();
    const connection = await logIn();
    connection.event('callInvitationReceived', invitation(1));
    await connection.answer('callReceived', { isRinging: true });
    const rejecting = zim.callReject('c');
    await connection.answer('callReject', { call: call(2, { alice: 'accepted', bob: 'rejected' }) });
    await rejecting;
    connection.event('callInvitationReceived', invitation(1)); // late
    connection.event('callInvitationReceived', invitation(3, rings, { expireAt: EXPIRE_AT + 5 }));
    connection.event('callInvitationTimeout', { callID: 'c', version: 2 }); // of the first one, late
    await turn();
    connection.event('callInvitationReceived', invitation(1)); // later still
    await turn();
    expect(sentOf(connection, 'callReceived')).toHaveLength(3);
    connection.event('callUserStateChanged', changed(4, { bob: 'notReceived' }));
    connection.event('callInvitationTimeout', { callID: 'c', version: 4 });
    await turn();
    expect(told).toEqual(['c rings: alice', 'c rings: alice', 'c: bob=notReceived', 'c timed out']);
  });

  it('does not ring when its end has come before it', async () => {
    const { told, logIn } = setUp();
    const connection = await logIn();
    connection.event('callUserStateChanged', changed(2, { bob: 'cancelled' }));
    connection.event('callInvitationReceived', invitation(1));
    const over = call(3, { alice: 'quit', bob: 'cancelled' }, { callID: 'd', state: 'ended' });
    connection.event('callInvitationEnded', over);
    connection.event('callInvitationReceived', invitation(1, rings, { callID: 'd' }));
    connection.event('callInvitationTimeout', { callID: 'e', version: 2 });
    connection.event('callInvitationReceived', invitation(1, rings, { callID: 'e' }));
    await turn();
    expect(told).toEqual(['c: bob=cancelled', 'd ended by nobody', 'e timed out']);
  });

  it.each<[string, object, 'ok' | 'error', string[]]>([
    ['answered elsewhere', { call: call(2, { alice: 'accepted', bob: 'accepted' }) }, 'ok', ['c: bob=accepted']],
    ['timed out', { call: call(2, { alice: 'accepted', bob: 'timeout' }) }, 'ok', ['c: bob=timeout', 'c timed out']],
    [
      'ended',
      { call: call(2, { alice: 'quit', bob: 'cancelled' }, { state: 'ended', endedAt: 9 }) },
      'ok',
      ['c: alice=quit bob=cancelled', 'c ended by nobody'],
    ],
    ['gone', { code: 'CALL_NOT_FOUND', message: 'no' }, 'error', ['c ended by nobody']],
    ['unknown', { code: 'UNAVAILABLE', message: 'away' }, 'error', ['c ended by nobody']],
  ])('that is over when it is confirmed stops: %s', async (_, answer, kind, then) => {
    const { told, logIn } = setUp();
    const connection = await logIn();
    connection.event('callInvitationReceived', invitation(1));
    await connection.answer('callReceived', { isRinging: false });
    await connection.answer('getCall', answer, kind);
    expect(told).toEqual(['c rings: alice', ...then]);
  });

  it('that a handler answers itself is no news', async () => {
    const { zim, told, logIn } = setUp();
    zim.on('callInvitationReceived', ({ callID }) => void zim.callAccept(callID));
    const connection = await logIn();
    connection.event('callInvitationReceived', invitation(1));
    await connection.answer('callReceived', { isRinging: false }); // it rings no longer, since it is accepted
    await connection.answer('callAccept', { call: call(2, { alice: 'accepted', bob: 'accepted' }) });
    await turn();
    expect(sentOf(connection, 'getCall')).toEqual([]);
    expect(told).toEqual(['c rings: alice']);
  });

  it.each([true, false])('that a tap is just answering is shown only when that fails (refused: %s)', async (fails) => {
    const { zim, told, logIn } = setUp();
    const connection = await logIn();
    const accepting = zim.callAccept('c');
    accepting.catch(() => undefined);
    connection.event('callInvitationReceived', invitation(1));
    await turn();
    expect(told).toEqual([]);
    if (fails) await connection.answer('callAccept', { code: 'UNAVAILABLE', message: 'away' }, 'error');
    else await connection.answer('callAccept', { call: call(2, { alice: 'accepted', bob: 'accepted' }) });
    await connection.answer('callReceived', { isRinging: fails });
    expect(told).toEqual(fails ? ['c rings: alice'] : []);
  });
});

describe('news of a call', () => {
  it('is told once, however often and in whatever order it comes', async () => {
    const { told, logIn } = setUp();
    const connection = await logIn();
    const states = { alice: 'accepted', bob: 'inviting', carl: 'inviting', dora: 'inviting' } as const;
    connection.event('callInvitationReceived', invitation(1, states));
    for (let time = 0; time < 2; time += 1) {
      connection.event('callUserStateChanged', changed(3, { carl: 'accepted' }));
      connection.event('callUserStateChanged', changed(2, { carl: 'received' }));
      connection.event('callUserStateChanged', changed(2, { dora: 'offline', carl: 'received' }));
      connection.event('callUserStateChanged', changed(4, { bob: 'timeout', dora: 'notReceived' }));
      connection.event('callInvitationTimeout', { callID: 'c', version: 4 });
      connection.event('callUserStateChanged', changed(5, { alice: 'ended', carl: 'quit' }));
      const over = call(5, { alice: 'ended', carl: 'quit' }, { state: 'ended', endedAt: 9, actingUserID: 'carl' });
      connection.event('callInvitationEnded', over);
    }
    expect(told).toEqual([
      'c rings: alice',
      'c: carl=accepted',
      'c: dora=offline', // nothing later is known of her
      'c: bob=timeout dora=notReceived',
      'c timed out',
      'c: alice=ended carl=quit',
      'c ended by carl',
    ]);
  });

  it('says who ended the call, and what they said', async () => {
    const { zim, logIn } = setUp();
    const ends: unknown[] = [];
    zim.on('callInvitationEnded', (event) => ends.push(event));
    const connection = await logIn();
    const over = call(5, { alice: 'ended', bob: 'ended' }, { state: 'ended', endedAt: 9, actingUserID: 'alice' });
    connection.event('callInvitationEnded', over);
    expect(ends).toEqual([
      { callID: 'c', caller: 'alice', operatedUserID: 'alice', extendedData: 'alice ended', endTime: 9 },
    ]);
  });

  it('about a change that an answer has told already is no news, about others it is', async () => {
    const { zim, told, logIn } = setUp();
    const connection = await logIn();
    const inviting = zim.callInvite(['carl', 'dora']);
    await connection.answer('callInvite', { call: call(1, { bob: 'accepted', carl: 'inviting', dora: 'inviting' }) });
    await inviting;
    const cancelling = zim.callCancel(['carl'], 'c');
    await connection.answer('callCancel', {
      call: call(3, { bob: 'accepted', carl: 'cancelled', dora: 'received' }),
    });
    await cancelling;
    connection.event('callUserStateChanged', changed(2, { dora: 'received' })); // on its way when the answer came
    connection.event('callUserStateChanged', changed(3, { carl: 'cancelled' }));
    expect(told).toEqual(['c: dora=received']);
  });

  it('passes over what it does not know', async () => {
    const { told, logIn } = setUp();
    const connection = await logIn();
    connection.event('callInvitationReceived', { callID: 'c', version: 1 });
    connection.event('callInvitationReceived', { ...call(1, rings), expireAt: 'soon' });
    connection.event('callUserStateChanged', { callID: 'c', version: 1, users: 'many' });
    connection.event('callUserStateChanged', { ...changed(1, {}), users: [null, { userID: 'x', state: 'dancing' }] });
    connection.event('callInvitationTimeout', {});
    connection.event('callInvitationEnded', { callID: 'c', version: 1 });
    await turn();
    expect(told).toEqual([]);
  });
});

describe('after a lost connection', () => {
  const lose = async (app: ReturnType<typeof setUp>, connection: FakeConnection): Promise<FakeConnection> => {
    connection.close(1006);
    return app.logIn(1);
  };

  it.each<[string, ReturnType<typeof call>, string[]]>([
    ['nothing new', call(1, rings), []],
    ['answered on another device', call(3, { alice: 'accepted', bob: 'rejected' }), ['c: bob=rejected']],
    ['timed out', call(3, { alice: 'accepted', bob: 'notReceived' }), ['c: bob=notReceived', 'c timed out']],
    [
      'ended',
      call(4, { alice: 'quit', bob: 'cancelled' }, { state: 'ended', endedAt: 9 }),
      ['c: alice=quit bob=cancelled', 'c ended by nobody'],
    ],
  ])('the app is told what became of an invitation it was shown: %s', async (_, answer, then) => {
    const app = setUp();
    const first = await app.logIn();
    first.event('callInvitationReceived', invitation(1));
    await first.answer('callReceived', { isRinging: true });
    const second = await lose(app, first);
    await second.answer('getCall', { call: answer });
    expect(app.told).toEqual(['c rings: alice', ...then]);
  });

  it('the app is told what became of a call it is in, as caller and as invitee, until it has ended', async () => {
    const app = setUp();
    const first = await app.logIn();
    const inviting = app.zim.callInvite(['carl']);
    await first.answer('callInvite', { call: call(1, { bob: 'accepted', carl: 'inviting' }, { callerUserID: 'bob' }) });
    await inviting;
    const accepting = app.zim.callAccept('d');
    await first.answer('callAccept', { call: call(2, { alice: 'accepted', bob: 'accepted' }, { callID: 'd' }) });
    await accepting;
    const second = await lose(app, first);
    const asked = await second.answer('getCall', {
      call: call(5, { alice: 'ended', bob: 'ended' }, { callID: 'd', state: 'ended' }),
    });
    expect(asked.body).toEqual({ callID: 'd' });
    await second.answer('getCall', { call: call(2, { bob: 'accepted', carl: 'accepted' }, { callerUserID: 'bob' }) });
    expect(app.told).toEqual(['d: alice=ended bob=ended', 'd ended by nobody', 'c: carl=accepted']);
    second.close(1006);
    const third = await app.logIn(2);
    await third.answer('getCall', { code: 'CALL_NOT_FOUND', message: 'no' }, 'error');
    expect(app.told.at(-1)).toBe('c ended by nobody');
    third.event('missed', {});
    await turn();
    expect(sentOf(third, 'getCall')).toHaveLength(1);
  });

  it('what was so when a tap answered is no news, whoever called', async () => {
    const app = setUp();
    const callers: string[] = [];
    app.zim.on('callInvitationEnded', ({ caller }) => callers.push(caller));
    const first = await app.logIn();
    const accepting = app.zim.callAccept('c');
    const accepted = call(3, { alice: 'accepted', bob: 'accepted', carl: 'offline' });
    await first.answer('callAccept', { call: accepted });
    await accepting;
    const second = await lose(app, first);
    await second.answer('getCall', { call: accepted });
    second.event('missed', {});
    await second.answer('getCall', { call: { ...accepted, version: 4 } });
    expect(app.told).toEqual([]);
    second.event('missed', {});
    await second.answer('getCall', { code: 'CALL_NOT_FOUND', message: 'no' }, 'error');
    expect(callers).toEqual(['alice']);
  });

  it('the same is asked when events have passed by, and again when the server could not answer', async () => {
    const app = setUp();
    const connection = await app.logIn();
    connection.event('callInvitationReceived', invitation(1));
    await connection.answer('callReceived', { isRinging: true });
    connection.event('missed', {});
    connection.event('missed', {}); // while it is at it: once more afterwards
    await turn();
    expect(sentOf(connection, 'getCall')).toHaveLength(1);
    await connection.answer('getCall', { code: 'UNAVAILABLE', message: 'away' }, 'error');
    await connection.answer('getCall', { call: call(1, rings) });
    await connection.answer('getCall', { call: call(2, { alice: 'accepted', bob: 'timeout' }) });
    expect(app.told).toEqual(['c rings: alice', 'c: bob=timeout', 'c timed out']);
  });

  it.each([true, false])(
    'the app is told what became of an answer of its own that the server may have taken, after a tap, too (shown before: %s)',
    async (isShown) => {
      const app = setUp();
      const connection = await app.logIn();
      if (isShown) {
        connection.event('callInvitationReceived', invitation(1));
        await connection.answer('callReceived', { isRinging: true });
      }
      const accepting = app.zim.callAccept('c');
      accepting.catch(() => undefined);
      await connection.answer('callAccept', { code: 'UNAVAILABLE', message: 'away' }, 'error');
      await expect(accepting).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await connection.answer('getCall', { code: 'UNAVAILABLE', message: 'away' }, 'error');
      await connection.answer('getCall', { call: call(2, { alice: 'accepted', bob: 'accepted' }) });
      expect(app.told.at(-1)).toBe(isShown ? 'c: bob=accepted' : 'c: alice=accepted bob=accepted');
    },
  );

  it('the app is told that a call is over which it ended without an answer', async () => {
    const app = setUp({ requestTimeoutMs: 20 });
    const connection = await app.logIn();
    const accepting = app.zim.callAccept('c');
    await connection.answer('callAccept', { call: call(2, { alice: 'accepted', bob: 'accepted' }) });
    await accepting;
    await expect(app.zim.callEnd('c')).rejects.toMatchObject({ code: 'TIMEOUT' });
    await connection.answer('getCall', { call: call(3, { alice: 'ended', bob: 'ended' }, { state: 'ended' }) });
    expect(app.told).toEqual(['c: alice=ended bob=ended', 'c ended by nobody']);
  });

  it('an answer that crosses an action or an event tells neither again', async () => {
    const app = setUp();
    const connection = await app.logIn();
    connection.event('callInvitationReceived', invitation(1, { ...rings, carl: 'inviting' }));
    connection.event('missed', {});
    const accepting = app.zim.callAccept('c');
    connection.event('callUserStateChanged', changed(3, { carl: 'received' }));
    await connection.answer('getCall', {
      call: call(3, { alice: 'accepted', bob: 'accepted', carl: 'received' }),
    });
    await connection.answer('callAccept', { call: call(2, { alice: 'accepted', bob: 'accepted', carl: 'inviting' }) });
    await accepting;
    await turn();
    expect(app.told).toEqual(['c rings: alice', 'c: carl=received']);
  });

  it('looks after 50 calls at most: the latest ones', async () => {
    const app = setUp();
    const first = await app.logIn();
    for (let n = 0; n < 70; n += 1) {
      first.event('callInvitationReceived', invitation(1, rings, { callID: `c${n}` }));
      if (n < 10) first.event('callInvitationEnded', call(2, rings, { callID: `c${n}`, state: 'ended' }));
    }
    await turn();
    const second = await lose(app, first);
    const asked: unknown[] = [];
    for (let n = 0; n < 50; n += 1)
      asked.push((await second.answer('getCall', { call: call(1, rings, { callID: `c${69 - n}` }) })).body['callID']);
    await turn();
    expect(asked).toEqual(Array.from({ length: 50 }, (_, n) => `c${69 - n}`));
    expect(sentOf(second, 'getCall')).toHaveLength(50);
  });

  it('calls are forgotten with the user who logs out, and shown to whoever logs in', async () => {
    const { zim, told, logIn, connection } = setUp();
    const first = await logIn();
    first.event('callInvitationReceived', invitation(1));
    const logout = zim.logout();
    await first.answer('logout');
    await logout;
    const login = zim.login('bob', 'token');
    const second = await connection(1);
    await second.answer('login', answerToLogin);
    await login;
    second.event('callInvitationReceived', invitation(1));
    await turn();
    expect(sentOf(second, 'getCall')).toEqual([]);
    expect(told).toEqual(['c rings: alice', 'c rings: alice']);
  });
});

describe('a missed call', () => {
  const missed = (seq: number, over: object = {}) => ({
    messageID: `m${seq}`,
    conversationID: 'peer/alice/bob',
    seq,
    fromUserID: 'alice',
    toUserID: 'bob',
    missedCall: { callID: 'c' },
    acceptedAt: seq,
    ...over,
  });

  it('is a message of its conversation, from a sync and live, acknowledged like any other', async () => {
    const { zim, logIn } = setUp();
    const received: unknown[] = [];
    zim.on('messageReceived', ({ type, message, callID, conversationID, senderUserID }) =>
      received.push({ type, message, callID, conversationID, senderUserID }),
    );
    const connection = await logIn();
    await connection.answer('sync', { messages: [missed(1)] });
    const { body } = await connection.answer('ackSync');
    expect(body).toEqual({ positions: [{ conversationID: 'peer/alice/bob', seq: 1 }] });
    connection.event('message', missed(2));
    expect((await connection.answer('ack')).body).toMatchObject({ messages: [{ messageID: 'm2' }] });
    const shown = {
      type: ZIMMessageType.MissedCall,
      message: '',
      callID: 'c',
      conversationID: 'alice',
      senderUserID: 'alice',
    };
    expect(received).toEqual([shown, shown]);
  });

  it('or whatever else is not known holds up no sync', async () => {
    const { zim, logIn } = setUp();
    const received: string[] = [];
    zim.on('messageReceived', ({ messageID }) => received.push(messageID));
    const connection = await logIn();
    await connection.answer('sync', {
      messages: [missed(1, { missedCall: { callID: 5 } }), missed(2, { missedCall: undefined, dance: {} })],
      nextPageToken: 'p2',
    });
    await connection.answer('ackSync');
    await connection.answer('sync', { messages: [missed(3), missed(4, { missedCall: null }), missed(5)] });
    const { body } = await connection.answer('ackSync');
    expect(body).toEqual({ positions: [{ conversationID: 'peer/alice/bob', seq: 5 }] });
    expect(received).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
  });
});

it('an invitation that is read late rings for what is left of its time, and not after it', async () => {
  const { zim, connection } = setUp();
  const clock = vi.spyOn(performance, 'now').mockReturnValue(5_000);
  onTestFinished(() => clock.mockRestore());
  const shown: number[] = [];
  zim.on('callInvitationReceived', ({ remainingMs }) => shown.push(remainingMs));
  const login = zim.login('bob', 'token');
  const first = await connection(0);
  await first.answer('login', { ...answerToLogin, serverTime: EXPIRE_AT - 60_000 });
  await login;
  clock.mockReturnValue(45_000);
  first.event('callInvitationReceived', invitation(1));
  clock.mockReturnValue(66_000);
  first.event('callInvitationReceived', invitation(1, rings, { callID: 'over' }));
  await turn();
  expect(shown).toEqual([20_000]);
});

it('a server whose clock was set back silences no invitation: heartbeats say what it says now', async () => {
  const { zim, connection, told } = setUp();
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  onTestFinished(() => clock.mockRestore());
  const login = zim.login('bob', 'token');
  const first = await connection(0);
  await first.answer('login', { ...answerToLogin, serverTime: EXPIRE_AT + 10_000 });
  await login;
  first.event('callInvitationReceived', invitation(1));
  await turn();
  expect(told).toEqual([]);
  zim.setAppState('foreground');
  await first.answer('heartbeat', { serverTime: EXPIRE_AT - 60_000 });
  first.event('callInvitationReceived', invitation(1));
  await turn();
  expect(told).toEqual(['c rings: alice']);
});

it.each<[string, (app: ReturnType<typeof setUp>, connection: FakeConnection) => void]>([
  ['it is destroyed', ({ zim }) => zim.destroy()],
  ['a newer login ends it', (_, connection) => connection.close(4009)],
  ['its token expires', (_, connection) => connection.close(4002)],
])('what is under way when a session is over is not asked after: %s', async (_, ends) => {
  const app = setUp();
  const connection = await app.logIn();
  await connection.answer('sync', { messages: [] });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const ending = app.zim.callEnd('c');
  ends(app, connection);
  await expect(ending).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.getTimerCount()).toBe(0);
});
