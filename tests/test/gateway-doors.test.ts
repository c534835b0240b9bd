import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import {
  adminService,
  createClient,
  groupService,
  messageService,
  presenceService,
  traceService,
  type ServiceContract,
} from '@bellhop/grpc';
import { Secret } from '@bellhop/runtime';
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

/** What an operator's setting-up of an app gives. */
interface App {
  readonly app: string;
  readonly apiKey: string;
  readonly clientTokenSecret: string;
}

const context = testContext();
const opened: { close(): void }[] = [];
let pipeline: Pipeline;
let shop: App;

/** A gRPC client as another service makes it. */
function grpc<Definition>(contract: ServiceContract<Definition>, key: string) {
  const client = createClient(contract, {
    address: pipeline.gateway.grpcAddress,
    key: new Secret(key),
    deadlineMs: 5_000,
  });
  opened.push(client);
  return client;
}
const asOperator = () => grpc(adminService, operatorKey.reveal());

const tokenFor = (user: string, { app, clientTokenSecret } = shop) =>
  new SignJWT({ app })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(clientTokenSecret));

/** A client that speaks the documented frames and nothing else. */
async function connect() {
  const socket = new WebSocket(`${pipeline.gateway.httpUrl.replace('http', 'ws')}/v1/ws`);
  const frames: Frame[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  opened.push(socket);
  let next = 1;
  const send = (frame: object): void => socket.send(JSON.stringify(frame));
  const answerTo = (id: number): Promise<Frame> =>
    until(() => frames.find(({ replyTo }) => replyTo === id), { message: `an answer to ${id}` });
  return {
    frames,
    send,
    answerTo,
    ask: (type: string, body: object = {}): Promise<Frame> => {
      const id = next++;
      send({ v: 1, id, type, body });
      return answerTo(id);
    },
    messages: () => frames.filter(({ type }) => type === 'message').map(({ body }) => body),
    close: () => new Promise((resolve) => socket.once('close', resolve).close()),
  };
}
const login = async (user: string) => {
  const client = await connect();
  const body = { app: shop.app, token: await tokenFor(user), deviceID: `${user}-phone`, platform: 'android' };
  expect(await client.ask('login', body)).toMatchObject({ type: 'ok', body: { userID: user } });
  return client;
};

beforeAll(async () => {
  pipeline = await startPipeline(context);
  const { created, apiKey, clientTokenSecret } = await asOperator().createApp({
    app: 'shop',
    name: 'Shop',
    packageName: 'com.example.bellhop',
    limits: { maxGroupMembers: 5 },
  });
  expect(created).toBe(true);
  shop = { app: 'shop', apiKey, clientTokenSecret };
  const message = { fromUserId: 'alice', toUserId: 'nobody', text: 'x' };
  await until(() =>
    grpc(messageService, apiKey)
      .sendMessage({ app: 'shop', message })
      .then(() => true),
  );
});

afterAll(async () => {
  for (const client of opened) client.close();
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

describe('the gRPC door', () => {
  it('sets an app up for its operator, sends, says who is online and what happened', async () => {
    const operator = asOperator();
    const huawei = (await pipeline.control.apps()).find(({ vendor }) => vendor === 'huawei');
    if (huawei?.vendor !== 'huawei') throw new Error('the simulator has no huawei app');
    const { clientId, clientSecret } = huawei.credentials;
    const credential = { clientId, clientSecret, endpoint: pipeline.simulator.urls.huawei };
    const set = { app: 'shop', vendor: 'VENDOR_HUAWEI' as const };
    expect(await operator.saveCertificateSet({ ...set, credentialJson: JSON.stringify(credential) })).toMatchObject({
      found: true,
    });
    expect((await operator.listCertificateSets({ app: 'shop' })).sets).toMatchObject([{ vendor: 'VENDOR_HUAWEI' }]);
    await expect(operator.saveCertificateSet({ ...set, credentialJson: '{}' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field: expect.stringContaining('clientId') as string,
    });
    const resource = { resourcesId: 'orders', vendors: { huawei: { category: 'IM' } } };
    expect(await operator.saveResource({ app: 'shop', resource })).toMatchObject({ found: true });

    const { phoneId, token } = await pipeline.control.createPhone({ vendor: 'huawei' });
    const phone = await login('bob');
    expect(await phone.ask('registerPush', { vendor: 'huawei', token })).toMatchObject({ type: 'ok' });
    const presence = grpc(presenceService, shop.apiKey);
    const stateOf = async () => (await presence.getPresence({ app: 'shop', userIds: ['bob'] })).users[0]?.state;
    expect(await stateOf()).toBe('PRESENCE_STATE_ONLINE');
    await phone.close();
    await until(async () => (await stateOf()) === 'PRESENCE_STATE_OFFLINE');

    const messages = grpc(messageService, shop.apiKey);
    const pushConfig = { title: 'Shop', content: 'your order', payload: 'p', resourcesId: 'orders' };
    const sent = await until(async () => {
      const message = { fromUserId: 'alice', toUserId: 'bob', text: 'hello', localId: 'order-1', pushConfig };
      const { accepted } = await messages.sendMessage({ app: 'shop', message });
      return accepted ?? undefined; // until the resource is known at the gateway
    });
    const [notification] = await pipeline.control.notificationsAfter(phoneId, 0, 15_000);
    expect(notification).toMatchObject({ title: 'Shop', content: 'your order', payload: 'p' });
    const traces = grpc(traceService, shop.apiKey);
    await until(async () => {
      const { entries } = await traces.getMessageTrace({ app: 'shop', messageId: sent.messageId });
      return entries.some(({ kind }) => kind === 'vendor-accepted');
    });
  });

  it('keeps operators and apps apart', async () => {
    await expect(grpc(adminService, shop.apiKey).listApps({})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(asOperator().createApp({ app: 'Shop!', packageName: 'com.example.x' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field: 'app',
    });
    expect(await asOperator().createApp({ app: 'shop', packageName: 'com.example.bellhop' })).toMatchObject({
      created: false,
    });
  });

  it('serves groups, and refuses by value', async () => {
    const groups = grpc(groupService, shop.apiKey);
    const group = { app: 'shop', groupId: 'staff' };
    expect(await groups.createGroup({ ...group, ownerUserId: 'ann', memberUserIds: ['ben'] })).toMatchObject({
      refusal: 'GROUP_REFUSAL_UNSPECIFIED',
      memberCount: 2,
    });
    expect(await groups.createGroup({ ...group, ownerUserId: 'eve' })).toMatchObject({
      refusal: 'GROUP_REFUSAL_GROUP_EXISTS',
    });
    expect(await groups.inviteToGroup({ ...group, inviterUserId: 'eve', userIds: ['eve'] })).toMatchObject({
      refusal: 'GROUP_REFUSAL_NOT_A_MEMBER',
    });
    expect(await groups.inviteToGroup({ ...group, inviterUserId: 'ann', userIds: ['cid', 'dov'] })).toMatchObject({
      memberCount: 4,
    });
    expect(await groups.joinGroup({ ...group, userId: 'eve' })).toMatchObject({ refusal: 'GROUP_REFUSAL_UNSPECIFIED' });
    expect(await groups.joinGroup({ ...group, userId: 'fay' })).toMatchObject({ refusal: 'GROUP_REFUSAL_GROUP_FULL' });
    await groups.leaveGroup({ ...group, userId: 'ann' });
    const { members } = await groups.listGroupMembers(group);
    expect(members.map(({ userId, role }) => `${userId} ${role}`)).toEqual([
      'ben GROUP_ROLE_OWNER',
      'cid GROUP_ROLE_MEMBER',
      'dov GROUP_ROLE_MEMBER',
      'eve GROUP_ROLE_MEMBER',
    ]);
    const messages = grpc(messageService, shop.apiKey);
    const send = (fromUserId: string, toGroupId: string) =>
      messages.sendMessage({ app: 'shop', message: { fromUserId, toGroupId, text: 'x' } });
    expect(await send('ann', 'staff')).toMatchObject({ refused: { code: 'NOT_A_MEMBER', field: 'toGroupID' } });
    expect(await send('ben', 'nowhere')).toMatchObject({ refused: { code: 'GROUP_NOT_FOUND', field: 'toGroupID' } });
    expect(await send('ben', 'staff')).toMatchObject({ result: 'accepted' });
  });
});

describe('API keys of an app', () => {
  const http = (method: string, path: string, body?: object) =>
    fetch(`${pipeline.gateway.httpUrl}/v1/apps/shop/keys${path}`, {
      method,
      headers: {
        authorization: `Bearer ${operatorKey.reveal()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  /** Whether the door lets a key in. */
  const isIn = async (key: string): Promise<boolean> =>
    (
      await fetch(`${pipeline.gateway.httpUrl}/v1/apps/shop/presence`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ userIDs: ['alice'] }),
      })
    ).ok;

  it('are issued beside the first one and revoked one by one, so that a key is replaced without a gap', async () => {
    const issued = await http('POST', '', { name: 'billing' });
    expect(issued.status).toBe(201);
    const { keyID, apiKey } = (await issued.json()) as { keyID: string; apiKey: string };
    await until(() => isIn(apiKey));
    expect(await isIn(shop.apiKey)).toBe(true);

    const listed = (await (await http('GET', '')).json()) as { keys: { keyID: string; name: string }[] };
    expect(listed.keys.map(({ name }) => name)).toEqual(['', 'billing']);
    expect(JSON.stringify(listed)).not.toContain(apiKey.slice(3));

    expect(await (await http('DELETE', `/${keyID}`)).json()).toEqual({ revoked: true });
    await until(async () => !(await isIn(apiKey)));
    expect(await isIn(shop.apiKey)).toBe(true);
    expect((await http('DELETE', `/${keyID}`)).status).toBe(404);
  });

  it('are ten at most, and the first one can be revoked too', async () => {
    const keys: string[] = [];
    for (let index = 0; index < 9; index += 1)
      keys.push(((await (await http('POST', '', { name: `key ${index}` })).json()) as { apiKey: string }).apiKey);
    const refused = await http('POST', '', { name: 'one too many' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      error: { message: expect.stringContaining('revoke one first') as string },
    });

    const [first] = (await asOperator().listApiKeys({ app: 'shop' })).keys;
    expect(await asOperator().revokeApiKey({ app: 'shop', keyId: first?.keyId ?? '' })).toEqual({ revoked: true });
    await until(async () => !(await isIn(shop.apiKey)));
    shop = { ...shop, apiKey: keys[0] ?? '' };
    expect(await isIn(shop.apiKey)).toBe(true);
    expect(await asOperator().listApiKeys({ app: 'nobody' })).toMatchObject({ found: false });
  });
});

describe('groups over WebSocket', () => {
  it('are created, entered, left and listed by their members, and carry messages to those who are in', async () => {
    const [gil, hal, ivy] = [await login('gil'), await login('hal'), await login('ivy')];
    const club = { groupID: 'club' };
    expect(await gil.ask('createGroup', { ...club, name: 'Club', memberUserIDs: ['jan'] })).toMatchObject({
      body: { memberCount: 2 },
    });
    expect(await hal.ask('createGroup', club)).toMatchObject({ type: 'error', body: { code: 'GROUP_EXISTS' } });
    for (const [type, body] of [
      ['send', { toGroupID: 'club', text: 'x' }],
      ['inviteToGroup', { ...club, userIDs: ['hal'] }],
      ['listGroupMembers', club],
    ] as const) {
      expect(await hal.ask(type, body)).toMatchObject({ type: 'error', body: { code: 'NOT_A_MEMBER' } });
    }
    expect(await gil.ask('inviteToGroup', { ...club, userIDs: ['hal'] })).toMatchObject({ body: { memberCount: 3 } });
    expect(await ivy.ask('joinGroup', club)).toMatchObject({ type: 'ok' });
    expect((await ivy.ask('listGroupMembers', { ...club, pageSize: 2 })).body).toMatchObject({
      members: [
        { userID: 'gil', role: 'owner', joinedAt: expect.any(Number) as number },
        { userID: 'hal', role: 'member' },
      ],
      nextPageToken: expect.any(String) as string,
    });

    expect(await hal.ask('send', { toGroupID: 'club', text: 'to all' })).toMatchObject({ type: 'ok' });
    for (const member of [gil, ivy]) {
      const message = await until(() => member.messages()[0], { message: 'the group message' });
      expect(message).toMatchObject({ fromUserID: 'hal', toGroupID: 'club', text: 'to all', seq: 1 });
    }
    expect(await ivy.ask('leaveGroup', club)).toMatchObject({ type: 'ok' });
    expect(await ivy.ask('send', { toGroupID: 'club', text: 'x' })).toMatchObject({
      body: { code: 'NOT_A_MEMBER', field: 'toGroupID' },
    });
    expect(
      await hal.ask('send', { toGroupID: 'club', text: 'without ivy', targetUserIDs: ['gil', 'ivy'] }),
    ).toMatchObject({
      type: 'ok',
    });
    await until(() => gil.messages().length === 2);
    for (const type of ['joinGroup', 'leaveGroup', 'listGroupMembers']) {
      expect(await gil.ask(type, { groupID: 'nowhere' })).toMatchObject({ body: { code: 'GROUP_NOT_FOUND' } });
    }
    expect(ivy.messages()).toHaveLength(1);
    expect(hal.messages()).toEqual([]); // nobody gets his own
  });
});

describe('the documents', () => {
  it('have commands and frames that run as printed', async () => {
    const read = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
    const blocks = (name: string, language: string): string[] =>
      [...read(name).matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text ?? '');
    const known: Record<string, string> = { OPERATOR_KEY: operatorKey.reveal() };
    const [setUp = '', operator = '', ...asApp] = blocks('http-api.md', 'sh');
    /** What the commands of these blocks print. */
    const run = async (...commands: string[]): Promise<Record<string, unknown>[]> => {
      const script = ['set -e', setUp, ...commands].join('\n');
      const { stdout } = await promisify(execFile)(
        'bash',
        ['-c', script.replaceAll('http://127.0.0.1:8080', pipeline.gateway.httpUrl).replaceAll('curl -s', 'curl -sSf')],
        { env: { ...process.env, ...known } },
      );
      const answers = stdout.replaceAll('}{', '}\n{').split('\n');
      return answers.map((answer) => JSON.parse(answer) as Record<string, unknown>);
    };
    const [created] = await run(operator);
    const app = created as unknown as App;
    known['API_KEY'] = app.apiKey;
    const [sent] = await until(() => run(asApp[0] ?? ''), { message: 'the app to be known' });
    known['MESSAGE_ID'] = String(sent?.['messageID']);
    expect((await run(...asApp)).at(-1)).toHaveProperty('entries');

    const groups = grpc(groupService, app.apiKey);
    await groups.createGroup({ app: 'chat', groupId: 'team', ownerUserId: 'alice', memberUserIds: ['bob'] });
    const token = await tokenFor('alice', app);
    // The frames are those of the app of `npm start`; here it is the one of the other document.
    const requests = blocks('websocket-protocol.md', 'json')
      .join('')
      .split(/\n(?=\{)/)
      .filter((frame) => frame.includes('"id"'))
      .map(
        (frame) =>
          JSON.parse(frame.replace('<JWT>', token).replace('"app": "demo"', '"app": "chat"')) as {
            id: number;
            type: string;
          },
      );
    const types = requests.map(({ type }) => type);
    expect(types).toEqual([
      'send',
      'login',
      'updateDevice',
      'registerPush',
      'reportNotifications',
      'send',
      'ack',
      'sync',
      'ackSync',
      'callInvite',
    ]);
    const client = await connect();
    const [login, update] = ['login', 'updateDevice'].map((type) => requests.find((frame) => frame.type === type));
    let deviceSecret: unknown;
    for (const frame of [login, ...requests.filter((frame) => frame !== login && frame !== update)]) {
      client.send(frame ?? {});
      const answer = await client.answerTo(frame?.id ?? 0);
      expect(answer).toMatchObject({ type: 'ok' });
      if (frame === login) ({ deviceSecret } = answer.body);
    }
    // What the device tells later, without a login.
    const later = await connect();
    later.send({ ...update, body: { ...(update as unknown as { body: object }).body, app: 'chat', deviceSecret } });
    expect(await later.answerTo(update?.id ?? 0)).toMatchObject({ type: 'ok' });
  });
});
