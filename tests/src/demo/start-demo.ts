import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { freePorts, MissingPrerequisite, startServers } from '@bellhop/local-servers';
import { messageOf, opening, silentLogger, type Running } from '@bellhop/runtime';
import { gatewayApi } from '../system/gateway-api.ts';
import { startSystem, type System } from '../system/start-system.ts';
import { clientToken } from './client-token.ts';
import { createDemo, type Demo } from './demo.ts';
import { openDemoApp } from './demo-app.ts';
import { demoDirectory, newDemoState, readDemoState, writeDemoState, type DemoApp } from './demo-state.ts';
import type { DemoOptions } from './options.ts';

const phonesDirectory = join(demoDirectory, 'phones');
/** Where the services write, as seen from here. */
export const logDirectory = join(relative(process.cwd(), demoDirectory), 'logs');

/** How long the second app gathers messages of a conversation before it tells of them together. */
const FOLD_SECONDS = 3;

export interface RunningDemo extends Running {
  readonly system: System;
  readonly app: DemoApp;
  readonly demo: Demo;
}

/** Starts servers, services, simulator and the demo's app, telling how far it is. */
export async function startDemo(
  options: DemoOptions,
  surroundings: {
    readonly print: (line: string) => void;
    /** Aborted: the start is given up at the next step. */
    readonly signal: AbortSignal;
    /** A service ended and does not start again. */
    readonly onBroken: (why: string) => void;
  },
): Promise<RunningDemo> {
  const { print, signal, onBroken } = surroundings;
  const begun = performance.now();
  const step = (line: string): void => print(`  ${line}`);
  return opening(async (open) => {
    print('Starting Kafka and PostgreSQL …');
    const servers = await open.add(
      startServers({ dataDir: join(demoDirectory, 'servers'), fresh: options.fresh, onProgress: step }),
      (it) => it.stop(),
    );
    signal.throwIfAborted();
    const state = (options.fresh ? undefined : readDemoState()) ?? newDemoState();
    writeDemoState(state);
    if (options.fresh) await rm(phonesDirectory, { recursive: true, force: true });
    print('Starting the services …');
    let apps: { app: DemoApp; foldingApp: DemoApp } | undefined;
    const system: System = await open.add(
      startSystem({
        kafkaBrokers: servers.kafkaBrokers,
        databaseUrl: servers.databaseUrl,
        logDirectory: join(demoDirectory, 'logs'),
        keys: state.keys,
        gatewayPorts: {
          http: await choosePort(options.httpPort, { usual: 8080, tell: step }),
          grpc: await choosePort(options.grpcPort, { usual: 9000, tell: step }),
        },
        onProgress: step,
        beforeAdapters: async (doors) => {
          const [app, foldingApp] = await Promise.all([
            openDemoApp(doors, state.app, { name: 'demo' }),
            openDemoApp(doors, state.foldingApp, { name: 'demo-folding', limits: { foldSeconds: FOLD_SECONDS } }),
          ]);
          apps = { app, foldingApp };
        },
        onEnded: (name, { code, signal: killedBy }) => {
          const log = join(logDirectory, `${name}.log`);
          print(`${name} ended (${killedBy ?? `code ${code}`}); starting it again. Its log: ${log}`);
          system.services
            .get(name)
            ?.start()
            .then(
              () => print(`${name} is ready again`),
              (error: unknown) => onBroken(messageOf(error)),
            );
        },
      }),
      (it) => it.close(),
    );
    signal.throwIfAborted();
    if (apps === undefined) throw new TypeError('the system started without its apps');
    const opened: { app: DemoApp; foldingApp: DemoApp } = apps;
    writeDemoState({ ...state, ...opened, httpUrl: system.httpUrl, kafkaBrokers: servers.kafkaBrokers });
    await open.add(undefined, () => writeDemoState({ ...state, ...opened }));
    const phonesOf = (app: DemoApp) => ({
      app: app.name,
      httpUrl: system.httpUrl,
      control: system.control,
      phonesDirectory: join(phonesDirectory, app.name),
      tokenFor: (userId: string) => clientToken(app, userId),
      api: gatewayApi(system.httpUrl, app.apiKey),
    });
    const demo = await createDemo(phonesOf(opened.app), {
      folding: phonesOf(opened.foldingApp),
      kafka: { brokers: servers.kafkaBrokers, clientId: 'demo', prefix: '', log: silentLogger() },
    });
    await open.add(undefined, () => [demo, demo.folding].forEach(({ alice }) => alice.kill()));
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    print(`The system is up after ${seconds} s: ${system.services.size} services and the vendor simulator.`);
    return { system, app: opened.app, demo };
  });
}

/** The port that was asked for, or says that it is taken; without a wish the usual one, or a free one. */
async function choosePort(
  wished: number | undefined,
  { usual, tell }: { usual: number; tell: (line: string) => void },
): Promise<number> {
  if (wished !== undefined) {
    if (await isFree(wished)) return wished;
    throw new MissingPrerequisite(`Port ${wished} is taken: stop what uses it, or give another one.`);
  }
  if (await isFree(usual)) return usual;
  const [free = 0] = await freePorts(1);
  tell(`Port ${usual} is taken; the gateway uses ${free}`);
  return free;
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
