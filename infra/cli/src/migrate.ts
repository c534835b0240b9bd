import { databaseEnv, databaseSettings, parseEnv, type DatabaseSettings, type Logger } from '@bellhop/runtime';
import { commandLog } from './command-log.ts';
import { UsageError } from './usage-error.ts';

type Migrate = (options: { database: DatabaseSettings; log: Logger }) => Promise<string[]>;

/** Services with a schema of their own. */
const migrations: Readonly<Record<string, () => Promise<Migrate>>> = {
  'message-store': async () => (await import('@bellhop/message-store/migrate')).migrateMessageStore,
  'push-router': async () => (await import('@bellhop/push-router/migrate')).migratePushRouter,
  'push-history': async () => (await import('@bellhop/push-history/migrate')).migratePushHistory,
};

/** Brings the schemas of these services up to date, or of all; in the database that the environment names. */
export async function migrate(services: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const names = services.length === 0 ? Object.keys(migrations) : services;
  const wanted = names.map((name) => {
    const load = Object.hasOwn(migrations, name) ? migrations[name] : undefined;
    if (load === undefined)
      throw new UsageError(`"${name}" has no schema; these have: ${Object.keys(migrations).join(', ')}.`);
    return { name, load };
  });
  const database = databaseSettings(parseEnv(databaseEnv, env));
  const log = commandLog(env);
  for (const { name, load } of wanted) {
    const ran = await (await load())({ database, log });
    console.log(ran.length === 0 ? `${name}: nothing to migrate.` : `${name}: migrated ${ran.join(', ')}.`);
  }
}
