import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { openDataDirectory, type DataDirectory } from './data-directory.ts';
import { lockDirectory } from './directory-lock.ts';
import { findContainerRuntime, type ContainerRuntime } from './docker/container-runtime.ts';
import { startDockerKafka, type DockerServer } from './docker/docker-kafka.ts';
import { startDockerPostgres } from './docker/docker-postgres.ts';
import { removeVolume, volumeFor } from './docker/volume.ts';
import { startEmbeddedKafka } from './kafka/embedded-kafka.ts';
import { startEmbeddedPostgres } from './postgres/embedded-postgres.ts';
import { postgresHome } from './postgres/postgres-home.ts';
import { unprivilegedUser } from './postgres/unprivileged-user.ts';
import { checkRoom } from './prerequisites.ts';
import { startSupervisor } from './supervisor/supervisor.ts';

/** Where a server comes from. */
export type ServerSource = 'environment' | 'docker' | 'embedded';

/** A Kafka and a PostgreSQL that answer. */
export interface Servers {
  readonly kafkaBrokers: string[];
  readonly databaseUrl: string;
  readonly source: { readonly kafka: ServerSource; readonly postgres: ServerSource };
  /** Stops what was started here; servers of the environment are left alone. */
  stop(): Promise<void>;
}

export interface StartServersOptions {
  /** Keeps the data between runs. Absent: a temporary directory, removed at the end. */
  readonly dataDir?: string;
  /** Begins with empty servers although `dataDir` holds data. */
  readonly fresh?: boolean;
  /**
   * Address that embedded servers listen on and tell their clients, for clients on other machines or in pods. Default 127.0.0.1. Whoever
   * reaches it may use Kafka.
   */
  readonly host?: string;
  /** Settings of a PostgreSQL that is started here, beside the usual ones: `postgres -c name=value`. */
  readonly postgresSettings?: Readonly<Record<string, string>>;
  readonly onProgress?: (line: string) => void;
  /** Instead of this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Finds or starts Kafka and PostgreSQL, each for itself: from KAFKA_BROKERS and DATABASE_URL, else in Docker (unless
 * BELLHOP_WITHOUT_DOCKER is set), else embedded.
 * Nothing started here outlives this process. Rejects with `MissingPrerequisite` where a person has to do something first.
 */
export async function startServers(options: StartServersOptions = {}): Promise<Servers> {
  const { env = process.env, host = '127.0.0.1', postgresSettings = {}, onProgress = () => {} } = options;
  const brokers = (env['KAFKA_BROKERS'] ?? '')
    .split(',')
    .map((it) => it.trim())
    .filter((it) => it !== '');
  const url = env['DATABASE_URL'] || undefined;
  if (brokers.length > 0 && url !== undefined) {
    const source = { kafka: 'environment', postgres: 'environment' } as const;
    return { kafkaBrokers: brokers, databaseUrl: url, source, stop: () => Promise.resolve() };
  }

  const data = await openDataDirectory(options.dataDir);
  const supervisor = await startSupervisor(onProgress);
  const inDocker: DockerServer<unknown>[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(inDocker.map((server) => server.stop()));
    await supervisor.stop();
  };

  /** In Docker if it can be, with the embedded server as the answer to an image that cannot be had. */
  async function startOne<Address>(
    name: string,
    docker: ((runtime: ContainerRuntime) => Promise<DockerServer<Address>>) | undefined,
    embedded: () => Promise<Address>,
  ): Promise<{ address: Address; source: ServerSource }> {
    const begun = performance.now();
    const ready = (how: string): void =>
      onProgress(`${name} is ready after ${((performance.now() - begun) / 1000).toFixed(1)} s (${how})`);
    if (runtime && docker) {
      try {
        const server = await docker(runtime);
        inDocker.push(server);
        ready('Docker');
        return { address: server.address, source: 'docker' };
      } catch (error) {
        onProgress(
          `${name} did not start in Docker, trying without: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
    const address = await embedded();
    ready('embedded');
    return { address, source: 'embedded' };
  }

  let runtime: ContainerRuntime | undefined;
  try {
    await claim(data, supervisor);
    runtime = await findContainerRuntime(env);
    if (options.fresh) await wipe(data, runtime);
    await checkRoom(data.path);
    const results = await Promise.allSettled([
      brokers.length > 0
        ? { address: brokers, source: 'environment' as const }
        : startOne(
            'Kafka',
            (it) => startDockerKafka(it, data),
            () => startEmbeddedKafka({ data, supervisor, env, host, onProgress }),
          ),
      url !== undefined
        ? { address: url, source: 'environment' as const }
        : startOne(
            'PostgreSQL',
            (it) => startDockerPostgres(it, data, postgresSettings),
            () => startEmbeddedPostgres({ data, supervisor, env, host, settings: postgresSettings }),
          ),
    ]);
    const [kafka, postgres] = results;
    // Both are settled by now, so that stopping leaves nothing behind that was still starting.
    if (kafka.status === 'rejected') throw kafka.reason;
    if (postgres.status === 'rejected') throw postgres.reason;
    return {
      kafkaBrokers: kafka.value.address,
      databaseUrl: postgres.value.address,
      source: { kafka: kafka.value.source, postgres: postgres.value.source },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function claim(
  data: DataDirectory,
  supervisor: { pid: number; removeAtEnd(...paths: string[]): void },
): Promise<void> {
  if (data.isTemporary) return supervisor.removeAtEnd(data.path);
  const lock = join(data.path, 'lock');
  await lockDirectory(lock, supervisor.pid, data.path);
  supervisor.removeAtEnd(lock);
}

async function wipe(data: DataDirectory, runtime: ContainerRuntime | undefined): Promise<void> {
  const directories = [join(data.path, 'kafka'), await postgresHome(data, await unprivilegedUser())];
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
  if (!runtime) return;
  await removeVolume(runtime, volumeFor('kafka', data));
  await removeVolume(runtime, volumeFor('postgres', data));
}
