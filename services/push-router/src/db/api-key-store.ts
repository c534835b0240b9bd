import { sql } from 'kysely';
import { database } from '@bellhop/postgres';
import type { RouterDatabase } from './database.ts';

/** An API key as it is kept: nobody can tell the key from it. */
export interface StoredApiKey {
  readonly sha256: string;
  /** What the operator calls it; empty for the one that came with the app. */
  readonly name: string;
  readonly createdAtMs: number;
}

/** The API keys of apps, each valid until it is revoked. */
export interface ApiKeyStore {
  /** False when there is no such app, or when it has `most` keys. */
  issue(app: string, key: { sha256: string; name: string }, most: number): Promise<'issued' | 'no app' | 'too many'>;
  /** Oldest first; undefined when there is no such app. */
  list(app: string): Promise<StoredApiKey[] | undefined>;
  /** Revokes the key whose hash begins so; false when there is none. */
  revoke(app: string, keyId: string): Promise<boolean>;
}

export function apiKeyStore({ kysely }: RouterDatabase): ApiKeyStore {
  /** Counts the app's version up, so that the change is published, and holds up other changes of its keys. */
  const lock = (app: string, on: typeof kysely) =>
    on
      .updateTable('push_router.app')
      .set((field) => ({ version: field('version', '+', 1) }))
      .where('app', '=', app)
      .returning(['api_key_sha256', 'created_at'])
      .executeTakeFirst();

  const keysOf = async (app: string, on: typeof kysely): Promise<StoredApiKey[] | undefined> => {
    const rows = await on
      .selectFrom('push_router.app')
      .leftJoin('push_router.api_key', 'push_router.api_key.app', 'push_router.app.app')
      .select([
        'push_router.app.api_key_sha256 as first',
        'push_router.app.created_at as firstCreatedAt',
        'push_router.api_key.sha256',
        'push_router.api_key.name',
        'push_router.api_key.created_at',
      ])
      .where('push_router.app.app', '=', app)
      .orderBy('push_router.api_key.created_at')
      .execute();
    const [row] = rows;
    if (row === undefined) return undefined;
    const first = row.first === '' ? [] : [{ sha256: row.first, name: '', createdAtMs: row.firstCreatedAt.getTime() }];
    const further = rows.flatMap(({ sha256, name, created_at: createdAt }) =>
      sha256 === null || name === null || createdAt === null
        ? []
        : [{ sha256, name, createdAtMs: createdAt.getTime() }],
    );
    return [...first, ...further];
  };

  return {
    issue: (app, { sha256, name }, most) =>
      database(() =>
        kysely.transaction().execute(async (transaction) => {
          if ((await lock(app, transaction)) === undefined) return 'no app';
          if (((await keysOf(app, transaction)) ?? []).length >= most) return 'too many';
          await transaction.insertInto('push_router.api_key').values({ app, sha256, name }).execute();
          return 'issued';
        }),
      ),

    list: (app) => database(() => keysOf(app, kysely)),

    revoke: (app, keyId) =>
      database(() =>
        kysely.transaction().execute(async (transaction) => {
          const locked = await lock(app, transaction);
          if (locked === undefined) return false;
          if (locked.api_key_sha256.startsWith(keyId)) {
            await transaction
              .updateTable('push_router.app')
              .set({ api_key_sha256: '' })
              .where('app', '=', app)
              .execute();
            return true;
          }
          const { numDeletedRows } = await transaction
            .deleteFrom('push_router.api_key')
            .where('app', '=', app)
            .where(sql<boolean>`starts_with(sha256, ${keyId})`)
            .executeTakeFirst();
          return numDeletedRows > 0n;
        }),
      ),
  };
}
