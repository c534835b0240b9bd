import type { Notification } from './notification.ts';
import type { SendOutcome } from './send-outcome.ts';
import type { ShortenedField } from './shorten.ts';

/** What became of one notification: one outcome per target, in order, and the fields that had to be shortened. */
export interface SendResult {
  readonly outcomes: readonly SendOutcome[];
  readonly shortened: readonly ShortenedField[];
}

/** One vendor's protocol for one credential. It holds the access token and the connections of that credential. */
export interface VendorConnection {
  /**
   * Sends notifications, one call to the vendor where its protocol allows it.
   * Never throws for what a vendor or the network does: that is an outcome.
   * @param notifications at most `maxNotificationsPerCall` of the vendor, each with at most `maxTargets` targets
   * @param isOurs asked again before a call that had to wait for others: whether no other replica may have them by now
   * @returns one result per notification, in order
   */
  send(
    notifications: readonly Notification[],
    signal: AbortSignal,
    isOurs?: () => boolean,
  ): Promise<readonly SendResult[]>;
  /**
   * Asks the vendor whether it accepts the credential, by the lightest call that only whoever is let in can make; nothing is sent to any device.
   * @returns accepted, misconfigured when the vendor refuses the credential, or why that is not known
   */
  checkCredential(signal: AbortSignal): Promise<SendOutcome>;
  /** Closes connections; calls under way are finished first. */
  close(): Promise<void>;
}

/** A vendor, as the sending machinery sees it. */
export interface VendorAdapter<Credential> {
  /** Most targets of one notification in one call. */
  readonly maxTargets: number;
  /** How many notifications of different content one call can carry; 1 = the protocol has no such call. */
  readonly maxNotificationsPerCall: number;
  /** Most calls under way per credential. */
  readonly concurrency: number;
  /**
   * What stops waits so long for a `send` under way; default: the time limit of one call by HTTP. A `send` of several calls (an access token before it, one more with a new token)
   * may take longer. It is cut off then, and sent again by whoever has the task next.
   */
  readonly longestCallMs?: number;
  /** Parses what the push-router keeps for this vendor. Throws InvalidInput naming the field. */
  parseCredential(json: string): Credential;
  connect(credential: Credential): VendorConnection;
}
