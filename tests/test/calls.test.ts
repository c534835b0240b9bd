import { vendorNames, vendorToProto, type CallServiceDefinition, type VendorName } from '@bellhop/contracts';
import { callService, createClient, type Client } from '@bellhop/grpc';
import { Secret } from '@bellhop/runtime';
import { testContext, until } from '@bellhop/testkit';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { startPipeline, type Pipeline, type RegisteredPhone } from '../src/start-pipeline.ts';
import { gatewayApi, type GatewayApi } from '../src/system/gateway-api.ts';
import { packageName, simulatorCertificates } from '../src/system/prepare-app.ts';

const context = testContext();
let pipeline: Pipeline;
let api: GatewayApi;
let clientTokenSecret = '';
let grpc: Client<CallServiceDefinition>;

interface Call {
  readonly callID: string;
  readonly state: string;
  readonly version: number;
  readonly users: readonly { userID: string; state: string; extendedData: string; deadlineAt: number }[];
}
interface Frame {
  readonly type: string;
  readonly replyTo?: number;
  readonly body: Record<string, unknown>;
}

/** A client that speaks the frames of the protocol itself. */
class Device {
  readonly frames: Frame[] = [];
  readonly #socket: WebSocket;
  readonly #user: string;
  #id = 0;
  /** Says at once that it has an invitation, as the SDK does. */
  confirms = true;

