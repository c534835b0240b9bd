import { boundedLabel, counter, observedGauge } from '@bellhop/runtime';
import type pg from 'pg';

/** Connections of a pool, by state; `waiting` are queries that wait for one. */
export function observePool(pool: Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>): { stop(): void } {
  return observedGauge(
    'bellhop_postgres_connections',
    {
      unit: '{connection}',
      description: 'Connections of the pool by state; waiting = queries without one',
      labels: ['state'],
    },
    (record) => {
      record(pool.totalCount - pool.idleCount, { state: 'busy' });
      record(pool.idleCount, { state: 'idle' });
      record(pool.waitingCount, { state: 'waiting' });
    },
  );
}

const MOST_CODES = 100;
const READ_ONLY = '25006';

/** Counts what Postgres refused, by its SQLSTATE (25006 = read-only) or the code of the client. */
export function failureCounter(): (error: unknown) => void {
  const failures = counter('bellhop_postgres_failures', {
    unit: '{failure}',
    description: 'Statements that failed, by SQLSTATE or code of the client; 25006 = the database is read-only',
    labels: ['code'],
  });
  const bounded = boundedLabel(MOST_CODES);
  failures.add(0, { code: bounded(READ_ONLY) }); // Prometheus sees no increase in what begins with 1
  return (error) => {
    const { code } = error as { code?: unknown };
    failures.add(1, { code: typeof code === 'string' ? bounded(code) : 'none' });
  };
}
