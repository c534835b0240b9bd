import { appSettingsChanged, topicsOf } from '@bellhop/contracts';
import {
  adminService,
  createClient,
  credentialService,
  decisionService,
  deviceService,
  internalAccess,
  presenceService,
  pushService,
  serve,
  serverTls,
  startGrpcServer,
  syncService,
  targetService,
  userDataService,
  userDeviceService,
  userSettingsService,
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
import { presenceClient } from './clients/presence-client.ts';
import { addressedDevices } from './db/addressed-devices.ts';
import { appStore } from './db/app-store.ts';
import { dropFormerTrace, openRouterDatabase } from './db/database.ts';
import { countedSoFar } from './db/counted-so-far.ts';
import { counterStore } from './db/counter-store.ts';
import { directPushStore } from './db/direct-push-store.ts';
import { foldStore } from './db/fold-store.ts';
import { replacedPushes } from './db/replaced-pushes.ts';
import { apiKeyStore } from './db/api-key-store.ts';
import { clientTokenSecretStore } from './db/client-token-secret-store.ts';
import { credentialTestStore } from './db/credential-test-store.ts';
import { deviceStore } from './db/device-store.ts';
import { eraseDevices } from './db/erase-user.ts';
import { userSettingsStore } from './db/user-settings-store.ts';
import { templateStore } from './db/template-store.ts';
import { missingKeys } from './db/missing-keys.ts';
import { forgetFinished, startPushSender } from './direct-pushes/push-sender.ts';
import { sendDuePushes } from './direct-pushes/send-due-pushes.ts';
import type { AskConnected } from './domain/ports.ts';
import { routerEvents } from './events.ts';
import { adminServiceHandlers } from './rpc/admin-service.ts';
import { credentialServiceHandlers } from './rpc/credential-service.ts';
import { decisionServiceHandlers } from './rpc/decision-service.ts';
import { deviceServiceHandlers, userDeviceServiceHandlers } from './rpc/device-service.ts';
import { forgetOver, startFoldTeller } from './routing/fold-teller.ts';
import { tellFolds } from './routing/tell-folds.ts';
import { testCertificateSet } from './rpc/test-certificate-set.ts';
import { targetServiceHandlers } from './rpc/target-service.ts';
import { pushServiceHandlers } from './rpc/push-service.ts';
import { userSettingsServiceHandlers } from './rpc/user-settings-service.ts';
import { userDataServiceHandlers } from './rpc/user-data-service.ts';

/** How long message-store may take to say what was read. */
const MESSAGES_WITHIN_MS = 1_500;
const PRESENCE_WITHIN_MS = 500;
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
    const dropTrace = () => dropFormerTrace(db, Date.now());
    await open.add(maintainHourly(dropTrace, { log, what: 'former trace' }), (it) => it.close());
    const secrets = clientTokenSecretStore(db);
    const tests = credentialTestStore(db);
    const forgetSecrets = () => secrets.forgetEnded();
    await open.add(maintainHourly(forgetSecrets, { log, what: 'former client-token secrets' }), (it) => it.close());
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
    const settings = userSettingsStore(db);

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

    const folds = foldStore(db);
    const counters = counterStore(db);
    const forgetCounted = () => forgetOver({ folds, counters }, Date.now());
    await open.add(maintainHourly(forgetCounted, { log, what: 'counters of pushes' }), (it) => it.close());
    const routing = {
      ...{ devices, settings, profiles: apps.profiles, folds, counters },
      ...{ producer, events, clock: Date.now },
    };
    const consumers = {
      routing: await open.add(runConsumer(kafka, offlineRecipientsConsumer(routing), { producer, onFatal }), (it) =>
        it.stop(),
      ),
      urgent: await open.add(
        runConsumer(kafka, urgentOfflineRecipientsConsumer(routing), { producer, onFatal }),
        (it) => it.stop(),
      ),
      deadTokens: await open.add(
        runConsumer(kafka, deadTokensConsumer({ devices, tests, events }), { producer, onFatal }),
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
    const connected = await openPresence();
    await open.add(
      startFoldTeller(() => tellFolds({ ...routing, messages, connected }), log),
      (it) => it.stop(),
    );
    const pushes = directPushStore(db);
    await open.add(
      maintainHourly(() => forgetFinished(pushes, Date.now()), { log, what: 'pushes that are over' }),
      (it) => it.close(),
    );
    const direct = { ...routing, pushes, addressed: addressedDevices(db), connected };
    const sender = await open.add(
      startPushSender(() => sendDuePushes({ ...direct, log }), log),
      (it) => it.stop(),
    );
    const internal = { authorize: access.authorize, log };
    const server = await open.add(
      startGrpcServer({
        host: common.listenHost,
        port: config.grpcPort,
        ...serverTls(access, log),
        services: [
          serve(deviceService, deviceServiceHandlers({ devices, settings }), internal),
          serve(userDeviceService, userDeviceServiceHandlers({ devices }), internal),
          serve(userSettingsService, userSettingsServiceHandlers({ settings }), internal),
          serve(
            adminService,
            adminServiceHandlers({
              apps,
              apiKeys: apiKeyStore(db),
              secrets,
              templates: templateStore(db),
              testCertificateSet: testCertificateSet({ tests, producer, clock: Date.now }),
              keyring,
              events,
              publishChanges,
            }),
            internal,
          ),
          serve(userDataService, userDataServiceHandlers({ eraseDevices: (user) => eraseDevices(db, user) }), internal),
          serve(
            pushService,
            pushServiceHandlers({ ...direct, counted: countedSoFar(db), wake: () => sender.wake() }),
            internal,
          ),
          serve(decisionService, decisionServiceHandlers({ ...routing, counted: countedSoFar(db) }), internal),
          serve(credentialService, credentialServiceHandlers({ apps, keyring }), internal),
          serve(
            targetService,
            targetServiceHandlers({
              devices,
              folds,
              counters,
              findReplaced: replacedPushes(db),
              messages,
              connected,
              profiles: apps.profiles,
              clock: Date.now,
            }),
            internal,
          ),
        ],
      }),
      (it) => it.close(),
    );
    await open.add(phase.opened(), phase.closing);
    return { grpcAddress: `${common.listenHost}:${server.port}`, managementPort: management.port };

    async function openPresence(): Promise<AskConnected> {
      const address = config.presenceAddress;
      if (address === undefined) return () => Promise.resolve(new Map());
      const at = { address, ...access.to('presence'), deadlineMs: PRESENCE_WITHIN_MS };
      return presenceClient(await open.add(createClient(presenceService, at), (it) => it.close()), log);
    }
  });
}
