import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { freePorts, MissingPrerequisite, startServers } from '@bellhop/local-servers';
import { messageOf, opening, silentLogger } from '@bellhop/runtime';
import { gatewayApi } from '../system/gateway-api.ts';
import { startSystem, type System } from '../system/start-system.ts';
import { clientToken } from './client-token.ts';
import { createDemo } from './demo.ts';
import { openDemoApp } from './demo-app.ts';
import { demoDirectory, newDemoState, readDemoState, writeDemoState, type DemoApp } from './demo-state.ts';
import { scenarios } from './scenarios/index.ts';
import { createTimeline } from './timeline.ts';
import { watchPhones } from './watch-phones.ts';

const usage = `The whole system against the vendor simulator, with a demo app and virtual phones.

  npm start -- [--exit] [--fresh] [--http-port N] [--grpc-port N]

  --exit         end after the scenarios: 0 when every push and every message arrived, else 1
  --fresh        forget the data of earlier runs
  --http-port N  of the gateway; default 8080, or a free one when that is taken
  --grpc-port N  of the gateway; default 9000, or a free one when that is taken
`;
const print = (line = ''): void => console.log(line);
const logDirectory = join(relative(process.cwd(), demoDirectory), 'logs');
const begun = performance.now();
const sinceStart = (): string => `${((performance.now() - begun) / 1_000).toFixed(1)} s`;

await main().catch((error: unknown) => {
  console.error(error instanceof MissingPrerequisite ? error.message : `The demo could not run: ${messageOf(error)}`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const options = readOptions();
  if (options === undefined) return;
  const stopped = untilStopped();
  const running = await opening(async (open) => {
    print('Starting Kafka and PostgreSQL …');
    const servers = await open.add(
      startServers({ dataDir: join(demoDirectory, 'servers'), fresh: options.fresh, onProgress: step }),
      (it) => it.stop(),
    );
    const state = (options.fresh ? undefined : readDemoState()) ?? newDemoState();
    writeDemoState(state);
    print('Starting the services …');
    const system: System = await open.add(
      startSystem({
        kafkaBrokers: servers.kafkaBrokers,
        databaseUrl: servers.databaseUrl,
        logDirectory: join(demoDirectory, 'logs'),
        keys: state.keys,
        gatewayPorts: { http: await portOr(options.httpPort, 8080), grpc: await portOr(options.grpcPort, 9000) },
        onProgress: step,
        onEnded: (name, { code, signal }) => {
          print(`${name} ended (${signal ?? `code ${code}`}); starting it again. Its log: ${logOf(name)}`);
          void system.services
            .get(name)
            ?.start()
            .then(
              () => print(`${name} is ready again`),
              (error: unknown) => stopped.now(messageOf(error)),
            );
        },
      }),
      (it) => it.close(),
    );
    const app = await openDemoApp(system, state.app);
    writeDemoState({ ...state, app, httpUrl: system.httpUrl });
    await open.add(undefined, () => writeDemoState({ ...state, app }));
    const demo = await createDemo({
      app: app.name,
      httpUrl: system.httpUrl,
      control: system.control,
      tokenFor: (userId) => clientToken(app, userId),
      api: gatewayApi(system.httpUrl, app.apiKey),
      kafka: { brokers: servers.kafkaBrokers, clientId: 'demo', prefix: '', log: silentLogger() },
    });
    await open.add(undefined, () => demo.alice.kill());
    print(`The system is up after ${sinceStart()}: ${system.services.size} services and the vendor simulator.`);
    return { system, app, demo };
  });
  try {
    const failures: string[] = [];
    for (const [index, scenario] of scenarios.entries()) {
      if (stopped.reason !== undefined) break;
      print(`\n${index + 1}  ${scenario.title}`);
      const timeline = createTimeline(print);
      await scenario.play(running.demo, timeline);
      failures.push(...timeline.failures.map((text) => `${index + 1}: ${text}`));
    }
    print();
    if (failures.length === 0) print(`All ${scenarios.length} scenarios went as they should.`);
    else print(`Not as it should be:\n${failures.map((text) => `  ${text}`).join('\n')}`);
    if (failures.length > 0) process.exitCode = 1;
    if (!options.exit && stopped.reason === undefined) {
      const watching = await watchPhones(running.system.control, print);
      printAddresses(running.system, running.app);
      await stopped.promise;
      watching.stop();
    }
    if (stopped.reason !== undefined && stopped.reason !== 'Ctrl-C') {
      print(stopped.reason);
      process.exitCode = 1;
    }
  } finally {
    print('\nStopping …');
    await running.close();
    print(options.exit ? 'Stopped.' : 'Stopped. The data is kept for the next run; `npm start -- --fresh` forgets it.');
  }
  // The SDK of a killed phone still tries to come back, as on a real phone.
  process.exit();
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        exit: { type: 'boolean', default: false },
        fresh: { type: 'boolean', default: false },
        'http-port': { type: 'string' },
        'grpc-port': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      print(usage);
      return undefined;
    }
    const port = (name: 'http-port' | 'grpc-port'): number | undefined => {
      const text = values[name];
      if (text === undefined) return undefined;
      const number = Number(text);
      if (!Number.isInteger(number) || number < 1 || number > 65_535)
        throw new Error(`--${name} must be a port from 1 to 65535, not "${text}".`);
      return number;
    };
    return { exit: values.exit, fresh: values.fresh, httpPort: port('http-port'), grpcPort: port('grpc-port') };
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${usage}`);
    process.exitCode = 2;
    return undefined;
  }
}

/** The port that was asked for, or says that it is taken; without a wish the usual one, or a free one. */
async function portOr(wished: number | undefined, usual: number): Promise<number> {
  if (wished !== undefined) {
    if (await isFree(wished)) return wished;
    throw new MissingPrerequisite(`Port ${wished} is taken: stop what uses it, or give another one.`);
  }
  if (await isFree(usual)) return usual;
  const [free] = await freePorts(1);
  step(`Port ${usual} is taken; the gateway uses ${free}`);
  return free ?? 0;
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function step(line: string): void {
  print(`  ${line}`);
}

function logOf(name: string): string {
  return join(logDirectory, `${name}.log`);
}

function printAddresses({ httpUrl, grpcAddress, keys, simulator }: System, app: DemoApp): void {
  const body = JSON.stringify({
    fromUserID: 'alice',
    toUserID: 'bob',
    text: 'hello',
    pushConfig: { title: 'Alice', content: 'hello' },
  });
  print(`
  HTTP       ${httpUrl}    OpenAPI: ${httpUrl}/openapi.json
  WebSocket  ${httpUrl.replace('http', 'ws')}/v1/ws
  gRPC       ${grpcAddress}
  simulator  ${simulator.controlUrl}    its phones, credentials and faults
  app        ${app.name}
  API key    ${app.apiKey}
  operator   ${keys.operatorKey}
  logs       ${logDirectory}

Ring bob's five phones yourself:

  curl -s ${httpUrl}/v1/apps/${app.name}/messages -H 'authorization: Bearer ${app.apiKey}' \\
    -H 'content-type: application/json' -d '${body}'

See what happened to a message, in another terminal of this folder:

  npm run trace -- <messageID>

A client token for the SDK: npm run token -- <userID>

Ctrl-C stops everything.
`);
}

/** Ctrl-C, or a service that does not come back. */
function untilStopped() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const state = {
    reason: undefined as string | undefined,
    promise,
    now: (reason: string) => {
      state.reason ??= reason;
      resolve();
    },
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => state.now('Ctrl-C'));
  return state;
}
