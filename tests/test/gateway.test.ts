import { testContext, until } from '@bellhop/testkit';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { operatorKey, startPipeline, type Pipeline } from '../src/start-pipeline.ts';

interface Frame {
  readonly type: string;
  readonly replyTo?: number;
  readonly body: Record<string, unknown>;
}

const context = testContext();
let pipeline: Pipeline;
let apiKey = '';
let secret = '';

/** A client that speaks the documented frames and nothing else. */
async function connect(gateway: { httpUrl: string } = pipeline.gateway) {
  const socket = new WebSocket(`${gateway.httpUrl.replace('http', 'ws')}/v1/ws`);
  const frames: Frame[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let next = 1;
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  return {
    frames,
    closed,
    ask: async (type: string, body: object): Promise<Frame> => {
      const id = next++;
      socket.send(JSON.stringify({ v: 1, id, type, body }));
      return until(() => frames.find(({ replyTo }) => replyTo === id), { message: `an answer to ${type}` });
    },
    close: () => new Promise((resolve) => socket.once('close', resolve).close()),
  };
}

const token = (user: string, expires: string | number = '1h', { app = 'shop', signedWith = secret } = {}) =>
  new SignJWT({ app })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(signedWith));
const login = async (user: string, deviceID: string) => {
  const client = await connect();
  const answer = await client.ask('login', { app: 'shop', token: await token(user), deviceID, platform: 'android' });
  expect(answer).toMatchObject({ type: 'ok', body: { userID: user } });
  return client;
};
const http = async (method: string, path: string, body: object | undefined, key: string) => {
  const response = await fetch(`${pipeline.gateway.httpUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const send = (body: object, key = apiKey) =>
  http('POST', '/v1/apps/shop/messages', { fromUserID: 'alice', text: 'hello', ...body }, key);

/** An app whose pushes go to the simulator's huawei. */
async function createApp(app: { app: string; name?: string; deviceMode?: string }) {
  const operator = operatorKey.reveal();
  const created = await http('POST', '/v1/apps', { packageName: 'com.example.bellhop', ...app }, operator);
  expect(created.status).toBe(201);
  const huawei = (await pipeline.control.apps()).find(({ vendor }) => vendor === 'huawei');
  if (huawei?.vendor !== 'huawei') throw new Error('the simulator has no huawei app');
  const { clientId, clientSecret } = huawei.credentials;
  const saved = await http(
    'PUT',
    `/v1/apps/${app.app}/certificates/huawei`,
    { clientId, clientSecret, endpoint: pipeline.simulator.urls.huawei },
    operator,
  );
  expect(saved.status).toBeLessThan(300);
  return created.body as { apiKey: string; clientTokenSecret: string };
}

beforeAll(async () => {
  pipeline = await startPipeline(context);
  ({ apiKey, clientTokenSecret: secret } = await createApp({ app: 'shop', name: 'Shop' }));
  await until(async () => (await send({ toUserID: 'nobody' })).status < 300, { message: 'the app to be known' });
});

afterAll(async () => {
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

describe('through the gateway', () => {
  it('rings an offline phone, and gives its user the message after the next login', async () => {
    const { phoneId, token: vendorToken } = await pipeline.control.createPhone({ vendor: 'huawei' });
    const first = await login('bob', 'bob-phone');
    expect(await first.ask('registerPush', { vendor: 'huawei', token: vendorToken })).toMatchObject({ type: 'ok' });
    await first.close();
    const sent = await send({ toUserID: 'bob', pushConfig: { title: 'Alice', content: 'hello', payload: 'p' } });
    expect(sent).toMatchObject({ status: 200, body: { messageID: expect.any(String) as string } });
    const [notification] = await pipeline.control.notificationsAfter(phoneId, 0, 15_000);
    expect(notification).toMatchObject({ title: 'Alice', content: 'hello', payload: 'p' });

    const again = await login('bob', 'bob-phone');
    const synced = await again.ask('sync', {});
    expect(synced.body['messages']).toMatchObject([{ text: 'hello', seq: 1 }]);
    await again.close();
  });

  it('delivers to a connected client, stored first, and does not push what it acknowledged', async () => {
    const { phoneId, token: vendorToken } = await pipeline.control.createPhone({ vendor: 'huawei' });
    const client = await login('carol', 'carol-phone');
    await client.ask('registerPush', { vendor: 'huawei', token: vendorToken });
    await send({ toUserID: 'carol', pushConfig: { title: 'Alice', content: 'hello' } });
    const frame = await until(() => client.frames.find(({ type }) => type === 'message'));
    const { messageID, conversationID, seq } = frame.body;
    expect(await client.ask('ack', { messages: [{ messageID, conversationID, seq }] })).toMatchObject({ type: 'ok' });
    const trace = await until(async () => {
      const { body } = await http('GET', `/v1/apps/shop/messages/${String(messageID)}/trace`, undefined, apiKey);
      return JSON.stringify(body).includes('not-pushed') && body;
    });
    expect(JSON.stringify(trace)).toContain('gets the message over its connection');
    expect((await pipeline.control.phone(phoneId)).notifications).toEqual([]);
    await client.close();
  });

  it('refuses what is wrong, saying what', async () => {
    expect(await send({ toUserID: 'bob' }, 'bh_wrong')).toMatchObject({ status: 401 });
    expect(await send({ toUserID: 'bob', pushConfig: { title: 'x'.repeat(65), content: 'c' } })).toMatchObject({
      status: 400,
      body: { error: { field: 'pushConfig.title' } },
    });
    expect(
      await send({ toUserID: 'bob', pushConfig: { title: 't', content: 'c', resourcesID: 'none' } }),
    ).toMatchObject({
      body: { error: { code: 'UNKNOWN_RESOURCE' } },
    });
    expect(await send({ toGroupID: 'none' })).toMatchObject({ body: { error: { code: 'GROUP_NOT_FOUND' } } });
    const client = await connect();
    const expired = await token('bob', Math.floor(Date.now() / 1_000) - 60);
    expect(await client.ask('login', { app: 'shop', token: expired, deviceID: 'd' })).toMatchObject({ type: 'error' });
  });
});

describe('an app where a user has one device', () => {
  it('ends the old login when a new one comes through another gateway, and pushes to the new device only', async () => {
    const { apiKey: key, clientTokenSecret } = await createApp({ app: 'solo', deviceMode: 'single' });
    const other = await pipeline.startOneGateway();
    const zoe = await token('zoe', '1h', { app: 'solo', signedWith: clientTokenSecret });
    const loggedIn = async (deviceID: string, gateway: { httpUrl: string }, more: object = {}) => {
      const client = await connect(gateway);
      const answer = await client.ask('login', { app: 'solo', token: zoe, deviceID, platform: 'android', ...more });
      return { ...client, answer };
    };
    const phones = await Promise.all([1, 2].map(() => pipeline.control.createPhone({ vendor: 'huawei' })));
    const [phone, tablet] = phones;
    if (phone === undefined || tablet === undefined) throw new Error('the simulator made no phones');
    const online = async (): Promise<unknown> =>
      (await http('POST', '/v1/apps/solo/presence', { userIDs: ['zoe'] }, key)).body['users'];

    const first = await until(async () => {
      const client = await loggedIn('zoe-phone', pipeline.gateway); // its gateway may not know the app yet
      return client.answer.type === 'ok' && client;
    });
    await first.ask('registerPush', { vendor: 'huawei', token: phone.token });
    const second = await until(async () => {
      const client = await loggedIn('zoe-tablet', other);
      return client.answer.type === 'ok' && client;
    });
    expect(await first.closed).toBe(4009);
    expect(first.frames.at(-1)).toMatchObject({ type: 'kickedOut' });
    await second.ask('registerPush', { vendor: 'huawei', token: tablet.token });
    await until(
      async () =>
        JSON.stringify(await online())
          .match(/zoe-\w+/g)
          ?.join() === 'zoe-tablet',
    );
    expect((await loggedIn('zoe-phone', other, { resume: true })).answer).toMatchObject({
      type: 'error',
      body: { code: 'KICKED_OUT' },
    });

    await second.close();
    await until(async () => JSON.stringify(await online()).includes('"offline"'));
    const sent = await http(
      'POST',
      '/v1/apps/solo/messages',
      { fromUserID: 'alice', toUserID: 'zoe', text: 'hello', pushConfig: { title: 'Alice', content: 'hello' } },
      key,
    );
    expect(sent.status).toBe(200);
    expect(await pipeline.control.notificationsAfter(tablet.phoneId, 0, 15_000)).toHaveLength(1);
    expect((await pipeline.control.phone(phone.phoneId)).notifications).toEqual([]);
    await other.close();
  });
});
