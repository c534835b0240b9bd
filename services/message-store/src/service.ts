import { effectiveLimits, limitBounds, topicsOf } from '@bellhop/contracts';
import {
  callService,
  conversationService,
  createClient,
  groupService,
  internalAccess,
  presenceService,
  serve,
  serverTls,
  startGrpcServer,
  recipientService,
  syncService,
  userDataService,
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
import { callDesk } from './calls/call-desk.ts';
import { tidyCalls } from './calls/tidy-calls.ts';
import { watchCallers } from './calls/caller-watch.ts';
import { streamDelivery } from './clients/delivery.ts';
import { missedUsers } from './clients/missed-users.ts';
import { askPresence, presenceClient } from './clients/presence-client.ts';
import type { MessageStoreConfig } from './config.ts';
import { callChangedConsumer } from './consumers/call-changed.ts';
import { messageAcceptedConsumer } from './consumers/message-accepted.ts';
import { retentionKeeper } from './conversations/keep-retention.ts';
import { messageRevoker } from './conversations/revoke-message.ts';
import { conversationTeller } from './conversations/tell-conversation.ts';
import { callStore } from './db/call-store.ts';
import { maintainMessages, openStoreDatabase } from './db/database.ts';
import { deletionStore } from './db/deletion-store.ts';
import { erasureStore } from './db/erasure-store.ts';
import { messageFinder } from './db/find-message.ts';
import { groupChangeStore } from './db/group-change-store.ts';
import { groupStore } from './db/group-store.ts';
import { groupTransactions } from './db/group-transactions.ts';
import { historyStore } from './db/history-store.ts';
import { expansionStore } from './db/expansion-store.ts';
import { memberPages } from './db/member-pages.ts';
import { messageStore, type Had } from './db/message-store.ts';
import { readStore } from './db/read-store.ts';
import { settingStore } from './db/setting-store.ts';
import { acknowledgedBuffer } from './domain/acknowledged-buffer.ts';
import { keptDays, oldestKeptMs } from './domain/retention.ts';
import { storeEvents } from './events.ts';
import { groupLeaver } from './groups/leave-group.ts';
import { groupTeller } from './groups/tell-group.ts';
import { callServiceHandlers } from './rpc/call-service.ts';
import { conversationServiceHandlers } from './rpc/conversation-service.ts';
import { groupServiceHandlers } from './rpc/group-service.ts';
import { recipientServiceHandlers } from './rpc/recipient-service.ts';
import { syncServiceHandlers } from './rpc/sync-service.ts';
import { userDataServiceHandlers } from './rpc/user-data-service.ts';

const PRESENCE_DEADLINE_MS = 500;
/** Another replica of presence is asked, too, when one says nothing for so long. */
const PRESENCE_HEDGE_MS = 200;
const POSITIONS_EVERY_MS = 200;
/** As long as gateways wait for an answer. */
const GROUP_CHANGE_WAITS_MS = 3_000;
/** Kafka has a message no longer than this, so that it cannot come again. */
const EXPANSION_KNOWN_FOR_MS = 7 * 86_400_000;

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
    const maintain = () => maintainMessages(db, Date.now(), keptDays(config.retentionDays));
    await open.add(maintainHourly(maintain, { log, what: 'messages' }), (it) => it.close());

    await ensureTopics(kafka, topicsOf('message-store'));
    const apps = await open.add(followApps(kafka, { onFatal, service: 'message-store' }), (it) => it.stop());
    await apps.loaded;
    const limitsOf = (app: string) => apps.get(app)?.limits ?? effectiveLimits(undefined);
    const producer = await open.add(createProducer(kafka), (it) => it.close());

    const messages = messageStore(db);
    const inGroupTransaction = groupTransactions(db, {
      atOnce: Math.max(1, Math.floor(config.database.poolSize / 2)),
      longestWaitMs: GROUP_CHANGE_WAITS_MS,
    });
    const groups = groupStore(db, inGroupTransaction);
    const members = memberPages(db);
    const expansions = expansionStore(db);
    await open.add(
      maintainHourly(() => expansions.forgetOlder(Date.now() - EXPANSION_KNOWN_FOR_MS), {
        log,
        what: 'progress of messages to large groups',
      }),
      (it) => it.close(),
    );
    const settings = settingStore(db);
    const deletions = deletionStore(db);
    const keeper = await open.add(
      retentionKeeper({ db, deletions, apps, retentionDays: config.retentionDays, log, clock: Date.now }),
      (it) => it.close(),
    );
    await open.add(
      maintainHourly(() => keeper.begin(), { log, what: 'retention of apps' }),
      (it) => it.close(),
    );
    const oldestAtMs = (app: string) =>
      oldestKeptMs(limitsOf(app).messageRetentionDays, config.retentionDays, Date.now());
    const positions = acknowledgedBuffer<Had>({
      write: (had) => messages.advance(had),
      placeOf: ({ app, userId, deviceId, conversationId }) => [app, userId, deviceId, conversationId].join(' '),
      longestAckMs: limitBounds.ackTimeoutMs.max,
      onDropped: (error, count) =>
        log.warn({ err: error, count }, 'positions not written; these messages come once more at the next sync'),
      maxWaiting: 50_000,
      clock: () => performance.now(),
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
          positions.add({ ...position, isOwn: false });
        },
        onUnreached: (users) => void missed.add(users),
      }),
      (it) => it.close(),
    );
    const presence = await open.add(
      createClient(presenceService, {
        address: config.presenceAddress,
        ...access.to('presence'),
        deadlineMs: PRESENCE_DEADLINE_MS,
        hedgeAfterMs: PRESENCE_HEDGE_MS,
      }),
      (it) => it.close(),
    );
    const missed = await open.add(
      missedUsers({
        ask: async (users) => (await askPresence(presence, users)).known,
        tell: (address, request) => delivery.tellMissed(address, request),
        events,
        log,
        clock: Date.now,
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
          missed,
          ackTimeoutMs: (app) => limitsOf(app).ackTimeoutMs,
          producer,
          events,
          clock: Date.now,
        }),
        { producer, onFatal },
      ),
      (it) => it.stop(),
    );
    const pushRules = {
      pushesByDefault: (app: string) => apps.get(app)?.pushRules.pushesByDefault ?? false,
      pushesInsteadInBackground: (app: string) => apps.get(app)?.pushRules.background === 'BACKGROUND_POLICY_PUSH',
    };
    const accepted = await open.add(
      messageAcceptedConsumer({
        messages,
        members,
        expansions,
        presence: presencePort,
        delivery,
        missed,
        settings,
        ackTimeoutMs: (app) => limitsOf(app).ackTimeoutMs,
        ...pushRules,
        onWritten: (position) => positions.add({ ...position, isOwn: true }),
        producer,
        events,
        log,
        clock: Date.now,
      }),
      (it) => it.close(),
    );
    const consumer = await open.add(runConsumer(kafka, accepted, { producer, onFatal }), (it) => it.stop());
    health.ready('apps', apps.readiness);
    health.ready('messages', consumer.readiness);
    health.live('apps', apps.liveness);
    health.live('messages', consumer.liveness);
    health.ready('calls', callConsumer.readiness);
    health.live('calls', callConsumer.liveness);

    const tellGroup = groupTeller({
      members,
      presence: presencePort,
      delivery,
      ackTimeoutMs: (app) => limitsOf(app).ackTimeoutMs,
      log,
      clock: Date.now,
    });
    const leaveGroup = groupLeaver({ groups, tell: tellGroup });
    const finder = messageFinder(db);
    const internal = { authorize: access.authorize, log };
    const server = await open.add(
      startGrpcServer({
        host: common.listenHost,
        port: config.grpcPort,
        ...serverTls(access, log),
        services: [
          serve(
            groupService,
            groupServiceHandlers({
              groups,
              changes: groupChangeStore(db, inGroupTransaction),
              leave: leaveGroup,
              tell: tellGroup,
              maxMembers: (app) => limitsOf(app).maxGroupMembers,
              clock: Date.now,
            }),
            internal,
          ),
          serve(callService, callServiceHandlers({ calls, desk }), internal),
          serve(
            conversationService,
            conversationServiceHandlers({
              settings,
              reads: readStore(db),
              history: historyStore(db),
              deletions,
              messages: finder,
              revoke: messageRevoker({
                messages: finder,
                producer,
                revokeWithinSeconds: (app) => limitsOf(app).revokeWithinSeconds,
                clock: Date.now,
              }),
              tell: conversationTeller({
                presence: presencePort,
                delivery,
                ackTimeoutMs: (app) => limitsOf(app).ackTimeoutMs,
                log,
              }),
              oldestAtMs,
              clock: Date.now,
            }),
            internal,
          ),
          serve(
            userDataService,
            userDataServiceHandlers({ store: erasureStore(db), leaveGroup, calls, desk }),
            internal,
          ),
          serve(
            recipientService,
            recipientServiceHandlers({ members, presence: presencePort, settings, ...pushRules, clock: Date.now }),
            internal,
          ),
          serve(
            syncService,
            syncServiceHandlers({ messages, groups, calls, desk, oldestAtMs, clock: Date.now }),
            internal,
          ),
        ],
      }),
      (it) => it.close(),
    );
    await open.add(phase.opened(), phase.closing);
    return { grpcAddress: `${common.listenHost}:${server.port}`, managementPort: management.port };
  });
}
