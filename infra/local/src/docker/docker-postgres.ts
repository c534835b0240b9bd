import type { DataDirectory } from '../data-directory.ts';
import { serverArguments } from '../postgres/server-arguments.ts';
import type { ContainerRuntime } from './container-runtime.ts';
import type { DockerServer } from './docker-kafka.ts';
import { volumeFor } from './volume.ts';

const IMAGE = 'postgres:18';
const DATA_IN_CONTAINER = '/var/lib/postgresql'; // since 18 the image keeps each major version in a folder below

/** Runs PostgreSQL in a container. */
export async function startDockerPostgres(
  runtime: ContainerRuntime,
  data: DataDirectory,
  settings: Readonly<Record<string, string>>,
): Promise<DockerServer<string>> {
  const { GenericContainer, Wait } = runtime.testcontainers;
  const volume = volumeFor('postgres', data);
  const container = new GenericContainer(IMAGE)
    .withExposedPorts(5432)
    .withEnvironment({ POSTGRES_USER: 'bellhop', POSTGRES_PASSWORD: 'bellhop', POSTGRES_DB: 'bellhop' })
    .withCommand(['postgres', ...serverArguments(settings)])
    .withBindMounts(volume === undefined ? [] : [{ source: volume, target: DATA_IN_CONTAINER }])
    // With a new volume the line comes twice: before the set-up scripts, on a socket only, and when it serves. Asking the
    // server over TCP is right in both cases.
    .withHealthCheck({
      test: ['CMD-SHELL', 'pg_isready -h 127.0.0.1 -U bellhop'],
      interval: 250,
      timeout: 2000,
      retries: 400,
    })
    .withWaitStrategy(Wait.forHealthCheck())
    .withStartupTimeout(120_000);
  const started = await container.start();
  const url = `postgresql://bellhop:bellhop@${started.getHost()}:${started.getMappedPort(5432)}/bellhop`;
  return { address: url, stop: async () => void (await started.stop({ timeout: 10_000 })) };
}
