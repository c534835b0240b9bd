import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pushOutcomes, pushOutcomeTopic } from '@bellhop/contracts';
import { createClient, traceService } from '@bellhop/grpc';
import { createProducer, ensureTopics, eventRecord } from '@bellhop/kafka';
import { migrateMessageStore } from '@bellhop/message-store/migrate';
import { openDatabase, openSchema, type DatabaseConfig } from '@bellhop/postgres';
import { startPushHistory } from '@bellhop/push-history';
import { migratePushHistory } from '@bellhop/push-history/migrate';
import { migratePushRouter } from '@bellhop/push-router/migrate';
import { createHealth, messageOf, Secret, silentLogger, type DatabaseSettings } from '@bellhop/runtime';
import {
  internalKey,
  testCertificates,
  testConfig,
  testContext,
  testKafka,
  until,
  type TestCertificates,
} from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { deviceStore } from '../../services/push-router/src/db/device-store.ts';
import { maintain, openStores, usedWell, useStores } from '../src/postgres/core-paths.ts';
import { pgbouncerProgram, startPgbouncer, type Pgbouncer } from '../src/postgres/pgbouncer.ts';
import { startSecuredPostgres, type SecuredPostgres } from '../src/postgres/secured-postgres.ts';

const DAY_MS = 86_400_000;
const log = silentLogger();
const passwords = { owner: 'password-of-the-owner', runtime: 'password-of-the-services' };
let folder: string;
let certificates: TestCertificates<'services' | 'pgbouncer'>;
let postgres: SecuredPostgres;
let files: { ca: string; cert: string; key: string; password: string };

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const url = (user: keyof typeof passwords, { database = 'im', port = postgres.port, host = 'localhost' } = {}) =>
  new Secret(`postgres://${user}@${host}:${port}/${database}`);
const tls = () => ({ ca: files.ca, cert: files.cert, key: files.key });
const ownerUrl = (database = 'im') =>
  new Secret(`postgres://owner:${passwords.owner}@localhost:${postgres.port}/${database}`);
/** As services are set up where the owner of the schema is somebody else. */
const settings = (over: Partial<DatabaseSettings> = {}): DatabaseSettings => ({
  url: url('runtime'),
  migrateUrl: ownerUrl(),
  runtimeRole: 'runtime',
  passwordFile: files.password,
  tls: tls(),
  poolSize: 4,
  migrations: 'verify',
  ...over,
});
const opened = <T extends { close(): Promise<void> }>(thing: T): T => {
  onTestFinished(() => thing.close());
  return thing;
};
const open = (over: Partial<DatabaseConfig> = {}) =>
  opened(openDatabase<unknown>({ ...settings(), log, poolSize: 1, ...over }));
const whoAmI = async (over: Partial<DatabaseConfig> = {}): Promise<string> => {
  const [row] = await open(over).prepared<{ who: string }>(
    'who',
    `select session_user || coalesce(' ' || (select client_dn from pg_stat_ssl where pid = pg_backend_pid() and ssl), ' without TLS') as who`,
    [],
  );
  return row?.who ?? '';
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bellhop-postgres-test-'));
  certificates = await testCertificates({ clients: ['services', 'pgbouncer'] });
  postgres = await startSecuredPostgres(certificates);
  files = {
    ca: file('ca.pem', certificates.ca),
    cert: file('cert.pem', certificates.clients.services.cert),
    key: file('key.pem', certificates.clients.services.key),
    password: file('password', `${passwords.runtime}\n`),
  };
  for (const [role, password] of Object.entries(passwords))
    await postgres.sql(`create role ${role} login password '${password}'`);
  await postgres.sql('create database im owner owner');
});

