import type { App } from '../credentials/app.ts';
import type { AcceptedTarget } from '../observation/observation.ts';
import type { Phone } from '../phones/phone.ts';
import type { ClickResult, DataMessage, DisplayedNotification, FiredCallback } from '../phones/phone-records.ts';
import type { PhoneState } from '../phones/platform-rules.ts';
import type { Vendor } from '../vendor.ts';

/** What the control API answers. */

export interface TokenView {
  phoneId: string;
  token: string;
  vendor: Vendor;
}

export interface PhoneView extends TokenView {
  appId: string;
  packageName: string;
  state: PhoneState;
  /** Everything that was displayed, oldest first; `visible` says whether it still is. */
  notifications: DisplayedNotification[];
  /** Those that the bar shows now. */
  bar: DisplayedNotification[];
  /** Messages that went to the app's code. */
  messages: DataMessage[];
  callbacks: FiredCallback[];
  /** The number on the app's icon. */
  badge: number;
  /** Pushes that the vendor keeps for the phone while it is offline. */
  waitingOffline: number;
}

export interface NotificationPage {
  notifications: DisplayedNotification[];
}

export interface ClickAnswer extends ClickResult {
  /** Fired when the tap opened the app; null for a web page or a notification without click action. */
  callback: 'onNotificationClicked' | null;
}

export interface AcceptedRecord extends AcceptedTarget {
  n: number;
}

export function phoneView(phone: Phone): PhoneView {
  return {
    ...tokenView(phone),
    appId: phone.appId,
    packageName: phone.packageName,
    state: phone.state,
    notifications: phone.notifications,
    bar: phone.bar,
    messages: phone.messages,
    callbacks: phone.callbacks,
    badge: phone.badge,
    waitingOffline: phone.waitingOffline,
  };
}

export const tokenView = ({ phoneId, token, vendor }: Phone): TokenView => ({ phoneId, token, vendor });

/** Apps are shown with their credentials: these are test credentials, made to be used. */
export const appView = (app: App): App => app;
