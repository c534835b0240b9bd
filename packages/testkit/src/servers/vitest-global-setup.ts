import type { TestProject } from 'vitest/node';

/** Passes the servers of the run on to its tests. They are started by scripts/vitest.mjs, once. */
export default function setup(project: TestProject): void {
  const { KAFKA_BROKERS: brokers, DATABASE_URL: databaseUrl } = process.env;
  if (brokers === undefined || databaseUrl === undefined) {
    throw new Error('these tests need Kafka and Postgres: run them by `node bootstrap.mjs test:service`');
  }
  project.provide('kafkaBrokers', brokers.split(','));
  project.provide('databaseUrl', databaseUrl);
}
