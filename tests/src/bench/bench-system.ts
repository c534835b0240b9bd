import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServers } from '@bellhop/local-servers';
import type { KafkaConfig } from '@bellhop/kafka';
import { opening, silentLogger, type Running } from '@bellhop/runtime';
import type { GatewayApi } from '../system/gateway-api.ts';
import { offlineUsers, openDevices, type OfflineUser } from '../system/offline-users.ts';
import { createReadyApp } from '../system/prepare-app.ts';
import type { SystemSettings } from '../system/services.ts';
import { startSystem, type System } from '../system/start-system.ts';
import { measureYardstick, type Yardstick } from './yardstick/yardstick.ts';
import type { MeasuredSpan } from './cpu-profile.ts';
import { statementStatistics } from './statement-profile.ts';
import { descendantsCalled, usageOf, type Usage } from './process-usage.ts';

export const app = 'bench';

/** The system under measurement: every service in a process of its own, beside Kafka, Postgres and the simulator. */
export interface Bench extends Running {
  readonly system: System;
  readonly kafka: KafkaConfig;
  /** How fast the machine was just before the services started. */
  readonly yardstick: Yardstick;
  readonly api: GatewayApi;
  readonly apiKey: string;
  readonly clientTokenSecret: string;
  readonly databaseUrl: string;
  /** Registers users who are offline, their phones spread evenly over the vendors. */
  offlineUsers(prefix: string, count: number): Promise<OfflineUser[]>;
  /** Processor time and memory of everything that runs, by name. */
  usage(): Map<string, Usage>;
  progress(line: string): void;
  /** What was measured last; everything until then. */
  measured: MeasuredSpan;
}

export async function startBench(options: {
  readonly progress: (line: string) => void;
  /** Writes a CPU profile of every service there when it ends. */
  readonly profileDirectory?: string | undefined;
  readonly replicas?: SystemSettings['replicas'];
}): Promise<Bench> {
  const { progress, profileDirectory, replicas } = options;
  return opening(async (open) => {
    const directory = await open.add(mkdtempSync(join(tmpdir(), 'bellhop-bench-')), (it) =>
      rmSync(it, { recursive: true, force: true }),
    );
    const servers = await open.add(
      startServers({
        onProgress: progress,
        ...(profileDirectory === undefined ? {} : { postgresSettings: statementStatistics }),
      }),
      (it) => it.stop(),
    );
    progress('measuring the yardstick');
    const yardstick = await measureYardstick(servers, join(directory, 'logs'));
    const quiet = { LOG_LEVEL: 'warn' };
    const system = await open.add(
      startSystem({
        kafkaBrokers: servers.kafkaBrokers,
        databaseUrl: servers.databaseUrl,
        logDirectory: join(directory, 'logs'),
        onProgress: progress,
        ...(replicas === undefined ? {} : { replicas }),
        env: {
          gateway: { ...quiet, LOGIN_TIMEOUT_MS: '30000' },
          'message-store': quiet,
          'push-router': quiet,
          'push-history': quiet,
        },
        nodeFlags: (name) =>
          profileDirectory === undefined
            ? []
            : ['--cpu-prof', `--cpu-prof-dir=${profileDirectory}`, `--cpu-prof-name=${name}.cpuprofile`],
        onEnded: (name, { code, signal, lastWords }) => {
          console.error(`${name} ended (${signal ?? `code ${code}`}): ${lastWords}`);
          process.exit(1);
        },
      }),
      (it) => it.close(),
    );
    const { api, apiKey, clientTokenSecret } = await createReadyApp(system, app, {
      apiMessagesPerSecond: 1_000_000,
      messagesPerSecond: 1_000,
      maxGroupMembers: 100_000,
    });
    const devices = await open.add(openDevices(system.pushRouterAddress, system.keys.internalKey), (it) => it.close());
    const servants = { kafka: descendantsCalled('java'), postgres: () => descendantsCalled('postgres') };
    return {
      system,
      yardstick,
      kafka: { brokers: servers.kafkaBrokers, clientId: 'bench', prefix: '', log: silentLogger() },
      api,
      apiKey,
      clientTokenSecret,
      databaseUrl: servers.databaseUrl,
      progress,
      measured: { fromUs: 0, toUs: Infinity },
      offlineUsers: (prefix: string, count: number) =>
        offlineUsers({ app, control: system.control, devices }, prefix, count),
      usage: () => {
        const sum = (pids: readonly number[]): Usage => {
          const used = pids.flatMap((pid) => usageOf(pid) ?? []);
          return {
            rssBytes: used.reduce((total, { rssBytes }) => total + rssBytes, 0),
            cpuMs: used.reduce((total, { cpuMs }) => total + cpuMs, 0),
          };
        };
        return new Map([
          ...[...system.services.values()].map(({ name, pid }) => [name as string, sum([pid])] as const),
          ['simulator', sum([system.simulator.pid])] as const,
          ['kafka', sum(servants.kafka)] as const,
          ['postgres', sum(servants.postgres())] as const,
          ['load generator', sum([process.pid])] as const,
        ]);
      },
    };
  });
}
