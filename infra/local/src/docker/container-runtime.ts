import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import type { getContainerRuntimeClient } from 'testcontainers';

export interface ContainerRuntime {
  readonly testcontainers: typeof import('testcontainers');
  readonly client: Awaited<ReturnType<typeof getContainerRuntimeClient>>;
}

/** The container runtime that answers, if one does. Testcontainers takes a second to load, so first look for a socket. */
export async function findContainerRuntime(env: NodeJS.ProcessEnv): Promise<ContainerRuntime | undefined> {
  if (!mayHaveRuntime(env)) return undefined;
  try {
    const testcontainers = await import('testcontainers');
    return { testcontainers, client: await testcontainers.getContainerRuntimeClient() };
  } catch {
    return undefined; // a socket without an engine behind it: the same as none
  }
}

function mayHaveRuntime(env: NodeJS.ProcessEnv): boolean {
  if (env['BELLHOP_WITHOUT_DOCKER']) return false;
  const user = process.getuid?.() ?? 0;
  return (
    env['DOCKER_HOST'] !== undefined ||
    env['DOCKER_CONTEXT'] !== undefined ||
    existsSync(join(homedir(), '.testcontainers.properties')) ||
    [
      '/var/run/docker.sock',
      `/run/user/${user}/docker.sock`,
      join(homedir(), '.docker', 'run', 'docker.sock'),
      join(homedir(), '.docker', 'desktop', 'docker.sock'),
    ].some(existsSync)
  );
}
