import { deadLetterTopic, pushOutcomeTopic, serviceNames } from '@bellhop/contracts';
import { authorizeInternal, serve, startGrpcServer, traceService } from '@bellhop/grpc';
import { createProducer, ensureTopics, runConsumer } from '@bellhop/kafka';
import { maintainHourly } from '@bellhop/postgres';
import { createHealth, opening, startManagement, type Running, type ServiceContext } from '@bellhop/runtime';
import type { PushHistoryConfig } from './config.ts';
import { deadLettersConsumer } from './consumers/dead-letters.ts';
import { pushOutcomesConsumer } from './consumers/push-outcomes.ts';
import { maintainTrace, openHistoryDatabase } from './db/database.ts';
import { traceStore } from './db/trace-store.ts';
import { historyEvents } from './events.ts';
import { traceServiceHandlers } from './rpc/trace-service.ts';

export type RunningPushHistory = Running & { readonly grpcAddress: string; readonly managementPort: number };

/** Starts push-history: what became of messages and pushes. */
export function startPushHistory(
  config: PushHistoryConfig,
  { log, onFatal, telemetry }: ServiceContext,
): Promise<RunningPushHistory> {
  const { common } = config;
  const kafka = { brokers: common.kafkaBrokers, clientId: 'push-history', prefix: common.kafkaPrefix, log };
  return opening(async (open) => {
    const events = historyEvents();
    const health = createHealth();

    const db = await open.add(
      openHistoryDatabase({ url: config.databaseUrl.reveal(), poolSize: config.databasePoolSize, log }),
      (it) => it.close(),
    );
    const maintain = () => maintainTrace(db, Date.now(), config.traceRetentionDays);
    await open.add(maintainHourly(maintain, { log, what: 'trace' }), (it) => it.close());
    await ensureTopics(kafka, [pushOutcomeTopic, ...serviceNames.map(deadLetterTopic)]);
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

    const server = await open.add(
      startGrpcServer({
        host: common.listenHost,
        port: config.grpcPort,
        services: [
          serve(traceService, traceServiceHandlers({ trace }), {
            authorize: authorizeInternal(common.internalKey),
            log,
          }),
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
