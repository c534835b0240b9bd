import { execFileSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { startServers } from '@bellhop/local-servers';
import pg from 'pg';

/** The major version of PostgreSQL that tests start. */
export const SERVER_MAJOR = 18;

/** A way to back up a database, and to have it again on a new server. */
export interface BackupWay {
  readonly name: string;
  /** Why it cannot be gone here, and what to do. */
  readonly missing?: string;
  /** Backs up the database into an empty folder. */
  backUp(databaseUrl: string, folder: string): Promise<void>;
  /**
   * Makes a server of the backup in an empty folder, which `startServers({ dataDir })` starts.
   * @param lost the URL of the former database, whose server is gone
   */
  restore(folder: string, dataDir: string, lost: string): Promise<RestoredServer>;
}

export interface RestoredServer {
  /** Where the database is, given what `startServers` answers. */
  urlOf(started: string): string;
  /** To be run once the server is up. */
  fill(databaseUrl: string): void;
}

/** Shell blocks of docs/backup.md, in order. */
export function documentedCommands(): string[] {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/backup.md'), 'utf8');
  return [...text.matchAll(/^ *```sh\n([^]*?)^ *```$/gm)].map(([, block = '']) => block.replaceAll(/^ +/gm, '').trim());
}

/** The documented command that begins so. */
export function documentedCommand(start: string): string {
  const found = documentedCommands().filter((command) => command.startsWith(start));
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`docs/backup.md has ${found.length} commands that begin with "${start}"; it must have one`);
  return found[0];
}

/** The statement of the documented psql command that touches this table. */
export function documentedStatement(table: string): string {
  const found = documentedCommands().flatMap(
    (command) => /^psql "\$DATABASE_MIGRATE_URL" -c '([^']*)'$/.exec(command)?.[1] ?? [],
  );
  const [statement, ...others] = found.filter((it) => it.includes(table));
  if (statement === undefined || others.length > 0)
    throw new Error(`docs/backup.md has not one psql command for ${table}`);
  return statement;
}

const onServer = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** The documented commands, with programs that are as new as the server: older ones refuse it. */
export function dump(): BackupWay {
  const programs = (process.env['PATH'] ?? '')
    .split(delimiter)
    .find((folder) => majorOf(join(folder, 'pg_dump')) >= SERVER_MAJOR);
  const run = (command: string, cwd: string, env: Record<string, string>): void => {
    execFileSync('sh', ['-e', '-c', command], {
      cwd,
      env: { PATH: [programs, process.env['PATH']].join(delimiter), ...env },
    });
  };
  return {
    name: 'a dump',
    ...(programs === undefined
      ? { missing: `there is no pg_dump ${SERVER_MAJOR} or newer in PATH: install postgresql-client-${SERVER_MAJOR}` }
      : {}),
    backUp: (databaseUrl, folder) => {
      run(documentedCommand('pg_dump'), folder, { DATABASE_URL: databaseUrl });
      return Promise.resolve();
    },
    restore: (folder) =>
      Promise.resolve({
        urlOf: (started) => started,
        fill: (databaseUrl) => run(documentedCommand('pg_restore'), folder, { DATABASE_MIGRATE_URL: databaseUrl }),
      }),
  };
}

function majorOf(program: string): number {
  if (!existsSync(program)) return 0;
  try {
    return Number(/\) (\d+)/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/**
 * A base backup over Postgres's own functions (`pg_backup_start`), as programs for continuous archiving make it: the server goes on, and what it writes meanwhile
 * comes with its log. It needs no program but the server.
 */
export function baseBackup(): BackupWay {
  return {
    name: 'a base backup',
    backUp: (databaseUrl, folder) =>
      onServer(databaseUrl, async (client) => {
        const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
        const from = rows[0]?.folder ?? '';
        await client.query(`select pg_backup_start('test', true)`);
        const isLeftOut = (path: string): boolean =>
          ['postmaster.pid', 'pg_wal', 'pg_replslot'].some((name) => path.startsWith(join(from, name)));
        cpSync(from, folder, { recursive: true, filter: (path) => !isLeftOut(path) });
        const { rows: stopped } = await client.query<{ labelfile: string }>(
          'select labelfile from pg_backup_stop(false)',
        );
        cpSync(join(from, 'pg_wal'), join(folder, 'pg_wal'), { recursive: true });
        writeFileSync(join(folder, 'backup_label'), stopped[0]?.labelfile ?? '');
        mkdirSync(join(folder, 'pg_replslot'));
      }),
    restore: async (folder, dataDir, lost) => {
      // A new server, whose data the backup replaces.
      const env = { ...process.env, KAFKA_BROKERS: 'not-needed:1', DATABASE_URL: '', BELLHOP_WITHOUT_DOCKER: '1' };
      const empty = await startServers({ dataDir, env });
      const into = await onServer(empty.databaseUrl, async (client) => {
        const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
        return rows[0]?.folder ?? '';
      });
      await empty.stop();
      const { uid, gid } = lstatSync(into);
      for (const name of readdirSync(into)) rmSync(join(into, name), { recursive: true });
      cpSync(folder, into, { recursive: true });
      for (const name of readdirSync(into, { recursive: true, encoding: 'utf8' }))
        chownSync(join(into, name), uid, gid);
      return {
        // Roles and passwords came with the backup.
        urlOf: (started) => {
          const url = new URL(lost);
          url.host = new URL(started).host;
          return url.href;
        },
        fill: () => undefined,
      };
    },
  };
}
