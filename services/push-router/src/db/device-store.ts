import { createHash, randomBytes } from 'node:crypto';
import { sql, type NotNull, type RawBuilder } from 'kysely';
import { database } from '@bellhop/postgres';
import type { DeviceModeName, VendorName } from '@bellhop/contracts';
import { devicesToEnd } from '../domain/device-mode.ts';
import { proofOf } from '../domain/device-proof.ts';
import type { QuietHours } from '../domain/quiet-hours.ts';
import { newPushId } from '../domain/push-id.ts';
import { userKey, type BoundDevice, type DeviceStore } from '../domain/ports.ts';
import type { RouterDatabase } from './database.ts';
import { deviceOfRow, type RegisteredRow } from './device-row.ts';

/** A registration, as `registerPush` gives it. */
export interface Registration {
  readonly app: string;
  readonly deviceId: string;
  readonly userId: string;
  readonly vendor: VendorName;
  readonly token: string;
  readonly appType: number;
  readonly platform: string;
  readonly environment: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly appVersion: string;
}

/** A device and the user it is about. */
export interface DeviceOfUser {
  readonly app: string;
  readonly deviceId: string;
  readonly userId: string;
}

/** What became of a login. */
export interface Login {
  /** Undefined until the device has registered for push. */
  readonly pushId: string | undefined;
  /** Rises with every login on the device and with every login of the user. */
  readonly loginNumber: number;
}

/** What a login on a device led to. */
export type BindResult =
  | (Login & {
      readonly kind: 'bound';
      /** The user's devices that stay, this one included. */
      readonly deviceIds: string[];
      /** The device's new secret; undefined = it has one. Nobody can read it again. */
      readonly deviceSecret: string | undefined;
    })
  /** The device belongs to somebody else. */
  | { readonly kind: 'taken' };

/** What a device says of itself without a login. */
export interface DeviceUpdate {
  readonly app: string;
  readonly deviceId: string;
  readonly deviceSecret: string;
  /** Who has logged out; undefined = nobody. */
  readonly logoutUserId: string | undefined;
  readonly unregisterPush: boolean;
}

export interface DeadToken {
  readonly pushId: string;
  readonly tokenSha256: string;
  /** Since when the vendor calls it invalid, Unix ms; 0 = not said. */
  readonly invalidSinceMs: number;
}

export interface DeviceRow {
  readonly deviceId: string;
  readonly pushId: string;
  readonly vendor: VendorName;
  readonly platform: string;
  readonly hasToken: boolean;
  readonly registeredAtMs: number;
}

/** A binding that no login renewed for so long is over: the vendors call such tokens dead, too (FCM: 270 days). */
export const BINDING_DAYS = 270;
const MAX_DEVICES_LISTED = 100;

