import { generateKeyPairSync } from 'node:crypto';
import {
  appSettingsChanged,
  offlineRecipients,
  pushOutcomes,
  pushTask,
  pushTaskTopic,
  type OfflineRecipientsInput,
  pushOutcomeTopic,
  type PushAttemptInput,
  type PushOutcomes,
  type PushTask,
  type Reader,
  type ReaderStateInput,
  type Vendor,
} from '@bellhop/contracts';
import {
  adminService,
  authorizeInternal,
  createClient,
  credentialService,
  deviceService,
  serve,
  startGrpcServer,
  syncService,
  targetService,
  userDeviceService,
  type GrpcServer,
} from '@bellhop/grpc';
import { createProducer, eventRecord, followApps, type AppDirectory, type Producer } from '@bellhop/kafka';
import { openDatabase } from '@bellhop/postgres';
import { Secret, Unavailable } from '@bellhop/runtime';
import {
  collectEvents,
  freshDatabase,
  internalKey,
  testConfig,
  testContext,
  testKafka,
  testKeyring,
  testServers,
  until,
  type CollectedEvents,
  type FreshDatabase,
} from '@bellhop/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenSha256 } from '../src/db/device-store.ts';
import { startPushRouter, type RunningPushRouter } from '../src/service.ts';

const common = testConfig();
const context = testContext();
const kafka = testKafka(common);
let database: FreshDatabase;
let router: RunningPushRouter;
let messageStore: GrpcServer;
/** What message-store says of users, and what it was asked. */
const readerStates = new Map<string, ReaderStateInput>();
const asked: Reader[] = [];
let isStoreDown = false;
const unexpected = () => Promise.reject(new Error('not expected'));
const unserved = {
  Sync: unexpected,
  AckSync: unexpected,
  CheckGroupSenders: unexpected,
  FindContents: unexpected,
  ListRinging: unexpected,
  ConfirmInvitation: unexpected,
};
let producer: Producer;
let apps: AppDirectory;
let tasks: CollectedEvents<PushTask>;
let outcomes: CollectedEvents<PushOutcomes>;

const config = () => ({ address: router.grpcAddress, key: internalKey, deadlineMs: 5_000 });
const admin = () => createClient(adminService, config());
const devices = () => createClient(deviceService, config());
const userDevices = () => createClient(userDeviceService, config());
const credentials = () => createClient(credentialService, config());

/** A user logs in on a device and registers it for push. */
const register = async (
  deviceId: string,
  userId: string,
  token: string,
  vendor: Vendor = 'VENDOR_XIAOMI',
  app = 'demo',
) => {
  await devices().bindDevice({ app, deviceId, userId });
  return devices().registerDevice({ app, deviceId, userId, token, vendor });
};
let count = 0;
const offline = async (over: OfflineRecipientsInput): Promise<string> => {
  const messageId = `m${(count += 1)}`;
  const now = Date.now();
  await producer.publish([
    eventRecord(offlineRecipients, {
      app: 'demo',
      messageId,
      conversationId: 'peer/a/b',
      seq: 1,
      senderUserId: 'sender',
      reason: 'OFFLINE_REASON_NO_CONNECTION',
      acceptedAtMs: now,
      storedAtMs: now,
      decidedAtMs: now,
      pushConfig: { title: 'Alice', content: 'Hi', payload: '{"k":1}' },
      ...over,
    }),
  ]);
  return messageId;
};
const tasksOf = (messageId: string) => tasks.events.filter((task) => task.messageId === messageId);
/** Who or what a message's tasks go to, once they are that many: tasks and trace are read by groups that do not wait for each other. */
const pushedTo = (messageId: string, of: 'userId' | 'deviceId', targets: number) =>
  until(
    () => {
      const found = tasksOf(messageId).flatMap((task) => task.targets.map((target) => target[of]));
      return found.length >= targets && found;
    },
    { message: `${targets} targets in tasks` },
  );
/** A message's decisions, once there are so many. */
const decisionsOf = async (messageId: string, count: number) =>
  until(
    () => {
      const made = outcomes.events.flatMap(({ decisions }) => decisions).filter((it) => it.messageId === messageId);
      return made.length >= count && made;
    },
    { message: `${count} decisions` },
  );

