import { chownSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServers } from '@bellhop/local-servers';
import type { Running } from '@bellhop/runtime';
import type { TestCertificate, TestCertificates } from '@bellhop/testkit';
import pg from 'pg';

/** A PostgreSQL of its own that is reached encrypted, with a certificate and a password. */
export interface SecuredPostgres extends Running {
  readonly port: number;
  /** Runs a statement as the superuser, who alone comes in without TLS. */
  sql<Row extends pg.QueryResultRow>(text: string, database?: string): Promise<Row[]>;
  /** Takes another certificate, or other authorities for those of clients; for new connections. */
  use(files: { server?: TestCertificate; ca?: string }): Promise<void>;
}

const FILES = { cert: 'server.pem', key: 'server-key.pem', ca: 'clients-ca.pem' };

/** Starts it; the roles and databases are up to the test. */
export async function startSecuredPostgres({ ca, server }: TestCertificates<string>): Promise<SecuredPostgres> {
  const servers = await startServers({
    // Kafka has nothing to do with it: an address that is given is not started.
    env: { ...process.env, KAFKA_BROKERS: 'not-needed:1', DATABASE_URL: '', BELLHOP_WITHOUT_DOCKER: '1' },
  });
  const url = new URL(servers.databaseUrl);
  const sql = async <Row extends pg.QueryResultRow>(text: string, database?: string): Promise<Row[]> => {
    const at = new URL(url);
    if (database !== undefined) at.pathname = `/${database}`;
    const client = new pg.Client({ connectionString: at.href });
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  };
  const [{ folder, hba } = { folder: '', hba: '' }] = await sql<{ folder: string; hba: string }>(
    `select current_setting('data_directory') as folder, current_setting('hba_file') as hba`,
  );
  const { uid, gid } = statSync(folder);
  const write = (path: string, text: string): void => {
    writeFileSync(path, text, { mode: 0o600 });
    chownSync(path, uid, gid); // Postgres may run as another user
  };
  const use: SecuredPostgres['use'] = async (files) => {
    if (files.server !== undefined) {
      write(join(folder, FILES.cert), files.server.cert);
      write(join(folder, FILES.key), files.server.key);
    }
    if (files.ca !== undefined) write(join(folder, FILES.ca), files.ca);
    await sql('select pg_reload_conf()');
  };
  await use({ server, ca });
  write(
    hba,
    `host all ${url.username} 127.0.0.1/32 scram-sha-256\nhostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-ca\n`,
  );
  for (const [name, value] of Object.entries({
    ssl_cert_file: FILES.cert,
    ssl_key_file: FILES.key,
    ssl_ca_file: FILES.ca,
    ssl: 'on',
  }))
    await sql(`alter system set ${name} = '${value}'`);
  await sql('select pg_reload_conf()');
  return { port: Number(url.port), sql, use, close: () => servers.stop() };
}
