import { migrateSchema, type MigrateSettings } from '@bellhop/postgres';
import type { Logger } from '@bellhop/runtime';
import { ownSchema } from './db/own-schema.ts';

/**
 * Brings the schema `message_store` up to date, without starting the service.
 * @returns the migrations that ran
 * @throws ServiceError naming what is wrong
 */
export function migrateMessageStore({ database, log }: { database: MigrateSettings; log: Logger }): Promise<string[]> {
  return migrateSchema(ownSchema, { settings: database, log });
}
