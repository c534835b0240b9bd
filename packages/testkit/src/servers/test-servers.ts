import { inject } from 'vitest';

/** The servers of this test run. */
export function testServers(): { kafkaBrokers: string[]; databaseUrl: string } {
  return { kafkaBrokers: inject('kafkaBrokers'), databaseUrl: inject('databaseUrl') };
}
