import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { topicCatalogue } from '@bellhop/contracts';
import { ensureTopics } from '@bellhop/kafka';
import { migrateMessageStore } from '@bellhop/message-store/migrate';
import { openDatabase } from '@bellhop/postgres';
import { migratePushHistory } from '@bellhop/push-history/migrate';
import { migratePushRouter } from '@bellhop/push-router/migrate';
import { opening, Secret, silentLogger } from '@bellhop/runtime';
import { freshDatabase, testConfig, testKafka, testServers, until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaState } from '../../packages/postgres/src/schema-state.ts';
import { gatewayApi } from '../src/system/gateway-api.ts';
import { offlineUsers, openDevices } from '../src/system/offline-users.ts';
import { createReadyApp } from '../src/system/prepare-app.ts';
import { commitIn, previousRelease, takeRelease } from '../src/system/previous-release.ts';
import { breakingChanges } from '../src/system/schema-changes.ts';
import type { InstanceName, ServiceName } from '../src/system/services.ts';
import { startSystem } from '../src/system/start-system.ts';

const root = join(import.meta.dirname, '../..');
const release = previousRelease();
const commit = 'missing' in release ? '' : release.commit;
const skipped = 'missing' in release ? ` (skipped: ${release.missing})` : '';

/** Two of what others call and of an adapter, so that both releases serve every call and share every topic while one replaces the other. */
const twins: readonly ServiceName[] = ['presence', 'push-router', 'message-store', 'gateway', 'adapter-xiaomi'];
const replicas = Object.fromEntries(twins.map((name) => [name, 2]));
/** What is replaced first; then comes the rest. */
const firsts: readonly InstanceName[] = [...twins, 'adapter-huawei', 'adapter-oppo'];
const PER_SECOND = 20;

describe('the commit of the previous release', () => {
  it.each([
    [
      'with comments',
      '# why\n\n4e7705fd90aa0a574ae7b472325a6bef1ac6d764\n',
      '4e7705fd90aa0a574ae7b472325a6bef1ac6d764',
    ],
    ['by itself', '4e7705fd90aa0a574ae7b472325a6bef1ac6d764', '4e7705fd90aa0a574ae7b472325a6bef1ac6d764'],
  ])('is read %s', (_, text, found) => {
    expect(commitIn(text)).toBe(found);
  });

  it.each(['', '# nothing\n', '4e7705f', 'v1.0.0', `${'a'.repeat(40)}\n${'b'.repeat(40)}`])('is not "%s"', (text) => {
    expect(() => commitIn(text)).toThrow('infra/previous-release must hold one commit');
  });
});

describe('a changed schema', () => {
  const table = (...columns: string[]) => `CREATE TABLE s.one (\n${columns.map((it) => `  ${it}`).join(',\n')}\n);\n`;
  const before = `${table('id bigint NOT NULL', 'name text', "kind text DEFAULT ''::text NOT NULL")}\nCREATE FUNCTION s.add(day integer)\n RETURNS boolean\n`;
  it.each<[string, string, string[]]>([
    ['may stay', before, []],
    [
      'may get tables, columns and functions',
      `${before.replace('  name text', '  name text,\n  more text,\n  most text DEFAULT 1 NOT NULL')}CREATE TABLE s.two (\n  id text NOT NULL\n);\n`,
      [],
    ],
    ['may ask for less', before.replace('bigint NOT NULL', 'bigint'), []],
    ['must keep tables', before.replace('s.one', 's.former'), ['table s.one is gone']],
    ['must keep columns', before.replace('  name text', '  title text'), ['column s.one.name is gone']],
    ['must keep types', before.replace('id bigint', 'id uuid'), ['column s.one.id was bigint and is uuid']],
    [
      'must not ask for more',
      before.replace('name text', 'name text NOT NULL'),
      ['column s.one.name must be written now'],
    ],
    ['must not lose a default', before.replace(" DEFAULT ''::text", ''), ['column s.one.kind must be written now']],
    [
      'must not ask for what is new',
      before.replace('  name text', '  name text,\n  more text NOT NULL'),
      ['column s.one.more is new and must be written'],
    ],
    ['must keep functions', before.replace('day integer', 'day bigint'), ['function s.add(day integer) is gone']],
  ])('%s', (_, after, found) => {
    expect(breakingChanges(before, after)).toEqual(found);
  });
});

