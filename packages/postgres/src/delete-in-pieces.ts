import { sql, type QueryExecutorProvider, type RawBuilder } from 'kysely';
import { database } from './database.ts';

/** So many rows are deleted by a statement. */
const AT_ONCE = 5_000;

/**
 * Deletes the rows of a table that meet a condition, so many at a time: no statement holds rows for long, however many there are. They are deleted where
 * they lie: joined with what was found, the whole table would be read for every few.
 * @param table with its schema
 * @param by column by whose index they are found, oldest first
 */
export function deleteInPieces(
  db: QueryExecutorProvider,
  { table, by, condition }: { readonly table: string; readonly by: string; readonly condition: RawBuilder<unknown> },
): Promise<void> {
  const from = sql.table(table);
  const deleteSome = async (): Promise<bigint> => {
    const { numAffectedRows = 0n } = await sql`
      delete from ${from}
       where ctid = any (array (select ctid from ${from} where ${condition} order by ${sql.ref(by)} limit ${AT_ONCE}))
         and ${condition}`.execute(db);
    return numAffectedRows;
  };
  return database(async () => {
    while ((await deleteSome()) === BigInt(AT_ONCE));
  });
}