beforeAll(async () => {
  database = await freshDatabase(testServers().databaseUrl);
  messageStore = await startGrpcServer({
    host: '127.0.0.1',
    port: 0,
    services: [
      serve(
        syncService,
        {
          ...unserved,
          CheckReaders: ({ readers }) =>
            isStoreDown
              ? Promise.reject(new Unavailable('down'))
              : Promise.resolve({
                  readers: readers.map((reader) => {
                    asked.push(reader);
                    return readerStates.get(reader.userId) ?? {};
                  }),
                }),
        },
        { authorize: authorizeInternal(internalKey), log: context.log },
      ),
    ],
  });
  router = await startPushRouter(
    {
      common,
      messageStoreAddress: `127.0.0.1:${messageStore.port}`,
      database: { url: new Secret(database.url), poolSize: 4 },
      grpcPort: 0,
      keyring: testKeyring,
    },
    context,
  );
  producer = await createProducer(kafka);
  apps = await followApps(kafka, { onFatal: context.onFatal, service: 'test' });
  tasks = await collectEvents(kafka, {
    topics: (['xiaomi', 'huawei', 'fcm'] as const).map(pushTaskTopic),
    event: pushTask,
    onFatal: context.onFatal,
  });
  outcomes = await collectEvents(kafka, {
    topics: [pushOutcomeTopic],
    event: pushOutcomes,
    onFatal: context.onFatal,
  });
  await admin().createApp({ app: 'demo', packageName: 'com.example.bellhop' });
  await admin().saveCertificateSet({ app: 'demo', vendor: 'VENDOR_XIAOMI', credentialJson: '{"appSecret":"s3cret"}' });
  await admin().saveCertificateSet({
    app: 'demo',
    vendor: 'VENDOR_HUAWEI',
    credentialJson: '{"clientId":"1","clientSecret":"s"}',
  });
});

afterAll(async () => {
  await tasks.stop();
  await outcomes.stop();
  await apps.stop();
  await producer.close();
  await router.close();
  await messageStore.close();
  await database.drop();
  expect(context.fatal).toEqual([]);
});

