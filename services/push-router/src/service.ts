import { appSettingsChanged, topicCatalogue } from '@bellhop/contracts';
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
  traceService,
  userDeviceService,
} from '@bellhop/grpc';
import { createProducer, ensureTopics, eventRecord, runConsumer } from '@bellhop/kafka';
import { maintainHourly } from '@bellhop/postgres';
import {
  createHealth,
  createKeyring,
  opening,
  startManagement,
  type Running,
  type ServiceContext,
} from '@bellhop/runtime';
import type { PushRouterConfig } from './config.ts';
import { deadLettersConsumer } from './consumers/dead-letters.ts';
import { offlineRecipientsConsumer } from './consumers/offline-recipients.ts';
import { pushOutcomesConsumer } from './consumers/push-outcomes.ts';
import { appStore } from './db/app-store.ts';
import { maintainTrace, openRouterDatabase } from './db/database.ts';
import { deviceStore } from './db/device-store.ts';
import { traceStore } from './db/trace-store.ts';
import { routerEvents } from './events.ts';
import { adminServiceHandlers } from './rpc/admin-service.ts';
import { credentialServiceHandlers } from './rpc/credential-service.ts';
import { deviceServiceHandlers, userDeviceServiceHandlers } from './rpc/device-service.ts';
import { targetServiceHandlers } from './rpc/target-service.ts';
import { traceServiceHandlers } from './rpc/trace-service.ts';

/** How long message-store may take to say what was read. */
const MESSAGES_WITHIN_MS = 1_500;
const PUBLISH_EVERY_MS = 1_000;

export type RunningPushRouter = Running & { readonly grpcAddress: string; readonly managementPort: number };

/** Starts the push-router: devices, apps, certificates, resources, routing of offline recipients, trace. */
export function startPushRouter(
  config: PushRouterConfig,
  { log, onFatal, telemetry }: ServiceContext,
): Promise<RunningPushRouter> {
  const { common } = config;
  const kafka = { brokers: common.kafkaBrokers, clientId: 'push-router', prefix: common.kafkaPrefix, log };
  return opening(async (open) => {
    const keyring = createKeyring(config.keyring.reveal());
    const events = routerEvents(log);
    const health = createHealth();

    const db = await open.add(
      openRouterDatabase({ url: config.databaseUrl.reveal(), poolSize: config.databasePoolSize, log }),
      (it) => it.close(),
    );
    const maintain = () => maintainTrace(db, Date.now(), config.traceRetentionDays);
    await open.add(maintainHourly(maintain, { log, what: 'trace' }), (it) => it.close());
    await ensureTopics(kafka, topicCatalogue());
    const producer = await open.add(createProducer(kafka), (it) => it.close());

    const apps = appStore(db, Date.now);
    const devices = deviceStore(db);
    const trace = traceStore(db);

    const publishChanges = async (): Promise<void> => {
      try {
        const count = await apps.publishChanges((settings) =>
          producer.publish(settings.map((one) => eventRecord(appSettingsChanged, one))),
        );
        if (count > 0) events.settingsPublished(count);
      } catch (error) {
        log.warn({ err: error }, 'app settings not published, trying again');
      }
    };
    await publishChanges();
    await open.add(
      setInterval(() => void publishChanges(), PUBLISH_EVERY_MS),
      clearInterval,
    );

    const consumers = {
      routing: await open.add(
        runConsumer(
          kafka,
          offlineRecipientsConsumer({ devices, profiles: apps.profiles, producer, events, clock: Date.now }),
          { producer, onFatal },
        ),
        (it) => it.stop(),
      ),
      trace: await open.add(
        runConsumer(kafka, pushOutcomesConsumer({ trace, devices, events }), { producer, onFatal }),
        (it) => it.stop(),
      ),
      deadLetters: await open.add(
        runConsumer(kafka, deadLettersConsumer({ trace, events }), { producer, onFatal }),
        (it) => it.stop(),
      ),
    };
    for (const [name, consumer] of Object.entries(consumers)) {
      health.ready(name, consumer.readiness);
      health.live(name, consumer.liveness);
    }

    const messages = await open.add(
      createClient(syncService, {
        address: config.messageStoreAddress,
        key: common.internalKey,
        deadlineMs: MESSAGES_WITHIN_MS,
      }),
      (it) => it.close(),
    );
    const internal = { authorize: authorizeInternal(common.internalKey), log };
    const server = await open.add(
      startGrpcServer({
        host: common.listenHost,
        port: config.grpcPort,
        services: [
          serve(deviceService, deviceServiceHandlers({ devices }), internal),
          serve(userDeviceService, userDeviceServiceHandlers({ devices }), internal),
          serve(adminService, adminServiceHandlers({ apps, keyring, events, publishChanges }), internal),
          serve(credentialService, credentialServiceHandlers({ apps, keyring }), internal),
          serve(targetService, targetServiceHandlers({ devices, messages }), internal),
          serve(traceService, traceServiceHandlers({ trace }), internal),
        ],
      }),
      (it) => it.close(),
    );
    const management = await open.add(
      startManagement({ host: common.listenHost, port: common.managementPort, health, telemetry }),
      (it) => it.close(),
    );
    return { grpcAddress: `${common.listenHost}:${server.port}`, managementPort: management.port };
  });
}
