import { createHash } from 'node:crypto';

import type { DataDirectory } from '../data-directory.ts';
import type { ContainerRuntime } from './container-runtime.ts';

/** The volume that keeps a server's data for this data directory; none where the data is temporary. */
export function volumeFor(server: string, data: DataDirectory): string | undefined {
  if (data.isTemporary) return undefined;
  return `bellhop-${server}-${createHash('sha256').update(data.path).digest('hex').slice(0, 12)}`;
}

/** Deletes a volume of an earlier run, if there is one. */
export async function removeVolume({ client }: ContainerRuntime, name: string | undefined): Promise<void> {
  if (name === undefined) return;
  try {
    await client.container.dockerode.getVolume(name).remove();
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode !== 404) throw error;
  }
}