describe('apps and certificate sets', () => {
  it('publishes every change of an app, without vendor credentials', async () => {
    const { created, apiKey } = await admin().createApp({
      app: 'other',
      packageName: 'com.example.other',
      limits: { ackTimeoutMs: 500 },
    });
    expect(created).toBe(true);
    const app = await until(() => apps.get('other'));
    expect(app.limits).toMatchObject({ ackTimeoutMs: 500, maxTextBytes: 2_048 });
    expect(app.apiKeySha256s).toEqual([tokenSha256(apiKey)]);
    await admin().saveResource({
      app: 'other',
      resource: { resourcesId: 'loud', vendors: { xiaomi: { channelId: '119572' } } },
    });
    await until(() => apps.get('other')?.resourcesIds.has('loud'));
    expect((await admin().createApp({ app: 'other', packageName: 'com.example.other' })).created).toBe(false);
    expect(appSettingsChanged.topic.cleanup).toBe('compact');
  });

  it('hands a credential to adapters and never to an operator', async () => {
    const { found, credentialJson } = await credentials().getCredential({ app: 'demo', vendor: 'VENDOR_XIAOMI' });
    expect([found, JSON.parse(credentialJson)]).toEqual([true, { appSecret: 's3cret' }]);
    expect(JSON.stringify(await admin().listCertificateSets({ app: 'demo' }))).not.toContain('s3cret');
    expect((await credentials().getCredential({ app: 'demo', vendor: 'VENDOR_VIVO' })).found).toBe(false);
  });

  it('is not ready with a keyring that lacks the key of what was sealed, and names it', async () => {
    const other = await startPushRouter(
      {
        common,
        messageStoreAddress: `127.0.0.1:${messageStore.port}`,
        database: { url: new Secret(database.url), poolSize: 2 },
        grpcPort: 0,
        keyring: new Secret(`k9:${Buffer.alloc(32, 9).toString('base64')}`),
      },
      context,
    );
    try {
      const answer = await fetch(`http://127.0.0.1:${other.managementPort}/readyz`);
      expect(answer.status).toBe(503);
      expect(await answer.text()).toMatch(/KEYRING lacks k1 \(2 certificates and the client-token secrets of \d apps/);
    } finally {
      await other.close();
    }
  });

  it.each([
    ['a missing field', 'VENDOR_OPPO', '{"appKey":"k"}', 'masterSecret'],
    ['an unknown field', 'VENDOR_XIAOMI', '{"appSecret":"s","appSecrte":"s"}', 'appSecrte'],
    [
      'a wrong PEM',
      'VENDOR_FCM',
      JSON.stringify({
        serviceAccount: { project_id: 'p', client_email: 'a@b.iam.gserviceaccount.com', private_key: 'nonsense' },
      }),
      'serviceAccount.private_key',
    ],
    [
      'a key of the wrong kind',
      'VENDOR_FCM',
      JSON.stringify({
        serviceAccount: {
          project_id: 'p',
          client_email: 'a@b.iam.gserviceaccount.com',
          private_key: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
        },
      }),
      'serviceAccount.private_key',
    ],
    ['a secret that no console shows', 'VENDOR_XIAOMI', '{"appSecret":"…"}', 'appSecret'],
    ['a key file beside its place', 'VENDOR_FCM', '{"type":"service_account"}', 'serviceAccount'],
    ['no JSON', 'VENDOR_VIVO', 'appKey=1', ''],
  ] as const)('refuses %s at save, naming the field', async (_, vendor, credentialJson, field) => {
    await expect(admin().saveCertificateSet({ app: 'demo', vendor, credentialJson })).rejects.toMatchObject({
      name: 'InvalidInput',
      field,
    });
  });
});

describe('settings that cannot work', () => {
  it.each([
    [{ kind: 'CLICK_ACTION_KIND_OPEN_URL', value: 'foo' }],
    [{ kind: 'CLICK_ACTION_KIND_OPEN_URL', value: 'http://example.com' }],
    [{ kind: 'CLICK_ACTION_KIND_OPEN_URL' }],
    [{ kind: 'CLICK_ACTION_KIND_OPEN_PAGE' }],
  ] as const)('a tap that %j', async (clickAction) => {
    const resource = { resourcesId: 'taps', vendors: { xiaomi: { clickAction } } };
    await expect(admin().saveResource({ app: 'demo', resource })).rejects.toMatchObject({
      name: 'InvalidInput',
      field: 'vendors.xiaomi.clickAction.value',
    });
  });

  it('a silence that is shorter than the pause between two beats', async () => {
    const refusal = { name: 'InvalidInput', field: 'limits.silenceTimeoutMs' };
    const app = { app: 'beats', packageName: 'com.example.beats' };
    await expect(
      admin().createApp({ ...app, limits: { heartbeatIntervalMs: 30_000, silenceTimeoutMs: 20_000 } }),
    ).rejects.toMatchObject(refusal);
    await admin().createApp({ ...app, limits: { heartbeatIntervalMs: 20_000 } });
    await expect(admin().updateApp({ app: 'beats', limits: { silenceTimeoutMs: 20_000 } })).rejects.toMatchObject(
      refusal,
    );
    expect(await admin().updateApp({ app: 'nobody', limits: { silenceTimeoutMs: 20_000 } })).toEqual({ found: false });
  });

  it('nor by two changes at the same moment, each of which fits alone', async () => {
    const made = ['beat-1', 'beat-2', 'beat-3', 'beat-4'].map(async (app) => {
      await admin().createApp({ app, packageName: 'com.example.beats' });
      const changes = [{ heartbeatIntervalMs: 25_000 }, { silenceTimeoutMs: 20_000 }];
      const done = await Promise.allSettled(changes.map((limits) => admin().updateApp({ app, limits })));
      expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });
    await Promise.all(made);
  });
});

describe('a push that was decided a while ago', () => {
  const targets = () => createClient(targetService, config());
  const target = (userId: string, pushId: string, token: string) => ({
    app: 'demo',
    pushId,
    userId,
    tokenSha256: tokenSha256(token),
    conversationId: 'peer/a/b',
    seq: 7,
    toGroupId: 'team',
  });

  it('may leave, or may not, target by target, and message-store is asked once about those that are left', async () => {
    const [good, out, refreshed, left, read] = await Promise.all(
      ['good', 'out', 'refreshed', 'left', 'read'].map(async (name) => {
        const { pushId } = await register(`${name}-again`, name, `token-of-${name}`);
        return target(name, pushId, `token-of-${name}`);
      }),
    );
    await devices().unbindDevice({ app: 'demo', deviceId: 'out-again', userId: 'out' });
    await register('refreshed-again', 'refreshed', 'token-anew');
    readerStates.set('left', { hasLeft: true }).set('read', { hasRead: true }).set('good', { hasNewer: true });
    asked.length = 0;
    const given = [good, out, refreshed, left, read, target('nobody', 'p_unknown', 't')].map((one) => one ?? {});
    const { targets: found } = await targets().checkTargets({ vendor: 'VENDOR_XIAOMI', targets: given });
    expect(found.map(({ state, hasNewer }) => [state.replace('TARGET_STATE_', ''), hasNewer])).toEqual([
      ['GOOD', true],
      ['NOT_BOUND', false],
      ['TOKEN_CHANGED', false],
      ['NOT_A_MEMBER', false],
      ['READ', false],
      ['NOT_BOUND', false],
    ]);
    const [elsewhere] = (await targets().checkTargets({ vendor: 'VENDOR_HUAWEI', targets: [good ?? {}] })).targets;
    expect(elsewhere?.state).toBe('TARGET_STATE_TOKEN_CHANGED');
    asked.pop();
    expect(asked.map(({ userId, deviceId, seq, toGroupId }) => [userId, deviceId, seq, toGroupId])).toEqual([
      ['good', 'good-again', 7, 'team'],
      ['refreshed', 'refreshed-again', 7, 'team'],
      ['left', 'left-again', 7, 'team'],
      ['read', 'read-again', 7, 'team'],
    ]);
  });

  it('is not answered for when message-store is not there', async () => {
    const { pushId } = await register('unsure', 'una', 'token-unsure');
    isStoreDown = true;
    const check = targets().checkTargets({ vendor: 'VENDOR_XIAOMI', targets: [target('una', pushId, 'token-unsure')] });
    await expect(check).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    isStoreDown = false;
  });
});

describe('devices that prove themselves', () => {
  const on = (deviceId: string, userId: string) => ({ app: 'demo', deviceId, userId });
  const boundTo = async (userId: string) =>
    (await devices().listUserDevices({ app: 'demo', userId })).devices.map(({ deviceId }) => deviceId);

  it('are not given to somebody who only knows their id, and nothing of theirs changes', async () => {
    await register('mine', 'vera', 'token-mine');
    for (const deviceSecret of ['', 'a-guess']) {
      const answer = await devices().bindDevice({ ...on('mine', 'thief'), deviceSecret });
      expect(answer).toEqual({
        pushId: '',
        loginNumber: 0,
        deviceIds: [],
        ended: false,
        deviceSecret: '',
        taken: true,
      });
    }
    expect(
      await devices().registerDevice({ ...on('mine', 'thief'), vendor: 'VENDOR_XIAOMI', token: 'token-of-the-thief' }),
    ).toEqual({ pushId: '' });
    expect(await boundTo('vera')).toEqual(['mine']);
    expect(await boundTo('thief')).toEqual([]);
    expect(await pushedTo(await offline({ recipients: [{ userId: 'vera' }] }), 'deviceId', 1)).toEqual(['mine']);
  });

  it('are not given away after a logout either', async () => {
    const { deviceSecret } = await devices().bindDevice(on('left', 'wim'));
    await devices().registerDevice({ ...on('left', 'wim'), vendor: 'VENDOR_XIAOMI', token: 'token-left' });
    await devices().unbindDevice(on('left', 'wim'));
    expect((await devices().bindDevice(on('left', 'thief'))).taken).toBe(true);
    expect((await devices().bindDevice({ ...on('left', 'xena'), deviceSecret })).taken).toBe(false);
  });

  it('get a secret at the first login, and another one when their own user comes without it', async () => {
    const first = await devices().bindDevice(on('secretive', 'yan'));
    expect(first.deviceSecret).toMatch(/^[\w-]{43}$/);
    const second = await devices().bindDevice({ ...on('secretive', 'yan'), deviceSecret: first.deviceSecret });
    expect(second.deviceSecret).toBe('');
    const third = await devices().bindDevice(on('secretive', 'yan'));
    expect(third.deviceSecret).toMatch(/^[\w-]{43}$/);
    expect((await devices().bindDevice({ ...on('secretive', 'zoe'), deviceSecret: first.deviceSecret })).taken).toBe(
      true,
    );
    expect((await devices().bindDevice({ ...on('secretive', 'zoe'), deviceSecret: third.deviceSecret })).taken).toBe(
      false,
    );
  });

  it('belong to one of two strangers who log in on a new one at the same moment', async () => {
    const answers = await Promise.all(
      ['ada', 'ben', 'cem', 'dan'].map((userId) => devices().bindDevice(on('contended', userId))),
    );
    expect(answers.filter(({ taken }) => !taken)).toHaveLength(1);
  });

  it('tell of a logout and an unregistration without a login', async () => {
    const { deviceSecret } = await devices().bindDevice(on('later', 'eli'));
    await devices().registerDevice({ ...on('later', 'eli'), vendor: 'VENDOR_XIAOMI', token: 'token-later' });
    const change = { app: 'demo', deviceId: 'later', logoutUserId: 'eli' };
    expect(await devices().updateDevice({ ...change, deviceSecret: 'a-guess' })).toEqual({ proven: false });
    expect(await boundTo('eli')).toEqual(['later']);
    expect(await devices().updateDevice({ ...change, deviceSecret, logoutUserId: 'another' })).toEqual({
      proven: true,
    });
    expect(await boundTo('eli')).toEqual(['later']);
    for (let times = 0; times < 2; times += 1)
      expect(await devices().updateDevice({ ...change, deviceSecret })).toEqual({ proven: true });
    expect(await boundTo('eli')).toEqual([]);
    await devices().bindDevice({ ...on('later', 'fay'), deviceSecret });
    expect(
      await devices().updateDevice({ app: 'demo', deviceId: 'later', deviceSecret, unregisterPush: true }),
    ).toEqual({ proven: true });
    expect((await userDevices().listDevices({ app: 'demo', userId: 'fay' })).devices[0]?.hasToken).toBe(false);
    expect(await devices().updateDevice({ app: 'demo', deviceId: 'never-seen', deviceSecret })).toEqual({
      proven: true,
    });
  });

  it('are taken from a user by the app, one or all, with a number above that of every login', async () => {
    const logins = await Promise.all(
      ['lost-1', 'lost-2', 'lost-3'].map(async (deviceId) => {
        await register(deviceId, 'gus', `token-${deviceId}`);
        return devices().bindDevice(on(deviceId, 'gus'));
      }),
    );
    const one = await userDevices().endUserDevices({ app: 'demo', userId: 'gus', deviceIds: ['lost-2', 'unknown'] });
    expect(one.deviceIds).toEqual(['lost-2']);
    expect(one.loginNumber).toBeGreaterThan(logins[1]?.loginNumber ?? Infinity);
    expect((await boundTo('gus')).sort()).toEqual(['lost-1', 'lost-3']);
    expect((await devices().bindDevice({ ...on('lost-2', 'gus'), resume: true })).ended).toBe(true);
    const all = await userDevices().endUserDevices({ app: 'demo', userId: 'gus' });
    expect(all.deviceIds).toEqual(['lost-1', 'lost-3']);
    expect(await boundTo('gus')).toEqual([]);
    const message = await offline({ recipients: [{ userId: 'gus' }] });
    expect((await decisionsOf(message, 1)).at(-1)).toMatchObject({ verdict: 'PUSH_VERDICT_NO_DEVICE', userId: 'gus' });
    expect((await devices().bindDevice(on('lost-2', 'gus'))).loginNumber).toBeGreaterThan(one.loginNumber);
  });
});

describe('devices and bindings', () => {
  it('keeps the PushID when the token is refreshed', async () => {
    const first = await register('refresh', 'ann', 'token-1');
    const second = await register('refresh', 'ann', 'token-2');
    expect(second.pushId).toBe(first.pushId);
    expect(first.pushId).not.toContain('token');
  });

  it('moves the binding at login, so that pushes go to the new user only', async () => {
    const shared = { app: 'demo', deviceId: 'shared' };
    const { deviceSecret } = await devices().bindDevice({ ...shared, userId: 'first' });
    const { pushId } = await register('shared', 'first', 'token-shared');
    const { deviceSecret: renewed } = await devices().bindDevice({ ...shared, userId: 'first', deviceSecret });
    const secret = renewed === '' ? deviceSecret : renewed;
    expect(await devices().bindDevice({ ...shared, userId: 'second', deviceSecret: secret })).toMatchObject({ pushId });
    await devices().unbindDevice({ app: 'demo', deviceId: 'shared', userId: 'first' }); // late: it is not his any more
    const message = await offline({ recipients: [{ userId: 'first' }, { userId: 'second' }] });
    await decisionsOf(message, 2);
    expect(await pushedTo(message, 'userId', 1)).toEqual(['second']);
  });

  it('pushes nobody after logout or unregisterPush', async () => {
    await register('out', 'oscar', 'token-out');
    await devices().unbindDevice({ app: 'demo', deviceId: 'out', userId: 'oscar' });
    await register('quiet', 'quentin', 'token-quiet');
    expect(await devices().unregisterDevice({ app: 'demo', deviceId: 'quiet', userId: 'quentin' })).toEqual({
      unregistered: true,
    });
    const message = await offline({ recipients: [{ userId: 'oscar' }, { userId: 'quentin' }] });
    const entries = await decisionsOf(message, 2);
    expect(entries.map(({ userId, verdict }) => [userId, verdict]).sort()).toEqual([
      ['oscar', 'PUSH_VERDICT_NO_DEVICE'],
      ['quentin', 'PUSH_VERDICT_NO_TOKEN'],
    ]);
    expect(tasksOf(message)).toEqual([]);
  });

  it('forgets a binding that no login renewed for 270 days, until the next login', async () => {
    await register('drawer', 'dora', 'token-drawer');
    const db = openDatabase({ url: database.url, poolSize: 1, log: context.log });
    await db.prepared(
      'age-binding',
      "update push_router.device set bound_at = now() - interval '271 days' where app = 'demo' and device_id = 'drawer'",
      [],
    );
    await db.close();
    const forgotten = await offline({ recipients: [{ userId: 'dora' }] });
    expect((await decisionsOf(forgotten, 1)).at(-1)).toMatchObject({
      verdict: 'PUSH_VERDICT_NO_DEVICE',
      userId: 'dora',
    });
    await devices().bindDevice({ app: 'demo', deviceId: 'drawer', userId: 'dora' });
    expect(await pushedTo(await offline({ recipients: [{ userId: 'dora' }] }), 'deviceId', 1)).toEqual(['drawer']);
    expect(tasksOf(forgotten)).toEqual([]);
  });

  it('refuses to resume a login that has ended, and to register a device on which the user is not logged in', async () => {
    const on = (userId: string) => ({ app: 'demo', deviceId: 'returning', userId });
    const first = await devices().bindDevice(on('rob'));
    expect(first).toMatchObject({ pushId: '', ended: false, deviceIds: ['returning'] });
    const { pushId } = await register('returning', 'rob', 'token-returning');
    const resumed = await devices().bindDevice({ ...on('rob'), resume: true });
    expect(resumed).toMatchObject({ pushId, ended: false, deviceIds: [] });
    expect(resumed.loginNumber).toBeGreaterThan(first.loginNumber);
    const { deviceSecret } = await devices().bindDevice(on('rob'));
    await devices().bindDevice({ ...on('sue'), deviceSecret });
    const ended = { pushId: '', loginNumber: 0, deviceIds: [], ended: true, deviceSecret: '', taken: false };
    expect(await devices().bindDevice({ ...on('rob'), resume: true })).toEqual(ended);
    await devices().unbindDevice(on('sue'));
    expect(await devices().bindDevice({ ...on('sue'), resume: true })).toEqual(ended);
    const registration = { ...on('rob'), vendor: 'VENDOR_XIAOMI' as const, token: 'another-token' };
    expect(await devices().registerDevice(registration)).toEqual({ pushId: '' });
    expect((await userDevices().listDevices({ app: 'demo', userId: 'rob' })).devices).toEqual([]);
  });

  it('keeps nobody bound who logs out while his device registers', async () => {
    for (let round = 0; round < 30; round += 1) {
      const on = { app: 'demo', deviceId: `leaving-${round}`, userId: `lea${round}` };
      await devices().bindDevice(on);
      await Promise.all([
        devices().registerDevice({ ...on, vendor: 'VENDOR_XIAOMI', token: `leaving-${round}` }),
        devices().unbindDevice(on),
      ]);
      expect((await userDevices().listDevices({ app: 'demo', userId: on.userId })).devices).toEqual([]);
    }
  });

  it('ends with a late logout no login that came after it', async () => {
    const on = { app: 'demo', deviceId: 'late', userId: 'liv' };
    const first = await devices().bindDevice(on);
    const second = await devices().bindDevice(on);
    await devices().unbindDevice({ ...on, loginNumber: first.loginNumber });
    expect(await devices().bindDevice({ ...on, resume: true })).toMatchObject({ ended: false });
    await devices().unbindDevice({ ...on, loginNumber: second.loginNumber + 60_000_000 });
    expect(await devices().bindDevice({ ...on, resume: true })).toMatchObject({ ended: true });
  });

  it('lets nobody else wait when a login hangs', async () => {
    const db = openDatabase({ url: database.url, poolSize: 1, log: context.log });
    const { promise: hanging, resolve: goOn } = Promise.withResolvers<void>();
    const { promise: locked, resolve: isLocked } = Promise.withResolvers<void>();
    const vanished = db.kysely.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('login of user demo/hank', 0))`.execute(transaction);
      isLocked();
      await hanging;
    });
    await locked;
    const bind = (userId: string) => devices().bindDevice({ app: 'demo', deviceId: `of-${userId}`, userId });
    const attempts = Array.from({ length: 4 }, () => bind('hank').catch((error: unknown) => error)); // as many as there are connections
    await expect(bind('helen')).resolves.toMatchObject({ ended: false });
    goOn();
    await vanished;
    await Promise.all(attempts);
    await db.close();
  });

  it('leaves a token that several installations register at the same moment with one of them', async () => {
    for (let round = 0; round < 10; round += 1) {
      const userIds = ['pam', 'pat', 'pia'].map((name) => `${name}${round}`);
      await Promise.all(userIds.map((userId) => devices().bindDevice({ app: 'demo', deviceId: userId, userId })));
      const same = { app: 'demo', vendor: 'VENDOR_XIAOMI', token: `same-moment-${round}` } as const;
      await Promise.all(userIds.map((userId) => devices().registerDevice({ ...same, deviceId: userId, userId })));
      const lists = await Promise.all(userIds.map((userId) => userDevices().listDevices({ app: 'demo', userId })));
      expect(lists.flatMap((list) => list.devices).filter(({ hasToken }) => hasToken)).toHaveLength(1);
    }
  });

  it('takes a token away from the device that had it before', async () => {
    await register('old-install', 'erin', 'same-token');
    await register('new-install', 'frank', 'same-token');
    const message = await offline({ recipients: [{ userId: 'erin' }, { userId: 'frank' }] });
    await decisionsOf(message, 2);
    expect(await pushedTo(message, 'userId', 1)).toEqual(['frank']);
  });
});

describe('device modes', () => {
  const login = (app: string, userId: string, deviceId: string, platform = 'android') =>
    devices().bindDevice({ app, userId, deviceId, platform });
  const bound = async (app: string, userId: string) =>
    (await userDevices().listDevices({ app, userId })).devices.map(({ deviceId }) => deviceId).toSorted();

  beforeAll(async () => {
    for (const [app, deviceMode] of [
      ['single', 'DEVICE_MODE_SINGLE'],
      ['dual', 'DEVICE_MODE_DUAL'],
    ] as const) {
      await admin().createApp({ app, packageName: 'com.example.bellhop', deviceMode });
      await admin().saveCertificateSet({ app, vendor: 'VENDOR_XIAOMI', credentialJson: '{"appSecret":"s3cret"}' });
    }
  });

  it('single: a new login ends the old one, who is no longer pushed to', async () => {
    await register('sam-1', 'sam', 'single-1', 'VENDOR_XIAOMI', 'single');
    expect((await login('single', 'sam', 'sam-2')).deviceIds).toEqual(['sam-2']);
    expect(await bound('single', 'sam')).toEqual([]); // the new one has not registered yet
    await register('sam-2', 'sam', 'single-2', 'VENDOR_XIAOMI', 'single');
    const message = await offline({ app: 'single', recipients: [{ userId: 'sam' }] });
    expect(await pushedTo(message, 'deviceId', 1)).toEqual(['sam-2']);
    expect((await devices().bindDevice({ app: 'single', userId: 'sam', deviceId: 'sam-1', resume: true })).ended).toBe(
      true,
    );
  });

  it('dual: one native device and one browser', async () => {
    await login('dual', 'deb', 'deb-phone');
    expect((await login('dual', 'deb', 'deb-web', 'web')).deviceIds).toEqual(['deb-phone', 'deb-web']);
    expect((await login('dual', 'deb', 'deb-tablet', 'ios')).deviceIds).toEqual(['deb-web', 'deb-tablet']);
    expect((await login('dual', 'deb', 'deb-web-2', 'web')).deviceIds).toEqual(['deb-tablet', 'deb-web-2']);
  });

  it('dual: what the login said the device is stays, whatever it registers as', async () => {
    await login('dual', 'dot', 'dot-web', 'web');
    await devices().registerDevice({
      app: 'dual',
      userId: 'dot',
      deviceId: 'dot-web',
      vendor: 'VENDOR_XIAOMI',
      token: 'dot-token',
      platform: 'chrome',
    });
    expect((await login('dual', 'dot', 'dot-phone')).deviceIds).toEqual(['dot-web', 'dot-phone']);
  });

  it('multi: up to ten, and the one that logged in longest ago goes first', async () => {
    for (let index = 1; index <= 10; index += 1) await register(`mia-${index}`, 'mia', `multi-${index}`);
    await login('demo', 'mia', 'mia-1'); // once more: now mia-2 is the oldest
    const { deviceIds } = await login('demo', 'mia', 'mia-11');
    expect(deviceIds).toHaveLength(10);
    expect(deviceIds).not.toContain('mia-2');
    expect(await bound('demo', 'mia')).toEqual(deviceIds.filter((id) => id !== 'mia-11').toSorted());
  });

  it('a new mode counts from the next login on', async () => {
    await admin().createApp({ app: 'changing', packageName: 'com.example.bellhop' });
    expect((await admin().getApp({ app: 'changing' })).app?.deviceMode).toBe('DEVICE_MODE_MULTI');
    await register('cat-1', 'cat', 'changing-1', 'VENDOR_XIAOMI', 'changing');
    await register('cat-2', 'cat', 'changing-2', 'VENDOR_XIAOMI', 'changing');
    await admin().updateApp({ app: 'changing', deviceMode: 'DEVICE_MODE_SINGLE' });
    await admin().updateApp({ app: 'changing', name: 'Renamed' });
    expect((await admin().getApp({ app: 'changing' })).app).toMatchObject({
      name: 'Renamed',
      deviceMode: 'DEVICE_MODE_SINGLE',
    });
    expect(await bound('changing', 'cat')).toEqual(['cat-1', 'cat-2']);
    expect((await login('changing', 'cat', 'cat-2')).deviceIds).toEqual(['cat-2']);
    expect(await bound('changing', 'cat')).toEqual(['cat-2']);
  });

  it('of many logins at the same moment the one with the greatest number stays', async () => {
    const logins = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => ({
        deviceId: `rush-${index}`,
        ...(await login('single', 'rush', `rush-${index}`)),
      })),
    );
    const last = logins.toSorted((one, other) => other.loginNumber - one.loginNumber)[0];
    const resumed = await Promise.all(
      logins.map(({ deviceId }) => devices().bindDevice({ app: 'single', userId: 'rush', deviceId, resume: true })),
    );
    expect(logins.filter((_, index) => resumed[index]?.ended === false)).toEqual([last]);
    expect(logins.every(({ deviceId, deviceIds }) => deviceIds.join() === deviceId)).toBe(true);
  });

  it('users who take each other’s devices at the same moment do not block each other', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, round) =>
        Promise.all([
          login('single', 'xenia', round % 2 === 0 ? 'swap-1' : 'swap-2'),
          login('single', 'yuri', round % 2 === 0 ? 'swap-2' : 'swap-1'),
        ]),
      ),
    );
  });
});

describe('routing', () => {
  it('puts devices of one vendor and credential into one task, with what the phone shows', async () => {
    const users = Array.from({ length: 20 }, (_, index) => `group${index}`);
    await Promise.all(
      users.map((userId, index) =>
        register(`g${index}`, userId, `gt${index}`, index < 15 ? 'VENDOR_XIAOMI' : 'VENDOR_HUAWEI'),
      ),
    );
    const message = await offline({ recipients: users.map((userId) => ({ userId })) });
    await decisionsOf(message, 20);
    await until(() => tasksOf(message).length === 2);
    const [xiaomi] = tasksOf(message).filter(({ vendor }) => vendor === 'VENDOR_XIAOMI');
    expect(xiaomi?.targets).toHaveLength(15);
    expect(xiaomi).toMatchObject({
      title: 'Alice',
      content: 'Hi',
      payload: '{"k":1}',
      packageName: 'com.example.bellhop',
      appType: 1,
    });
  });

  it('makes the same task again when an event is replayed', async () => {
    await register('again', 'rita', 'token-rita');
    const message = await offline({ messageId: 'replayed', recipients: [{ userId: 'rita' }] });
    await offline({ messageId: 'replayed', recipients: [{ userId: 'rita' }] });
    expect(message).not.toBe('replayed');
    await until(() => tasksOf('replayed').length === 2);
    expect(new Set(tasksOf('replayed').map(({ taskId, notifyId }) => `${taskId} ${notifyId}`)).size).toBe(1);
  });

  it('leaves connected devices out, and pushes to them when they do not acknowledge', async () => {
    await register('con-1', 'zoe', 'zoe-1');
    await register('con-2', 'zoe', 'zoe-2');
    const message = await offline({ recipients: [{ userId: 'zoe', deviceIds: ['con-1'] }] });
    await decisionsOf(message, 2);
    expect(await pushedTo(message, 'deviceId', 1)).toEqual(['con-2']);
    const late = await offline({
      reason: 'OFFLINE_REASON_NO_ACK',
      recipients: [{ userId: 'zoe', deviceIds: ['con-1'] }],
    });
    await decisionsOf(late, 1);
    expect(await pushedTo(late, 'deviceId', 1)).toEqual(['con-1']);
  });

  it('says why where there is no certificate set', async () => {
    await register('fcm', 'fred', 'fcm-token', 'VENDOR_FCM');
    const message = await offline({ recipients: [{ userId: 'fred' }] });
    const entries = await decisionsOf(message, 1);
    expect(entries.at(-1)).toMatchObject({ verdict: 'PUSH_VERDICT_NO_CERTIFICATE', userId: 'fred' });
  });
});

describe('outcomes', () => {
  it('clears the token only if it has not changed', async () => {
    const { pushId } = await register('dead', 'dora', 'dead-token');
    const invalid = (token: string, over: PushAttemptInput = {}) =>
      producer.publish([
        eventRecord(pushOutcomes, {
          attempts: [
            {
              app: 'demo',
              messageId: 'dead',
              vendor: 'VENDOR_XIAOMI',
              userId: 'dora',
              deviceId: 'dead',
              pushId,
              attempt: 1,
              result: 'PUSH_RESULT_INVALID_TOKEN',
              atMs: Date.now(),
              invalidTokenSha256: tokenSha256(token),
              ...over,
            },
          ],
        }),
      ]);
    // Another device's token, whose record lies behind in the same partition.
    const passedBy = async () => {
      const other = await register('behind', 'dora-too', 'token-behind');
      await invalid('token-behind', { pushId: other.pushId, userId: 'dora-too', deviceId: 'behind' });
      await until(
        async () => !(await userDevices().listDevices({ app: 'demo', userId: 'dora-too' })).devices[0]?.hasToken,
      );
    };
    const hasToken = async () =>
      (await userDevices().listDevices({ app: 'demo', userId: 'dora' })).devices[0]?.hasToken;
    await invalid('an-older-token');
    await invalid('dead-token', { invalidSinceMs: Date.now() - 60_000 }); // registered again since
    await invalid('dead-token', { atMs: Date.now() - 60_000 }); // the same, read late
    await passedBy();
    expect(await hasToken()).toBe(true);
    await invalid('dead-token');
    await until(async () => (await hasToken()) === false);
  });
});
