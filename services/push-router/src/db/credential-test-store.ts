import type { CredentialVerdict } from '@bellhop/contracts';
import { database } from '@bellhop/postgres';
import { sql } from 'kysely';
import type { CertificateKey } from './app-store.ts';
import type { RouterDatabase } from './database.ts';

/** What a vendor said to a credential. */
export interface CredentialTestResult {
  readonly verdict: CredentialVerdict;
  readonly vendorCode: string;
  readonly reason: string;
  /** The version that was shown to the vendor; 0 = none was. */
  readonly version: number;
}

/** Tests of credentials at their vendors: the latest one of each is kept with its certificate set. */
export interface CredentialTestStore {
  /** Begins a test, unless there is no such set, or one began less than `spacingMs` ago, or less than `waitMs` and has no result: it is waited for. */
  begin(
    key: CertificateKey,
    testId: string,
    pace: { readonly spacingMs: number; readonly waitMs: number },
  ): Promise<'begun' | 'not found' | 'too soon'>;
  /** The test could not be handed on: the next one need not wait. */
  forget(key: CertificateKey, testId: string): Promise<void>;
  /** Keeps the result of a test that is still the latest one. */
  finish(key: CertificateKey, testId: string, result: CredentialTestResult): Promise<void>;
  /** undefined = there is none yet. */
  resultOf(key: CertificateKey, testId: string): Promise<CredentialTestResult | undefined>;
}

export function credentialTestStore({ kysely }: RouterDatabase): CredentialTestStore {
  const change = ({ app, vendor, appType }: CertificateKey) =>
    kysely
      .updateTable('push_router.certificate_set')
      .where('app', '=', app)
      .where('vendor', '=', vendor)
      .where('app_type', '=', appType);
  const find = ({ app, vendor, appType }: CertificateKey) =>
    kysely
      .selectFrom('push_router.certificate_set')
      .select(['test_id', 'test_result'])
      .where('app', '=', app)
      .where('vendor', '=', vendor)
      .where('app_type', '=', appType)
      .executeTakeFirst();
  return {
    begin: (key, testId, { spacingMs, waitMs }) =>
      database(async () => {
        const paceMs = sql`case when test_result is null then ${waitMs}::int else ${spacingMs}::int end`;
        const { numUpdatedRows } = await change(key)
          .where(sql<boolean>`coalesce(tested_at < clock_timestamp() - ${paceMs} * interval '1 millisecond', true)`)
          .set({ test_id: testId, tested_at: sql`clock_timestamp()`, test_result: null })
          .executeTakeFirst();
        if (numUpdatedRows > 0n) return 'begun';
        return (await find(key)) === undefined ? 'not found' : 'too soon';
      }),
    forget: (key, testId) =>
      database(async () => {
        await change(key).where('test_id', '=', testId).set({ test_id: null, tested_at: null }).execute();
      }),
    finish: (key, testId, result) =>
      database(async () => {
        await change(key)
          .where('test_id', '=', testId)
          .set({ test_result: JSON.stringify(result) })
          .execute();
      }),
    resultOf: (key, testId) =>
      database(async () => {
        const found = await find(key);
        if (found?.test_id !== testId || found.test_result === null) return undefined;
        return found.test_result as unknown as CredentialTestResult;
      }),
  };
}
