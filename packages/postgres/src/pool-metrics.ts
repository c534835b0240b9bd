import { metrics, type BatchObservableCallback } from '@opentelemetry/api';
import type pg from 'pg';

/** Connections of a pool, by state; `waiting` are queries that wait for one. */
export function observePool(pool: pg.Pool): { stop(): void } {
  const meter = metrics.getMeter('bellhop');
  const connections = meter.createObservableGauge('bellhop_postgres_connections', {
    description: 'Connections of the pool by state; waiting = queries without one',
  });
  const observe: BatchObservableCallback = (observer) => {
    observer.observe(connections, pool.totalCount - pool.idleCount, { state: 'busy' });
    observer.observe(connections, pool.idleCount, { state: 'idle' });
    observer.observe(connections, pool.waitingCount, { state: 'waiting' });
  };
  meter.addBatchObservableCallback(observe, [connections]);
  return { stop: () => meter.removeBatchObservableCallback(observe, [connections]) };
}
