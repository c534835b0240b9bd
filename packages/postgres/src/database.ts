import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { Secret, type DatabaseSettings, type HealthCheck, type Logger } from '@bellhop/runtime';
import { connectionClass, type Connection } from './connection.ts';
import { classify, isReadOnly } from './failures.ts';
import { failureCounter, observePool } from './pool-metrics.ts';
import { watchReadOnly } from './read-only-watch.ts';

export interface DatabaseConfig extends Omit<DatabaseSettings, 'url'> {
  readonly url: Secret | string;
  /** A statement that is not answered for so long is given up with its connection. Default: a little after Postgres should have given it up. */
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
  /** For everything but the hottest statements. Throws as `prepared` does. */
  readonly kysely: Kysely<Tables>;
  /** The same for what sets itself a longer time than a statement has otherwise: its answers are waited for as long as it takes. */
  readonly patient: Kysely<Tables>;
  /**
   * Runs prepared statements in one transaction, which what is thrown rolls back.
   * @param bounds how long a statement waits for a lock, and the transaction for its next statement, ms: a process that stands still must not hold up the others
   * @throws as `prepared`
   */
  transaction<T>(
    work: (statements: Statements) => Promise<T>,
    bounds: { readonly lockWithinMs: number; readonly idleWithinMs: number },
  ): Promise<T>;
  /** Whether a pooler (PgBouncer) is between us and Postgres. Connects to find out. */
  isPooled(): Promise<boolean>;
  /** Not ready while nothing can be written. */
  readonly readiness: HealthCheck;
  close(): Promise<void>;
}

const INT8 = 20;
/** Postgres gives up first, and says why. */
const LATER_THAN_POSTGRES_MS = 2_000;

/**
 * Opens a pool. Connections are made when they are needed.
 * @throws InvalidConfiguration, or TLS_FILES, when the settings do not fit
 */
export function openDatabase<Tables>({
  url,
  poolSize,
  answerWithinMs,
  log,
  ...settings
}: DatabaseConfig): Database<Tables> {
  const { statementTimeoutMs = 60_000 } = settings;
  // Where Postgres does not give up, nor do we.
  const answerByMs = answerWithinMs ?? (statementTimeoutMs === 0 ? 0 : statementTimeoutMs + LATER_THAN_POSTGRES_MS);
  const bounded = { query_timeout: answerByMs };
  const pool = new pg.Pool({
    Client: connectionClass(typeof url === 'string' ? new Secret(url) : url, settings, log) as never,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    // A machine that vanished says nothing, and TCP alone would wait for a quarter of an hour.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    onConnect: (client) => (client as unknown as Connection).settle(bounded) as never,
    types: {
      // Our 64-bit columns are ms and sequences, far below 2^53.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as never,
    },
  });
  pool.on('error', (error) =>
    log.warn({ err: error }, 'an idle Postgres connection broke; the next query opens another, nothing to do'),
  );
  // The pool listens only to those that nobody has: what breaks another one would end the process. Whoever has it is told by the answer to a statement.
  pool.on('connect', (client) =>
    client.on('error', (error) => log.debug({ err: error }, 'a Postgres connection that was in use broke')),
  );
  const observed = observePool(pool);
  const countFailure = failureCounter();
  const watch = watchReadOnly({
    canWrite: async () => {
      const client = await pool.connect();
      try {
        const { rows } = await client.query<{ can: boolean }>({
          text: `select not (pg_is_in_recovery() or current_setting('transaction_read_only')::boolean) as can`,
          ...bounded,
        });
        return rows[0]?.can === true;
      } finally {
        client.release(true); // the next look is at whoever is behind the name then
      }
    },
    log,
  });
  const failure = (error: unknown): unknown => {
    countFailure(error);
    const classified = classify(error);
    watch.failed(classified);
    return classified;
  };
  const statementsOn = (ask: Ask): Statements => ({
    prepared: async <Row extends pg.QueryResultRow>(name: string, text: string, values: readonly unknown[]) =>
      // A machine that vanished says nothing: without the bound a consumer would wait for TCP to give up, a quarter of an hour.
      (await ask<Row>({ name, text, values: [...values], ...bounded })).rows,
  });
  const askPool: Ask = async <Row extends pg.QueryResultRow>(query: Query) => {
    try {
      return await pool.query<Row>(query);
    } catch (error) {
      throw failure(error);
    }
  };
  const connect = (): Promise<pg.PoolClient> =>
    pool.connect().catch((error: unknown) => {
      throw failure(error);
    });
  const kyselyWith = (bound: typeof bounded): Kysely<Tables> =>
    new Kysely<Tables>({
      dialect: new PostgresDialect({
        pool: {
          connect: async () => {
            const { ask, release } = watched(await connect(), failure);
            const query = (text: string, values: readonly unknown[]): Promise<unknown> =>
              ask({ text, values: [...values], ...bound });
            return { query: query as PostgresPoolClient['query'], release: () => release() };
          },
          end: () => Promise.resolve(),
          options: {},
        },
      }),
    });
  const [kysely, patient] = [kyselyWith(bounded), kyselyWith({ query_timeout: 0 })];
  return {
    kysely,
    patient,
    ...statementsOn(askPool),
    transaction: async (work, { lockWithinMs, idleWithinMs }) => {
      const { ask, release } = watched(await connect(), failure);
      let broken: Error | undefined;
      try {
        // In one message to the server.
        await ask({
          text: `begin; set local lock_timeout = ${lockWithinMs}; set local idle_in_transaction_session_timeout = ${idleWithinMs}`,
          ...bounded,
        });
        const result = await work(statementsOn(ask));
        await ask({ text: 'commit', ...bounded });
        return result;
      } catch (error) {
        // Where nothing is answered any more, the end of the connection rolls back.
        await ask({ text: 'rollback', ...bounded }).catch((cause: unknown) => {
          broken = cause instanceof Error ? cause : new Error('the connection broke');
        });
        throw classify(error);
      } finally {
        release(broken);
      }
    },
    isPooled: async () => {
      const client = await connect();
      client.release();
      return (client as unknown as Connection).isPooled;
    },
    readiness: watch.readiness,
    close: async () => {
      watch.stop();
      observed.stop();
      await Promise.all([kysely.destroy(), patient.destroy()]);
      if (!pool.ending) await pool.end();
    },
  };
}

/** A statement, and how long its answer is waited for, ms. */
type Query = pg.QueryConfig & { readonly query_timeout: number };

/** Runs a statement; what it fails with is ours. */
type Ask = <Row extends pg.QueryResultRow>(query: Query) => Promise<pg.QueryResult<Row>>;

/**
 * A connection whose failures are ours. One that leads to a former primary, or on which nothing is answered, is not used again; and after such a silence nothing more
 * is asked on it: that would wait behind what is not answered, for another bound, with the connection and all that it holds locked.
 */
function watched(
  client: pg.PoolClient,
  failure: (error: unknown) => unknown,
): { readonly ask: Ask; readonly release: (because?: Error) => void } {
  let broken: Error | undefined;
  let silent: Error | undefined;
  return {
    ask: async <Row extends pg.QueryResultRow>(query: Query) => {
      if (silent !== undefined) throw silent;
      try {
        return await client.query<Row>(query);
      } catch (error) {
        const failed = failure(error) as Error;
        if (isReadOnly(failed)) broken = failed;
        if (!(error instanceof pg.DatabaseError)) broken = silent = failed;
        throw failed;
      }
    },
    release: (because) => client.release(broken ?? because),
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
