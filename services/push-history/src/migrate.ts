import { migrateSchema, type MigrateSettings } from '@bellhop/postgres';
import type { Logger } from '@bellhop/runtime';
import { ownSchema } from './db/own-schema.ts';

/**
 * Brings the schema `push_history` up to date, without starting the service.
 * @returns the migrations that ran
 * @throws ServiceError naming what is wrong
 */
export function migratePushHistory({ database, log }: { database: MigrateSettings; log: Logger }): Promise<string[]> {
  return migrateSchema(ownSchema, { settings: database, log });
}
