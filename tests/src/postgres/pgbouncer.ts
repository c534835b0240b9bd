import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '@bellhop/local-servers';
import type { Running } from '@bellhop/runtime';
import { until, type TestCertificate } from '@bellhop/testkit';
import { debianProgram } from '../debian-packages.ts';

/** PgBouncer's program and the libraries that came with it; or why there is none. */
export type PgbouncerProgram =
  { readonly path: string; readonly libraries: readonly string[] } | { readonly missing: string };

/** Finds PgBouncer on this machine, or gets Debian's packages and unpacks them beside the system, where there is apt. */
export function pgbouncerProgram(): PgbouncerProgram {
  for (const folder of [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin'])
    if (folder !== '' && existsSync(join(folder, 'pgbouncer')))
      return { path: join(folder, 'pgbouncer'), libraries: [] };
  const unpacked = debianProgram('pgbouncer', (run) => {
    // Names of libraries change between releases of Debian.
    const libraries = run('apt-cache', 'depends', 'pgbouncer').matchAll(/Depends: (lib(?:event|c-?ares|ssl)\S*)/g);
    return ['pgbouncer', ...[...libraries].map(([, name = '']) => name)];
  });
  if ('missing' in unpacked) return unpacked;
  return { path: join(unpacked.folder, 'usr/sbin/pgbouncer'), libraries: unpacked.libraries };
}

export interface Pgbouncer extends Running {
  readonly port: number;
}

/** Runs it in transaction mode before a PostgreSQL on this machine, encrypted on both sides. */
export async function startPgbouncer(
  program: Exclude<PgbouncerProgram, { missing: string }>,
  options: {
    readonly postgresPort: number;
    /** Connections to Postgres, per database and user. */
    readonly connections: number;
    readonly users: Readonly<Record<string, string>>;
    readonly ca: string;
    readonly server: TestCertificate;
    readonly client: TestCertificate;
  },
): Promise<Pgbouncer> {
  const folder = mkdtempSync(join(tmpdir(), 'bellhop-pgbouncer-run-'));
  const [port = 0] = await freePorts(1);
  // It refuses to run as root.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    if (nobody !== undefined) chownSync(path, nobody.uid, nobody.gid);
    return path;
  };
  const users = Object.entries(options.users).map(([name, password]) => `"${name}" "${password}"\n`);
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    pool_mode: 'transaction',
    default_pool_size: options.connections,
    auth_type: 'scram-sha-256',
    auth_file: file('users.txt', users.join('')),
    server_tls_sslmode: 'verify-full',
    server_tls_ca_file: file('ca.pem', options.ca),
    server_tls_cert_file: file('client.pem', options.client.cert),
    server_tls_key_file: file('client-key.pem', options.client.key),
    client_tls_sslmode: 'verify-ca',
    client_tls_ca_file: file('clients-ca.pem', options.ca),
    client_tls_cert_file: file('server.pem', options.server.cert),
    client_tls_key_file: file('server-key.pem', options.server.key),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  const ini = file(
    'pgbouncer.ini',
    `[databases]\n* = host=127.0.0.1 port=${options.postgresPort}\n[pgbouncer]\n${lines.join('')}`,
  );
  chmodSync(folder, 0o755);
  const child = spawn(program.path, [ini], {
    ...nobody,
    env: { ...process.env, LD_LIBRARY_PATH: program.libraries.join(':') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const log: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => log.push(text));
  const ended = once(child, 'exit');
  await until(
    () => {
      if (child.exitCode !== null) throw new Error(`PgBouncer ended: ${log.join('')}`);
      return log.join('').includes('process up');
    },
    { message: 'PgBouncer' },
  );
  return {
    port,
    close: async () => {
      child.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
