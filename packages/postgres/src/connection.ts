import { readFile } from 'node:fs/promises';
import pg from 'pg';
import {
  InvalidConfiguration,
  messageOf,
  tlsFiles,
  Unavailable,
  type DatabaseSettings,
  type Logger,
  type Secret,
  type TlsFiles,
} from '@bellhop/runtime';

/** A connection that has learned what is at its other end. */
export interface Connection extends pg.Client {
  /** Whether a pooler is between us and Postgres: then nothing may be left on a connection that the next transaction finds on another one. */
  readonly isPooled: boolean;
  /**
   * Learns that, and bounds statements where that can stay on the connection.
   * @param bound for each of its own statements: whoever takes the login may have nobody behind it
   */
  settle(bound: { readonly query_timeout: number }): Promise<void>;
}

export type ConnectionSettings = Omit<DatabaseSettings, 'url' | 'poolSize'>;

/**
 * A class of pg's client for one URL: verifies the server where TLS is asked for, and reads certificates and password anew for every connection.
 * @throws InvalidConfiguration when URL and settings do not fit each other
 */
export function connectionClass(
  url: Secret,
  settings: ConnectionSettings,
  log: Logger,
): new (config: pg.ClientConfig) => Connection {
  const { connectionString, tls, hasPassword } = readUrl(url, settings, log);
  const { passwordFile, preparedStatements = 'auto', statementTimeoutMs = 60_000, lockTimeoutMs = 10_000 } = settings;

  return class extends pg.Client implements Connection {
    isPooled = false;

    constructor(config: pg.ClientConfig) {
      super({ ...config, connectionString, ...(tls === undefined ? {} : { ssl: { ...tls.current() } }) });
      if (passwordFile !== undefined && !hasPassword) {
        // pg's types know only the password itself here.
        Object.assign(this, { password: () => passwordIn(passwordFile) });
      }
    }

    async settle(bound: { readonly query_timeout: number }): Promise<void> {
      const { rows } = await super.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid', ...bound });
      // The number that we were given is the pooler's own.
      this.isPooled = rows[0]?.pid !== (this as unknown as { processID: number }).processID;
      // Through a pooler these would stay for whoever has that connection next; and it refuses them among what a connection begins with.
      if (!this.isPooled) {
        const text = `set statement_timeout = ${statementTimeoutMs}; set lock_timeout = ${lockTimeoutMs}`;
        await super.query({ text, ...bound });
      }
    }

    override query(...args: unknown[]): never {
      const [query, ...rest] = args;
      const isNamed = preparedStatements === 'named' || (preparedStatements === 'auto' && !this.isPooled);
      // Without a name a statement is parsed and run in one go, on whichever connection the pooler takes.
      const run = !isNamed && hasName(query) ? { ...query, name: undefined } : query;
      return (super.query as (...given: unknown[]) => never)(run, ...rest);
    }
  };
}

function hasName(query: unknown): query is { name: string } {
  return typeof query === 'object' && query !== null && 'name' in query && !('submit' in query);
}

async function passwordIn(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  } catch (error) {
    throw new Unavailable(`DATABASE_PASSWORD_FILE: cannot be read: ${messageOf(error)}`, {
      code: 'POSTGRES_UNAVAILABLE',
      cause: error,
    });
  }
}

interface ReadUrl {
  /** For pg, without what is said of TLS. */
  readonly connectionString: string;
  readonly tls: TlsFiles | undefined;
  readonly hasPassword: boolean;
}

/** What libpq and pg call by these names in a URL. */
const modes = {
  off: ['disable', 'false', '0'],
  // Encryption alone protects from nobody who can stand in between.
  on: ['allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'true', '1'],
};

function readUrl(secret: Secret, { tls = {} }: ConnectionSettings, log: Logger): ReadUrl {
  const text = secret.reveal();
  const [, query] = /\?([^#]*)/.exec(text) ?? [];
  const parameters = new URLSearchParams(query);
  const take = (name: string): string | undefined => {
    const value = parameters.get(name) ?? undefined;
    parameters.delete(name);
    return value;
  };
  const mode = take('sslmode') ?? take('ssl');
  take('uselibpqcompat');
  const fromUrl = { ca: take('sslrootcert'), cert: take('sslcert'), key: take('sslkey') };
  const problems: string[] = [];
  for (const part of ['ca', 'cert', 'key'] as const) {
    if (fromUrl[part] !== undefined && tls[part] !== undefined)
      problems.push(
        `DATABASE_URL and DATABASE_TLS_${part.toUpperCase()}_FILE both name a file for TLS; set one of them`,
      );
  }
  const paths = {
    ca: tls.ca ?? (fromUrl.ca === 'system' ? undefined : fromUrl.ca),
    cert: tls.cert ?? fromUrl.cert,
    key: tls.key ?? fromUrl.key,
  };
  const hasFiles = Object.values(paths).some((path) => path !== undefined);
  if (mode !== undefined && !modes.off.includes(mode) && !modes.on.includes(mode)) {
    problems.push(
      `DATABASE_URL: sslmode=${mode} is not known: disable, or verify-full, which is also what require and the others mean here`,
    );
  }
  const isOff = mode !== undefined && modes.off.includes(mode);
  if (isOff && hasFiles)
    problems.push('DATABASE_URL says sslmode=disable, and there are files for TLS; leave one of them out');
  const hasPassword = /^[^/]*\/\/[^/@]*:[^/@]+@/.test(text) || parameters.has('password');
  if (problems.length > 0) throw new InvalidConfiguration(problems);
  const rest = parameters.size === 0 ? '' : `?${parameters.toString()}`;
  return {
    connectionString: `${text.split('?')[0]}${rest}`,
    tls: isOff || (mode === undefined && !hasFiles) ? undefined : tlsFiles(paths, { prefix: 'DATABASE_TLS', log }),
    hasPassword,
  };
}
