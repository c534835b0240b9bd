import type { StoreDatabase } from './database.ts';

const DAY_MS = 86_400_000;
/** A statement holds its locks for a moment. */
const DELETED_AT_ONCE = 2_000;
/** An hour later it goes on. */
const MOST_STATEMENTS = 1_000;

// Within one day's partition, by the app's part of its key: where all is gone, nothing is read. The rows are deleted where they lie: a join with what was
// found would read all that the app has of the day for every few. What else should lie at such a place is past its time, too, by what is asked of it again.
const DELETE = `
  delete from message_store.message
   where ctid = any (array (
           select ctid from message_store.message
            where app = $1 and created_at >= $2 and created_at < $3 order by conversation_id, seq limit ${DELETED_AT_ONCE}))
     and app = $1 and created_at >= $2 and created_at < $3
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
