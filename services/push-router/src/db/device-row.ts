import type { VendorName } from '@bellhop/contracts';
import type { BoundDevice } from '../domain/ports.ts';

/** A device that is registered for push, as it is selected; its user apart, who may be nobody. */
export interface RegisteredRow {
  readonly app: string;
  readonly device_id: string;
  readonly push_id: string;
  readonly vendor: VendorName;
  readonly app_type: number;
  readonly platform: string;
  readonly environment: string;
  readonly locale: string;
  readonly time_zone: string;
  readonly token: string | null;
}

export function deviceOfRow<User extends string | null>(
  row: RegisteredRow & { readonly user_id: User },
): Omit<BoundDevice, 'userId'> & { readonly userId: User } {
  return {
    app: row.app,
    userId: row.user_id,
    deviceId: row.device_id,
    pushId: row.push_id,
    vendor: row.vendor,
    appType: row.app_type,
    platform: row.platform,
    environment: row.environment,
    locale: row.locale,
    timeZone: row.time_zone,
    token: row.token,
  };
}
