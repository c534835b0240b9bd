import type { Vendor } from '../vendor.ts';

/** What became of a push on its way to the phone; each vendor turns these into its own receipts. */
export type PushFate =
  | 'delivered'
  | 'clicked'
  | 'expired'
  | 'overwritten'
  | 'notifications-off'
  | 'daily-limit'
  | 'app-not-running'
  | 'uninstalled'
  | 'offline-not-kept';

/** What a tap on the notification leads to, and what the app reads then. */
export interface ClickTarget {
  opens: 'app' | 'web' | 'nothing';
  url?: string;
  payload: string | null;
  extras: Record<string, string>;
}

/** Added to the number on the icon, or put in its place. */
export type BadgeChange = { add: number } | { set: number };

/** One accepted push for one target, already seen through the eyes of the vendor's client SDK. */
export interface IncomingPush {
  vendor: Vendor;
  appId: string;
  token: string;
  vendorMessageId: string;
  kind: 'notification' | 'data';
  title: string;
  content: string;
  /** What the app reads at the documented position of this vendor. */
  payload: string | null;
  /** Everything the app finds beside it. */
  extras: Record<string, string>;
  click: ClickTarget;
  notifyId: string | null;
  /** Notifications with the same key replace each other. */
  replaceKey: string | null;
  channel: string | null;
  category: string | null;
  receivedAt: number;
  expiresAt: number;
  deliverAt?: number;
  /** Reaches the phone only if it is online at this moment. */
  onlineOnly: boolean;
  /** Of the pushes with one key, an offline phone keeps only the newest. */
  collapseKey: string | null;
  /** How many the vendor keeps for an offline phone. */
  offlineLimit: number;
  /** False: nothing is displayed while the app is in front. */
  foregroundShow: boolean;
  /** Whether a displayed-in-front message goes to the app's data callback instead (HMS, FCM). */
  foregroundCallback: boolean;
  /** A data message may start the app's process. */
  startsApp: boolean;
  /** False: the vendor accepts it, and the phone never hears of it (Xiaomi's discontinued pass-through). */
  deliverable: boolean;
  /** Displays of this message class per day and device; null is unlimited. */
  dailyLimit: { messageClass: string; limit: number } | null;
  /** What it does to the number on the app's icon; null leaves it alone. */
  badge: BadgeChange | null;
  raw: unknown;
  report?: (fate: PushFate, at: number) => void;
}