describe.skipIf(skipped !== '')(`the migrations since the previous release${skipped}`, () => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  const schemas = globSync('services/*/src/db/schema.sql', { cwd: root }).sort();

  it.each(schemas)('%s has what that release uses', (file) => {
    const folder = `${dirname(file)}/migrations`;
    const isMigration = (name: string): boolean => /Z-[^/]*\.ts$/.test(name);
    const before = git('ls-tree', '--name-only', commit, `${folder}/`).split('\n').filter(isMigration);
    if (before.length === 0) return; // the service is new
    const now = globSync(`${folder}/*.ts`, { cwd: root }).filter(isMigration);
    expect(now, 'a migration that was released stays').toEqual(expect.arrayContaining(before));
    for (const name of before)
      expect(readFileSync(join(root, name), 'utf8'), `${name} was released and never changes`).toBe(
        git('show', `${commit}:${name}`),
      );
    const names = (files: readonly string[]) => files.map((name) => basename(name, '.ts'));
    expect(schemaState(names(before), names(now)), 'the previous release would wait for ever').not.toHaveProperty(
      'kind',
      'too-new',
    );
    // What says in its name what a service must know takes away what nobody uses any more; that nobody does is seen below.
    const contracts = now.some((name) => !before.includes(name) && /-needs-\d{8}T\d{6}Z\.ts$/.test(name));
    const broken = breakingChanges(git('show', `${commit}:${file}`), readFileSync(join(root, file), 'utf8'));
    if (!contracts) expect(broken, 'expand first; contract a release later (docs/upgrade.md)').toEqual([]);
  });
});

