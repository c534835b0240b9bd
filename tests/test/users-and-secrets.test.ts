import { createClient, userDataService } from '@bellhop/grpc';
import { Secret } from '@bellhop/runtime';
import { testContext, until } from '@bellhop/testkit';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { operatorKey, startPipeline, type Pipeline } from '../src/start-pipeline.ts';

interface Frame {
  readonly type: string;
  readonly replyTo?: number;
  readonly body: Record<string, unknown>;
}

const context = testContext();
let pipeline: Pipeline;
let apiKey: string;
let secret: string;

/** The HTTP API with a key. */
async function http(
  method: string,
  path: string,
  { key = operatorKey.reveal(), body }: { key?: string; body?: object } = {},
) {
  const response = await fetch(`${pipeline.gateway.httpUrl}/v1/apps/demo${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
}

const tokenOf = (userId: string, signedWith: string) =>
  new SignJWT({ app: 'demo' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(signedWith));

/** A client of a user that has asked to be logged in. */
async function connect(userId: string, signedWith: string) {
  const socket = new WebSocket(`${pipeline.gateway.httpUrl.replace('http', 'ws')}/v1/ws`);
  const frames: Frame[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let next = 1;
  const ask = (type: string, body: object = {}): Promise<Frame> => {
    const id = next++;
    socket.send(JSON.stringify({ v: 1, id, type, body }));
    return until(() => frames.find(({ replyTo }) => replyTo === id), { message: `an answer to ${type}` });
  };
  const login = await ask('login', {
    app: 'demo',
    token: await tokenOf(userId, signedWith),
    deviceID: `${userId}-phone`,
    platform: 'android',
  });
  return { frames, ask, login, closed, close: () => socket.close() };
}
/** Whether a token that this has signed lets in. */
const isIn = async (userId: string, signedWith: string): Promise<boolean> => {
  const client = await connect(userId, signedWith);
  client.close();
  return client.login.type === 'ok';
};

beforeAll(async () => {
  pipeline = await startPipeline(context);
  const created = await pipeline.admin.createApp({ app: 'demo', packageName: 'com.example.bellhop' });
  ({ apiKey, clientTokenSecret: secret } = created);
  await until(async () => (await http('POST', '/presence', { key: apiKey, body: { userIDs: ['x'] } })).status === 200);
});
afterAll(async () => {
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

describe('the client-token secret of an app', () => {
  const route = '/client-token-secrets';

  it('is replaced with an overlap: both let in, then the new one alone, and who came by the old one has to renew', async () => {
    const before = await connect('ann', secret);
    expect(before.login.type).toBe('ok');
    const rotated = await http('POST', route, { body: { overlapSeconds: 3_600 } });
    expect(rotated).toMatchObject({ status: 201, body: { formerValidUntil: expect.any(Number) as number } });
    const fresh = String(rotated.body['clientTokenSecret']);
    await until(() => isIn('ben', fresh));
    expect(await isIn('ben', secret)).toBe(true);
    expect(await isIn('ben', 'neither-the-one-nor-the-other')).toBe(false);
    const listed = await http('GET', route);
    expect(listed.body).toEqual({
      secrets: [
        { issuedAt: expect.any(Number) as number },
        { issuedAt: expect.any(Number) as number, validUntil: rotated.body['formerValidUntil'] },
      ],
    });
    expect((await http('POST', route, { body: {} })).status).toBe(400);

    const renewed = await connect('cem', secret);
    expect((await renewed.ask('renewToken', { token: await tokenOf('cem', fresh) })).type).toBe('ok');
    expect((await before.ask('heartbeat')).type).toBe('ok');
    expect(await http('DELETE', `${route}/former`)).toEqual({ status: 200, body: { revoked: true } });
    expect(await before.closed).toBe(4002);
    expect(await isIn('ben', secret)).toBe(false);
    expect((await renewed.ask('heartbeat')).type).toBe('ok');
    expect((await http('DELETE', `${route}/former`)).status).toBe(404);

    const atOnce = await http('POST', route, { body: { overlapSeconds: 0 } });
    expect(await renewed.closed).toBe(4002);
    secret = String(atOnce.body['clientTokenSecret']);
    await until(() => isIn('ben', secret));
  });

  it('that ends soon is announced to who came by it', async () => {
    const client = await connect('dan', secret);
    const rotated = await http('POST', route, { body: { overlapSeconds: 20 } });
    const announced = await until(() => client.frames.find(({ type }) => type === 'tokenExpiring'));
    expect(announced.body['expiresInMs']).toBeLessThanOrEqual(20_000);
    secret = String(rotated.body['clientTokenSecret']);
    expect((await client.ask('renewToken', { token: await tokenOf('dan', secret) })).type).toBe('ok');
    await http('DELETE', `${route}/former`);
    expect((await client.ask('heartbeat')).type).toBe('ok');
    client.close();
  });

  it('is for operators alone, and of an app that is there', async () => {
    expect((await http('POST', route, { key: apiKey, body: {} })).status).toBe(401);
    const answer = await fetch(`${pipeline.gateway.httpUrl}/v1/apps/nobody${route}`, {
      headers: { authorization: `Bearer ${operatorKey.reveal()}` },
    });
    expect(answer.status).toBe(404);
  });
});

describe('a user who is deleted', () => {
  let count = 0;
  let user: string;
  beforeEach(() => {
    user = `user-${(count += 1)}`;
  });
  const send = async (fromUserID: string, toUserID: string, text: string): Promise<string> => {
    const { body } = await http('POST', '/messages', {
      key: apiKey,
      body: { fromUserID, toUserID, text, pushConfig: { title: fromUserID, content: text, payload: '{}' } },
    });
    return String(body['messageID']);
  };
  const linesOf = async (messageID: string) =>
    (await pipeline.traces.getMessageTrace({ app: 'demo', messageId: messageID })).entries.filter(
      ({ userId }) => userId === user,
    );

  it('has no login, no device, no push, no words and no line of a trace left, and may be deleted again', async () => {
    const client = await connect(user, secret);
    await client.ask('registerPush', { vendor: 'fcm', token: `token of ${user}` });
    await until(async () => (await send(user, 'ben', 'my own words')) !== 'undefined');
    const offline = await connect('ben', secret);
    client.close();
    // Until presence has seen that the connection is gone.
    const sent: string[] = [];
    const pushed = await until(async () => {
      sent.push(await send('ben', user, 'are you there'));
      for (const id of sent) if ((await linesOf(id)).length > 0) return id;
      return false;
    });
    const back = await connect(user, secret);
    expect(back.login.type).toBe('ok');
    await http('POST', '/groups', {
      key: apiKey,
      body: { groupID: `group-of-${user}`, ownerUserID: user, memberUserIDs: ['ben'] },
    });

    const deleted = await http('DELETE', `/users/${user}`);
    expect(deleted).toMatchObject({ status: 200, body: { erased: { devices: 1, groups: 1 } } });
    const { erased } = deleted.body as unknown as { erased: Record<string, number> };
    expect(erased['messages']).toBeGreaterThan(0);
    expect(erased['traceLines']).toBeGreaterThan(0);

    expect(await back.closed).toBe(4009);
    expect((await http('GET', `/users/${user}/devices`, { key: apiKey })).body).toEqual({ devices: [] });
    expect(await linesOf(pushed)).toEqual([]);
    const { body: synced } = await offline.ask('sync');
    const of = (synced['messages'] as Record<string, unknown>[]).filter(({ fromUserID }) => fromUserID === user);
    expect(of.length).toBeGreaterThan(0);
    expect(JSON.stringify(of)).not.toContain('my own words');
    offline.close();
    const again = await http('DELETE', `/users/${user}`, { key: apiKey });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ erased: { devices: 0, groups: 0, messages: 0, calls: 0 } });
  });

  it('is not reached by services that are no gateway, nor by keys of nobody', async () => {
    expect((await http('DELETE', `/users/${user}`, { key: 'a-key-of-nobody' })).status).toBe(401);
    const stranger = createClient(userDataService, {
      address: pipeline.gateway.grpcAddress,
      key: new Secret(apiKey),
      deadlineMs: 5_000,
    });
    await expect(stranger.eraseUserData({ app: 'demo', userId: user })).rejects.toThrow();
    stranger.close();
  });
});

describe('the test of a saved credential', () => {
  const save = (vendor: string, credential: object) =>
    fetch(`${pipeline.gateway.httpUrl}/v1/apps/demo/certificates/${vendor}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${operatorKey.reveal()}`, 'content-type': 'application/json' },
      body: JSON.stringify(credential),
    });
  const test = (vendor: string) => http('POST', `/certificates/${vendor}/test`, { body: {} });

  it('asks each vendor whether it accepts it, with the credential as it is now', async () => {
    const apps = await pipeline.control.apps();
    const secretOf = (vendor: string) => apps.find((app) => app.vendor === vendor)?.credentials ?? {};
    const { appSecret } = secretOf('xiaomi') as { appSecret: string };
    await save('xiaomi', { appSecret, endpoint: pipeline.simulator.urls.xiaomi });
    await save('huawei', { clientId: '1', clientSecret: 'wrong', endpoint: pipeline.simulator.urls.huawei });
    await save('oppo', { appKey: 'k', masterSecret: 's', endpoint: 'http://127.0.0.1:1' });
    const [xiaomi, huawei, oppo] = await Promise.all([test('xiaomi'), test('huawei'), test('oppo')]);
    expect(xiaomi).toMatchObject({ status: 200, body: { result: 'accepted', version: 1 } });
    expect(huawei).toMatchObject({ status: 200, body: { result: 'refused', version: 1 } });
    expect(oppo).toMatchObject({ status: 200, body: { result: 'unavailable', vendorCode: 'refused' } });
    expect((await test('xiaomi')).status).toBe(429);
    expect((await test('vivo')).status).toBe(404);
  });
});