afterAll(async () => {
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('Postgres with TLS', () => {
  it('is reached encrypted, with our certificate, and a password from a file', async () => {
    expect(await whoAmI()).toBe('runtime /CN=services');
  });

  it('may be set up in the URL alone, where every sslmode but disable means verify-full', async () => {
    const inUrl = (mode: string) =>
      `${url('runtime').reveal()}?sslmode=${mode}&sslrootcert=${files.ca}&sslcert=${files.cert}&sslkey=${files.key}`;
    expect(await whoAmI({ url: inUrl('verify-full'), tls: {} })).toBe('runtime /CN=services');
    const stranger = file('stranger.pem', (await testCertificates()).ca);
    await expect(whoAmI({ url: inUrl('require').replace(files.ca, stranger), tls: {} })).rejects.toThrow(
      'of no authority in DATABASE_TLS_CA_FILE',
    );
    expect(() => open({ url: inUrl('no-verify'), tls: {} })).toThrow('DATABASE_URL: sslmode=no-verify is not known');
    expect(() => open({ url: `${url('runtime').reveal()}?sslmode=disable` })).toThrow(
      'DATABASE_URL says sslmode=disable, and there are files for TLS',
    );
  });

  it('says in a sentence what is wrong with certificates, files and passwords', async () => {
    const other = await testCertificates({ clients: ['services'] });
    const wrongCa = { ...tls(), ca: file('other-ca.pem', other.ca) };
    const wrongCert = {
      ...tls(),
      cert: file('other.pem', other.clients.services.cert),
      key: file('other-key.pem', other.clients.services.key),
    };
    const says = (over: Partial<DatabaseConfig>) => expect(whoAmI(over)).rejects;
    await says({ tls: wrongCa }).toThrow('the certificate of Postgres is of no authority in DATABASE_TLS_CA_FILE');
    await says({ tls: wrongCert }).toThrow(/DATABASE_TLS_CERT_FILE|cannot be reached/);
    await says({ tls: { ca: files.ca } }).toThrow('Postgres refuses the login');
    await says({ tls: {} }).toThrow('Postgres refuses the login');
    await says({ passwordFile: file('wrong-password', 'guess') }).toThrow('or DATABASE_PASSWORD_FILE');
    await says({ passwordFile: join(folder, 'nothing') }).toThrow('DATABASE_PASSWORD_FILE: cannot be read: ENOENT');
    await says({ url: url('runtime', { database: 'nowhere' }) }).toThrow('no database of the name in DATABASE_URL');
    expect(() => open({ tls: { ...tls(), ca: join(folder, 'nothing') } })).toThrow(
      'DATABASE_TLS_CA_FILE: cannot be read: ENOENT',
    );
    expect(() => open({ tls: { ...tls(), key: wrongCert.key } })).toThrow(
      'DATABASE_TLS_CERT_FILE and DATABASE_TLS_KEY_FILE do not fit',
    );
    const expired = await certificates.issue({ name: 'services', notAfter: new Date(Date.now() - 1_000) });
    expect(() =>
      open({ tls: { ...tls(), cert: file('expired.pem', expired.cert), key: file('expired-key.pem', expired.key) } }),
    ).toThrow(/DATABASE_TLS_CERT_FILE: the certificate in .*expired.pem expired on/);

    onTestFinished(() => postgres.use({ server: certificates.server }));
    await postgres.use({ server: await certificates.issue({ name: 'db.example' }) });
    await until(async () => (await whoAmI().catch(String)).includes('for another name than the host in DATABASE_URL'));
    const past = { name: 'localhost', notAfter: new Date(Date.now() - 1_000) };
    await postgres.use({ server: await certificates.issue(past) });
    await until(async () => (await whoAmI().catch(String)).includes('the certificate of Postgres has expired'));
  });

  it('goes on with a new password and new certificates when the old ones are not taken any more', async () => {
    const mine = { ...tls(), ...(await rotating('first')) };
    const password = file('rotating-password', passwords.runtime);
    const db = open({ tls: mine, passwordFile: password, poolSize: 2 });
    const ask = () => db.prepared('one', 'select 1 as one', []);
    const said = () => ask().then(() => 'answered', messageOf);
    await ask();

    const next = await testCertificates({ clients: ['services'] });
    onTestFinished(async () => {
      await postgres.use({ server: certificates.server, ca: certificates.ca });
      await postgres.sql(`alter role runtime password '${passwords.runtime}'`);
    });
    await postgres.use({ server: next.server, ca: next.ca });
    await postgres.sql(`alter role runtime password 'the-next-password'`);
    await postgres.sql(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'runtime'`);
    await until(async () => (await said()).includes('certificate of Postgres'));
    writeFileSync(mine.ca, next.ca);
    writeFileSync(mine.cert, next.clients.services.cert); // for a moment it does not fit its key
    await ask().catch(() => undefined);
    writeFileSync(mine.key, next.clients.services.key);
    await until(async () => (await said()).includes('DATABASE_PASSWORD_FILE'));
    writeFileSync(password, 'the-next-password');
    await until(async () => (await said()) === 'answered');
  });

  const rotating = async (name: string) => {
    const { cert, key } = await certificates.issue({ name: 'services' });
    return {
      ca: file(`${name}-ca.pem`, certificates.ca),
      cert: file(`${name}-cert.pem`, cert),
      key: file(`${name}-key.pem`, key),
    };
  };
});

describe('the owner of the schema and the role of the services', () => {
  it('are two: services wait for their schema, say so, do their whole work, and make no tables', async () => {
    const health = createHealth();
    const pending = openStores({ ...settings(), log, health });
    await until(() =>
      health.problems('ready').join().includes('schema message_store is too old for this release: 2026'),
    );
    expect(health.problems('ready').join()).toContain('run `bellhop migrate`');

    const database = settings();
    expect(await migrateMessageStore({ database, log })).toContain('20261128T220000Z-calls');
    await Promise.all([migratePushRouter({ database, log }), migratePushHistory({ database, log })]);
    expect(await migrateMessageStore({ database, log })).toEqual([]);

    const stores = opened(await pending);
    expect(health.problems('ready')).toEqual([]);
    expect(await useStores(stores)).toEqual(usedWell);
    await maintain(stores);
    expect(await useStores(stores)).toEqual(usedWell); // now in a partition of the day
    expect(await maintain(stores, Date.now() + 60 * DAY_MS)).not.toEqual([]);
    for (const forbidden of [
      'create table message_store.mine (id int)',
      'create schema mine',
      'drop table push_history.trace_default',
      'truncate message_store.message',
      'delete from message_store.kysely_migration',
      'alter table push_router.device add column mine int',
    ]) {
      await expect(stores.store.prepared('forbidden', forbidden, [])).rejects.toThrow('lacks a right');
    }
  });

  it('say what is missing', async () => {
    const database = settings({ runtimeRole: 'nobody_made_this' });
    await expect(migrateMessageStore({ database, log })).rejects.toThrow(
      'there is no role nobody_made_this, which DATABASE_RUNTIME_ROLE names',
    );
  });
});

describe('a database that becomes read-only under running services', () => {
  const readOnly = async (isReadOnly: boolean) => {
    await postgres.sql(`alter system set default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`);
    await postgres.sql('select pg_reload_conf()');
  };

  it('is told in /readyz, and nothing is lost: all goes on when it can be written to again', async () => {
    const common = testConfig();
    const context = testContext();
    const stores = opened(await openStores({ ...settings(), log }));
    const history = opened(
      await startPushHistory({ common, database: settings(), grpcPort: 0, traceRetentionDays: 7 }, context),
    );
    await ensureTopics(testKafka(common), [pushOutcomeTopic]);
    const producer = opened(await createProducer(testKafka(common)));
    const traces = createClient(traceService, { address: history.grpcAddress, key: internalKey, deadlineMs: 10_000 });
    onTestFinished(() => traces.close());
    const readyz = async (): Promise<string> =>
      (await fetch(`http://127.0.0.1:${history.managementPort}/readyz`)).text();
    const settle = (messageId: string) =>
      producer.publish([
        eventRecord(pushOutcomes, {
          attempts: [
            {
              app: 'demo',
              messageId,
              vendor: 'VENDOR_XIAOMI',
              userId: 'tina',
              pushId: 'push-tina',
              result: 'PUSH_RESULT_ACCEPTED',
              atMs: Date.now(),
            },
          ],
        }),
      ]);
    const kindsOf = async (messageId: string) => {
      const { entries } = await traces.getMessageTrace({ app: 'demo', messageId });
      return entries.map(({ kind }) => kind);
    };
    await until(async () => (await readyz()) === 'ok\n');
    await settle('before');
    await until(async () => (await kindsOf('before')).length === 1);

    onTestFinished(() => readOnly(false));
    await readOnly(true);
    await settle('meanwhile');
    await until(async () => (await readyz()).includes('database: the database is read-only'));
    // By statements written by hand, in a transaction of them, and by Kysely.
    await expect(useStores({ ...stores, store: stores.store })).rejects.toThrow('the database is read-only');
    await expect(
      deviceStore(stores.router).endOf({ app: 'demo', userId: 'tina', deviceIds: undefined }),
    ).rejects.toThrow('the database is read-only');
    expect(await kindsOf('before')).toHaveLength(1); // what is there can be read

    await readOnly(false);
    await until(async () => (await kindsOf('meanwhile')).length === 1);
    await until(async () => (await readyz()) === 'ok\n');
    await until(async () => (await useStores(stores).catch(() => undefined))?.lines === usedWell.lines);
    await settle('after');
    await until(async () => (await kindsOf('after')).length === 1);
    expect((await kindsOf('meanwhile')).concat(await kindsOf('after'))).toEqual(Array(2).fill('vendor-accepted'));
    expect(context.fatal).toEqual([]);
  });
});

describe('a schema', () => {
  const up = () => Promise.resolve();
  const openAs = (names: string[], over: Partial<DatabaseConfig> = {}) => {
    const health = createHealth();
    const service = { schema: 'ages', migrations: Object.fromEntries(names.map((name) => [name, { up }])) };
    const { runtimeRole: _, ...rest } = settings();
    return {
      health,
      open: openSchema({ ...service }, { ...rest, url: ownerUrl(), migrations: 'start', log, health, ...over }),
    };
  };

  it('of a later release is used, unless it took away what this one uses: then it is waited for', async () => {
    const first = '20270101T000000Z-first';
    const later = ['20270201T000000Z-second', '20270301T000000Z-third-needs-20270201T000000Z'];
    await (await openAs([first, later[0] as string]).open).close();
    await (await openAs([first]).open).close();
    await (await openAs([first, ...later]).open).close();
    await (await openAs([first, later[0] as string]).open).close();
    const { health, open: pending } = openAs([first]);
    const problem = 'schema ages is too new for this release: 20270301T000000Z-third-needs-20270201T000000Z took away';
    await until(() => health.problems('ready').join().includes(problem));
    await postgres.sql(`delete from ages.kysely_migration where name like '%third%'`, 'im'); // as after a restored backup
    await (await pending).close();
  });
});

const program = pgbouncerProgram();
describe.skipIf('missing' in program)(
  `behind PgBouncer in transaction mode${'missing' in program ? ` (skipped: ${program.missing})` : ''}`,
  () => {
    let bouncer: Pgbouncer;
    const pooled = (over: Partial<DatabaseSettings> = {}) =>
      settings({ url: url('runtime', { port: bouncer.port }), ...over });

    beforeAll(async () => {
      if ('missing' in program) return;
      bouncer = await startPgbouncer(program, {
        postgresPort: postgres.port,
        connections: 2, // fewer than we have, so that every transaction may be on another one
        users: passwords,
        ca: certificates.ca,
        server: certificates.server,
        client: certificates.clients.pgbouncer,
      });
      await postgres.sql('create database pooled owner owner');
    });
    afterAll(() => bouncer.close());

    it('services do their whole work at once, and leave nothing on its connections', async () => {
      const database = 'pooled';
      const over = { url: url('runtime', { port: bouncer.port, database }), migrateUrl: ownerUrl(database) };
      // Migrations go past it.
      const stores = opened(await openStores({ ...pooled({ ...over, migrations: 'start' }), log }));
      expect(await stores.store.isPooled()).toBe(true);
      await maintain(stores);
      const rounds = await Promise.all(Array.from({ length: 20 }, () => useStores(stores)));
      expect(rounds).toEqual(rounds.map(() => usedWell));
      const left = await stores.history.prepared<{ name: string; setting: string }>(
        'left',
        `select name, setting from pg_settings where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')
         union all select 'statement ' || name, '' from pg_prepared_statements
         union all select 'lock', '' from pg_locks where locktype = 'advisory'`,
        [],
      );
      expect(left.map(({ name, setting }) => `${name}=${setting}`).sort()).toEqual([
        'idle_in_transaction_session_timeout=0',
        'lock_timeout=0',
        'statement_timeout=0',
      ]);
    });

    it('migrations are refused unless they are told another way to Postgres', async () => {
      const { migrateUrl: _, ...rest } = pooled({ url: url('owner', { port: bouncer.port }) });
      const database = { ...rest, passwordFile: file('owner-password', passwords.owner) };
      await expect(migrateMessageStore({ database, log })).rejects.toThrow(
        'DATABASE_URL leads to a pooler, and migrations need locks that last longer than a transaction: set DATABASE_MIGRATE_URL',
      );
    });

    it('is found out, and statements are bounded by us', async () => {
      const db = open({ ...pooled(), statementTimeoutMs: 200, answerWithinMs: 300 });
      await expect(db.prepared('silence', 'select pg_sleep(30)', [])).rejects.toThrow('Postgres cannot be reached');
      expect(await db.prepared('one', 'select 1 as one', [])).toEqual([{ one: 1 }]);
    });
  },
);