describe.skipIf(skipped !== '')(`services of the previous release${skipped}`, () => {
  let running: Awaited<ReturnType<typeof open>>;

  function open() {
    return opening(async (add) => {
      const folder = await add.add(mkdtempSync(join(tmpdir(), 'bellhop-previous-')), (it) =>
        rmSync(it, { recursive: true, force: true }),
      );
      const { databaseUrl, kafkaBrokers } = testServers();
      const common = testConfig();
      const [form, database] = await Promise.all([
        takeRelease(commit, folder),
        add.add(freshDatabase(databaseUrl), (it) => it.drop()),
      ]);
      const migration = { database: { url: new Secret(database.url) }, log: silentLogger() };
      // In the order of an upgrade: topics, the database, services.
      await ensureTopics(testKafka(common), topicCatalogue());
      const migrations = (
        await Promise.all([migrateMessageStore(migration), migratePushRouter(migration), migratePushHistory(migration)])
      ).flat();
      const ended: string[] = [];
      const system = await add.add(
        startSystem({
          kafkaBrokers,
          kafkaPrefix: common.kafkaPrefix,
          databaseUrl: database.url,
          logDirectory: join(folder, 'logs'),
          replicas,
          form,
          onEnded: (name, { lastWords }) => ended.push(`${name}: ${lastWords}`),
        }),
        (it) => it.close(),
      );
      const app = await createReadyApp(system, 'shop');
      const devices = await add.add(openDevices(system.pushRouterAddress, system.keys.internalKey), (it) => it.close());
      const users = await offlineUsers({ app: 'shop', control: system.control, devices }, 'user', 5);
      const db = await add.add(openDatabase({ url: database.url, poolSize: 1, log: silentLogger() }), (it) =>
        it.close(),
      );
      const gateways = system.gatewayUrls.map((url) => gatewayApi(url, app.apiKey));
      return { folder, migrations, system, app, users, db, gateways, ended };
    });
  }

  beforeAll(async () => {
    running = await open();
  }, 180_000);

  afterAll(async () => {
    await running.close();
  }, 60_000);

  const pushConfig = (payload: string) => ({ title: 'Sender', content: payload, payload, resourcesID: 'chat' });

  /** Pushes so far whose payload begins so, as `payload to token`. */
  const pushes = async (prefix: string): Promise<string[]> => {
    const { accepted } = await running.system.control.accepted({ limit: 50_000 });
    return accepted.flatMap(({ payload, token }) =>
      payload?.startsWith(prefix) === true ? `${payload} to ${token}` : [],
    );
  };
  const bars = async (): Promise<string[]> => {
    const phones = await Promise.all(running.users.map(({ phoneId }) => running.system.control.phone(phoneId)));
    return phones.flatMap(({ bar }) => bar.map(({ content }) => content));
  };

  /** A message, a message of a group and a call to a device of each vendor arrive, once each, over every gateway. */
  const everythingArrives = async (name: string): Promise<void> => {
    const { users, gateways } = running;
    const expected: string[] = [];
    for (const [index, api] of gateways.entries()) {
      const part = `${name}-${index}`;
      for (const { userId, token } of users) {
        const payload = `${part}-peer-${userId}`;
        await api('POST', '/v1/apps/shop/messages', {
          fromUserID: 'sender',
          toUserID: userId,
          text: 'hello',
          pushConfig: pushConfig(payload),
        });
        expected.push(`${payload} to ${token}`, `${part}-group to ${token}`);
      }
      const userIDs = users.map(({ userId }) => userId);
      await api('POST', '/v1/apps/shop/groups', { groupID: part, ownerUserID: 'sender', memberUserIDs: userIDs });
      await api('POST', '/v1/apps/shop/messages', {
        fromUserID: 'sender',
        toGroupID: part,
        text: 'hello all',
        pushConfig: pushConfig(`${part}-group`),
      });
      const { call } = await api<{ call: { callID: string } }>('POST', '/v1/apps/shop/calls', {
        callerUserID: 'sender',
        invitees: userIDs,
        pushConfig: { title: 'Sender', content: `${part} rings`, resourcesID: 'chat' },
      });
      await until(async () => (await bars()).filter((content) => content === `${part} rings`).length === users.length, {
        timeoutMs: 20_000,
        message: `${part} ringing on a phone of each vendor`,
      });
      await api('POST', `/v1/apps/shop/calls/${call.callID}/cancel`, { userID: 'sender' });
      await until(async () => !(await bars()).includes(`${part} rings`), {
        timeoutMs: 20_000,
        message: `the end of ${part} on each phone`,
      });
    }
    await until(async () => (await pushes(`${name}-`)).length >= expected.length, {
      timeoutMs: 20_000,
      message: `the pushes of ${name}`,
    });
    expect((await pushes(`${name}-`)).sort()).toEqual(expected.sort());
  };

  /** Stops and starts these, each as today's service: all services at once, as the chart does. */
  const replace = (instances: readonly InstanceName[]): Promise<unknown> =>
    Promise.all(
      instances.map(async (instance) => {
        await running.system.services.get(instance)?.stop();
        await running.system.services.get(instance)?.start({ form: 'source' });
      }),
    );

  it('run, on the schema of today', async () => {
    const { migrations, db, folder } = running;
    const applied = await db.prepared<{ name: string }>(
      'applied',
      `select name from message_store.kysely_migration union all select name from push_router.kysely_migration
       union all select name from push_history.kysely_migration`,
      [],
    );
    expect(applied.map(({ name }) => name).sort()).toEqual(migrations.sort());
    for (const { name, pid } of running.system.services.values()) expect(commandLineOf(pid), name).toContain(folder);
  });

  it('bring a message, a group message and a call to a device of each vendor', async () => {
    await everythingArrives('before');
    expect(running.ended).toEqual([]);
  }, 60_000);

  it('are replaced by those of today, replica by replica, while messages flow: nothing is lost, nothing is pushed twice', async () => {
    const messages = sender('rolling');
    await messages.more(PER_SECOND);
    await replace(firsts);
    await everythingArrives('between'); // both releases are there
    await replace([...running.system.services.keys()].filter((name) => !firsts.includes(name)));
    await messages.more(PER_SECOND);
    await messages.stop();
    await everythingArrives('after');
    const sent = Array.from(
      { length: messages.sent() },
      (_, index) => `rolling-${index} to ${running.users[index % running.users.length]?.token}`,
    );
    await until(async () => new Set(await pushes('rolling-')).size >= sent.length, {
      timeoutMs: 30_000,
      message: `a push of each of ${sent.length} messages`,
    });
    expect((await pushes('rolling-')).sort()).toEqual(sent.sort());
    const [stored] = await running.db.prepared(
      'stored',
      `select count(*) - count(distinct message_id) as twice, (select count(*) from (
         select max(seq) - count(*) as gap from message_store.message group by conversation_id) as one where gap <> 0) as gaps
       from message_store.message`,
      [],
    );
    expect(stored).toEqual({ twice: 0, gaps: 0 });
    for (const { name, pid } of running.system.services.values())
      expect(commandLineOf(pid), name).not.toContain(running.folder);
    expect(running.ended).toEqual([]);
  }, 180_000);

  /** Messages at a pace, each to the next gateway in turn, again under the same local id until it is accepted. */
  function sender(name: string) {
    const { users, gateways } = running;
    let sent = 0;
    const send = async (index: number): Promise<void> => {
      const payload = `${name}-${index}`;
      const message = {
        fromUserID: 'sender',
        toUserID: users[index % users.length]?.userId,
        localMessageID: payload,
        text: payload,
        pushConfig: pushConfig(payload),
      };
      let next = index;
      await until(
        () =>
          gateways[next++ % gateways.length]?.('POST', '/v1/apps/shop/messages', message).then(
            () => true,
            () => false,
          ),
        { timeoutMs: 60_000, message: `acceptance of ${payload}` },
      );
    };
    const all: Promise<void>[] = [];
    const timer = setInterval(() => all.push(send(sent++)), 1_000 / PER_SECOND);
    return {
      sent: () => sent,
      /** Resolves when so many more are on their way. */
      more: (count: number) => {
        const enough = sent + count;
        return until(() => sent >= enough, { timeoutMs: 60_000 });
      },
      stop: async (): Promise<void> => {
        clearInterval(timer);
        await Promise.all(all);
      },
    };
  }
});

/** The command line of a process. */
function commandLineOf(pid: number | undefined): string {
  return execFileSync('ps', ['-o', 'args=', '-ww', '-p', String(pid)], { encoding: 'utf8' });
}
