import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';

import { startServers } from '../src/index.ts';
import { embeddedOnly, hasJava, processesOf } from './processes.ts';

describe.skipIf(!hasJava)('embedded servers in a directory', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bellhop-kept-'));
  await chmod(dataDir, 0o755); // as root Postgres is another user, and would keep its data elsewhere
  const start = (fresh = false) => startServers({ dataDir, fresh, env: embeddedOnly });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('serve, refuse a second run, and leave no process', async () => {
    const servers = await start();
    try {
      expect(servers.source).toEqual({ kafka: 'embedded', postgres: 'embedded' });
      expect(await apiVersionsErrorCode(servers.kafkaBrokers[0] ?? '')).toBe(0);
      const settings = "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit";
      expect(await query(servers.databaseUrl, settings)).toEqual([{ fsync: 'on', commit: 'on' }]);
      await query(servers.databaseUrl, 'create table kept as select 1 as one');

      await expect(start()).rejects.toThrow(/Another run of Bellhop \(process \d+\) uses .*bellhop-kept-/);
      expect(await query(servers.databaseUrl, 'select one from kept')).toEqual([{ one: 1 }]);
    } finally {
      await servers.stop();
    }
    expect(await processesOf(dataDir)).toEqual([]);
    expect(await readdir(dataDir)).not.toContain('lock');
  });

  it('find their data again', async () => {
    const servers = await start();
    const rows = query(servers.databaseUrl, 'select one from kept');
    await expect(rows.finally(() => servers.stop())).resolves.toEqual([{ one: 1 }]);
  });

  it('begin empty when asked to', async () => {
    const servers = await start(true);
    const rows = query(servers.databaseUrl, "select to_regclass('kept') as kept");
    await expect(rows.finally(() => servers.stop())).resolves.toEqual([{ kept: null }]);
  });
});

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** The smallest question to a broker: ApiVersions v0 without a client id. Only packages/kafka may use a client library. */
async function apiVersionsErrorCode(broker: string): Promise<number> {
  const [host, port] = broker.split(':');
  const socket = connect(Number(port), host);
  const request = Buffer.alloc(14);
  request.writeInt32BE(10, 0); // length
  request.writeInt16BE(18, 4); // ApiVersions
  request.writeInt16BE(0, 6); // version
  request.writeInt32BE(7, 8); // correlation id
  request.writeInt16BE(-1, 12); // no client id
  socket.write(request);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(answer.readInt32BE(4)).toBe(7);
  return answer.readInt16BE(8);
}
