import { database } from '@bellhop/postgres';
import { sql } from 'kysely';
import type { RouterDatabase } from './database.ts';

/** A client-token secret that is valid. */
export interface LiveSecret {
  readonly issuedAtMs: number;
  /** When it ends; undefined for the one that signs now. */
  readonly validUntilMs: number | undefined;
}

export type Rotation =
  | { readonly kind: 'rotated'; readonly formerValidUntilMs: number | undefined }
  | { readonly kind: 'no app' }
  /** Two secrets are valid already, the former one until then. */
  | { readonly kind: 'two are valid'; readonly untilMs: number };

/** The secrets that sign client tokens: one of an app signs, and the one before may be valid for a while. */
export interface ClientTokenSecretStore {
  /** Puts a new secret in the place of the one that signs, which stays valid for so long; 0 ends all others, also while two are valid. */
  rotate(app: string, sealed: string, overlapSeconds: number): Promise<Rotation>;
  /** The one that signs first; undefined when there is no such app. */
  list(app: string): Promise<LiveSecret[] | undefined>;
  /** Ends the former one; false when none is valid. */
  revokeFormer(app: string): Promise<boolean>;
  /** Forgets former secrets whose time is over. */
  forgetEnded(): Promise<void>;
}

export function clientTokenSecretStore({ kysely }: RouterDatabase): ClientTokenSecretStore {
  const secretsOf = (app: string) =>
    kysely
      .selectFrom('push_router.app')
      .select([
        'created_at',
        'client_token_secret_at',
        'former_client_token_secret_at',
        'former_client_token_secret_until',
      ])
      .select(sql<boolean>`coalesce(former_client_token_secret_until > clock_timestamp(), false)`.as('has_former'))
      .where('app', '=', app)
      .executeTakeFirst();

  return {
    rotate: (app, sealed, overlapSeconds) =>
      database(async () => {
        const { rows } = await sql<{ until: Date | null }>`
          update push_router.app
             set sealed_former_client_token_secret = case when ${overlapSeconds}::int > 0 then sealed_client_token_secret end,
                 former_client_token_secret_at = case when ${overlapSeconds}::int > 0 then client_token_secret_at end,
                 former_client_token_secret_until =
                   case when ${overlapSeconds}::int > 0 then clock_timestamp() + ${overlapSeconds}::int * interval '1 second' end,
                 sealed_client_token_secret = ${sealed}, client_token_secret_at = clock_timestamp(), version = version + 1
           where app = ${app}
             and (${overlapSeconds}::int = 0 or coalesce(former_client_token_secret_until <= clock_timestamp(), true))
          returning former_client_token_secret_until as until`.execute(kysely);
        const [rotated] = rows;
        if (rotated !== undefined) return { kind: 'rotated', formerValidUntilMs: rotated.until?.getTime() };
        const found = await secretsOf(app);
        if (found === undefined) return { kind: 'no app' };
        return { kind: 'two are valid', untilMs: found.former_client_token_secret_until?.getTime() ?? 0 };
      }),

    list: (app) =>
      database(async () => {
        const found = await secretsOf(app);
        if (found === undefined) return undefined;
        const since = (at: Date | null): number => (at ?? found.created_at).getTime();
        const signing = { issuedAtMs: since(found.client_token_secret_at), validUntilMs: undefined };
        const until = found.former_client_token_secret_until;
        if (!found.has_former || until === null) return [signing];
        return [signing, { issuedAtMs: since(found.former_client_token_secret_at), validUntilMs: until.getTime() }];
      }),

    revokeFormer: (app) =>
      database(async () => {
        const { numAffectedRows } = await sql`
          update push_router.app
             set sealed_former_client_token_secret = null, former_client_token_secret_at = null,
                 former_client_token_secret_until = null, version = version + 1
           where app = ${app} and former_client_token_secret_until > clock_timestamp()`.execute(kysely);
        return numAffectedRows === 1n;
      }),

    // Gateways know until when it counts, so they need not be told.
    forgetEnded: () =>
      database(async () => {
        await sql`
          update push_router.app
             set sealed_former_client_token_secret = null, former_client_token_secret_at = null, former_client_token_secret_until = null
           where former_client_token_secret_until <= clock_timestamp()`.execute(kysely);
      }),
  };
}
