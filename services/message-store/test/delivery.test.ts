import { randomUUID } from 'node:crypto';
import {
  contentSha256,
  messageAccepted,
  offlineRecipients,
  offlineRecipientTopic,
  pushOutcomes,
  pushOutcomeTopic,
  type MessageAcceptedInput,
  type OfflineRecipients,
  type PushOutcomes,
  type StoredMessage,
} from '@bellhop/contracts';
import {
  authorizeInternal,
  createClient,
  groupService,
  presenceService,
  serve,
  startGrpcServer,
  syncService,
  type GrpcServer,
} from '@bellhop/grpc';
import { createProducer, eventRecord, type Producer } from '@bellhop/kafka';
import { Secret, Unavailable } from '@bellhop/runtime';
import {
  collectEvents,
  freshDatabase,
  internalKey,
  testConfig,
  testContext,
  testKafka,
  testServers,
  until,
  type CollectedEvents,
  type FreshDatabase,
} from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMessageStore, type RunningMessageStore } from '../src/service.ts';
import { startStandInGateway } from './stand-in-gateway.ts';

const common = testConfig();
const context = testContext();
const kafka = testKafka(common);
const delivered: { userId: string; deviceId: string; message: StoredMessage }[] = [];
/**
 * Devices that are connected, by user. `frozen-…` ones never acknowledge, `gone-…` ones are not there any more, the first delivery to
 * a `cut-…` one breaks the stream.
 */
const online = new Map<string, string[]>();
let presenceAnswers = true;
/** Devices whose clients the gateway was to tell to sync. */
const told: { userId: string; deviceId: string }[] = [];
let gatewayIsBusy = false;

let database: FreshDatabase;
let gateway: GrpcServer;
let presence: GrpcServer;
let store: RunningMessageStore;
let producer: Producer;
let offline: CollectedEvents<OfflineRecipients>;
let outcomes: CollectedEvents<PushOutcomes>;

const send = async (over: MessageAcceptedInput): Promise<string> => {
  const messageId = over.messageId ?? randomUUID();
  await producer.publish([
    eventRecord(messageAccepted, {
      messageId,
      app: 'demo',
      conversationId: `peer/alice/${over.toUserId ?? 'x'}`,
      senderUserId: 'alice',
      senderDeviceId: 'alice-phone',
      text: 'hi',
      acceptedAtMs: Date.now(),
      pushConfig: { title: 'Alice', content: 'hi' },
      ...over,
    }),
  ]);
  return messageId;
};
const eventsOf = (messageId: string) => offline.events.filter((event) => event.messageId === messageId);
const deviceIdsTold = (user: string) => told.filter(({ userId }) => userId === user).map(({ deviceId }) => deviceId);
const deliveriesOf = (id: string) =>
  delivered.filter(({ message }) => message.messageId === id).map(({ deviceId }) => deviceId);

beforeAll(async () => {
  const internal = { authorize: authorizeInternal(internalKey), log: context.log };
  gateway = await startStandInGateway({
    log: context.log,
    deliver: ({ deliveryId, message, targets }, answer) => {
      for (const { userId, deviceId } of targets) {
        if (message !== null) delivered.push({ userId, deviceId, message });
        if (deviceId.startsWith('frozen')) continue;
        if (deviceId.startsWith('cut') && deliveriesOf(message?.messageId ?? '').length === 1)
          throw new Unavailable('the stream breaks');
        const status = deviceId.startsWith('gone') ? 'DELIVERY_STATUS_GONE' : 'DELIVERY_STATUS_ACKNOWLEDGED';
        answer({ deliveryId, userId, deviceId, status });
      }
    },
    tellMissed: (targets) => {
      if (gatewayIsBusy) throw new Unavailable('the gateway cannot be reached');
      told.push(...targets);
    },
  });
  presence = await startGrpcServer({
    host: '127.0.0.1',
    port: 0,
    services: [
      serve(
        presenceService,
        {
          Watch: () => Promise.reject(new Error('Watch is not expected')),
          GetPresence: ({ userIds }) =>
            Promise.resolve({
              users: userIds.map((userId) => {
                if (!presenceAnswers) return { userId, state: 'PRESENCE_STATE_UNKNOWN' as const };
                const devices =
                  online.get(userId)?.map((deviceId) => ({ deviceId, gatewayAddress: `127.0.0.1:${gateway.port}` })) ??
                  [];
                return {
                  userId,
                  devices,
                  state: devices.length > 0 ? ('PRESENCE_STATE_ONLINE' as const) : ('PRESENCE_STATE_OFFLINE' as const),
                };
              }),
            }),
        },
        internal,
      ),
    ],
  });
  database = await freshDatabase(testServers().databaseUrl);
  store = await startMessageStore(
    {
      common,
      database: { url: new Secret(database.url), poolSize: 4 },
      grpcPort: 0,
      presenceAddress: `127.0.0.1:${presence.port}`,
      retentionDays: 30,
    },
    context,
  );
  producer = await createProducer(kafka);
  offline = await collectEvents(kafka, {
    topics: [offlineRecipientTopic],
    event: offlineRecipients,
    onFatal: context.onFatal,
  });
  outcomes = await collectEvents(kafka, { topics: [pushOutcomeTopic], event: pushOutcomes, onFatal: context.onFatal });
});

