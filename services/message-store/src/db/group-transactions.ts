import { AsyncResource } from 'node:async_hooks';
import type { Statements } from '@bellhop/postgres';
import { ResourceExhausted, Unavailable } from '@bellhop/runtime';
import { fairQueues } from '../groups/fair-queues.ts';
import type { StoreDatabase } from './database.ts';
import type { GroupOfApp } from './group-row.ts';
import { groupKey } from './member-pages.ts';

/**
 * Runs what changes a group in one transaction.
 * @throws ResourceExhausted when too many changes wait; Unavailable when its turn came too late, and nothing was done
 */
export type InGroupTransaction = <T>(group: GroupOfApp, work: (statements: Statements) => Promise<T>) => Promise<T>;

/** How long a change of a group waits for one of another replica. */
const BRIEFLY = { lockWithinMs: 5_000, idleWithinMs: 5_000 };
/** A change takes some milliseconds: so many are done before who asked gives up. */
const BOUNDS = { mostOfOne: 200, most: 1_000 };
const RETRY_AFTER_MS = 1_000;

/**
 * Changes of one group would wait for its row, each with a connection of the pool, until storing messages had none: those of this process wait before they
 * take one, one group at a time, and all together leave the others a part of the pool.
 */
export function groupTransactions(
  db: StoreDatabase,
  {
    atOnce,
    longestWaitMs = Infinity,
  }: {
    readonly atOnce: number;
    /** Who asked has given up by then: what is done later would be a surprise. */
    readonly longestWaitMs?: number;
  },
): InGroupTransaction {
  const inTurn = fairQueues({ ...BOUNDS, atOnce });
  return <T>(group: GroupOfApp, work: (statements: Statements) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      // Bound to who asks: it may be begun by the end of another one, and is no part of that one's trace.
      const askedAtMs = performance.now();
      const change = AsyncResource.bind(async () => {
        if (performance.now() - askedAtMs > longestWaitMs) reject(new Unavailable('changes of groups wait too long'));
        else await db.transaction(work, BRIEFLY).then(resolve, reject);
      });
      if (!inTurn(groupKey(group), change))
        reject(new ResourceExhausted('too many changes of groups at once', { retryAfterMs: RETRY_AFTER_MS }));
    });
}
