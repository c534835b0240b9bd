import type { Keyring } from '@bellhop/runtime';
import type { RouterDatabase } from './database.ts';

/** A sentence when rows were sealed with keys that the keyring has not: nobody can send with those credentials, or log in with those secrets. */
export async function missingKeys(db: RouterDatabase, { ids }: Pick<Keyring, 'ids'>): Promise<string | undefined> {
  const rows = await db.prepared<{ key: string; certificates: number; secrets: number }>(
    'sealed-with',
    `select key, sum(certificates)::int as certificates, sum(secrets)::int as secrets from (
       select split_part(sealed, '.', 1) as key, count(*) as certificates, 0 as secrets
         from push_router.certificate_set group by 1
       union all
       select split_part(secret, '.', 1), 0, count(distinct app)
         from push_router.app cross join lateral (values (sealed_client_token_secret), (sealed_former_client_token_secret)) as secrets (secret)
        where secret is not null group by 1
     ) as sealed_with group by key order by key`,
    [],
  );
  const missing = rows.filter(({ key }) => !ids.has(key));
  if (missing.length === 0) return undefined;
  const what = missing.map(
    ({ key, certificates, secrets }) =>
      `${key} (${certificates} certificates and the client-token secrets of ${secrets} apps are sealed with it)`,
  );
  return `KEYRING lacks ${what.join(' and ')}: put it back behind the others; \`bellhop keyring rewrap\` makes it dispensable`;
}
