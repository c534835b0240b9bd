import type { FrameBody } from './frames.ts';

/** Vendors that a device can register with. */
export type ZPNsVendor = FrameBody<'registerPush'>['vendor'];

/** What the app is and where it runs. */
export interface ZPNsDeviceSettings {
  /** Which certificate set of the app the device's tokens belong to. Default 1. */
  readonly appType?: number;
  readonly environment?: 'production' | 'sandbox';
  readonly platform?: string;
  /** BCP 47, e.g. zh-CN. */
  readonly locale?: string;
  /** IANA, e.g. Asia/Shanghai. */
  readonly timeZone?: string;
  readonly appVersion?: string;
}

/** What a vendor's library is started with, by name: `appID`, `appKey`, `appSecret`, as far as the vendor has them. */
export type ZPNsCredentials = Readonly<Partial<Record<'appID' | 'appKey' | 'appSecret', string>>>;

/** Which vendors' push the app uses, and its settings. */
export class ZPNsConfig implements ZPNsDeviceSettings {
  // Declared only: the constructor, or the app, sets those that there are.
  declare appType?: number;
  declare environment?: 'production' | 'sandbox';
  declare platform?: string;
  declare locale?: string;
  declare timeZone?: string;
  declare appVersion?: string;
  /** The vendors that are enabled and what their libraries are started with. */
  readonly enabled = new Map<ZPNsVendor, ZPNsCredentials>();

  constructor(settings: ZPNsDeviceSettings = {}) {
    Object.assign(this, settings);
  }

  /** xiaomi */
  enableMiPush(appID: string, appKey: string): void {
    this.enabled.set('xiaomi', { appID, appKey });
  }

  /** huawei */
  enableHWPush(appID: string): void {
    this.enabled.set('huawei', { appID });
  }

  /** oppo */
  enableOppoPush(appID: string, appKey: string, appSecret: string): void {
    this.enabled.set('oppo', { appID, appKey, appSecret });
  }

  /** vivo */
  enableVivoPush(appID: string, appKey: string): void {
    this.enabled.set('vivo', { appID, appKey });
  }

  /** Its settings are in the app's own files (google-services.json). Also the way to iPhones and browsers. */
  enableFCMPush(): void {
    this.enabled.set('fcm', {});
  }
}