afterAll(async () => {
  await offline.stop();
  await outcomes.stop();
  await producer.close();
  await store.close();
  await gateway.close();
  await presence.close();
  await database.drop();
  expect(context.fatal).toEqual([]);
});

describe('a stored message', () => {
  it('makes one event at once for a recipient without connection', async () => {
    const id = await send({ toUserId: 'bob' });
    await until(() => eventsOf(id).length === 1);
    expect(eventsOf(id)[0]).toMatchObject({
      reason: 'OFFLINE_REASON_NO_CONNECTION',
      seq: 1,
      recipients: [{ userId: 'bob', deviceIds: [] }],
      senderUserId: 'alice',
    });
    expect(deliveriesOf(id)).toEqual([]);
  });

  it('reaches connected devices, which are left out of the push', async () => {
    online.set('carol', ['carol-phone']);
    const id = await send({ toUserId: 'carol' });
    await until(() => deliveriesOf(id).length === 1 && eventsOf(id).length === 1);
    expect(eventsOf(id)[0]?.recipients).toMatchObject([{ userId: 'carol', deviceIds: ['carol-phone'] }]);
    const after = await send({ toUserId: 'bob' }); // settled: nothing more comes for the first
    await until(() => eventsOf(after).length === 1);
    expect(eventsOf(id)).toHaveLength(1);
  });

  it('is pushed to a frozen client after the ack timeout, and to a gone one at once', async () => {
    online.set('frieda', ['frozen-phone', 'live-tablet']);
    online.set('gus', ['gone-phone']);
    const begun = Date.now();
    const frozen = await send({ toUserId: 'frieda' });
    const gone = await send({ toUserId: 'gus' });
    await until(() => eventsOf(gone).length === 2);
    expect(Date.now() - begun).toBeLessThan(3_000);
    expect(eventsOf(gone)[1]).toMatchObject({
      reason: 'OFFLINE_REASON_NO_ACK',
      recipients: [{ userId: 'gus', deviceIds: ['gone-phone'] }],
    });
    await until(() => eventsOf(frozen).length === 2);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(3_000);
    expect(eventsOf(frozen)[1]).toMatchObject({
      reason: 'OFFLINE_REASON_NO_ACK',
      recipients: [{ userId: 'frieda', deviceIds: ['frozen-phone'] }],
    });
  });

  it('comes again when the stream to the gateway broke, and is then not pushed', async () => {
    online.set('cora', ['cut-phone']);
    const messageId = await send({ toUserId: 'cora' });
    await until(() => deliveriesOf(messageId).length === 2);
    const after = await send({ toUserId: 'bob' }); // settled after the first one, so the first is by now
    await until(() => eventsOf(after).length === 1);
    expect(eventsOf(messageId).map(({ reason }) => reason)).toEqual(['OFFLINE_REASON_NO_CONNECTION']);
  });

  it("reaches the sender's other devices and never pushes to them", async () => {
    online.set('alice', ['alice-phone', 'frozen-laptop']);
    const id = await send({ toUserId: 'bob' });
    await until(() => deliveriesOf(id).length === 1);
    expect(deliveriesOf(id)).toEqual(['frozen-laptop']);
    await until(() => eventsOf(id).length === 1);
    online.delete('alice');
    expect(eventsOf(id).flatMap(({ recipients }) => recipients.map(({ userId }) => userId))).toEqual(['bob']);
  });

  it('is pushed when presence cannot say', async () => {
    presenceAnswers = false;
    const id = await send({ toUserId: 'carol' });
    await until(() => eventsOf(id).length === 1);
    presenceAnswers = true;
    expect(eventsOf(id)[0]).toMatchObject({
      reason: 'OFFLINE_REASON_PRESENCE_UNKNOWN',
      recipients: [{ userId: 'carol' }],
    });
  });

  it('that passed a connected client by is told to their gateway as soon as presence can say and the gateway takes it', async () => {
    online.set('mia', ['mia-phone', 'mia-tablet']);
    presenceAnswers = false;
    gatewayIsBusy = true;
    const [missed] = await Promise.all([send({ toUserId: 'mia' }), send({ toUserId: 'offline' })]);
    await until(() => eventsOf(missed).length === 1);
    presenceAnswers = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(deviceIdsTold('mia')).toEqual([]);
    gatewayIsBusy = false;
    await until(() => deviceIdsTold('mia').length === 2);
    expect(deviceIdsTold('mia')).toEqual(['mia-phone', 'mia-tablet']);
    expect(deviceIdsTold('offline')).toEqual([]);
    expect(deliveriesOf(missed)).toEqual([]);
  });

  it('is stored and never pushed when the sender asked for no push', async () => {
    const id = await send({ toUserId: 'nora', pushConfig: null });
    const sync = createClient(syncService, { address: store.grpcAddress, key: internalKey, deadlineMs: 2_000 });
    await until(async () => (await sync.sync({ app: 'demo', userId: 'nora', deviceId: 'd' })).messages.length === 1);
    expect(eventsOf(id)).toEqual([]);
  });

  it('goes to the members of a group at send time, in chunks of 1,000 recipients', async () => {
    const groups = createClient(groupService, { address: store.grpcAddress, key: internalKey, deadlineMs: 5_000 });
    const memberUserIds = Array.from({ length: 1_500 }, (_, index) => `member${index}`);
    expect(
      await groups.createGroup({ app: 'demo', groupId: 'big', ownerUserId: 'alice', memberUserIds }),
    ).toMatchObject({ memberCount: 1_501 });
    const id = await send({ toGroupId: 'big', conversationId: 'group/big' });
    const usersOf = () => eventsOf(id).flatMap(({ recipients }) => recipients.map(({ userId }) => userId));
    await until(() => usersOf().length >= 1_500);
    expect(usersOf().sort()).toEqual(memberUserIds.sort());
    expect(Math.max(...eventsOf(id).map(({ recipients }) => recipients.length))).toBeLessThanOrEqual(1_000);
  });
});

