import { sql, type Transaction } from 'kysely';
import { database } from '@bellhop/postgres';
import {
  effectiveLimits,
  effectivePushRules,
  type AppSettingsChangedInput,
  type DeviceModeName,
  type EffectiveLimits,
  type EffectivePushRules,
  type PushRulesInput,
  type VendorName,
  type VendorSettings,
} from '@bellhop/contracts';
import type { AppProfile, AppProfiles } from '../domain/ports.ts';
import type { AppTemplate } from '../domain/templates.ts';
import { changedRules, resourcesNamed } from '../domain/push-rules.ts';
import type { RouterDatabase, Tables } from './database.ts';

export interface StoredApp {
  readonly app: string;
  readonly name: string;
  readonly packageName: string;
  readonly limits: EffectiveLimits;
  readonly deviceMode: DeviceModeName;
  readonly pushRules: EffectivePushRules;
  readonly createdAtMs: number;
}

export interface NewApp {
  readonly app: string;
  readonly name: string;
  readonly packageName: string;
  readonly limits: Partial<EffectiveLimits>;
  readonly deviceMode: DeviceModeName;
  readonly pushRules: PushRulesInput;
  readonly apiKeySha256: string;
  readonly sealedClientTokenSecret: string;
}

export interface CertificateKey {
  readonly app: string;
  readonly vendor: VendorName;
  readonly appType: number;
}

export interface StoredResource {
  readonly resourcesId: string;
  readonly vendors: Partial<Record<VendorName, VendorSettings>>;
}

/** What changes of an app; what is left out stays. */
export interface AppChange {
  readonly name?: string;
  readonly packageName?: string;
  readonly limits: Partial<EffectiveLimits>;
  readonly deviceMode?: DeviceModeName;
  readonly pushRules: PushRulesInput;
}

export type UpdateResult =
  | { readonly kind: 'updated' | 'not found' }
  /** The rules name resources that the app does not have. */
  | { readonly kind: 'unknown resource'; readonly field: string; readonly resourcesId: string }
  /** These limits, as they would be with the change, cannot hold together. */
  | { readonly kind: 'limits at odds'; readonly limits: EffectiveLimits }
  /** With the change the app would have texts in more languages than it may. */
  | { readonly kind: 'too many locales' };

export interface AppStore {
  create(app: NewApp): Promise<boolean>;
  /** @param agree whether limits can hold together: asked of those that the change leads to, whatever else changes at this moment */
  update(app: string, change: AppChange, agree: (limits: EffectiveLimits) => boolean): Promise<UpdateResult>;
  get(app: string): Promise<StoredApp | undefined>;
  /** By id, those after this one; '' = from the first on. */
  list(after: string, most: number): Promise<StoredApp[]>;
  saveCertificate(key: CertificateKey, sealed: string): Promise<{ version: number } | undefined>;
  certificate(key: CertificateKey): Promise<{ sealed: string; version: number } | undefined>;
  listCertificates(app: string): Promise<{ vendor: VendorName; appType: number; version: number; savedAtMs: number }[]>;
  deleteCertificate(key: CertificateKey): Promise<boolean>;
  /** `too many`: it would be one more than so many. */
  saveResource(app: string, resource: StoredResource, most: number): Promise<'saved' | 'no app' | 'too many'>;
  listResources(app: string): Promise<StoredResource[]>;
  /** `in use`: the app's push rules name it. */
  deleteResource(app: string, resourcesId: string): Promise<'deleted' | 'not found' | 'in use'>;
  /**
   * Hands every change that is not on the topic yet to `publish`, and marks it only when that has succeeded: the outbox of
   * operators' changes. Several replicas may call it at once; each change is taken by one.
   */
  publishChanges(publish: (settings: readonly AppSettingsChangedInput[]) => Promise<void>): Promise<number>;
  profiles: AppProfiles;
}

/** Profiles may be this old: a new certificate or resource counts within seconds, and no message pays for a query. */
const PROFILE_AGE_MS = 3_000;
/** An app has texts in so many languages. */
export const MOST_LOCALES = 50;

