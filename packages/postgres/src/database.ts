import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { Unavailable, type Logger } from '@bellhop/runtime';
import { observePool } from './pool-metrics.ts';

export interface DatabaseConfig {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  /** Most connections of this process. */
  readonly poolSize: number;
  /** A prepared statement that is not answered for so long is given up with its connection. Default 60,000 ms. */
  readonly answerWithinMs?: number;
  readonly log: Logger;
}

/** What runs prepared statements. */
export interface Statements {
  /**
   * Runs a prepared statement: parsed once per connection, so that a statement of every batch costs only its execution.
   * @throws Unavailable when Postgres cannot be reached or asks to try again; anything else is a bug in the statement
   */
  readonly prepared: <Row extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[],
  ) => Promise<Row[]>;
}

export interface Database<Tables> extends Statements {
  /** For everything but the hottest statements. */
  readonly kysely: Kysely<Tables>;
  /**
   * Runs prepared statements in one transaction, which what is thrown rolls back.
   * @param bounds how long a statement waits for a lock, and the transaction for its next statement, ms: a process that stands still must not hold up the others
   * @throws as `prepared`
   */
  transaction<T>(
    work: (statements: Statements) => Promise<T>,
    bounds: { readonly lockWithinMs: number; readonly idleWithinMs: number },
  ): Promise<T>;
  close(): Promise<void>;
}

const INT8 = 20;

/** Opens a pool. Connections are made when they are needed. */
export function openDatabase<Tables>({
  url,
  poolSize,
  answerWithinMs = 60_000,
  log,
}: DatabaseConfig): Database<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    types: {
      // Our 64-bit columns are ms and sequences, far below 2^53.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as never,
    },
  });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle Postgres connection broke'));
  const observed = observePool(pool);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const statementsOn = (on: Pick<pg.Pool | pg.PoolClient, 'query'>): Statements => ({
    prepared: async <Row extends pg.QueryResultRow>(name: string, text: string, values: readonly unknown[]) => {
      // A machine that vanished says nothing: without the bound a consumer would wait for TCP to give up, a quarter of an hour.
      const query: pg.QueryConfig & { query_timeout: number } = {
        name,
        text,
        values: [...values],
        query_timeout: answerWithinMs,
      };
      try {
        return (await on.query<Row>(query)).rows;
      } catch (error) {
        throw classify(error);
      }
    },
  });
  const connect = (): Promise<pg.PoolClient> =>
    pool.connect().catch((error: unknown) => {
      throw classify(error);
    });
  return {
    kysely,
    ...statementsOn(pool),
    transaction: async (work, { lockWithinMs, idleWithinMs }) => {
      const client = await connect();
      let broken: Error | undefined;
      try {
        // In one message to the server.
        await client.query(
          `begin; set local lock_timeout = ${lockWithinMs}; set local idle_in_transaction_session_timeout = ${idleWithinMs}`,
        );
        const result = await work(statementsOn(client));
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch((cause: unknown) => {
          broken = cause instanceof Error ? cause : new Error('the connection broke');
        });
        throw classify(error);
      } finally {
        client.release(broken);
      }
    },
    close: () => {
      observed.stop();
      return kysely.destroy();
    },
  };
}

/** Runs database work; what another try can help becomes Unavailable, so that consumers keep the events. */
export async function database<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw classify(error);
  }
}

/**
 * 08: connection; 25P03: idle in a transaction for too long; 40: serialization, deadlock; 53: resources; 55P03: lock timeout; 57P: shutting down; 23505: two writers met in a
 * rebalance (the next try finds the rows). Errors without a code are the client's own: no connection.
 */
function classify(error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') {
    return error instanceof Error && /connect|terminat|timeout/i.test(error.message)
      ? new Unavailable('Postgres cannot be reached', { code: 'POSTGRES_UNAVAILABLE', cause: error })
      : error;
  }
  return /^(08|25P03|40|53|57P|55P03|23505|E[A-Z]+)/.test(code)
    ? new Unavailable(`Postgres asks to try again (${code})`, { code: 'POSTGRES_UNAVAILABLE', cause: error })
    : error;
}
