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
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
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

/** A phone that is registered and offline. */
async function offlinePhone(user: string, locale = '') {
  const { phoneId, token: vendorToken } = await pipeline.control.createPhone({ vendor: 'huawei' });
  const client = await login(user, `${user}-phone`);
  const registered = await client.ask('registerPush', {
    vendor: 'huawei',
    token: vendorToken,
    ...(locale === '' ? {} : { locale }),
  });
  expect(registered).toMatchObject({ type: 'ok' });
  await client.close();
  return phoneId;
}
const traceOf = async (sent: { body: Record<string, unknown> }) => {
  const path = `/v1/apps/shop/messages/${String(sent.body['messageID'])}/trace`;
  return JSON.stringify((await http('GET', path, undefined, apiKey)).body);
};

describe('what a user wants of pushes', () => {
  it('is said by the user over their connection, and by the app over HTTP', async () => {
    const client = await login('uma', 'uma-phone');
    const quietHours = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin', days: [] };
    expect(await client.ask('updateUserSettings', { userName: 'Uma', quietHours })).toMatchObject({
      type: 'ok',
      body: { settings: { userName: 'Uma', quietHours, badge: 0 } },
    });
    expect(await client.ask('setBadge', { badge: 3 })).toMatchObject({ type: 'ok' });
    const path = '/v1/apps/shop/users/uma/settings';
    expect((await http('GET', path, undefined, apiKey)).body).toMatchObject({
      settings: { userName: 'Uma', badge: 3 },
    });
    const changed = await http(
      'PATCH',
      path,
      { quietHours: {}, quietPlatforms: { onlinePlatforms: ['web'], quietPlatforms: ['ios'] } },
      apiKey,
    );
    expect(changed.body['settings']).not.toHaveProperty('quietHours');
    expect((await client.ask('getUserSettings', {})).body).toMatchObject({
      settings: { quietPlatforms: { onlinePlatforms: ['web'], quietPlatforms: ['ios'] } },
    });
    expect(await http('PATCH', path, { quietHours: { from: '25:00', to: '07:00' } }, apiKey)).toMatchObject({
      status: 400,
      body: { error: { field: 'quietHours.from' } },
    });
    await client.close();
  });

  it('keeps a phone silent in a quiet hour, and the trace says why', async () => {
    await offlinePhone('quentin');
    const minute = (ms: number): string => new Date(ms).toISOString().slice(11, 16);
    const quietHours = { from: minute(Date.now() - 3_600_000), to: minute(Date.now() + 3_600_000) };
    await http('PATCH', '/v1/apps/shop/users/quentin/settings', { quietHours }, apiKey);
    const trace = await until(
      async () => {
        // Whether an app has users with settings is looked up every few seconds.
        const sent = await send({ toUserID: 'quentin', pushConfig: { title: 'Alice', content: 'psst' } });
        await until(async () => /not pushed|task for/.test(await traceOf(sent)));
        const text = await traceOf(sent);
        return text.includes('quiet hours') && text;
      },
      { message: 'a quiet hour' },
    );
    expect(trace).toContain("it is one of the receiver's quiet hours");
  });
});

describe('what an app wants pushed', () => {
  it('is said by its operator: a message without push config rings in the words and the language of the app', async () => {
    const changed = await http(
      'PATCH',
      '/v1/apps/shop',
      { pushRules: { pushesByDefault: true, texts: { de: { peerText: 'schreibt: {text}' } } } },
      operatorKey.reveal(),
    );
    expect(changed.body['pushRules']).toMatchObject({
      pushesByDefault: true,
      callsForceThrough: true,
      background: 'bothWays',
    });
    const phoneId = await offlinePhone('dora', 'de-AT');
    const alice = await connect();
    await alice.ask('login', {
      app: 'shop',
      token: await token('alice'),
      deviceID: 'alice-browser',
      platform: 'web',
      userName: 'Alice A.',
    });
    const [notification] = await until(async () => {
      await send({ toUserID: 'dora', text: 'hallo' });
      const shown = await pipeline.control.notificationsAfter(phoneId, 0, 1_500);
      return shown.length > 0 && shown;
    });
    expect(notification).toMatchObject({ title: 'Alice A.', content: 'schreibt: hallo' });
    await alice.close();
  });

  it('refuses a template that is not there once the app has its own', async () => {
    const operator = operatorKey.reveal();
    const path = '/v1/apps/shop/templates/order';
    const words = { en: { title: 'Order', content: '{what} is on its way' } };
    expect(await http('PUT', path, { words }, operator)).toMatchObject({ status: 200, body: { templateID: 'order' } });
    const pushConfig = { title: 'T', content: 'C', templateID: 'other' };
    await until(async () => (await send({ toUserID: 'dora', pushConfig })).status === 400);
    expect(await send({ toUserID: 'dora', pushConfig })).toMatchObject({
      body: { error: { code: 'UNKNOWN_TEMPLATE', field: 'pushConfig.templateID' } },
    });
    expect((await http('GET', '/v1/apps/shop/templates', undefined, operator)).body).toMatchObject({
      templates: [{ templateID: 'order', words }],
    });
    const phoneId = await offlinePhone('tom');
    await send({
      toUserID: 'tom',
      pushConfig: { ...pushConfig, templateID: 'order', contentParameters: { what: 'Tea' } },
    });
    expect(await pipeline.control.notificationsAfter(phoneId, 0, 15_000)).toMatchObject([
      { title: 'Order', content: 'Tea is on its way' },
    ]);
    expect(await http('DELETE', path, undefined, operator)).toMatchObject({ body: { deleted: true } });
  });

  it('answers a push that is repeated as it did at first, though its resource is gone by then', async () => {
    const operator = operatorKey.reveal();
    const resource = '/v1/apps/shop/resources/passing';
    await http('PUT', resource, { vendors: { huawei: { channelID: 'passing' } } }, operator);
    const pushConfig = { title: 'T', content: 'C', resourcesID: 'passing' };
    const push = (idempotencyKey: string) =>
      http('POST', '/v1/apps/shop/pushes', { userIDs: ['rita'], pushConfig, idempotencyKey }, apiKey);
    const first = await until(async () => {
      const answer = await push('first');
      return answer.status === 201 && answer;
    });
    await http('DELETE', resource, undefined, operator);
    let others = 0;
    const refused = await until(async () => {
      const answer = await push(`other-${(others += 1)}`);
      return answer.status === 400 && answer;
    });
    expect(refused.body).toMatchObject({ error: { field: 'pushConfig.resourcesID' } });
    expect(await push('first')).toEqual(first);
  });

  it('holds the resource that it names', async () => {
    const operator = operatorKey.reveal();
    const resource = '/v1/apps/shop/resources/im';
    expect(await http('PATCH', '/v1/apps/shop', { pushRules: { messageResourcesID: 'im' } }, operator)).toMatchObject({
      status: 400,
      body: { error: { field: 'pushRules.messageResourcesID' } },
    });
    await http('PUT', resource, { vendors: { huawei: { channelID: 'im' } } }, operator);
    await http('PATCH', '/v1/apps/shop', { pushRules: { messageResourcesID: 'im' } }, operator);
    expect(await http('DELETE', resource, undefined, operator)).toMatchObject({
      status: 400,
      body: { error: { field: 'resourcesID' } },
    });
  });
});
