import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    kafkaBrokers: string[];
    databaseUrl: string;
  }
}

/** The servers of this test run. */
export function testServers(): { kafkaBrokers: string[]; databaseUrl: string } {
  return { kafkaBrokers: inject('kafkaBrokers'), databaseUrl: inject('databaseUrl') };
}
