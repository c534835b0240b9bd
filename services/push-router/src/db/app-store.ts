import { sql } from 'kysely';
import { database } from '@bellhop/postgres';
import {
  effectiveLimits,
  type AppSettingsChangedInput,
  type DeviceModeName,
  type EffectiveLimits,
  type VendorName,
  type VendorSettings,
} from '@bellhop/contracts';
import type { AppProfile, AppProfiles } from '../domain/ports.ts';
import type { RouterDatabase } from './database.ts';

export interface StoredApp {
  readonly app: string;
  readonly name: string;
  readonly packageName: string;
  readonly limits: EffectiveLimits;
  readonly deviceMode: DeviceModeName;
  readonly createdAtMs: number;
}

export interface NewApp {
  readonly app: string;
  readonly name: string;
  readonly packageName: string;
  readonly limits: Partial<EffectiveLimits>;
  readonly deviceMode: DeviceModeName;
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

export interface AppStore {
  create(app: NewApp): Promise<boolean>;
  update(
    app: string,
    change: { name?: string; packageName?: string; limits: Partial<EffectiveLimits>; deviceMode?: DeviceModeName },
  ): Promise<boolean>;
  get(app: string): Promise<StoredApp | undefined>;
  list(): Promise<StoredApp[]>;
  saveCertificate(key: CertificateKey, sealed: string): Promise<{ version: number } | undefined>;
  certificate(key: CertificateKey): Promise<{ sealed: string; version: number } | undefined>;
  listCertificates(app: string): Promise<{ vendor: VendorName; appType: number; version: number; savedAtMs: number }[]>;
  deleteCertificate(key: CertificateKey): Promise<boolean>;
  saveResource(app: string, resource: StoredResource): Promise<boolean>;
  listResources(app: string): Promise<StoredResource[]>;
  deleteResource(app: string, resourcesId: string): Promise<boolean>;
  /**
   * Hands every change that is not on the topic yet to `publish`, and marks it only when that has succeeded: the outbox of
   * operators' changes. Several replicas may call it at once; each change is taken by one.
   */
  publishChanges(publish: (settings: readonly AppSettingsChangedInput[]) => Promise<void>): Promise<number>;
  profiles: AppProfiles;
}

/** Profiles may be this old: a new certificate or resource counts within seconds, and no message pays for a query. */
const PROFILE_AGE_MS = 3_000;

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
            version: 1,
            api_key_sha256: app.apiKeySha256,
            sealed_client_token_secret: app.sealedClientTokenSecret,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning('app')
          .executeTakeFirst();
        return row !== undefined;
      }),

    update: (app, { name, packageName, limits, deviceMode }) =>
      database(async () => {
        const { numUpdatedRows } = await kysely
          .updateTable('push_router.app')
          .set((field) => ({
            ...(name === undefined ? {} : { name }),
            ...(packageName === undefined ? {} : { package_name: packageName }),
            ...(deviceMode === undefined ? {} : { device_mode: deviceMode }),
            limits: sql`limits || ${JSON.stringify(limits)}::jsonb`,
            version: field('version', '+', 1),
          }))
          .where('app', '=', app)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),

    get: (app) =>
      database(async () => {
        const row = await kysely.selectFrom('push_router.app').selectAll().where('app', '=', app).executeTakeFirst();
        return row === undefined ? undefined : storedApp(row);
      }),

    list: () =>
      database(async () =>
        (await kysely.selectFrom('push_router.app').selectAll().orderBy('app').limit(10_000).execute()).map(storedApp),
      ),

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

    saveResource: (app, { resourcesId, vendors }) =>
      database(() =>
        kysely.transaction().execute(async (transaction) => {
          const { numAffectedRows } = await changed(app).execute(transaction);
          if (numAffectedRows !== 1n) return false;
          const settings = JSON.stringify(vendors);
          await transaction
            .insertInto('push_router.resource')
            .values({ app, resources_id: resourcesId, vendors: settings })
            .onConflict((conflict) => conflict.columns(['app', 'resources_id']).doUpdateSet({ vendors: settings }))
            .execute();
          return true;
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
          const { numDeletedRows } = await transaction
            .deleteFrom('push_router.resource')
            .where('app', '=', app)
            .where('resources_id', '=', resourcesId)
            .executeTakeFirst();
          if (numDeletedRows > 0n) await changed(app).execute(transaction);
          return numDeletedRows > 0n;
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
              limits: effectiveLimits(row.limits),
              resourcesIds: resources.filter(({ app }) => app === row.app).map((resource) => resource.resources_id),
              version: row.version,
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

function cachedProfiles(db: RouterDatabase, clock: () => number): AppProfiles {
  const cache = new Map<string, { profile: AppProfile | undefined; readAtMs: number }>();
  return {
    of: async (apps) => {
      const now = clock();
      const stale = apps.filter((app) => now - (cache.get(app)?.readAtMs ?? -Infinity) > PROFILE_AGE_MS);
      if (stale.length > 0) {
        const read = await readProfiles(db, stale);
        if (cache.size > 10_000) cache.clear();
        for (const app of stale) cache.set(app, { profile: read.get(app), readAtMs: now });
      }
      return new Map(
        apps.flatMap((app) => {
          const profile = cache.get(app)?.profile;
          return profile === undefined ? [] : [[app, profile] as const];
        }),
      );
    },
  };
}

async function readProfiles(db: RouterDatabase, apps: readonly string[]): Promise<Map<string, AppProfile>> {
  const rows = await db.prepared<{
    app: string;
    package_name: string;
    limits: Record<string, number>;
    certificates: string[];
    resources: Record<string, StoredResource['vendors']>;
  }>(
    'app-profiles',
    `select app.app, app.package_name, app.limits,
            array(select vendor || '/' || app_type from push_router.certificate_set where certificate_set.app = app.app) as certificates,
            coalesce((select jsonb_object_agg(resources_id, vendors) from push_router.resource where resource.app = app.app), '{}') as resources
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
        certificates: new Set(row.certificates),
        resources: new Map(Object.entries(row.resources)),
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
  created_at: Date;
}): StoredApp {
  return {
    app: row.app,
    name: row.name,
    packageName: row.package_name,
    limits: effectiveLimits(row.limits),
    deviceMode: row.device_mode as DeviceModeName,
    createdAtMs: row.created_at.getTime(),
  };
}
