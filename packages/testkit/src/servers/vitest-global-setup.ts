import { startServers } from '@bellhop/local-servers';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    kafkaBrokers: string[];
    databaseUrl: string;
  }
}

/** Starts Kafka and Postgres once for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = await startServers({ onProgress: (line) => console.log(line) });
  project.provide('kafkaBrokers', servers.kafkaBrokers);
  project.provide('databaseUrl', servers.databaseUrl);
  return () => servers.stop();
}
