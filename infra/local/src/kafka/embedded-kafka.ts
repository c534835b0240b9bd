import { randomBytes } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { DataDirectory } from '../data-directory.ts';
import { onFreePorts } from '../free-ports.ts';
import { packageDirectory } from '../package-directory.ts';
import { untilReady } from '../readiness.ts';
import { runCommand } from '../run-command.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { findJava } from './java.ts';
import { kafkaJars } from './kafka-jars.ts';
import { serverProperties } from './server-properties.ts';

// The serial collector is the cheapest on two cores. Only the short formatting run stops at C1: the broker needs C2's code.
const JVM_FLAGS = ['-XX:+UseSerialGC', '-Djava.awt.headless=true'];
const BROKER_FLAGS = ['-Xms256m', '-Xmx512m', ...JVM_FLAGS];
const FORMAT_FLAGS = ['-Xmx128m', '-XX:TieredStopAtLevel=1', ...JVM_FLAGS];

interface Deps {
  readonly data: DataDirectory;
  readonly supervisor: Supervisor;
  readonly env: NodeJS.ProcessEnv;
  /** What it listens on, and what clients are told to connect to. */
  readonly host: string;
  readonly onProgress: (line: string) => void;
}

/** Runs Apache Kafka from its Maven artifacts, as one KRaft node of this machine; returns its brokers. */
export async function startEmbeddedKafka({ data, supervisor, env, host, onProgress }: Deps): Promise<string[]> {
  return onFreePorts(2, async ([brokerPort = 0, controllerPort = 0]) => {
    const addresses = { listenHost: host, advertisedHost: host, brokerPort, controllerPort };
    await runEmbeddedKafka({
      home: join(data.path, 'kafka'),
      supervisor,
      env,
      onProgress,
      isTemporary: data.isTemporary,
      host,
      brokerPort,
      properties: (dataDirectory) => serverProperties({ ...addresses, dataDirectory }),
    });
    return [`${host}:${brokerPort}`];
  });
}

export interface EmbeddedNode {
  /** Directory of its properties, its log and its data. */
  readonly home: string;
  readonly supervisor: Supervisor;
  readonly env: NodeJS.ProcessEnv;
  readonly onProgress: (line: string) => void;
  /** What is thrown away needs no orderly end. */
  readonly isTemporary: boolean;
  /** Where it listens. Default 127.0.0.1. */
  readonly host?: string;
  /** It serves when this port accepts a connection. */
  readonly brokerPort: number;
  /** Its `server.properties`, given where its data lies. */
  readonly properties: (dataDirectory: string) => Record<string, string>;
  /** Further arguments of the first formatting, e.g. users. */
  readonly formatArgs?: readonly string[];
}

/** Runs one node with these properties; resolves when it serves. */
export async function runEmbeddedKafka(node: EmbeddedNode): Promise<void> {
  const { home, supervisor, env, isTemporary, host = '127.0.0.1', brokerPort, properties, formatArgs = [] } = node;
  const { java, classPath } = await kafkaClasses(env, node.onProgress);
  const storage = join(home, 'data');
  const propertiesFile = join(home, 'server.properties');
  await mkdir(home, { recursive: true });
  const write = (dataDirectory: string): Promise<void> =>
    writeFile(propertiesFile, asProperties(properties(dataDirectory)));

  if (!(await isFormatted(storage))) {
    // Formatted aside and renamed: an interrupted format leaves nothing that looks complete.
    const aside = `${storage}.new`;
    await rm(aside, { recursive: true, force: true });
    await write(aside);
    const format = ['kafka.tools.StorageTool', 'format', '--cluster-id', newClusterId(), '--config', propertiesFile];
    await runCommand({ command: java, args: [...FORMAT_FLAGS, ...classPath, ...format, ...formatArgs], env });
    await rename(aside, storage);
  }
  await write(storage);
  const server = supervisor.run({
    name: 'Kafka',
    command: java,
    args: [...BROKER_FLAGS, ...classPath, 'kafka.Kafka', propertiesFile],
    cwd: home,
    env: { ...env, JAVA_TOOL_OPTIONS: '' },
    logFile: join(home, 'kafka.log'),
    stopSignal: isTemporary ? 'SIGKILL' : 'SIGTERM',
    graceMs: 10_000,
  });
  await untilReady(server, {
    line: 'Kafka Server started',
    portTaken: /Address already in use|Socket server failed to bind/,
    host,
    port: brokerPort,
    timeoutMs: 60_000,
  });
}

/** Java, and what it needs to find Kafka's classes and where they log. */
async function kafkaClasses(
  env: NodeJS.ProcessEnv,
  onProgress: (line: string) => void,
): Promise<{ java: string; classPath: string[] }> {
  const java = await findJava(env);
  const jars = await kafkaJars(env, onProgress);
  const logging = `-Dlog4j2.configurationFile=${join(packageDirectory, 'kafka-log4j2.yaml')}`;
  return { java, classPath: [logging, '-cp', join(jars, '*')] };
}

/** Kafka wants 16 random bytes in URL-safe base64; a leading dash would read as an option. */
function newClusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newClusterId() : id;
}

const asProperties = (properties: Record<string, string>): string =>
  Object.entries(properties)
    .map(([key, value]) => `${key}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('');

const isFormatted = (storage: string): Promise<boolean> =>
  access(join(storage, 'meta.properties')).then(
    () => true,
    () => false,
  );
