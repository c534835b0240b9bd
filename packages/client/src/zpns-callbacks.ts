import type { VendorName } from './vendor-payload.ts';

/** Vendors that hand data (through) messages to the app: huawei to apps with its special permission, fcm in the foreground and background. */
export type ThroughVendor = 'huawei' | 'fcm';

/** Vendors that tell the app when a notification has arrived: xiaomi, while the app lives. */
export type ArrivalVendor = 'xiaomi';

/** Which vendor gives which callback. Registration and clicks come from all. */
export const zpnsCallbacks: {
  readonly throughMessageReceived: readonly VendorName[];
  readonly notificationArrived: readonly VendorName[];
} = {
  throughMessageReceived: ['huawei', 'fcm'] satisfies ThroughVendor[],
  notificationArrived: ['xiaomi'] satisfies ArrivalVendor[],
};
