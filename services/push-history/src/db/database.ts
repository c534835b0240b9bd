import { maintainPartitions, migrate, openDatabase, type Database, type DatabaseConfig } from '@bellhop/postgres';
import { migrations } from './migrations/index.ts';

/** Its statements are all prepared ones, written by hand. */
export type HistoryDatabase = Database<Record<never, never>>;

/** Opens the service's schema and brings it up to date. */
export async function openHistoryDatabase(config: DatabaseConfig): Promise<HistoryDatabase> {
  const database = openDatabase<Record<never, never>>(config);
  try {
    await migrate(database.kysely as never, 'push_history', migrations, config.log);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Makes the coming partitions of the trace and drops those past retention. */
export function maintainTrace(database: HistoryDatabase, nowMs: number, retentionDays: number): Promise<string[]> {
  return maintainPartitions(database.kysely, { schema: 'push_history', table: 'trace', nowMs, retentionDays });
}
