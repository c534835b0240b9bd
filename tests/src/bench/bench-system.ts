import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vendorNames, vendorToProto, type VendorName } from '@bellhop/contracts';
import { createClient, deviceService } from '@bellhop/grpc';
import { startServers } from '@bellhop/local-servers';
import { opening, Secret, type Running } from '@bellhop/runtime';
import { gatewayApi, type GatewayApi } from '../system/gateway-api.ts';
import { packageName, prepareApp } from '../system/prepare-app.ts';
import { startSystem, type System } from '../system/start-system.ts';
import { descendantsCalled, usageOf, type Usage } from './process-usage.ts';

export const app = 'bench';

/** A user with one phone. */
export interface OfflineUser {
  readonly userId: string;
  readonly vendor: VendorName;
  readonly token: string;
}

/** The system under measurement: every service in a process of its own, beside Kafka, Postgres and the simulator. */
export interface Bench extends Running {
  readonly system: System;
  readonly operator: GatewayApi;
  readonly api: GatewayApi;
  readonly apiKey: string;
  readonly clientTokenSecret: string;
  /** Registers users who are offline, their phones spread evenly over the vendors. */
  offlineUsers(prefix: string, count: number): Promise<OfflineUser[]>;
  /** Processor time and memory of everything that runs, by name. */
  usage(): Map<string, Usage>;
  progress(line: string): void;
}

const REGISTERING = 16;

export async function startBench(options: {
  readonly progress: (line: string) => void;
  /** Writes a CPU profile of every service there when it ends. */
  readonly profileDirectory?: string | undefined;
}): Promise<Bench> {
  const { progress, profileDirectory } = options;
  return opening(async (open) => {
    const directory = await open.add(mkdtempSync(join(tmpdir(), 'bellhop-bench-')), (it) =>
      rmSync(it, { recursive: true, force: true }),
    );
    const servers = await open.add(startServers({ onProgress: progress }), (it) => it.stop());
    const quiet = { LOG_LEVEL: 'warn' };
    const system = await open.add(
      startSystem({
        kafkaBrokers: servers.kafkaBrokers,
        databaseUrl: servers.databaseUrl,
        logDirectory: join(directory, 'logs'),
        onProgress: progress,
        env: { gateway: { ...quiet, LOGIN_TIMEOUT_MS: '30000' }, 'message-store': quiet, 'push-router': quiet },
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
    const operator = gatewayApi(system.httpUrl, system.keys.operatorKey);
    const created = await operator<{ apiKey: string; clientTokenSecret: string }>('POST', '/v1/apps', {
      app,
      name: 'Benchmark',
      packageName,
      limits: { apiMessagesPerSecond: 1_000_000, messagesPerSecond: 1_000 },
    });
    await prepareApp(app, operator, system.control, system.simulator.urls);
    const api = gatewayApi(system.httpUrl, created.apiKey);
    const devices = await open.add(
      createClient(deviceService, {
        address: system.pushRouterAddress,
        key: new Secret(system.keys.internalKey),
        deadlineMs: 10_000,
      }),
      (it) => it.close(),
    );
    await untilKnown(api);
    const servants = { kafka: descendantsCalled('java'), postgres: () => descendantsCalled('postgres') };
    return {
      system,
      operator,
      api,
      apiKey: created.apiKey,
      clientTokenSecret: created.clientTokenSecret,
      progress,
      offlineUsers: async (prefix: string, count: number) => {
        const perVendor = Math.ceil(count / vendorNames.length);
        const users: OfflineUser[] = [];
        for (const vendor of vendorNames) {
          const phones = await system.control.createPhones({ vendor, count: perVendor });
          users.push(...phones.map(({ token }, index) => ({ userId: `${prefix}-${vendor}-${index}`, vendor, token })));
        }
        await concurrently(REGISTERING, users, async ({ userId, vendor, token }) => {
          await devices.registerDevice({ app, deviceId: userId, userId, vendor: vendorToProto(vendor), token });
        });
        return interleaved(users, perVendor).slice(0, count);
      },
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

/** Vendor after vendor, so that any run of users meets all vendors alike. */
function interleaved(users: readonly OfflineUser[], perVendor: number): OfflineUser[] {
  return Array.from({ length: perVendor }, (_, index) =>
    vendorNames.flatMap((_vendor, group) => users[group * perVendor + index] ?? []),
  ).flat();
}

/** Works through a list with a few workers. */
export async function concurrently<T>(
  workers: number,
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const queue = items.entries();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (const [index, item] of queue) await work(item, index);
    }),
  );
}

async function untilKnown(api: GatewayApi): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await api('POST', `/v1/apps/${app}/presence`, { userIDs: ['nobody'] });
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
