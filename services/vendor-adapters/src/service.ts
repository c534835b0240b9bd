import { topicsOf } from '@bellhop/contracts';
import { createClient, credentialService, internalAccess, targetService } from '@bellhop/grpc';
import { createProducer, ensureTopics, kafkaOf, runConsumer, type RunningConsumer } from '@bellhop/kafka';
import { createHealth, opening, startManagement, type Running, type ServiceContext } from '@bellhop/runtime';
import { targetChecker } from './clients/target-client.ts';
import { credentialClient } from './clients/credential-client.ts';
import type { VendorAdapterConfig } from './config.ts';
import {
  pushTasksConsumer,
  retriedTasksConsumer,
  retriedUrgentTasksConsumer,
  urgentTasksConsumer,
} from './consumers/push-tasks.ts';
import { adapterEvents } from './events.ts';
import { credentialTester } from './sending/credential-tester.ts';
import { createConversationOrder } from './sending/conversation-order.ts';
import { MAX_WAIT_MS } from './domain/send-outcome.ts';
import { vendorHttpDefaults } from './http/vendor-http.ts';
import { vendorLanes } from './sending/lanes.ts';
import { createRecentTasks } from './sending/recent-tasks.ts';
import { vendorAdapters } from './vendors/index.ts';

/** What a call came to is in Kafka after this. */
const SETTLING_MS = 1_000;

export type RunningVendorAdapter = Running & { readonly managementPort: number };

/** Starts the adapter of one vendor. */
export function startVendorAdapter(
  config: VendorAdapterConfig,
  { log, onFatal, telemetry }: ServiceContext,
): Promise<RunningVendorAdapter> {
  const { common, vendor } = config;
  const kafka = kafkaOf(common, `vendor-adapter-${vendor}`, log);
  return opening(async (open) => {
    const health = createHealth();
    const access = internalAccess(common, { service: `adapter-${vendor}`, log });
    await ensureTopics(kafka, topicsOf(`adapter-${vendor}`));
    const producer = await open.add(createProducer(kafka), (it) => it.close());
    const client = await open.add(
      createClient(credentialService, {
        address: config.pushRouterAddress,
        ...access.to('push-router'),
        deadlineMs: 2_000,
      }),
      (it) => it.close(),
    );
    const targets = await open.add(
      createClient(targetService, {
        address: config.pushRouterAddress,
        ...access.to('push-router'),
        deadlineMs: 2_000,
      }),
      (it) => it.close(),
    );
    const credentials = credentialClient({ client, vendor, clock: Date.now });
    const openLanes = () =>
      open.add(
        vendorLanes<unknown>({
          vendor,
          // Each vendor parses its own credential; which vendor this process has is known at its start only.
          adapter: vendorAdapters[vendor],
          credentials,
          checkTasks: targetChecker({ client: targets, vendor }),
          clock: Date.now,
          onCloseFailed: (error) =>
            log.warn(
              { err: error },
              'connections of an old credential not closed in order; the new one is in use, nothing to do',
            ),
        }),
        (it) => it.close(),
      );
    const shared = {
      vendor,
      testCredential: credentialTester<unknown>({ adapter: vendorAdapters[vendor], credentials, clock: Date.now }),
      producer,
      events: adapterEvents(log, { vendor, metricsApps: common.metricsApps }),
      clock: Date.now,
      random: Math.random,
    };
    const ordinary = {
      ...shared,
      lanes: await openLanes(),
      order: createConversationOrder({ maxWaitMs: MAX_WAIT_MS }),
      recent: createRecentTasks(),
    };
    // Of its own: connections, calls at a time, pauses after 429, and what is known of tokens and quotas.
    const urgent = {
      ...shared,
      lanes: await openLanes(),
      order: createConversationOrder({ maxWaitMs: MAX_WAIT_MS, ordersRetries: true }),
      recent: createRecentTasks(),
    };
    const { longestCallMs = vendorHttpDefaults.totalTimeoutMs } = vendorAdapters[vendor];
    const drainMs = longestCallMs + SETTLING_MS;
    // They stop together: one after the other, each with calls under way, the last ones would be cut off, and their calls made again.
    const consumers = await open.add<RunningConsumer[]>([], (all) => Promise.all(all.map((it) => it.stop())));
    for (const consumer of [
      pushTasksConsumer(ordinary),
      retriedTasksConsumer(ordinary),
      urgentTasksConsumer(urgent),
      retriedUrgentTasksConsumer(urgent),
    ]) {
      const running = await runConsumer(kafka, { ...consumer, drainMs }, { producer, onFatal });
      consumers.push(running);
      health.ready(consumer.group, running.readiness);
      health.live(consumer.group, running.liveness);
    }
    const management = await open.add(
      startManagement({ host: common.listenHost, port: common.managementPort, health, telemetry }),
      (it) => it.close(),
    );
    return { managementPort: management.port };
  });
}
