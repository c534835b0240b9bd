import { topicsOf } from '@bellhop/contracts';
import { internalAccess, serve, serverTls, startGrpcServer, traceService, userDataService } from '@bellhop/grpc';
import { createProducer, ensureTopics, kafkaOf, runConsumer } from '@bellhop/kafka';
import { maintainHourly } from '@bellhop/postgres';
import {
  createHealth,
  opening,
  startManagement,
  startPhase,
  type Running,
  type ServiceContext,
} from '@bellhop/runtime';
import type { PushHistoryConfig } from './config.ts';
import { deadLettersConsumer } from './consumers/dead-letters.ts';
import { pushOutcomesConsumer } from './consumers/push-outcomes.ts';
import { maintainTrace, openHistoryDatabase } from './db/database.ts';
import { traceStore } from './db/trace-store.ts';
import { historyEvents } from './events.ts';
import { traceServiceHandlers } from './rpc/trace-service.ts';
import { userDataServiceHandlers } from './rpc/user-data-service.ts';

export type RunningPushHistory = Running & { readonly grpcAddress: string; readonly managementPort: number };

/** Starts push-history: what became of messages and pushes. */
export function startPushHistory(
  config: PushHistoryConfig,
  { log, onFatal, telemetry }: ServiceContext,
): Promise<RunningPushHistory> {
  const { common } = config;
  const kafka = kafkaOf(common, 'push-history', log);
  return opening(async (open) => {
    const events = historyEvents();
    const health = createHealth();
    const access = internalAccess(common, { service: 'push-history', log });
    const phase = startPhase(health);
    // Before all that a start may have to wait for: /readyz says what that is.
    const management = await open.add(
      startManagement({ host: common.listenHost, port: common.managementPort, health, telemetry }),
      (it) => it.close(),
    );

    const db = await open.add(openHistoryDatabase({ ...config.database, log, health }), (it) => it.close());
    const maintain = () => maintainTrace(db, Date.now(), config.traceRetentionDays);
    await open.add(maintainHourly(maintain, { log, what: 'trace' }), (it) => it.close());
    await ensureTopics(kafka, topicsOf('push-history'));
    const producer = await open.add(createProducer(kafka), (it) => it.close());
    const trace = traceStore(db);

    const consumers = {
      outcomes: await open.add(
        runConsumer(kafka, pushOutcomesConsumer({ trace, events }), { producer, onFatal }),
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

    const internal = { authorize: access.authorize, log };
    const server = await open.add(
      startGrpcServer({
        host: common.listenHost,
        port: config.grpcPort,
        ...serverTls(access, log),
        services: [
          serve(traceService, traceServiceHandlers({ trace }), internal),
          serve(userDataService, userDataServiceHandlers({ trace }), internal),
        ],
      }),
      (it) => it.close(),
    );
    await open.add(phase.opened(), phase.closing);
    return { grpcAddress: `${common.listenHost}:${server.port}`, managementPort: management.port };
  });
}
