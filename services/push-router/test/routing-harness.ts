import {
  offlineRecipients,
  pushOutcomes,
  pushOutcomeTopic,
  pushTask,
  pushTaskTopic,
  type OfflineRecipientsInput,
  type PushDecision,
  type PushTask,
  type ConnectedDeviceInput,
  type Reader,
  type ReaderStateInput,
  type Vendor,
} from '@bellhop/contracts';
import {
  adminService,
  authorizeInternal,
  createClient,
  deviceService,
  presenceService,
  pushService,
  serve,
  startGrpcServer,
  syncService,
  targetService,
  userSettingsService,
} from '@bellhop/grpc';
import { createProducer, eventRecord } from '@bellhop/kafka';
import { opening, Secret, Unavailable } from '@bellhop/runtime';
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
} from '@bellhop/testkit';
import { startPushRouter } from '../src/service.ts';

/** Replicas of the push-router on real Kafka and Postgres, with stand-ins of message-store and presence; an app with a xiaomi and an fcm certificate. */
export async function startRouting({ replicas = 1 }: { replicas?: number } = {}) {
  const common = testConfig();
  const context = testContext();
  const kafka = testKafka(common);
  /** What message-store says of `user` or `user/device`, and what it was asked. */
  const readers = new Map<string, ReaderStateInput>();
  const asked: Reader[] = [];
  const store = { isDown: false };
  /** Devices that presence calls connected, by user, and whom it was asked about. */
  const connected = new Map<string, ConnectedDeviceInput[]>();
  const presenceAsked: string[] = [];
  const inside = { authorize: authorizeInternal(internalKey), log: context.log };
  const unexpected = () => Promise.reject(new Error('not expected'));
  return opening(async (open) => {
    const database = await open.add(freshDatabase(testServers().databaseUrl), (it) => it.drop());
    const messageStore = await open.add(
      startGrpcServer({
        host: '127.0.0.1',
        port: 0,
        services: [
          serve(
            syncService,
            {
              Sync: unexpected,
              AckSync: unexpected,
              CheckGroupSenders: unexpected,
              FindContents: unexpected,
              ListRinging: unexpected,
              ConfirmInvitation: unexpected,
              CheckReaders: (request) => {
                if (store.isDown) return Promise.reject(new Unavailable('down'));
                asked.push(...request.readers);
                return Promise.resolve({
                  readers: request.readers.map(
                    ({ userId, deviceId }) => readers.get(`${userId}/${deviceId}`) ?? readers.get(userId) ?? {},
                  ),
                });
              },
            },
            inside,
          ),
        ],
      }),
      (it) => it.close(),
    );
    const presence = await open.add(
      startGrpcServer({
        host: '127.0.0.1',
        port: 0,
        services: [
          serve(
            presenceService,
            {
              Watch: () => Promise.reject(new Error('Watch is not expected')),
              GetPresence: ({ userIds }) => {
                presenceAsked.push(...userIds);
                return Promise.resolve({
                  users: userIds.map((userId) => {
                    const devices = connected.get(userId) ?? [];
                    const state = devices.length === 0 ? 'PRESENCE_STATE_OFFLINE' : 'PRESENCE_STATE_ONLINE';
                    return { userId, state, devices } as const;
                  }),
                });
              },
            },
            inside,
          ),
        ],
      }),
      (it) => it.close(),
    );
    const config = {
      common,
      messageStoreAddress: `127.0.0.1:${messageStore.port}`,
      presenceAddress: `127.0.0.1:${presence.port}`,
      database: { url: new Secret(database.url), poolSize: 4 },
      grpcPort: 0,
      keyring: testKeyring,
    };
    const routers = [];
    for (let replica = 0; replica < replicas; replica += 1)
      routers.push(await open.add(startPushRouter(config, context), (it) => it.close()));
    const producer = await open.add(createProducer(kafka), (it) => it.close());
    const collect = { onFatal: context.onFatal };
    const tasks = await open.add(
      collectEvents(kafka, {
        topics: (['xiaomi', 'huawei', 'fcm'] as const).map(pushTaskTopic),
        event: pushTask,
        ...collect,
      }),
      (it) => it.stop(),
    );
    const outcomes = await open.add(
      collectEvents(kafka, { topics: [pushOutcomeTopic], event: pushOutcomes, ...collect }),
      (it) => it.stop(),
    );
    const at = { address: routers[0]?.grpcAddress ?? '', key: internalKey, deadlineMs: 5_000 };
    const close = (client: { close(): void }): void => client.close();
    const admin = await open.add(createClient(adminService, at), close);
    const devices = await open.add(createClient(deviceService, at), close);
    const settings = await open.add(createClient(userSettingsService, at), close);
    const targets = await open.add(createClient(targetService, at), close);
    const pushes = await open.add(createClient(pushService, at), close);
    let count = 0;

    const decisionsOf = (messageId: string): PushDecision[] =>
      outcomes.events.flatMap(({ decisions }) => decisions).filter((one) => one.messageId === messageId);
    return {
      kafka,
      context,
      database,
      store,
      connected,
      presenceAsked,
      readers,
      asked,
      admin,
      devices,
      settings,
      targets,
      pushes,
      at,
      producer,
      tasksOf: (messageId: string): PushTask[] => tasks.events.filter((task) => task.messageId === messageId),
      /** An app of its own for a test. */
      app: async (given: Parameters<typeof admin.createApp>[0] = {}): Promise<string> => {
        const app = `app-${(count += 1)}`;
        await admin.createApp({ app, packageName: 'com.example.bellhop', ...given });
        await admin.saveCertificateSet({ app, vendor: 'VENDOR_XIAOMI', credentialJson: '{"appSecret":"s"}' });
        await admin.saveCertificateSet({
          app,
          vendor: 'VENDOR_HUAWEI',
          credentialJson: '{"clientId":"1","clientSecret":"s"}',
        });
        return app;
      },
      /** A user logs in on a device and registers it for push. */
      register: async (
        app: string,
        userId: string,
        over: { deviceId?: string; vendor?: Vendor; locale?: string; platform?: string } = {},
      ) => {
        const { deviceId = `phone-of-${userId}`, vendor = 'VENDOR_XIAOMI' as const, locale = '' } = over;
        await devices.bindDevice({ app, deviceId, userId, platform: over.platform ?? 'android' });
        const token = `token-${app}-${deviceId}`;
        const { pushId } = await devices.registerDevice({ app, deviceId, userId, token, vendor, locale });
        return { pushId, deviceId, token };
      },
      /** Publishes what message-store would say of a message; its id. */
      offline: async (app: string, over: OfflineRecipientsInput): Promise<string> => {
        const messageId = over.messageId ?? `m${(count += 1)}`;
        const now = Date.now();
        await producer.publish([
          eventRecord(offlineRecipients, {
            app,
            messageId,
            conversationId: 'peer/a/b',
            seq: (count += 1),
            senderUserId: 'sender',
            reason: 'OFFLINE_REASON_NO_CONNECTION',
            acceptedAtMs: now,
            storedAtMs: now,
            decidedAtMs: now,
            pushConfig: { title: 'Alice', content: `Hi ${messageId}`, payload: '{"k":1}' },
            ...over,
          }),
        ]);
        return messageId;
      },
      decisionsOf,
      /** What was decided of a message, once there are so many decisions: `device: verdict`. */
      verdictsOf: (messageId: string, least = 1): Promise<string[]> =>
        until(
          () => {
            const made = decisionsOf(messageId);
            return (
              made.length >= least &&
              made.map(
                ({ deviceId, userId, verdict }) => `${deviceId || userId}: ${verdict.replace('PUSH_VERDICT_', '')}`,
              )
            );
          },
          { message: `${least} decisions about ${messageId}` },
        ),
    };
  });
}

export type Routing = Awaited<ReturnType<typeof startRouting>>;
