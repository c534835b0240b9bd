import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KafkaConfig } from '@bellhop/kafka';
import { opening, type Running } from '@bellhop/runtime';
import { freshDatabase, testConfig, testServers } from '@bellhop/testkit';
import { offlineUsers, openDevices, type OfflineUser } from './offline-users.ts';
import { createReadyApp, type ReadyApp } from './prepare-app.ts';
import { startSystem, type StartSystemOptions, type System } from './start-system.ts';

const USERS = 100;

/** A whole system on the servers of the tests, every service in a process of its own, with an app and offline users. */
export interface TestSystem extends Running {
  readonly system: System;
  readonly databaseUrl: string;
  readonly kafka: Pick<KafkaConfig, 'brokers' | 'prefix'>;
  /** `shop`, with the simulator's credentials. */
  readonly app: ReadyApp;
  readonly users: readonly OfflineUser[];
  /** Services that ended and were not asked to, with their last words. */
  readonly endedUnasked: readonly string[];
}

export function startTestSystem({
  replicas,
  env,
  limits,
}: Pick<StartSystemOptions, 'replicas' | 'env'> & {
  readonly limits?: Readonly<Record<string, number>>;
} = {}): Promise<TestSystem> {
  return opening(async (add) => {
    const database = await add.add(freshDatabase(testServers().databaseUrl), (it) => it.drop());
    const logDirectory = await add.add(mkdtempSync(join(tmpdir(), 'bellhop-system-')), (it) =>
      rmSync(it, { recursive: true, force: true }),
    );
    const { kafkaBrokers, kafkaPrefix } = testConfig();
    const endedUnasked: string[] = [];
    const system = await add.add(
      startSystem({
        kafkaBrokers,
        kafkaPrefix,
        databaseUrl: database.url,
        logDirectory,
        ...(replicas === undefined ? {} : { replicas }),
        ...(env === undefined ? {} : { env }),
        onEnded: (name, { lastWords }) => endedUnasked.push(`${name}: ${lastWords}`),
      }),
      (it) => it.close(),
    );
    const app = await createReadyApp(system, 'shop', limits);
    const devices = await add.add(openDevices(system.pushRouterAddress, system.keys.internalKey), (it) => it.close());
    const users = await offlineUsers({ app: 'shop', control: system.control, devices }, 'user', USERS);
    const kafka = { brokers: kafkaBrokers, prefix: kafkaPrefix };
    return { system, databaseUrl: database.url, kafka, app, users, endedUnasked };
  });
}
