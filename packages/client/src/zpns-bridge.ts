import type { ArrivalVendor, ThroughVendor } from './zpns-callbacks.ts';
import type { VendorMessage } from './vendor-payload.ts';
import type { ZPNsCredentials, ZPNsVendor } from './zpns-config.ts';

/**
 * The vendors' own libraries on the phone, as an app hands them to `registerPush`: Bellhop cannot bring them. In React Native it is a thin native
 * module around the library of each vendor that the app uses.
 */
export interface ZPNsVendorBridge {
  /** The vendors whose push this phone has, the best one first, e.g. `['xiaomi', 'fcm']`. */
  vendors(): readonly ZPNsVendor[] | Promise<readonly ZPNsVendor[]>;
  /**
   * Starts the library of one of them and tells the listener what it says, from then on. It may be called again, with another listener, which
   * replaces the one before.
   */
  start(vendor: ZPNsVendor, credentials: ZPNsCredentials, listener: ZPNsVendorListener): void | Promise<void>;
  /** Ends it: the listener hears nothing more. */
  stop(vendor: ZPNsVendor): void | Promise<void>;
}

/** What a vendor's library says. */
export interface ZPNsVendorListener {
  /** The vendor's token, first of all and whenever the vendor changes it. */
  onToken(token: string): void;
  /** The vendor gives none. */
  onFailed(reason: string): void;
  onNotificationArrived(message: VendorMessage<ArrivalVendor>): void;
  onNotificationClicked(message: VendorMessage): void;
  onThroughMessage(message: VendorMessage<ThroughVendor>): void;
}
