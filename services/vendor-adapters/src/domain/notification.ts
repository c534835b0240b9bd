import type { VendorSettings } from '@bellhop/contracts';
import type { Call } from './call.ts';

/** One device a notification goes to. The token is the vendor's; it never reaches a log. */
export interface Target {
  readonly pushId: string;
  readonly token: string;
}

/** Without a resource: the vendor's defaults. */
export const defaultSettings: VendorSettings = {
  channelId: '',
  category: '',
  importance: '',
  notifyLevel: 0,
  sound: '',
  clickAction: null,
  templateId: '',
  image: '',
  notifyType: '',
  channelName: '',
  hideInForeground: false,
  onlySendOnce: false,
  showTtlSeconds: 0,
  bigText: false,
  urgency: '',
  visibility: '',
  receiptId: '',
  groupByThread: false,
  collapseKey: '',
  directBoot: false,
  analyticsLabel: '',
  mutableContent: false,
  badgeMode: '',
  pushKind: '',
};

/** A template registered at the vendor, for those that want one for private messages. */
export interface Template {
  /** Empty = only variables came; a credential may have a template for them. */
  readonly id: string;
  /** Variables by name. */
  readonly title: Readonly<Record<string, string>>;
  readonly content: Readonly<Record<string, string>>;
}

/** One content for 1..n devices of one credential: what a vendor module turns into requests. */
export interface Notification {
  /** 32 hex digits, the same on every attempt: the vendor-side idempotency key where there is one. */
  readonly taskId: string;
  /** The message, for the app to say what became of its notification; empty = there is no room for it. */
  readonly messageId: string;
  /** Android package name of the app; some vendors check it. */
  readonly packageName: string;
  readonly title: string;
  readonly content: string;
  /** Opaque string for the receiving app; undefined = none. */
  readonly payload: string | undefined;
  /** The call it is about; undefined = a message. */
  readonly call: Call | undefined;
  readonly settings: VendorSettings;
  readonly template: Template | undefined;
  readonly threadId: string | undefined;
  readonly conversationId: string;
  /** By how much the badge is raised; 0 = not. */
  readonly badgeIncrement: number;
  /** What stands on the badge then, where the vendor is told that; 0 = not known, and the increment has to do. */
  readonly badge: number;
  /** 1..2,147,483,647, made from the message: a repeat replaces the first on screen. */
  readonly notifyId: number;
  /** Remaining life when it is sent, seconds, at least 1; never more than there is for what rings. */
  readonly ttlSeconds: number;
  /** It brings nothing: the notification with its notify id is of a message that was revoked. */
  readonly takesBack: boolean;
  /** A later message has rung already, a ringing ends, or a message was revoked: it is shown, and makes no noise where the vendor lets us say so. */
  readonly isQuiet: boolean;
  /** "sandbox" = the device wants test pushes. */
  readonly environment: string;
  /** "ios", "web", or another one, as the device registered. */
  readonly platform: string;
  /** When the message was accepted, Unix ms: what a phone shows as its time where the vendor lets us say so. */
  readonly acceptedAtMs: number;
  readonly targets: readonly Target[];
}