export function tokenSha256(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Secrets are random, so a plain hash keeps them. */
const secretSha256 = tokenSha256;

/** A device as it is now, for a push that was decided before. */
export interface CurrentDevice {
  readonly deviceId: string;
  /** Who is logged in there; null = nobody. */
  readonly userId: string | null;
  /** Whose login there was ended by a newer one elsewhere, or by the app, with nobody after it; null = nobody's. */
  readonly endedUserId: string | null;
  /** When, Unix ms; 0 = it was not. */
  readonly endedAtMs: number;
  /** null = it has no valid token. */
  readonly tokenSha256: string | null;
  /** As it registered. */
  readonly timeZone: string;
  readonly platform: string;
  /** Of the user; null = none. */
  readonly quietHours: QuietHours | null;
  /** The user's rule about platforms; empty = none. */
  readonly onlinePlatforms: readonly string[];
  readonly quietPlatforms: readonly string[];
  /** When the user last changed what they want of pushes; 0 = they never said anything. */
  readonly settingsChangedAtMs: number;
}

export type FullDeviceStore = DeviceStore & {
  /** The devices with these PushIDs as they are now, in one query; those that are not there any more are absent. */
  current(pushIds: readonly string[], vendor: VendorName): Promise<Map<string, CurrentDevice>>;
  /**
   * Registers or refreshes; the device keeps its PushID. A token that another device had moves here. Undefined when the user
   * is not logged in on the device (any more): a registration never moves a binding, or one on its way would undo a kick.
   */
  register(registration: Registration): Promise<{ pushId: string } | undefined>;
  /** Takes the token away if the device is bound to this user. */
  unregister(device: DeviceOfUser): Promise<boolean>;
  /**
   * Moves the binding to the user: last login wins, if the device proves itself. Clears the bindings of those of the user's other devices
   * for which the app's device mode leaves no room.
   * @param device with the secret that it sent; empty = none
   */
  bind(device: DeviceOfUser & { platform: string; deviceSecret: string }): Promise<BindResult>;
  /** Does what a device says of itself; false when the secret is not its own. A device that is not known has nothing to be done. */
  update(change: DeviceUpdate): Promise<boolean>;
  /**
   * Clears the user's bindings to these devices, or to all. Tells which there were, and a number above that of every login that is over.
   */
  endOf(user: {
    app: string;
    userId: string;
    deviceIds: readonly string[] | undefined;
  }): Promise<{ deviceIds: string[]; loginNumber: number }>;
  /** Renews a binding that is still the user's; undefined when it is not. */
  resume(device: DeviceOfUser): Promise<Login | undefined>;
  /** Clears the binding if it is still this user's, and of the login with this number or an older one; undefined = of whatever login. */
  unbind(device: DeviceOfUser & { loginNumber: number | undefined }): Promise<void>;
  listOf(user: { app: string; userId: string }): Promise<DeviceRow[]>;
  /** Clears tokens that are still the ones the vendor meant and were not registered again after the vendor's time. */
  clearDead(tokens: readonly DeadToken[]): Promise<number>;
};

// Whoever changes several devices locks them in the order of their ids, so that two who want the same ones never block each other.
// What every batch asks for is found one by one by its key (`lateral`): a plan that was made while the tables were small would read all of a table that has
// grown, for every batch until the next `analyze`.
export function deviceStore(db: RouterDatabase): FullDeviceStore {
  return {
    boundTo: async (users) => {
      const unique = [...new Map(users.map((user) => [userKey(user), user])).values()];
      const rows = await db.prepared<Omit<RegisteredRow, 'vendor'> & { user_id: string; vendor: VendorName | null }>(
        'devices-bound-to',
        `select device.*
           from unnest($1::text[], $2::text[]) as wanted (app, user_id)
          cross join lateral (
             select app, user_id, device_id, push_id, vendor, app_type, platform, environment, locale, time_zone, token
               from push_router.device
              where device.app = wanted.app and device.user_id = wanted.user_id and bound_at > now() - interval '${BINDING_DAYS} days'
             offset 0) device`,
        [unique.map(({ app }) => app), unique.map(({ userId }) => userId)],
      );
      const registered = new Map<string, BoundDevice[]>();
      const otherPlatforms = new Map<string, Map<string, string>>();
      for (const row of rows) {
        const key = userKey({ app: row.app, userId: row.user_id });
        const { vendor } = row;
        if (vendor === null) {
          const platforms = otherPlatforms.get(key);
          if (platforms === undefined) otherPlatforms.set(key, new Map([[row.device_id, row.platform]]));
          else platforms.set(row.device_id, row.platform);
          continue;
        }
        const device: BoundDevice = deviceOfRow({ ...row, vendor });
        const known = registered.get(key);
        if (known === undefined) registered.set(key, [device]);
        else known.push(device);
      }
      return { registered, otherPlatforms };
    },

    endedBetween: async (users) => {
      const rows = await db.prepared<RegisteredRow & { user_id: string; place: number }>(
        'devices-ended-between',
        `select wanted.place, device.*
           from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) with ordinality as wanted (app, user_id, since, until, place)
          cross join lateral (
             select app, owner_user_id as user_id, device_id, push_id, vendor, app_type, platform, environment, locale, time_zone, token
               from push_router.device
              where device.app = wanted.app and device.owner_user_id = wanted.user_id and device.user_id is null
                and ended_at between to_timestamp(wanted.since / 1000.0) and to_timestamp(wanted.until / 1000.0)
                and vendor is not null and token is not null
             offset 0) device`,
        [
          users.map(({ app }) => app),
          users.map(({ userId }) => userId),
          users.map(({ sinceMs }) => sinceMs),
          users.map(({ untilMs }) => untilMs),
        ],
      );
      const byPlace = Map.groupBy(rows, ({ place }) => place);
      return users.map((_, index) => (byPlace.get(index + 1) ?? []).map((row) => deviceOfRow(row)));
    },

    current: async (pushIds, vendor) => {
      const rows = await db.prepared<{
        push_id: string;
        device_id: string;
        user_id: string | null;
        ended_user_id: string | null;
        ended_at_ms: number;
        token_sha256: string | null;
        time_zone: string;
        platform: string;
        quiet_hours: QuietHours | null;
        online_platforms: string[];
        quiet_platforms: string[];
        changed_at_ms: number;
      }>(
        'devices-now',
        `select push_id, device_id, case when bound_at > now() - interval '${BINDING_DAYS} days' then device.user_id end as user_id,
                case when device.user_id is null and ended_at is not null then owner_user_id end as ended_user_id,
                coalesce((extract(epoch from ended_at) * 1000)::bigint, 0) as ended_at_ms,
                case when vendor = $2 then token_sha256 end as token_sha256, time_zone, platform,
                quiet_hours, coalesce(online_platforms, '{}') as online_platforms, coalesce(quiet_platforms, '{}') as quiet_platforms,
                coalesce((extract(epoch from changed_at) * 1000)::bigint, 0) as changed_at_ms
           from unnest($1::text[]) as wanted (id)
          cross join lateral (select * from push_router.device where push_id = wanted.id limit 1) device
           left join lateral (
             select quiet_hours, online_platforms, quiet_platforms, changed_at from push_router.user_setting as said
              where said.app = device.app and said.user_id = device.user_id limit 1) setting on true`,
        [[...new Set(pushIds)], vendor],
      );
      return new Map(
        rows.map((row) => [
          row.push_id,
          {
            deviceId: row.device_id,
            userId: row.user_id,
            endedUserId: row.ended_user_id,
            endedAtMs: row.ended_at_ms,
            tokenSha256: row.token_sha256,
            timeZone: row.time_zone,
            platform: row.platform,
            quietHours: row.quiet_hours,
            onlinePlatforms: row.online_platforms,
            quietPlatforms: row.quiet_platforms,
            settingsChangedAtMs: row.changed_at_ms,
          },
        ]),
      );
    },

    register: (registration) =>
      database(() =>
        db.kysely.transaction().execute(async (transaction) => {
          const hash = tokenSha256(registration.token);
          // From here on nobody else can give this token to a device: the rows that have it are all locked in the next statement.
          await sql`
            select ${briefly}, pg_advisory_xact_lock(hashtextextended(${`registration of token ${registration.app}/${hash}`}, 0))`.execute(
            transaction,
          );
          await sql`
            select from push_router.device
             where app = ${registration.app} and (device_id = ${registration.deviceId} or token_sha256 = ${hash})
             order by device_id
               for update`.execute(transaction);
          const row = await transaction
            .updateTable('push_router.device')
            .set({
              vendor: registration.vendor,
              token: registration.token,
              token_sha256: hash,
              app_type: registration.appType,
              // What the login said counts: in dual mode it is the device's class.
              platform: sql`coalesce(nullif(platform, ''), ${registration.platform})`,
              environment: registration.environment,
              locale: registration.locale,
              time_zone: registration.timeZone,
              app_version: registration.appVersion,
              registered_at: new Date(),
            })
            .where('app', '=', registration.app)
            .where('device_id', '=', registration.deviceId)
            .where('user_id', '=', registration.userId)
            .returning('push_id')
            .executeTakeFirst();
          if (row === undefined) return undefined;
          // The same phone under a new installation id: its old record must not be pushed to as well, nor for another user.
          await transaction
            .updateTable('push_router.device')
            .set({ token: null, token_sha256: null })
            .where('app', '=', registration.app)
            .where('token_sha256', '=', hash)
            .where('device_id', '<>', registration.deviceId)
            .execute();
          return { pushId: row.push_id };
        }),
      ),

    unregister: ({ app, deviceId, userId }) =>
      database(async () => {
        const { numUpdatedRows } = await db.kysely
          .updateTable('push_router.device')
          .set({ token: null, token_sha256: null })
          .where('app', '=', app)
          .where('device_id', '=', deviceId)
          .where('user_id', '=', userId)
          .where('token', 'is not', null)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),

    bind: ({ app, deviceId, userId, platform, deviceSecret: shown }) =>
      database(() =>
        db.kysely.transaction().execute(async (transaction): Promise<BindResult> => {
          const mode = await turnOf(transaction, { app, deviceId, userId });
          const devices = await lockDevices(transaction, { app, deviceId, userId });
          const hash = shown === '' ? undefined : secretSha256(shown);
          const proof = proofOf(
            devices.find((device) => device.deviceId === deviceId),
            { userId, secretSha256: hash },
          );
          if (proof === 'taken') return { kind: 'taken' };
          const issued = proof === 'issue' ? newDeviceSecret() : undefined;
          const others = devices.filter((device) => device.userId === userId && device.deviceId !== deviceId);
          const known = devices.find((device) => device.deviceId === deviceId);
          const login = { platform: platform === '' ? (known?.platform ?? '') : platform };
          const expired = others.filter(({ isExpired }) => isExpired).map((device) => device.deviceId);
          const alive = others.filter(({ isExpired }) => !isExpired);
          const going = [...expired, ...devicesToEnd(mode, login, alive)];
          if (going.length > 0)
            await clearBindings(transaction, { app, userId, deviceIds: going, isEndedByOthers: true });
          const latest = Math.max(0, ...devices.map((device) => device.loginNumber));
          const { rows } = await sql<LoginRow>`
            insert into push_router.device (app, device_id, push_id, platform, user_id, owner_user_id, bound_at, secret_sha256)
            values (${app}, ${deviceId}, ${newPushId()}, ${login.platform}, ${userId}, ${userId}, ${laterThan(sql`${latest}`)},
                    ${issued === undefined ? (hash ?? null) : secretSha256(issued)})
            on conflict (app, device_id) do update
              set platform = excluded.platform, user_id = excluded.user_id, owner_user_id = excluded.owner_user_id,
                  bound_at = excluded.bound_at, secret_sha256 = excluded.secret_sha256, ended_at = null
            returning push_id, vendor, ${loginNumber} as login_number`.execute(transaction);
          const staying = others.map((device) => device.deviceId).filter((id) => !going.includes(id));
          return { kind: 'bound', ...loginOf(rows), deviceIds: [...staying, deviceId], deviceSecret: issued };
        }),
      ),

    update: ({ app, deviceId, deviceSecret: shown, logoutUserId, unregisterPush }) =>
      database(() =>
        db.kysely.transaction().execute(async (transaction) => {
          const device = await transaction
            .selectFrom('push_router.device')
            .select('secret_sha256')
            .where('app', '=', app)
            .where('device_id', '=', deviceId)
            .forUpdate()
            .executeTakeFirst();
          if (device === undefined) return true;
          if (device.secret_sha256 === null || device.secret_sha256 !== secretSha256(shown)) return false;
          if (unregisterPush) {
            await transaction
              .updateTable('push_router.device')
              .set({ token: null, token_sha256: null })
              .where('app', '=', app)
              .where('device_id', '=', deviceId)
              .execute();
          }
          if (logoutUserId !== undefined)
            await clearBindings(transaction, { app, userId: logoutUserId, deviceIds: [deviceId] });
          return true;
        }),
      ),

    endOf: ({ app, userId, deviceIds: named }) =>
      database(() =>
        db.kysely.transaction().execute(async (transaction) => {
          await turnOfUser(transaction, { app, userId });
          const { rows } = await sql<{ device_id: string; login_number: number }>`
            select device_id, ${loginNumber} as login_number from push_router.device
             where app = ${app} and user_id = ${userId} and (${named ?? null}::text[] is null or device_id = any (${named ?? null}))
             order by device_id
               for update`.execute(transaction);
          const deviceIds = rows.map(({ device_id: id }) => id);
          const above = await numberAbove(transaction, rows);
          await clearBindings(transaction, { app, userId, deviceIds, isEndedByOthers: true });
          return { deviceIds, loginNumber: above };
        }),
      ),

    resume: ({ app, deviceId, userId }) =>
      database(async () => {
        const { rows } = await sql<LoginRow>`
          update push_router.device set bound_at = ${laterThan(loginNumber)}
           where app = ${app} and device_id = ${deviceId} and user_id = ${userId}
          returning push_id, vendor, ${loginNumber} as login_number`.execute(db.kysely);
        return rows.length === 0 ? undefined : loginOf(rows);
      }),

    unbind: ({ app, deviceId, userId, loginNumber: upTo }) =>
      database(() => clearBindings(db.kysely, { app, userId, deviceIds: [deviceId], upTo })),

    listOf: ({ app, userId }) =>
      database(async () => {
        const rows = await db.kysely
          .selectFrom('push_router.device')
          .select(['device_id', 'push_id', 'vendor', 'platform', 'token', 'registered_at'])
          .where('app', '=', app)
          .where('user_id', '=', userId)
          .where('vendor', 'is not', null)
          .where('registered_at', 'is not', null)
          .where('bound_at', '>', sql<Date>`now() - ${sql.lit(`${BINDING_DAYS} days`)}::interval`)
          .$narrowType<{ vendor: NotNull; registered_at: NotNull }>()
          .orderBy('registered_at', 'desc')
          .limit(MAX_DEVICES_LISTED)
          .execute();
        return rows.map((row) => ({
          deviceId: row.device_id,
          pushId: row.push_id,
          vendor: row.vendor as VendorName,
          platform: row.platform,
          hasToken: row.token !== null,
          registeredAtMs: row.registered_at.getTime(),
        }));
      }),

    clearDead: (tokens) =>
      database(async () => {
        if (tokens.length === 0) return 0;
        const { numAffectedRows } = await sql`
          with locked as (
            select device.app, device.device_id
              from unnest(${tokens.map(({ pushId }) => pushId)}::text[], ${tokens.map(({ tokenSha256: hash }) => hash)}::text[],
                          ${tokens.map(({ invalidSinceMs }) => invalidSinceMs)}::bigint[]) as dead (push_id, token_sha256, since)
              join push_router.device on device.push_id = dead.push_id and device.token_sha256 = dead.token_sha256
             where device.registered_at <= to_timestamp(dead.since / 1000.0)
             order by device.app, device.device_id
               for update of device)
          update push_router.device set token = null, token_sha256 = null
            from locked where device.app = locked.app and device.device_id = locked.device_id`.execute(db.kysely);
        return Number(numAffectedRows ?? 0n);
      }),
  };
}

/** 256 random bits. */
function newDeviceSecret(): string {
  return randomBytes(32).toString('base64url');
}

type Connected = RouterDatabase['kysely'];

/** When the device was bound, in microseconds: of two logins the greater number is the later. Clocks of gateways play no part. */
export const loginNumber = sql<number>`(extract(epoch from bound_at) * 1000000)::bigint`;

/** Now, and later than the login with this number whatever the clock of the database does. */
function laterThan(number: RawBuilder<number>): RawBuilder<Date> {
  return sql`greatest(clock_timestamp(), timestamptz 'epoch' + (${number}::bigint + 1) * interval '1 microsecond')`;
}

/**
 * For the first statement of a transaction that waits for locks. Who waits for longer gives up, and may try again; who says nothing
 * for longer has vanished. Otherwise one hanging login would in the end take every connection, and routing with them.
 */
const briefly = sql`set_config('lock_timeout', '2s', true), set_config('idle_in_transaction_session_timeout', '10s', true)`;

/** Waits until no login of this user is under way, for what is left of the transaction. */
export async function turnOfUser(
  transaction: Connected,
  { app, userId }: { app: string; userId: string },
): Promise<void> {
  await sql`
    select ${briefly}, pg_advisory_xact_lock(hashtextextended(${`login of user ${app}/${userId}`}, 0))`.execute(
    transaction,
  );
}

/** A number above those of these logins, and of every one before now. */
export async function numberAbove(
  transaction: Connected,
  logins: readonly { readonly login_number: number }[],
): Promise<number> {
  const latest = Math.max(0, ...logins.map(({ login_number: number }) => number));
  const {
    rows: [above],
  } = await sql<{ login_number: number }>`
    select (extract(epoch from ${laterThan(sql`${latest}`)}) * 1000000)::bigint as login_number`.execute(transaction);
  return above?.login_number ?? latest + 1;
}

interface LoginRow {
  readonly push_id: string;
  readonly vendor: string | null;
  readonly login_number: number;
}

function loginOf([row]: readonly LoginRow[]): Login {
  if (row === undefined) throw new TypeError('the statement of a login returned no row');
  return { pushId: row.vendor === null ? undefined : row.push_id, loginNumber: row.login_number };
}

/**
 * Waits until no other login of this user or on this device is under way, for what is left of the transaction; tells the app's
 * device mode. From here on no row can become the user's or the device's, so that all of them can be locked in one order.
 */
async function turnOf(transaction: Connected, { app, deviceId, userId }: DeviceOfUser): Promise<DeviceModeName> {
  const { rows } = await sql<{ device_mode: DeviceModeName | null }>`
    select ${briefly},
           pg_advisory_xact_lock(hashtextextended(${`login of user ${app}/${userId}`}, 0)),
           pg_advisory_xact_lock(hashtextextended(${`login on device ${app}/${deviceId}`}, 0)),
           (select device_mode from push_router.app where app = ${app}) as device_mode`.execute(transaction);
  return rows[0]?.device_mode ?? 'multi';
}

/** The user's devices and this one, locked. */
async function lockDevices(transaction: Connected, { app, deviceId, userId }: DeviceOfUser) {
  const { rows } = await sql<{
    device_id: string;
    user_id: string | null;
    owner_user_id: string | null;
    secret_sha256: string | null;
    platform: string;
    login_number: number;
    is_expired: boolean;
  }>`
    select device_id, user_id, owner_user_id, secret_sha256, platform, coalesce(${loginNumber}, 0) as login_number, bound_at < now() - interval '${sql.raw(String(BINDING_DAYS))} days' as is_expired
      from push_router.device
     where app = ${app} and (user_id = ${userId} or device_id = ${deviceId})
     order by device_id
       for update`.execute(transaction);
  return rows.map((row) => ({
    deviceId: row.device_id,
    userId: row.user_id,
    ownerUserId: row.owner_user_id,
    secretSha256: row.secret_sha256,
    platform: row.platform,
    loginNumber: row.login_number,
    isExpired: row.is_expired,
  }));
}

/** The user is no longer logged in there. A device that never registered for push has nothing to be kept. */
async function clearBindings(
  db: Connected,
  {
    app,
    userId,
    deviceIds,
    upTo,
    isEndedByOthers = false,
  }: {
    app: string;
    userId: string;
    deviceIds: readonly string[];
    upTo?: number | undefined;
    isEndedByOthers?: boolean;
  },
): Promise<void> {
  // A registration that is under way commits before the last one looks whether there is a vendor.
  await sql`
    update push_router.device set user_id = null, bound_at = null,
           ended_at = case when ${isEndedByOthers}::boolean and bound_at > now() - interval '${sql.raw(String(BINDING_DAYS))} days' then clock_timestamp() end
     where app = ${app} and user_id = ${userId} and device_id = any (${deviceIds})
       and (${upTo ?? null}::bigint is null or ${loginNumber} <= ${upTo ?? null}::bigint)`.execute(db);
  // Who logs out where others had ended their login before has left all the same.
  if (!isEndedByOthers)
    await sql`
      update push_router.device set ended_at = null
       where app = ${app} and user_id is null and owner_user_id = ${userId} and device_id = any (${deviceIds}) and ended_at is not null`.execute(
      db,
    );
  await sql`
    delete from push_router.device
     where app = ${app} and user_id is null and device_id = any (${deviceIds}) and vendor is null`.execute(db);
}
