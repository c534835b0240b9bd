import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { database } from '@bellhop/postgres';
import type { VendorName } from '@bellhop/contracts';
import { newPushId } from '../domain/push-id.ts';
import { userKey, type BoundDevice, type DeviceStore } from '../domain/ports.ts';
import type { RouterDatabase } from './database.ts';

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
const BINDING_DAYS = 270;
const MAX_DEVICES_LISTED = 100;

export function tokenSha256(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export type FullDeviceStore = DeviceStore & {
  /** Registers or refreshes; the device keeps its PushID. A token that another device had moves here. */
  register(registration: Registration): Promise<{ pushId: string }>;
  /** Takes the token away if the device is bound to this user. */
  unregister(device: { app: string; deviceId: string; userId: string }): Promise<boolean>;
  /** Moves the binding to the user: last login wins. */
  bind(device: { app: string; deviceId: string; userId: string }): Promise<{ pushId: string | undefined }>;
  /** Clears the binding if it is still this user's. */
  unbind(device: { app: string; deviceId: string; userId: string }): Promise<void>;
  listOf(user: { app: string; userId: string }): Promise<DeviceRow[]>;
  /** Clears tokens that are still the ones the vendor meant and were not registered again after the vendor's time. */
  clearDead(tokens: readonly DeadToken[]): Promise<number>;
};

export function deviceStore(db: RouterDatabase): FullDeviceStore {
  return {
    boundTo: async (users) => {
      const unique = [...new Map(users.map((user) => [userKey(user), user])).values()];
      const rows = await db.prepared<{
        app: string;
        user_id: string;
        device_id: string;
        push_id: string;
        vendor: VendorName;
        app_type: number;
        token: string | null;
      }>(
        'devices-bound-to',
        `select device.app, device.user_id, device.device_id, device.push_id, device.vendor, device.app_type, device.token
           from unnest($1::text[], $2::text[]) as wanted (app, user_id)
           join push_router.device on device.app = wanted.app and device.user_id = wanted.user_id
          where device.bound_at > now() - interval '${BINDING_DAYS} days'`,
        [unique.map(({ app }) => app), unique.map(({ userId }) => userId)],
      );
      const devices = new Map<string, BoundDevice[]>();
      for (const row of rows) {
        const device: BoundDevice = {
          app: row.app,
          userId: row.user_id,
          deviceId: row.device_id,
          pushId: row.push_id,
          vendor: row.vendor,
          appType: row.app_type,
          token: row.token,
        };
        const key = userKey(device);
        const known = devices.get(key);
        if (known === undefined) devices.set(key, [device]);
        else known.push(device);
      }
      return devices;
    },

    register: (registration) =>
      database(() =>
        db.kysely.transaction().execute(async (transaction) => {
          const hash = tokenSha256(registration.token);
          // The same phone under a new installation id: its old record must not be pushed to as well, nor for another user.
          await transaction
            .updateTable('push_router.device')
            .set({ token: null, token_sha256: null })
            .where('app', '=', registration.app)
            .where('token_sha256', '=', hash)
            .where('device_id', '<>', registration.deviceId)
            .execute();
          const settings = {
            vendor: registration.vendor,
            token: registration.token,
            token_sha256: hash,
            app_type: registration.appType,
            platform: registration.platform,
            environment: registration.environment,
            locale: registration.locale,
            time_zone: registration.timeZone,
            app_version: registration.appVersion,
            registered_at: new Date(),
            user_id: registration.userId,
            bound_at: new Date(),
          };
          const row = await transaction
            .insertInto('push_router.device')
            .values({ app: registration.app, device_id: registration.deviceId, push_id: newPushId(), ...settings })
            .onConflict((conflict) => conflict.columns(['app', 'device_id']).doUpdateSet(settings))
            .returning('push_id')
            .executeTakeFirstOrThrow();
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

    bind: ({ app, deviceId, userId }) =>
      database(async () => {
        const row = await db.kysely
          .updateTable('push_router.device')
          .set({ user_id: userId, bound_at: new Date() })
          .where('app', '=', app)
          .where('device_id', '=', deviceId)
          .returning('push_id')
          .executeTakeFirst();
        return { pushId: row?.push_id };
      }),

    unbind: ({ app, deviceId, userId }) =>
      database(async () => {
        await db.kysely
          .updateTable('push_router.device')
          .set({ user_id: null, bound_at: null })
          .where('app', '=', app)
          .where('device_id', '=', deviceId)
          .where('user_id', '=', userId)
          .execute();
      }),

    listOf: ({ app, userId }) =>
      database(async () => {
        const rows = await db.kysely
          .selectFrom('push_router.device')
          .select(['device_id', 'push_id', 'vendor', 'platform', 'token', 'registered_at'])
          .where('app', '=', app)
          .where('user_id', '=', userId)
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
          update push_router.device set token = null, token_sha256 = null
            from unnest(${tokens.map(({ pushId }) => pushId)}::text[], ${tokens.map(({ tokenSha256: hash }) => hash)}::text[],
                        ${tokens.map(({ invalidSinceMs }) => invalidSinceMs)}::bigint[]) as dead (push_id, token_sha256, since)
           where device.push_id = dead.push_id and device.token_sha256 = dead.token_sha256
             and (dead.since = 0 or device.registered_at <= to_timestamp(dead.since / 1000.0))`.execute(db.kysely);
        return Number(numAffectedRows ?? 0n);
      }),
  };
}
