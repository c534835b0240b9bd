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
  readonly onProgress: (line: string) => void;
}

/** Runs Apache Kafka from its Maven artifacts, as one KRaft node of 127.0.0.1; returns its brokers. */
export async function startEmbeddedKafka({ data, supervisor, env, onProgress }: Deps): Promise<string[]> {
  const java = await findJava(env);
  const jars = await kafkaJars(env, onProgress);
  const classPath = ['-cp', join(jars, '*')];
  const logging = `-Dlog4j2.configurationFile=${join(packageDirectory, 'kafka-log4j2.yaml')}`;
  const home = join(data.path, 'kafka');
  const storage = join(home, 'data');
  const propertiesFile = join(home, 'server.properties');
  await mkdir(home, { recursive: true });

  return onFreePorts(2, async ([brokerPort = 0, controllerPort = 0]) => {
    const addresses = { listenHost: '127.0.0.1', advertisedHost: '127.0.0.1', brokerPort, controllerPort };
    const write = (dataDirectory: string): Promise<void> =>
      writeFile(propertiesFile, asProperties(serverProperties({ ...addresses, dataDirectory })));

    if (!(await isFormatted(storage))) {
      // Formatted aside and renamed: an interrupted format leaves nothing that looks complete.
      const aside = `${storage}.new`;
      await rm(aside, { recursive: true, force: true });
      await write(aside);
      const format = ['kafka.tools.StorageTool', 'format', '--cluster-id', newClusterId(), '--config', propertiesFile];
      await runCommand({ command: java, args: [...FORMAT_FLAGS, logging, ...classPath, ...format], env });
      await rename(aside, storage);
    }
    await write(storage);
    const server = supervisor.run({
      name: 'Kafka',
      command: java,
      args: [...BROKER_FLAGS, logging, ...classPath, 'kafka.Kafka', propertiesFile],
      cwd: home,
      env: { ...env, JAVA_TOOL_OPTIONS: '' },
      logFile: join(home, 'kafka.log'),
      // What is thrown away needs no orderly end.
      stopSignal: data.isTemporary ? 'SIGKILL' : 'SIGTERM',
      graceMs: 10_000,
    });
    await untilReady(server, {
      line: 'Kafka Server started',
      portTaken: /Address already in use|Socket server failed to bind/,
      port: brokerPort,
      timeoutMs: 60_000,
    });
    return [`127.0.0.1:${brokerPort}`];
  });
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