describe('a message that nobody is pushed for', () => {
  const verdictOf = (messageId: string) =>
    until(
      () =>
        outcomes.events.flatMap(({ decisions }) => decisions).find((decision) => decision.messageId === messageId)
          ?.verdict,
      { message: `a decision about ${messageId}` },
    );

  it('says so when its sender asked for no push', async () => {
    const messageId = await send({ toUserId: 'quiet', pushConfig: null });
    expect(await verdictOf(messageId)).toBe('PUSH_VERDICT_NOT_ASKED');
    expect(eventsOf(messageId)).toEqual([]);
  });

  it('says so when nobody but the sender receives it', async () => {
    const groups = createClient(groupService, { address: store.grpcAddress, key: internalKey, deadlineMs: 5_000 });
    await groups.createGroup({ app: 'demo', groupId: 'alone', ownerUserId: 'alice' });
    groups.close();
    const inGroup = { conversationId: 'group/alone', toGroupId: 'alone' };
    for (const message of [inGroup, { ...inGroup, targetUserIds: ['stranger'] }, { toUserId: 'alice' }])
      expect(await verdictOf(await send(message))).toBe('PUSH_VERDICT_NO_RECIPIENTS');
  });

  it('says so when another content came under its local id: the first one stands, and is not pushed twice', async () => {
    online.set('twice', ['twice-phone']);
    const messageId = await send({ toUserId: 'twice', text: 'first' });
    await until(() => deliveriesOf(messageId).length === 1);
    await send({ toUserId: 'twice', text: 'second', messageId });
    expect(await verdictOf(messageId)).toBe('PUSH_VERDICT_LOCAL_ID_CONFLICT');
    const sync = createClient(syncService, { address: store.grpcAddress, key: internalKey, deadlineMs: 5_000 });
    const key = { conversationId: 'peer/alice/twice', messageId };
    const { contentSha256: digests } = await sync.findContents({
      app: 'demo',
      messages: [key, { ...key, messageId: randomUUID() }, { ...key, conversationId: 'peer/a/b' }],
    });
    expect(digests).toEqual([contentSha256({ text: 'first' }), '', '']);
    sync.close();
    expect(deliveriesOf(messageId)).toHaveLength(1);
    expect(eventsOf(messageId)).toHaveLength(1);
  });

  it('says so when it came again for others: those named first have it', async () => {
    const groups = createClient(groupService, { address: store.grpcAddress, key: internalKey, deadlineMs: 5_000 });
    const memberUserIds = ['tom', 'tim'];
    await groups.createGroup({ app: 'demo', groupId: 'twins', ownerUserId: 'alice', memberUserIds });
    groups.close();
    const inGroup = { conversationId: 'group/twins', toGroupId: 'twins' };
    const messageId = await send({ ...inGroup, targetUserIds: ['tom', 'tim'] });
    await send({ ...inGroup, messageId, targetUserIds: ['tim', 'tom'] });
    await until(() => eventsOf(messageId).length === 2, { message: 'the retry to be handled' });
    await send({ ...inGroup, messageId, targetUserIds: ['tim'] });
    expect(await verdictOf(messageId)).toBe('PUSH_VERDICT_LOCAL_ID_CONFLICT');
    expect(eventsOf(messageId)).toHaveLength(2);
    const sync = createClient(syncService, { address: store.grpcAddress, key: internalKey, deadlineMs: 5_000 });
    const asked = { app: 'demo', messages: [{ conversationId: 'group/twins', messageId }] };
    expect((await sync.findContents(asked)).contentSha256).toEqual([contentSha256({ text: 'hi' })]);
    expect((await sync.findContents({ ...asked, withTargets: true })).contentSha256).toEqual([
      contentSha256({ text: 'hi', targetUserIds: memberUserIds }),
    ]);
    sync.close();
  });
});
