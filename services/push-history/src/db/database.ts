import { maintainPartitions, openSchema, type Database, type SchemaConfig } from '@bellhop/postgres';
import { ownSchema } from './own-schema.ts';

/** Its statements are all prepared ones, written by hand. */
export type HistoryDatabase = Database<Record<never, never>>;

/** Opens the database when the service's schema is what it needs. */
export function openHistoryDatabase(config: SchemaConfig): Promise<HistoryDatabase> {
  return openSchema<Record<never, never>>(ownSchema, config);
}

/** Makes the coming partitions of the trace and drops those past retention. */
export function maintainTrace(database: HistoryDatabase, nowMs: number, retentionDays: number): Promise<string[]> {
  return maintainPartitions(database.patient, { schema: 'push_history', table: 'trace', nowMs, retentionDays });
}
