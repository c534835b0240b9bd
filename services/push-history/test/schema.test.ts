import { silentLogger } from '@bellhop/runtime';
import { describeMigrations } from '@bellhop/testkit';
import { openHistoryDatabase } from '../src/db/database.ts';
import { migrations } from '../src/db/migrations/index.ts';

describeMigrations<Record<never, never>>({
  schema: 'push_history',
  open: (url) => openHistoryDatabase({ url, poolSize: 2, log: silentLogger() }),
  migrations: Object.keys(migrations).length,
  schemaFile: new URL('../src/db/schema.sql', import.meta.url),
  columns: {},
  tablesWithoutType: ['push_history.trace'],
});
