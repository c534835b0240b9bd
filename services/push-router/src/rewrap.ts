import type { VendorName } from '@bellhop/contracts';
import { openDatabase, type DatabaseConfig } from '@bellhop/postgres';
import { createKeyring, messageOf, type Keyring, type Secret } from '@bellhop/runtime';
import type { RouterDatabase, Tables } from './db/database.ts';
import { certificatePurpose, clientTokenPurpose } from './domain/sealing.ts';

/** What was sealed anew, what the first key had sealed already, and what could not be opened, each with why. */
export interface Rewrapped {
  readonly sealedAnew: number;
  readonly asTheyShallBe: number;
  readonly notOpened: readonly string[];
}

/**
 * Seals with the first key of the keyring what another one of its keys has sealed. Services may go on meanwhile, as long as they have
 * both keys: what somebody saves in the same moment stays as they saved it. May be run again.
 */
export async function rewrapKeyring({
  database,
  keyring: keys,
}: {
  database: DatabaseConfig;
  keyring: Secret;
}): Promise<Rewrapped> {
  const keyring = createKeyring(keys.reveal());
  const db: RouterDatabase = openDatabase<Tables>(database);
  try {
    const rows = [...(await clientTokenSecrets(db)), ...(await certificates(db))];
    let sealedAnew = 0;
    const notOpened: string[] = [];
    for (const row of rows.filter(({ sealed }) => !keyring.isSealedWithFirst(sealed))) {
      try {
        await row.replace(sealAgain(keyring, row));
        sealedAnew += 1;
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'SEAL_BROKEN') throw error;
        notOpened.push(messageOf(error));
      }
    }
    return { sealedAnew, asTheyShallBe: rows.length - sealedAnew - notOpened.length, notOpened };
  } finally {
    await db.close();
  }
}

interface SealedRow {
  readonly purpose: string;
  readonly sealed: string;
  /** Puts this in its place, unless it has changed. */
  replace(sealed: string): Promise<unknown>;
}

const sealAgain = (keyring: Keyring, { sealed, purpose }: SealedRow): string =>
  keyring.seal(keyring.open(sealed, purpose), purpose);

async function clientTokenSecrets({ kysely }: RouterDatabase): Promise<SealedRow[]> {
  const columns = ['sealed_client_token_secret', 'sealed_former_client_token_secret'] as const;
  const rows = await kysely
    .selectFrom('push_router.app')
    .select(['app', ...columns])
    .execute();
  return rows.flatMap((row) =>
    columns.flatMap((column) => {
      const sealed = row[column];
      if (sealed === null) return [];
      return {
        purpose: clientTokenPurpose(row.app),
        sealed,
        // The version counts up, so that the gateways are told.
        replace: (anew: string) =>
          kysely
            .updateTable('push_router.app')
            .set((field) => ({ [column]: anew, version: field('version', '+', 1) }))
            .where('app', '=', row.app)
            .where(column, '=', sealed)
            .execute(),
      };
    }),
  );
}

async function certificates({ kysely }: RouterDatabase): Promise<SealedRow[]> {
  const rows = await kysely
    .selectFrom('push_router.certificate_set')
    .select(['app', 'vendor', 'app_type', 'sealed'])
    .execute();
  return rows.map(({ app, vendor, app_type: appType, sealed }) => ({
    purpose: certificatePurpose({ app, vendor: vendor as VendorName, appType }),
    sealed,
    // What it holds stays the same, and so does its version.
    replace: (anew) =>
      kysely
        .updateTable('push_router.certificate_set')
        .set({ sealed: anew })
        .where('app', '=', app)
        .where('vendor', '=', vendor)
        .where('app_type', '=', appType)
        .where('sealed', '=', sealed)
        .execute(),
  }));
}
