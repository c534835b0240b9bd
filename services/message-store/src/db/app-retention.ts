import type { StoreDatabase } from './database.ts';

const DAY_MS = 86_400_000;
/** A statement holds its locks for a moment. */
const DELETED_AT_ONCE = 2_000;
/** An hour later it goes on. */
const MOST_STATEMENTS = 1_000;

// Within one day's partition, by the app's part of its key: where all is gone, nothing is read.
const DELETE = `
  delete from message_store.message
   using (select conversation_id, seq, created_at from message_store.message
           where app = $1 and created_at >= $2 and created_at < $3 limit ${DELETED_AT_ONCE}) old
   where message.app = $1 and message.conversation_id = old.conversation_id and message.seq = old.seq and message.created_at = old.created_at
     and message.created_at >= $2 and message.created_at < $3
  returning 1`;

/** Deletes what an app keeps for less long than the service, from a time on back to the oldest day that there is; tells how many messages. */
export async function deletePastRetention(
  db: StoreDatabase,
  {
    app,
    oldestMs,
    serviceOldestMs,
    isStopped,
  }: { app: string; oldestMs: number; serviceOldestMs: number; isStopped: () => boolean },
): Promise<number> {
  let deleted = 0;
  let statements = 0;
  const firstDay = Math.floor(serviceOldestMs / DAY_MS);
  for (let from = firstDay * DAY_MS; from < oldestMs && statements < MOST_STATEMENTS && !isStopped();) {
    const to = Math.min(from + DAY_MS, oldestMs);
    const rows = await db.prepared('delete-past-retention', DELETE, [app, from, to]);
    statements += 1;
    deleted += rows.length;
    if (rows.length < DELETED_AT_ONCE) from += DAY_MS;
  }
  return deleted;
}