export function appStore(db: RouterDatabase, clock: () => number): AppStore {
  const { kysely } = db;
  /** Every change of an app counts its version up, in the same transaction, so that it is published. */
  const changed = (app: string) => sql`update push_router.app set version = version + 1 where app = ${app}`;

  return {
    create: (app) =>
      database(async () => {
        const row = await kysely
          .insertInto('push_router.app')
          .values({
            app: app.app,
            name: app.name,
            package_name: app.packageName,
            limits: JSON.stringify(app.limits),
            device_mode: app.deviceMode,
            push_rules: JSON.stringify(changedRules({}, app.pushRules)),
            version: 1,
            api_key_sha256: app.apiKeySha256,
            sealed_client_token_secret: app.sealedClientTokenSecret,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning('app')
          .executeTakeFirst();
        return row !== undefined;
      }),

    update: (app, { name, packageName, limits, deviceMode, pushRules }, agree) =>
      database(() =>
        kysely.transaction().execute(async (transaction): Promise<UpdateResult> => {
          // Whoever deletes a resource locks the app, too: rules never name one that is not there.
          const before = await locked(transaction, app);
          if (before === undefined) return { kind: 'not found' };
          const together = effectiveLimits({ ...before.limits, ...limits });
          if (!agree(together)) return { kind: 'limits at odds', limits: together };
          const rules = changedRules(before.push_rules, pushRules);
          if (Object.keys(rules.texts ?? {}).length > MOST_LOCALES) return { kind: 'too many locales' };
          const named = resourcesNamed(pushRules);
          const known = await transaction
            .selectFrom('push_router.resource')
            .select('resources_id')
            .where('app', '=', app)
            .where(sql<boolean>`resources_id = any (${named.map(({ resourcesId }) => resourcesId)}::text[])`)
            .execute();
          const unknown = named.find(({ resourcesId }) => known.every((row) => row.resources_id !== resourcesId));
          if (unknown !== undefined) return { kind: 'unknown resource', ...unknown };
          await transaction
            .updateTable('push_router.app')
            .set((field) => ({
              ...(name === undefined ? {} : { name }),
              ...(packageName === undefined ? {} : { package_name: packageName }),
              ...(deviceMode === undefined ? {} : { device_mode: deviceMode }),
              limits: sql`limits || ${JSON.stringify(limits)}::jsonb`,
              push_rules: JSON.stringify(rules),
              version: field('version', '+', 1),
            }))
            .where('app', '=', app)
            .execute();
          return { kind: 'updated' };
        }),
      ),

    get: (app) =>
      database(async () => {
        const row = await kysely.selectFrom('push_router.app').selectAll().where('app', '=', app).executeTakeFirst();
        return row === undefined ? undefined : storedApp(row);
      }),

    list: (after, most) =>
      database(async () => {
        const rows = await kysely
          .selectFrom('push_router.app')
          .selectAll()
          .where('app', '>', after)
          .orderBy('app')
          .limit(most)
          .execute();
        return rows.map(storedApp);
      }),

    saveCertificate: ({ app, vendor, appType }, sealed) =>
      database(() =>
        kysely.transaction().execute(async (transaction) => {
          const { numAffectedRows } = await changed(app).execute(transaction);
          if (numAffectedRows !== 1n) return undefined;
          return transaction
            .insertInto('push_router.certificate_set')
            .values({ app, vendor, app_type: appType, sealed, version: 1 })
            .onConflict((conflict) =>
              conflict
                .columns(['app', 'vendor', 'app_type'])
                .doUpdateSet({ sealed, version: sql`certificate_set.version + 1`, saved_at: new Date() }),
            )
            .returning('version')
            .executeTakeFirstOrThrow();
        }),
      ),

    certificate: ({ app, vendor, appType }) =>
      database(() =>
        kysely
          .selectFrom('push_router.certificate_set')
          .select(['sealed', 'version'])
          .where('app', '=', app)
          .where('vendor', '=', vendor)
          .where('app_type', '=', appType)
          .executeTakeFirst(),
      ),

    listCertificates: (app) =>
      database(async () => {
        const rows = await kysely
          .selectFrom('push_router.certificate_set')
          .select(['vendor', 'app_type', 'version', 'saved_at'])
          .where('app', '=', app)
          .orderBy('vendor')
          .orderBy('app_type')
          .execute();
        return rows.map((row) => ({
          vendor: row.vendor as VendorName,
          appType: row.app_type,
          version: row.version,
          savedAtMs: row.saved_at.getTime(),
        }));
      }),

    deleteCertificate: ({ app, vendor, appType }) =>
      database(() =>
        kysely.transaction().execute(async (transaction) => {
          const { numDeletedRows } = await transaction
            .deleteFrom('push_router.certificate_set')
            .where('app', '=', app)
            .where('vendor', '=', vendor)
            .where('app_type', '=', appType)
            .executeTakeFirst();
          if (numDeletedRows > 0n) await changed(app).execute(transaction);
          return numDeletedRows > 0n;
        }),
      ),

    saveResource: (app, { resourcesId, vendors }, most) =>
      database(() =>
        kysely.transaction().execute(async (transaction) => {
          // Locks the app, so that two saves do not both find room for one more.
          const { numAffectedRows } = await changed(app).execute(transaction);
          if (numAffectedRows !== 1n) return 'no app';
          const known = await transaction
            .selectFrom('push_router.resource')
            .select('resources_id')
            .where('app', '=', app)
            .execute();
          if (known.length >= most && known.every((row) => row.resources_id !== resourcesId)) return 'too many';
          const settings = JSON.stringify(vendors);
          await transaction
            .insertInto('push_router.resource')
            .values({ app, resources_id: resourcesId, vendors: settings })
            .onConflict((conflict) => conflict.columns(['app', 'resources_id']).doUpdateSet({ vendors: settings }))
            .execute();
          return 'saved';
        }),
      ),

    listResources: (app) =>
      database(async () => {
        const rows = await kysely
          .selectFrom('push_router.resource')
          .selectAll()
          .where('app', '=', app)
          .orderBy('resources_id')
          .execute();
        return rows.map((row) => ({ resourcesId: row.resources_id, vendors: row.vendors }));
      }),

    deleteResource: (app, resourcesId) =>
      database(() =>
        kysely.transaction().execute(async (transaction) => {
          const rules = (await locked(transaction, app))?.push_rules;
          if (resourcesNamed(rules ?? {}).some((named) => named.resourcesId === resourcesId)) return 'in use';
          const { numDeletedRows } = await transaction
            .deleteFrom('push_router.resource')
            .where('app', '=', app)
            .where('resources_id', '=', resourcesId)
            .executeTakeFirst();
          if (numDeletedRows > 0n) await changed(app).execute(transaction);
          return numDeletedRows > 0n ? 'deleted' : 'not found';
        }),
      ),

    publishChanges: (publish) =>
      database(() =>
        kysely.transaction().execute(async (transaction) => {
          const apps = await transaction
            .selectFrom('push_router.app')
            .selectAll()
            .whereRef('version', '>', 'published_version')
            .limit(500)
            .forUpdate()
            .skipLocked()
            .execute();
          if (apps.length === 0) return 0;
          const names = apps.map(({ app }) => app);
          const resources = await transaction
            .selectFrom('push_router.resource')
            .select(['app', 'resources_id'])
            .where('app', 'in', names)
            .execute();
          const templates = await transaction
            .selectFrom('push_router.template')
            .select(['app', 'template_id'])
            .where('app', 'in', names)
            .execute();
          const keys = await transaction
            .selectFrom('push_router.api_key')
            .select(['app', 'sha256'])
            .where('app', 'in', names)
            .execute();
          await publish(
            apps.map((row) => ({
              app: row.app,
              packageName: row.package_name,
              apiKeySha256: row.api_key_sha256,
              furtherApiKeySha256s: keys.filter(({ app }) => app === row.app).map(({ sha256 }) => sha256),
              sealedClientTokenSecret: row.sealed_client_token_secret,
              clientTokenSecretIssuedAtMs: row.client_token_secret_at?.getTime() ?? 0,
              ...formerSecretOf(row),
              limits: effectiveLimits(row.limits),
              resourcesIds: resources.filter(({ app }) => app === row.app).map((resource) => resource.resources_id),
              version: row.version,
              pushRules: effectivePushRules(row.push_rules),
              templateIds: templates.filter(({ app }) => app === row.app).map((template) => template.template_id),
            })),
          );
          await transaction
            .updateTable('push_router.app')
            .set((field) => ({ published_version: field.ref('version') }))
            .where('app', 'in', names)
            .execute();
          return apps.length;
        }),
      ),

    profiles: cachedProfiles(db, clock),
  };
}

/** The rules and limits of an app as they were set; locks the app. */
function locked(transaction: Transaction<Tables>, app: string) {
  return transaction
    .selectFrom('push_router.app')
    .select(['push_rules', 'limits'])
    .where('app', '=', app)
    .forUpdate()
    .executeTakeFirst();
}

function cachedProfiles(db: RouterDatabase, clock: () => number): AppProfiles {
  const cache = new Map<string, { profile: AppProfile | undefined; readAtMs: number }>();
  const read = async (apps: readonly string[]): Promise<Map<string, AppProfile>> => {
    const now = clock();
    const found = await readProfiles(db, apps);
    if (cache.size > 10_000) cache.clear();
    for (const app of apps) cache.set(app, { profile: found.get(app), readAtMs: now });
    return found;
  };
  return {
    of: async (apps) => {
      const now = clock();
      const known = new Map<string, AppProfile>();
      const stale: string[] = [];
      for (const app of apps) {
        const { profile, readAtMs = -Infinity } = cache.get(app) ?? {};
        if (now - readAtMs > PROFILE_AGE_MS) stale.push(app);
        else if (profile !== undefined) known.set(app, profile);
      }
      // Not from the cache afterwards: what is read may make it forget all others.
      return stale.length === 0 ? known : new Map([...known, ...(await read(stale))]);
    },
    // Whatever its age: what the gateway knew when it accepted a message may have been saved since the last look.
    anew: read,
  };
}

async function readProfiles(db: RouterDatabase, apps: readonly string[]): Promise<Map<string, AppProfile>> {
  const rows = await db.prepared<{
    app: string;
    package_name: string;
    limits: Record<string, number>;
    push_rules: PushRulesInput;
    has_user_settings: boolean;
    certificates: string[];
    resources: Record<string, StoredResource['vendors']>;
    templates: Record<string, AppTemplate>;
  }>(
    'app-profiles',
    // In the order of the key: whether another app's ten million users are read to find none of this one must not be left to an estimate.
    `select app.app, app.package_name, app.limits, app.push_rules,
            (select true from push_router.user_setting as setting where setting.app = app.app order by user_id limit 1) is not null as has_user_settings,
            array(select vendor || '/' || app_type from push_router.certificate_set where certificate_set.app = app.app) as certificates,
            coalesce((select jsonb_object_agg(resources_id, vendors) from push_router.resource where resource.app = app.app), '{}') as resources,
            coalesce((select jsonb_object_agg(template_id, jsonb_build_object('words', words, 'vendorTemplateIds', vendor_template_ids))
                        from push_router.template where template.app = app.app), '{}') as templates
       from push_router.app where app.app = any ($1)`,
    [apps],
  );
  return new Map(
    rows.map((row) => [
      row.app,
      {
        app: row.app,
        packageName: row.package_name,
        limits: effectiveLimits(row.limits),
        rules: effectivePushRules(row.push_rules),
        hasUserSettings: row.has_user_settings,
        certificates: new Set(row.certificates),
        resources: new Map(Object.entries(row.resources)),
        templates: new Map(Object.entries(row.templates)),
      },
    ]),
  );
}

function storedApp(row: {
  app: string;
  name: string;
  package_name: string;
  limits: Record<string, number>;
  device_mode: string;
  push_rules: PushRulesInput;
  created_at: Date;
}): StoredApp {
  return {
    app: row.app,
    name: row.name,
    packageName: row.package_name,
    limits: effectiveLimits(row.limits),
    deviceMode: row.device_mode as DeviceModeName,
    pushRules: effectivePushRules(row.push_rules),
    createdAtMs: row.created_at.getTime(),
  };
}

/** The former client-token secret, if there is one: gateways know until when it counts. */
function formerSecretOf(row: {
  sealed_former_client_token_secret: string | null;
  former_client_token_secret_at: Date | null;
  former_client_token_secret_until: Date | null;
}): AppSettingsChangedInput {
  const sealed = row.sealed_former_client_token_secret;
  if (sealed === null || row.former_client_token_secret_until === null) return {};
  return {
    sealedFormerClientTokenSecret: sealed,
    formerClientTokenSecretIssuedAtMs: row.former_client_token_secret_at?.getTime() ?? 0,
    formerClientTokenSecretValidUntilMs: row.former_client_token_secret_until.getTime(),
  };
}