  private constructor(socket: WebSocket, user: string) {
    this.#socket = socket;
    this.#user = user;
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Frame;
      this.frames.push(frame);
      if (frame.type === 'callInvitationReceived' && this.confirms)
        this.request('callReceived', { callID: frame.body['callID'] }).catch((error: unknown) => {
          // Whoever has closed the connection waits for no answer.
          if (socket.readyState === WebSocket.OPEN) throw error;
        });
    });
  }

  static async login(user: string, deviceID = `${user}-phone`, confirms = true): Promise<Device> {
    const socket = new WebSocket(`${pipeline.gateway.httpUrl.replace('http', 'ws')}/v1/ws`);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const device = new Device(socket, user);
    device.confirms = confirms;
    const token = await new SignJWT({ app: 'demo' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(user)
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(clientTokenSecret));
    await device.request('login', { app: 'demo', token, deviceID });
    return device;
  }

  async request(type: string, body: object): Promise<Record<string, unknown>> {
    const id = (this.#id += 1);
    this.#socket.send(JSON.stringify({ v: 1, id, type, body }));
    const answer = await until(() => this.frames.find(({ replyTo }) => replyTo === id), {
      timeoutMs: 10_000,
      message: `the answer to ${type} of ${this.#user}`,
    });
    if (answer.type === 'error') throw new Refusal(answer.body);
    return answer.body;
  }

  async call(type: string, body: object): Promise<Call> {
    return (await this.request(type, body))['call'] as Call;
  }

  untilEvent(type: string, is: (body: Record<string, unknown>) => boolean = () => true, timeoutMs = 10_000) {
    return until(() => this.frames.find((frame) => frame.type === type && is(frame.body))?.body, {
      timeoutMs,
      message: `${type} at ${this.#user}`,
    });
  }

  count(type: string): number {
    return this.frames.filter((frame) => frame.type === type).length;
  }

  close(): void {
    this.#socket.terminate();
  }
}

class Refusal extends Error {
  readonly code: string;
  readonly field: string;

  constructor({ code, field = '', message }: { code?: string; field?: string; message?: string }) {
    super(message);
    this.code = code ?? '';
    this.field = field;
  }
}

const pushConfig = { title: 'Alice', content: 'is calling', payload: 'from alice' };
const stateOf = (call: Call | undefined, user: string) => call?.users.find(({ userID }) => userID === user)?.state;
const stored = (callID: string): Promise<Call> =>
  api<{ call: Call }>('GET', `/v1/apps/demo/calls/${callID}`).then(({ call }) => call);
const untilState = (callID: string, user: string, state: string, timeoutMs = 10_000) =>
  until(async () => stateOf(await stored(callID), user) === state, { timeoutMs, message: `${user} ${state}` });
const shown = async ({ phoneId }: RegisteredPhone) =>
  (await pipeline.control.phone(phoneId)).bar.map(({ content }) => content);
const traceKinds = async (callID: string) =>
  (await pipeline.traces.getMessageTrace({ app: 'demo', messageId: callID })).entries.map(
    ({ kind, text }) => `${kind}: ${text}`,
  );
const changed = (user: string, state: string) => (body: Record<string, unknown>) =>
  (body['users'] as { userID: string; state: string }[]).some((one) => one.userID === user && one.state === state);

beforeAll(async () => {
  pipeline = await startPipeline(context);
  const { admin, control, simulator } = pipeline;
  const created = await admin.createApp({
    app: 'demo',
    packageName,
    limits: { messagesPerSecond: 1_000, ackTimeoutMs: 1_000 },
  });
  clientTokenSecret = created.clientTokenSecret;
  for (const [vendor, credential] of Object.entries(await simulatorCertificates(control, simulator.urls))) {
    await admin.saveCertificateSet({
      app: 'demo',
      vendor: vendorToProto(vendor as VendorName),
      credentialJson: JSON.stringify(credential),
    });
  }
  api = gatewayApi(pipeline.gateway.httpUrl, created.apiKey);
  grpc = createClient(callService, {
    address: pipeline.gateway.grpcAddress,
    key: new Secret(created.apiKey),
    deadlineMs: 5_000,
  });
  await until(() =>
    api('GET', '/v1/apps/demo/users/nobody/calls').then(
      () => true,
      () => false,
    ),
  );
});

afterAll(async () => {
  grpc.close();
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

describe('Online invitee acknowledges → received. Offline (or no ack in time) → pushed, state offline', () => {
  it('rings a connected device, and tells the caller that it rings', async () => {
    const [alice, bob] = await Promise.all([Device.login('alice-1'), Device.login('bob-1')]);
    const call = await alice.call('callInvite', { invitees: ['bob-1'], extendedData: 'room-7', pushConfig });
    expect(call).toMatchObject({ state: 'started', timeoutSeconds: 90, extendedData: 'room-7' });
    const invited = await bob.untilEvent('callInvitationReceived');
    expect(invited).toMatchObject({ callID: call.callID, callerUserID: 'alice-1', extendedData: 'room-7' });
    expect(invited['remainingMs']).toBeGreaterThan(80_000);
    await alice.untilEvent('callUserStateChanged', changed('bob-1', 'received'));
    const accepted = await bob.call('callAccept', { callID: call.callID, extendedData: 'hi' });
    expect(stateOf(accepted, 'bob-1')).toBe('accepted');
    await alice.untilEvent('callUserStateChanged', changed('bob-1', 'accepted'));
    const end = await alice.call('callEnd', { callID: call.callID });
    expect(end.state).toBe('ended');
    expect(await bob.untilEvent('callInvitationEnded')).toMatchObject({ callID: call.callID, actingUserID: 'alice-1' });
    alice.close();
    bob.close();
  });

  it.each(vendorNames)('pushes to an offline phone of %s, with what the app needs to answer', async (vendor) => {
    const phone = await pipeline.phoneFor(`bob-${vendor}`, vendor);
    const alice = await Device.login(`alice-${vendor}`);
    const call = await alice.call('callInvite', {
      invitees: [`bob-${vendor}`],
      timeoutSeconds: 120,
      extendedData: 'room-7',
      pushConfig,
    });
    await untilState(call.callID, `bob-${vendor}`, 'offline');
    await until(async () => (await shown(phone)).includes('is calling'));
    await alice.request('callCancel', { callID: call.callID });
    await until(async () => !(await shown(phone)).includes('is calling'), {
      timeoutMs: 10_000,
      message: 'the ringing notification goes',
    });
    alice.close();
  });

  it('pushes to a device that has a connection and does not say that it has the invitation', async () => {
    const phone = await pipeline.phoneFor('bob-frozen', 'xiaomi');
    const [alice, bob] = await Promise.all([
      Device.login('alice-frozen'),
      Device.login('bob-frozen', 'bob-frozen-xiaomi', false).catch(() => undefined),
    ]);
    const call = await alice.call('callInvite', { invitees: ['bob-frozen'], pushConfig });
    await untilState(call.callID, 'bob-frozen', 'offline');
    await until(async () => (await shown(phone)).includes('is calling'));
    alice.close();
    bob?.close();
  });
});

describe('Invitee logs in before the timeout → callInvitationReceived with the remaining time; after it → nothing but history', () => {
  it('rings who comes in time', async () => {
    const alice = await Device.login('alice-2');
    const call = await alice.call('callInvite', { invitees: ['bob-2'], timeoutSeconds: 30, pushConfig });
    await untilState(call.callID, 'bob-2', 'offline');
    const bob = await Device.login('bob-2');
    const invited = await bob.untilEvent('callInvitationReceived');
    expect(invited['remainingMs']).toBeLessThan(30_000);
    await alice.untilEvent('callUserStateChanged', changed('bob-2', 'received'));
    expect(stateOf(await bob.call('callAccept', { callID: call.callID }), 'bob-2')).toBe('accepted');
    alice.close();
    bob.close();
  });

  it('leaves a missed call to who comes too late', async () => {
    const phone = await pipeline.phoneFor('bob-3', 'fcm');
    const alice = await Device.login('alice-3');
    const call = await alice.call('callInvite', { invitees: ['bob-3'], timeoutSeconds: 2, pushConfig });
    await until(async () => (await shown(phone)).includes('is calling'));
    await alice.untilEvent('callInvitationEnded');
    await untilState(call.callID, 'bob-3', 'notReceived');
    await until(async () => (await shown(phone)).join() === 'Missed call');
    const bob = await Device.login('bob-3', 'bob-3-tablet');
    const missed = await until(async () => {
      const { messages } = (await bob.request('sync', {})) as { messages: Record<string, unknown>[] };
      return messages.find(({ missedCall }) => missedCall !== undefined);
    });
    expect(missed).toMatchObject({ fromUserID: 'alice-3', toUserID: 'bob-3', missedCall: { callID: call.callID } });
    await expect(bob.request('callAccept', { callID: call.callID })).rejects.toMatchObject({
      code: 'INVITATION_TIMED_OUT',
    });
    expect(bob.count('callInvitationReceived')).toBe(0);
    const { calls } = (await bob.request('listCalls', {})) as { calls: Call[] };
    expect(calls.map(({ callID }) => callID)).toEqual([call.callID]);
    alice.close();
    bob.close();
  });
});

describe('Accept / reject by one of the user’s devices tells his others. Caller gone before anybody accepted → call cancelled', () => {
  it('silences the other devices, and of two answers one wins', async () => {
    const [alice, phone, tablet] = await Promise.all([
      Device.login('alice-4'),
      Device.login('bob-4', 'bob-4-phone'),
      Device.login('bob-4', 'bob-4-tablet'),
    ]);
    const { callID } = await alice.call('callInvite', { invitees: ['bob-4'] });
    await Promise.all([phone.untilEvent('callInvitationReceived'), tablet.untilEvent('callInvitationReceived')]);
    const answers = await Promise.allSettled([
      phone.request('callAccept', { callID }),
      tablet.request('callAccept', { callID }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const loser = answers[0].status === 'rejected' ? phone : tablet;
    await loser.untilEvent('callUserStateChanged', changed('bob-4', 'accepted'));
    expect((answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason).toMatchObject({
      code: 'ALREADY_ANSWERED',
    });
    for (const device of [alice, phone, tablet]) device.close();
  });

  it('ends a call whose caller is gone', async () => {
    const [alice, bob] = await Promise.all([Device.login('alice-5'), Device.login('bob-5')]);
    const { callID } = await alice.call('callInvite', { invitees: ['bob-5'] });
    await bob.untilEvent('callInvitationReceived');
    alice.close();
    await bob.untilEvent('callInvitationEnded', () => true, 20_000);
    expect(stateOf(await stored(callID), 'bob-5')).toBe('cancelled');
    bob.close();
  });
});

describe('bad input is refused, in all doors alike', () => {
  const invite = (over: object) => ({ invitees: ['bob-6'], ...over });
  /** Over gRPC 0 is the default; what is below it is refused. */
  const grpcInvite = (over: { timeoutSeconds?: number; pushConfig?: { resourcesID?: string } }) => ({
    ...invite(over),
    ...(over.timeoutSeconds === 0 ? { timeoutSeconds: -1 } : {}),
    ...(over.pushConfig?.resourcesID === undefined
      ? {}
      : { pushConfig: { ...over.pushConfig, resourcesId: over.pushConfig.resourcesID } }),
  });
  it.each<[string, object, string, string]>([
    ['oneself', { invitees: ['alice-6'] }, 'invitees.0', 'is who invites'],
    ['a user twice', { invitees: ['bob-6', 'bob-6'] }, 'invitees.1', 'is named twice'],
    ['nobody', { invitees: [] }, 'invitees', 'at least one user'],
    [
      'ten users',
      { invitees: Array.from({ length: 10 }, (_, index) => `u${index}`) },
      'invitees',
      'names 10 users, 9 are allowed',
    ],
    ['a timeout of 0', { timeoutSeconds: 0 }, 'timeoutSeconds', ', 1 to 600 are allowed'],
    ['a timeout of 601', { timeoutSeconds: 601 }, 'timeoutSeconds', 'is 601, 1 to 600 are allowed'],
    [
      '2,049 bytes of extended data',
      { extendedData: 'ä'.repeat(1_024) + 'a' },
      'extendedData',
      'has 2049 bytes in UTF-8, 2048 are allowed',
    ],
    [
      'a payload of 513 bytes',
      { pushConfig: { ...pushConfig, payload: 'x'.repeat(513) } },
      'pushConfig.payload',
      'has 513 bytes in UTF-8, 512 are allowed',
    ],
    [
      'an unknown resource',
      { pushConfig: { ...pushConfig, resourcesID: 'nope' } },
      'pushConfig.resourcesID',
      'no resource nope',
    ],
  ])('%s', async (_what, over, field, words) => {
    const message = expect.stringContaining(words) as string;
    const alice = await Device.login('alice-6');
    await expect(alice.request('callInvite', invite(over))).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field,
      message,
    });
    await expect(api('POST', '/v1/apps/demo/calls', { callerUserID: 'alice-6', ...invite(over) })).rejects.toThrow(
      words,
    );
    await expect(
      grpc.callInvite({ app: 'demo', callerUserId: 'alice-6', ...(grpcInvite(over) as object) }),
    ).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field, message });
    alice.close();
  });

  it('an invitee whom nobody knows is rung in vain', async () => {
    const { call } = await api<{ call: Call }>('POST', '/v1/apps/demo/calls', {
      callerUserID: 'alice-6',
      invitees: ['never-heard-of'],
      timeoutSeconds: 1,
      pushConfig,
    });
    await untilState(call.callID, 'never-heard-of', 'notReceived');
    expect((await stored(call.callID)).state).toBe('ended');
    await until(async () => (await traceKinds(call.callID)).some((line) => line.startsWith('not-pushed')));
  });

  it('a call of another app is not found', async () => {
    const created = await pipeline.admin.createApp({ app: 'other', packageName: 'com.example.other' });
    const theirs = gatewayApi(pipeline.gateway.httpUrl, created.apiKey);
    const { call } = await api<{ call: Call }>('POST', '/v1/apps/demo/calls', {
      callerUserID: 'alice-6',
      invitees: ['bob-6'],
    });
    const get = () => theirs('GET', `/v1/apps/other/calls/${call.callID}`);
    await until(() => get().catch((error: unknown) => String(error).includes('CALL_NOT_FOUND')));
    await expect(theirs('POST', `/v1/apps/other/calls/${call.callID}/accept`, { userID: 'bob-6' })).rejects.toThrow(
      'CALL_NOT_FOUND',
    );
    await expect(theirs('GET', `/v1/apps/demo/calls/${call.callID}`)).rejects.toThrow('UNAUTHENTICATED');
  });

  it('strangers and old calls are refused by what holds', async () => {
    const [alice, bob, mallory] = await Promise.all([
      Device.login('alice-7'),
      Device.login('bob-7'),
      Device.login('mallory-7'),
    ]);
    const { callID } = await alice.call('callInvite', { invitees: ['bob-7'] });
    for (const type of ['callAccept', 'callReject', 'callCancel', 'callEnd', 'callQuit', 'callJoin', 'getCall'])
      await expect(mallory.request(type, { callID })).rejects.toMatchObject({ code: 'NOT_IN_CALL' });
    await expect(bob.request('callCancel', { callID })).rejects.toMatchObject({ code: 'NOT_THE_CALLER' });
    await expect(bob.request('callAccept', { callID: 'another' })).rejects.toMatchObject({ code: 'CALL_NOT_FOUND' });
    await bob.request('callReject', { callID });
    await expect(alice.request('callEnd', { callID })).resolves.toBeDefined(); // it has ended with the last refusal
    await expect(bob.request('callJoin', { callID })).rejects.toMatchObject({ code: 'CALL_ENDED' });
    for (const device of [alice, bob, mallory]) device.close();
  });
});

describe('the app’s server', () => {
  it('makes, answers and ends calls over gRPC, in the names of users', async () => {
    const bob = await Device.login('bob-9');
    const made = await grpc.callInvite({
      app: 'demo',
      callerUserId: 'alice-9',
      deviceId: 'bob-9-phone', // no device but that of a connection: the call does not end with it
      invitees: ['bob-9', 'carl-9'],
      extendedData: 'room-7',
      localCallId: 'visit-9',
    });
    const callId = made.call?.callId ?? '';
    expect((await bob.untilEvent('callInvitationReceived'))['callID']).toBe(callId);
    const again = await grpc.callInvite({
      app: 'demo',
      callerUserId: 'alice-9',
      invitees: ['bob-9', 'carl-9'],
      extendedData: 'room-7',
      localCallId: 'visit-9',
    });
    expect(again.call?.callId).toBe(callId);
    const other = { app: 'demo', callerUserId: 'alice-9', invitees: ['bob-9'], localCallId: 'visit-9' };
    expect((await grpc.callInvite(other)).refusal).toBe('CALL_REFUSAL_LOCAL_CALL_ID_CONFLICT');
    expect((await grpc.callAccept({ app: 'demo', userId: 'carl-9', callId })).refusal).toBe('CALL_REFUSAL_UNSPECIFIED');
    await bob.untilEvent('callUserStateChanged', changed('carl-9', 'accepted'));
    expect((await grpc.callCancel({ app: 'demo', userId: 'alice-9', callId })).refusal).toBe(
      'CALL_REFUSAL_CALL_ANSWERED',
    );
    const ended = await grpc.callEnd({ app: 'demo', userId: 'carl-9', callId });
    expect(ended.call?.state).toBe('CALL_STATE_ENDED');
    expect(await bob.untilEvent('callInvitationEnded')).toMatchObject({ callID: callId, actingUserID: 'carl-9' });
    expect((await grpc.getCall({ app: 'demo', callId, viewerUserId: 'mallory' })).refusal).toBe(
      'CALL_REFUSAL_NOT_IN_CALL',
    );
    expect((await grpc.listCalls({ app: 'demo', userId: 'carl-9' })).calls.map((one) => one.callId)).toEqual([callId]);
    bob.close();
  });

  it.each([
    ['extendedData', { extendedData: 'a\0b' }],
    ['extendedData', { extendedData: 'half an emoji \ud83d' }], // no UTF-8 on the wire
  ])('is refused a text that cannot be kept (%s)', async (field, over) => {
    await expect(
      grpc.callInvite({ app: 'demo', callerUserId: 'alice-9', invitees: ['bob-9'], ...over }),
    ).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field });
  });
});

it('keeps half an emoji as U+FFFD, and refuses U+0000 by the name of its field', async () => {
  const alice = await Device.login('alice-10');
  const call = await alice.call('callInvite', { invitees: ['bob-10'], extendedData: 'half \ud83d' });
  expect(call).toMatchObject({ extendedData: 'half \ufffd' });
  const withNull = alice.request('callReject', { callID: call.callID, extendedData: 'a\0b' });
  await expect(withNull).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field: 'extendedData' });
  alice.close();
});

it('leaves a trace under the id of the call', async () => {
  const phone = await pipeline.phoneFor('bob-8', 'oppo');
  const { call } = await api<{ call: Call }>('POST', '/v1/apps/demo/calls', {
    callerUserID: 'alice-8',
    invitees: ['bob-8'],
    pushConfig,
  });
  await until(async () => (await shown(phone)).includes('is calling'));
  await until(async () => (await traceKinds(call.callID)).some((line) => line.startsWith('accepted')));
});
