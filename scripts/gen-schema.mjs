// Writes the `schema.sql` of every service with a database: what its migrations make of an empty one. Tests fail where the committed file
// says something else. Needs Postgres: that of DATABASE_URL, or one that is started for this.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MissingPrerequisite, startServers } from '../infra/local/src/index.ts';
import { silentLogger } from '../packages/runtime/src/index.ts';
import { describeSchema } from '../packages/testkit/src/schema/describe-schema.ts';
import { freshDatabase } from '../packages/testkit/src/servers/fresh-database.ts';
import { openStoreDatabase } from '../services/message-store/src/db/database.ts';
import { openHistoryDatabase } from '../services/push-history/src/db/database.ts';
import { openRouterDatabase } from '../services/push-router/src/db/database.ts';

const root = join(import.meta.dirname, '..');
const services = [
  { schema: 'message_store', open: openStoreDatabase, file: 'services/message-store/src/db/schema.sql' },
  { schema: 'push_history', open: openHistoryDatabase, file: 'services/push-history/src/db/schema.sql' },
  { schema: 'push_router', open: openRouterDatabase, file: 'services/push-router/src/db/schema.sql' },
];

let servers;
try {
  // Kafka has nothing to do with it: an address that is given is not started.
  servers = await startServers({ env: { ...process.env, KAFKA_BROKERS: 'not-needed:1' } });
  for (const { schema, open, file } of services) {
    const database = await freshDatabase(servers.databaseUrl);
    try {
      await (await open({ url: database.url, poolSize: 2, log: silentLogger() })).close();
      writeFileSync(join(root, file), await describeSchema(database.url, schema));
      console.log(`${file} written`);
    } finally {
      await database.drop();
    }
  }
} catch (error) {
  console.error(error instanceof MissingPrerequisite ? error.message : error);
  process.exitCode = 1;
} finally {
  await servers?.stop();
}
