import type { AppDirectory } from '@bellhop/kafka';
import type { Logger } from '@bellhop/runtime';
import { deletePastRetention } from '../db/app-retention.ts';
import type { StoreDatabase } from '../db/database.ts';
import type { DeletionStore } from '../db/deletion-store.ts';
import { deletableBeforeMs, keptDays, oldestKeptMs } from '../domain/retention.ts';

interface Kept {
  readonly db: StoreDatabase;
  readonly deletions: Pick<DeletionStore, 'forget'>;
  readonly apps: Pick<AppDirectory, 'all'>;
  /** Of the service, days. */
  readonly retentionDays: number;
}

/** Deletes what is past the retention of apps that keep messages for less long than the service, and deletions of messages that are gone. */
export async function keepRetention(
  { db, deletions, apps, retentionDays }: Kept,
  { nowMs, isStopped }: { nowMs: number; isStopped: () => boolean },
): Promise<void> {
  const serviceDays = keptDays(retentionDays);
  const serviceOldestMs = oldestKeptMs(serviceDays, serviceDays, nowMs);
  for (const { app, limits } of apps.all()) {
    const oldestMs = deletableBeforeMs(limits.messageRetentionDays, serviceDays, nowMs);
    if (oldestMs > serviceOldestMs) await deletePastRetention(db, { app, oldestMs, serviceOldestMs, isStopped });
  }
  while (!isStopped() && (await deletions.forget(serviceOldestMs)) > 0);
}

/** Keeps the retention of apps beside everything else: no start waits for it, and it stops between two statements. */
export function retentionKeeper({ log, clock, ...kept }: Kept & { log: Logger; clock: () => number }): {
  /** Begins unless it is at it. */
  begin(): Promise<void>;
  close(): Promise<void>;
} {
  let isClosed = false;
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    try {
      await keepRetention(kept, { nowMs: clock(), isStopped: () => isClosed });
    } catch (error) {
      log.error(
        { err: error },
        'messages past the retention of their apps not deleted, trying again in an hour; they are not given',
      );
    } finally {
      running = undefined;
    }
  };
  return {
    begin: () => {
      running ??= run();
      return Promise.resolve();
    },
    close: async () => {
      isClosed = true;
      await running;
    },
  };
}
