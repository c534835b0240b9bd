import { topicsOf } from '@bellhop/contracts';
import {
  callService,
  createClient,
  groupService,
  internalAccess,
  presenceService,
  serve,
  serverTls,
  startGrpcServer,
  syncService,
} from '@bellhop/grpc';
import { createProducer, ensureTopics, followApps, kafkaOf, runConsumer } from '@bellhop/kafka';
import { maintainHourly } from '@bellhop/postgres';
import {
  createHealth,
  opening,
  startManagement,
  startPhase,
  type Running,
  type ServiceContext,
} from '@bellhop/runtime';
import { effectiveLimits } from '@bellhop/contracts';
import { callDesk } from './calls/call-desk.ts';
import { tidyCalls } from './calls/tidy-calls.ts';
import { watchCallers } from './calls/caller-watch.ts';
import { streamDelivery } from './clients/delivery.ts';
import { presenceClient } from './clients/presence-client.ts';
import type { MessageStoreConfig } from './config.ts';
import { callChangedConsumer } from './consumers/call-changed.ts';
import { messageAcceptedConsumer } from './consumers/message-accepted.ts';
import { callStore } from './db/call-store.ts';
import { maintainMessages, openStoreDatabase } from './db/database.ts';
import { groupStore } from './db/group-store.ts';
import { messageStore, type DevicePosition } from './db/message-store.ts';
import { acknowledgedBuffer } from './domain/acknowledged-buffer.ts';
import { storeEvents } from './events.ts';
import { callServiceHandlers } from './rpc/call-service.ts';
import { groupServiceHandlers } from './rpc/group-service.ts';
import { syncServiceHandlers } from './rpc/sync-service.ts';

const PRESENCE_DEADLINE_MS = 500;
const POSITIONS_EVERY_MS = 200;

export type RunningMessageStore = Running & { readonly grpcAddress: string; readonly managementPort: number };

/** Starts message-store: storage, groups, calls, live delivery, offline decision, sync. */
export function startMessageStore(
  config: MessageStoreConfig,
  { log, onFatal, telemetry }: ServiceContext,
): Promise<RunningMessageStore> {
  const { common } = config;
  const kafka = kafkaOf(common, 'message-store', log);
  return opening(async (open) => {
    const events = storeEvents(log);
    const health = createHealth();
    const access = internalAccess(common, { service: 'message-store', log });
    const phase = startPhase(health);
    // Before all that a start may have to wait for: /readyz says what that is.
    const management = await open.add(
      startManagement({ host: common.listenHost, port: common.managementPort, health, telemetry }),
      (it) => it.close(),
    );
    const db = await open.add(openStoreDatabase({ ...config.database, log, health }), (it) => it.close());
    const maintain = () => maintainMessages(db, Date.now(), config.retentionDays);
    await open.add(maintainHourly(maintain, { log, what: 'messages' }), (it) => it.close());

    await ensureTopics(kafka, topicsOf('message-store'));
    const apps = await open.add(followApps(kafka, { onFatal, service: 'message-store' }), (it) => it.stop());
    await apps.loaded;
    const limitsOf = (app: string) => apps.get(app)?.limits ?? effectiveLimits(undefined);
    const producer = await open.add(createProducer(kafka), (it) => it.close());

    const messages = messageStore(db);
    const groups = groupStore(db);
    const positions = acknowledgedBuffer<DevicePosition>({
      write: (acknowledged) => messages.advance(acknowledged),
      onDropped: (error, count) =>
        log.warn({ err: error, count }, 'positions not written; these messages come once more at the next sync'),
      maxWaiting: 50_000,
    });
    await open.add(
      setInterval(() => void positions.flush(), POSITIONS_EVERY_MS),
      async (timer) => {
        clearInterval(timer);
        await positions.flush();
      },
    );
    const delivery = await open.add(
      streamDelivery({
        credentials: access.to('gateway'),
        log,
        onAcknowledged: (position) => {
          events.acknowledged(1);
          positions.add(position);
        },
      }),
      (it) => it.close(),
    );
    const presence = await open.add(
      createClient(presenceService, {
        address: config.presenceAddress,
        ...access.to('presence'),
        deadlineMs: PRESENCE_DEADLINE_MS,
      }),
      (it) => it.close(),
    );
    const presencePort = presenceClient({ client: presence, events, log });
    const calls = callStore(db);
    const desk = await open.add(callDesk({ calls, producer, events, log, clock: Date.now }), (it) => it.close());
    await open.add(watchCallers({ calls, presence: presencePort, desk, log, clock: Date.now }), (it) => it.close());
    const maintainCalls = () => tidyCalls({ calls, desk, nowMs: Date.now(), retentionDays: config.retentionDays });
    await open.add(maintainHourly(maintainCalls, { log, what: 'calls' }), (it) => it.close());
    const callConsumer = await open.add(
      runConsumer(
        kafka,
        callChangedConsumer({
          calls,
          desk,
          presence: presencePort,
          delivery,
          ackTimeoutMs: (app) => limitsOf(app).ackTimeoutMs,
          producer,
          events,
          clock: Date.now,
        }),
        { producer, onFatal },
      ),
      (it) => it.stop(),
    );
    const consumer = await open.add(
      runConsumer(
        kafka,
        messageAcceptedConsumer({
          messages,
          groups,
          presence: presencePort,
          delivery,
          ackTimeoutMs: (app) => limitsOf(app).ackTimeoutMs,
          producer,
          events,
          clock: Date.now,
        }),
        { producer, onFatal },
      ),
      (it) => it.stop(),
    );
    health.ready('apps', apps.readiness);
    health.ready('messages', consumer.readiness);
    health.live('apps', apps.liveness);
    health.live('messages', consumer.liveness);
    health.ready('calls', callConsumer.readiness);
    health.live('calls', callConsumer.liveness);

    const internal = { authorize: access.authorize, log };
    const server = await open.add(
      startGrpcServer({
        host: common.listenHost,
        port: config.grpcPort,
        ...serverTls(access, log),
        services: [
          serve(
            groupService,
            groupServiceHandlers({ groups, maxMembers: (app) => limitsOf(app).maxGroupMembers }),
            internal,
          ),
          serve(callService, callServiceHandlers({ calls, desk }), internal),
          serve(syncService, syncServiceHandlers({ messages, groups, calls, desk, clock: Date.now }), internal),
        ],
      }),
      (it) => it.close(),
    );
    await open.add(phase.opened(), phase.closing);
    return { grpcAddress: `${common.listenHost}:${server.port}`, managementPort: management.port };
  });
}
