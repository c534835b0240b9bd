import type { AddressedDevice } from '../domain/direct-push.ts';
import type { RouterDatabase } from './database.ts';
import { deviceOfRow, type RegisteredRow } from './device-row.ts';
import { BINDING_DAYS } from './device-store.ts';

/** A device's push address in an app. */
export interface Address {
  readonly app: string;
  readonly pushId: string;
}

/** The devices with these PushIDs, in one query; those that an app does not have, or that are not registered for push, are absent. */
export type FindAddressed = (addresses: readonly Address[]) => Promise<ReadonlyMap<string, AddressedDevice>>;

export function addressedDevices(db: RouterDatabase): FindAddressed {
  return async (addresses) => {
    if (addresses.length === 0) return new Map();
    const rows = await db.prepared<RegisteredRow & { user_id: string | null; belongs_to: string | null }>(
      'devices-by-push-id',
      `select device.app, device_id, device.push_id, vendor, app_type, platform, environment, locale, time_zone, token,
              case when bound_at > now() - interval '${BINDING_DAYS} days' then user_id end as user_id,
              coalesce(user_id, owner_user_id) as belongs_to
         from unnest($1::text[], $2::text[]) as wanted (app, push_id)
        cross join lateral (
           select * from push_router.device as found
            where found.push_id = wanted.push_id and found.app = wanted.app and vendor is not null limit 1) device`,
      [addresses.map(({ app }) => app), addresses.map(({ pushId }) => pushId)],
    );
    return new Map(rows.map((row) => [row.push_id, { ...deviceOfRow(row), belongsTo: row.belongs_to }]));
  };
}
