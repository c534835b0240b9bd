import { randomBytes } from 'node:crypto';
import { appendFile, chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { DataDirectory } from '../data-directory.ts';
import { onFreePorts } from '../free-ports.ts';
import { MissingPrerequisite } from '../prerequisites.ts';
import { untilReady } from '../readiness.ts';
import { runCommand } from '../run-command.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { makePostgresHome, postgresHome } from './postgres-home.ts';
import { serverArguments } from './server-arguments.ts';
import { unprivilegedUser, type UnprivilegedUser } from './unprivileged-user.ts';

const MAJOR_VERSION = '18';
const USER = 'bellhop';
const DATABASE = 'bellhop';

// Durability stays at Postgres's defaults (fsync and synchronous_commit on): tests and benchmarks shall mean something.
const SETTINGS = {
  // TCP alone: a socket file would need a directory that both users may enter.
  unix_socket_directories: '',
  lc_messages: 'C', // start-up waits for an English line
};

interface Deps {
  readonly data: DataDirectory;
  readonly supervisor: Supervisor;
  readonly env: NodeJS.ProcessEnv;
  /** What it listens on. */
  readonly host: string;
  /** Beside ours. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Runs PostgreSQL from its npm package; returns the URL of an empty database, or of the kept one. */
export async function startEmbeddedPostgres({ data, supervisor, env, host, settings }: Deps): Promise<string> {
  const user = await unprivilegedUser();
  const binaries = await postgresBinaries(user);
  const home = await postgresHome(data, user);
  await makePostgresHome(home, user);
  if (data.isTemporary) supervisor.removeAtEnd(home);
  const cluster = join(home, 'data');
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) await createCluster({ home, cluster, binaries, user, env, isTemporary: data.isTemporary });
  else if (version.trim() !== MAJOR_VERSION) {
    throw new MissingPrerequisite(
      `${cluster} holds data of PostgreSQL ${version.trim()}, and this is ${MAJOR_VERSION}: start with --fresh to begin anew.`,
    );
  }
  const password = (await readFile(passwordFileIn(home), 'utf8')).trim();

  return onFreePorts(1, async ([port = 0]) => {
    const server = supervisor.run({
      name: 'PostgreSQL',
      command: binaries.postgres,
      args: [
        '-D',
        cluster,
        '-p',
        String(port),
        ...serverArguments({ listen_addresses: host, ...SETTINGS, ...settings }),
      ],
      cwd: home,
      env,
      ...user,
      logFile: join(home, 'postgres.log'),
      // SIGINT is the fast shutdown, SIGQUIT the one without a checkpoint.
      stopSignal: data.isTemporary ? 'SIGQUIT' : 'SIGINT',
      graceMs: 15_000,
    });
    await untilReady(server, {
      line: 'database system is ready to accept connections',
      portTaken: /could not bind|could not create any TCP/,
      host,
      port,
      timeoutMs: 60_000,
    });
    return `postgresql://${USER}:${password}@${host}:${port}/${DATABASE}`;
  });
}

interface NewCluster {
  readonly home: string;
  readonly cluster: string;
  readonly binaries: PostgresBinaries;
  readonly user: UnprivilegedUser | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly isTemporary: boolean;
}

async function createCluster({ home, cluster, binaries, user, env, isTemporary }: NewCluster): Promise<void> {
  const passwordFile = passwordFileIn(home);
  await writeFile(passwordFile, `${randomBytes(12).toString('hex')}\n`, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);

  // Made aside and renamed: an interrupted initdb leaves nothing that looks complete.
  const aside = `${cluster}.new`;
  await rm(aside, { recursive: true, force: true });
  const who = { env, cwd: home, ...user };
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const durability = isTemporary ? ['--no-sync'] : [];
  await runCommand({ command: binaries.initdb, args: ['-D', aside, ...locale, ...access, ...durability], ...who });
  // By itself it takes connections of this machine alone; others need the password as well.
  await appendFile(join(aside, 'pg_hba.conf'), 'host all all all scram-sha-256\n');
  const createDatabase = `CREATE DATABASE ${DATABASE}\n`;
  await runCommand({
    command: binaries.postgres,
    args: ['--single', '-D', aside, 'postgres'],
    input: createDatabase,
    ...who,
  });
  await rename(aside, cluster);
}

const passwordFileIn = (home: string): string => join(home, 'password');
