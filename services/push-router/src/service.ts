import { appSettingsChanged, topicsOf } from '@bellhop/contracts';
import {
  adminService,
  createClient,
  credentialService,
  deviceService,
  internalAccess,
  serve,
  serverTls,
  startGrpcServer,
  syncService,
  targetService,
  userDeviceService,
} from '@bellhop/grpc';
import { createProducer, ensureTopics, eventRecord, kafkaOf, runConsumer } from '@bellhop/kafka';
import { maintainHourly } from '@bellhop/postgres';
import {
  createHealth,
  createKeyring,
  opening,
  startManagement,
  startPhase,
  type Running,
  type ServiceContext,
} from '@bellhop/runtime';
import type { PushRouterConfig } from './config.ts';
import { deadTokensConsumer } from './consumers/dead-tokens.ts';
import { offlineRecipientsConsumer, urgentOfflineRecipientsConsumer } from './consumers/offline-recipients.ts';
import { appStore } from './db/app-store.ts';
import { dropFormerTrace, openRouterDatabase } from './db/database.ts';
import { apiKeyStore } from './db/api-key-store.ts';
import { deviceStore } from './db/device-store.ts';
import { missingKeys } from './db/missing-keys.ts';
import { routerEvents } from './events.ts';
import { adminServiceHandlers } from './rpc/admin-service.ts';
import { credentialServiceHandlers } from './rpc/credential-service.ts';
import { deviceServiceHandlers, userDeviceServiceHandlers } from './rpc/device-service.ts';
import { targetServiceHandlers } from './rpc/target-service.ts';

/** How long message-store may take to say what was read. */
const MESSAGES_WITHIN_MS = 1_500;
const PUBLISH_EVERY_MS = 1_000;
const LOOK_AT_SEALS_EVERY_MS = 10_000;

export type RunningPushRouter = Running & { readonly grpcAddress: string; readonly managementPort: number };

/** Starts the push-router: devices, apps, certificates, resources, routing of offline recipients. */
export function startPushRouter(
  config: PushRouterConfig,
  { log, onFatal, telemetry }: ServiceContext,
): Promise<RunningPushRouter> {
  const { common } = config;
  const kafka = kafkaOf(common, 'push-router', log);
  return opening(async (open) => {
    const keyring = createKeyring(config.keyring.reveal());
    const events = routerEvents(log);
    const health = createHealth();
    const access = internalAccess(common, { service: 'push-router', log });
    const phase = startPhase(health);
    // Before all that a start may have to wait for: /readyz says what that is.
    const management = await open.add(
      startManagement({ host: common.listenHost, port: common.managementPort, health, telemetry }),
      (it) => it.close(),
    );

    const db = await open.add(openRouterDatabase({ ...config.database, log, health }), (it) => it.close());
    const maintain = () => dropFormerTrace(db, Date.now());
    await open.add(maintainHourly(maintain, { log, what: 'former trace' }), (it) => it.close());
    await ensureTopics(kafka, topicsOf('push-router'));
    const producer = await open.add(createProducer(kafka), (it) => it.close());

    let sealProblem: string | undefined;
    const lookAtSeals = async (): Promise<void> => {
      sealProblem = await missingKeys(db, keyring);
      if (sealProblem !== undefined) log.error(sealProblem);
    };
    await lookAtSeals();
    health.ready('keyring', () => sealProblem);
    await open.add(
      setInterval(() => {
        // The database says for itself when it is away.
        if (sealProblem !== undefined) lookAtSeals().catch(() => undefined);
      }, LOOK_AT_SEALS_EVERY_MS),
      clearInterval,
    );

    const apps = appStore(db, Date.now);
    const devices = deviceStore(db);

    const publishChanges = async (): Promise<void> => {
      try {
        const count = await apps.publishChanges((settings) =>
          producer.publish(settings.map((one) => eventRecord(appSettingsChanged, one))),
        );
        if (count > 0) events.settingsPublished(count);
      } catch (error) {
        log.warn(
          { err: error },
          'app settings not published, trying again: is Kafka away? Gateways do not know new apps and keys until then',
        );
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
      urgent: await open.add(
        runConsumer(
          kafka,
          urgentOfflineRecipientsConsumer({ devices, profiles: apps.profiles, producer, events, clock: Date.now }),
          { producer, onFatal },
        ),
        (it) => it.stop(),
      ),
      deadTokens: await open.add(
        runConsumer(kafka, deadTokensConsumer({ devices, events }), { producer, onFatal }),
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
        ...access.to('message-store'),
        deadlineMs: MESSAGES_WITHIN_MS,
      }),
      (it) => it.close(),
    );
    const internal = { authorize: access.authorize, log };
    const server = await open.add(
      startGrpcServer({
        host: common.listenHost,
        port: config.grpcPort,
        ...serverTls(access, log),
        services: [
          serve(deviceService, deviceServiceHandlers({ devices }), internal),
          serve(userDeviceService, userDeviceServiceHandlers({ devices }), internal),
          serve(
            adminService,
            adminServiceHandlers({ apps, apiKeys: apiKeyStore(db), keyring, events, publishChanges }),
            internal,
          ),
          serve(credentialService, credentialServiceHandlers({ apps, keyring }), internal),
          serve(targetService, targetServiceHandlers({ devices, messages }), internal),
        ],
      }),
      (it) => it.close(),
    );
    await open.add(phase.opened(), phase.closing);
    return { grpcAddress: `${common.listenHost}:${server.port}`, managementPort: management.port };
  });
}
