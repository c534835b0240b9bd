import {
  appSettingsChanged,
  appSettingsTopic,
  messageAccepted,
  offlineRecipients,
  offlineRecipientTopic,
  pushOutcomes,
  pushOutcomeTopic,
  type AppSettingsChangedInput,
  type ConversationNews,
  type MessageAcceptedInput,
  type OfflineRecipients,
  type PushOutcomes,
  type StoredMessage,
} from '@bellhop/contracts';
import {
  authorizeInternal,
  conversationService,
  createClient,
  groupService,
  presenceService,
  serve,
  startGrpcServer,
  syncService,
} from '@bellhop/grpc';
import { createProducer, ensureTopics, eventRecord } from '@bellhop/kafka';
import { opening, Secret } from '@bellhop/runtime';
import {
  collectEvents,
  freshDatabase,
  internalKey,
  testConfig,
  testContext,
  testKafka,
  testServers,
  until,
} from '@bellhop/testkit';
import { startMessageStore } from '../src/service.ts';
import { startStandInGateway } from './stand-in-gateway.ts';

/** What a device got over its connection. */
export interface Delivered {
  readonly userId: string;
  readonly deviceId: string;
  readonly message: StoredMessage | null;
  readonly news: ConversationNews | null;
}

/** A message-store on real Kafka and Postgres, between stand-ins of a gateway, whose devices acknowledge all unless they are deaf, and of presence. */
export async function startStore(apps: readonly AppSettingsChangedInput[]) {
  const common = testConfig();
  const context = testContext();
  const kafka = testKafka(common);
  /** Devices that are connected, by user. */
  const online = new Map<string, string[]>();
  const delivered: Delivered[] = [];
  /** Devices that acknowledge nothing. */
  const deaf = new Set<string>();
  return opening(async (open) => {
    const internal = { authorize: authorizeInternal(internalKey), log: context.log };
    const gateway = await open.add(
      startStandInGateway({
        log: context.log,
        deliver: ({ deliveryId, message, conversationNews: news, targets }, answer) => {
          for (const { userId, deviceId } of targets) {
            delivered.push({ userId, deviceId, message, news });
            if (deaf.has(deviceId)) continue;
            answer({ deliveryId, userId, deviceId, status: 'DELIVERY_STATUS_ACKNOWLEDGED' });
          }
        },
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
              GetPresence: ({ userIds }) =>
                Promise.resolve({
                  users: userIds.map((userId) => {
                    const devices = (online.get(userId) ?? []).map((deviceId) => ({
                      deviceId,
                      gatewayAddress: `127.0.0.1:${gateway.port}`,
                    }));
                    const state = devices.length > 0 ? 'PRESENCE_STATE_ONLINE' : 'PRESENCE_STATE_OFFLINE';
                    return { userId, devices, state } as const;
                  }),
                }),
            },
            internal,
          ),
        ],
      }),
      (it) => it.close(),
    );
    await ensureTopics(kafka, [appSettingsTopic]);
    const producer = await open.add(createProducer(kafka), (it) => it.close());
    await until(() =>
      producer.publish(apps.map((app) => eventRecord(appSettingsChanged, { version: 1, ...app }))).then(() => true),
    );
    const database = await open.add(freshDatabase(testServers().databaseUrl), (it) => it.drop());
    const store = await open.add(
      startMessageStore(
        {
          common,
          database: { url: new Secret(database.url), poolSize: 4 },
          grpcPort: 0,
          presenceAddress: `127.0.0.1:${presence.port}`,
          retentionDays: 30,
        },
        context,
      ),
      (it) => it.close(),
    );
    const collect = { onFatal: context.onFatal };
    const offline = await open.add(
      collectEvents<OfflineRecipients>(kafka, {
        topics: [offlineRecipientTopic],
        event: offlineRecipients,
        ...collect,
      }),
      (it) => it.stop(),
    );
    const outcomes = await open.add(
      collectEvents<PushOutcomes>(kafka, { topics: [pushOutcomeTopic], event: pushOutcomes, ...collect }),
      (it) => it.stop(),
    );
    const to = { address: store.grpcAddress, key: internalKey, deadlineMs: 5_000 };
    const close = (client: { close(): void }): void => client.close();
    return {
      context,
      databaseUrl: database.url,
      online,
      delivered,
      deaf,
      conversations: await open.add(createClient(conversationService, to), close),
      groups: await open.add(createClient(groupService, to), close),
      sync: await open.add(createClient(syncService, to), close),
      publish: (...messages: readonly MessageAcceptedInput[]) =>
        producer.publish(messages.map((message) => eventRecord(messageAccepted, message))),
      offlineEvents: () => offline.events,
      offlineOf: (messageId: string) => offline.events.filter((event) => event.messageId === messageId),
      verdictOf: (messageId: string) =>
        outcomes.events.flatMap(({ decisions }) => decisions).find((decision) => decision.messageId === messageId)
          ?.verdict,
    };
  });
}
