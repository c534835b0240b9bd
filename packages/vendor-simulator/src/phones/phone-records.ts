import type { ClickTarget } from './incoming-push.ts';

/** A notification in the phone's bar, numbered per phone from 1. */
export interface DisplayedNotification {
  n: number;
  title: string;
  content: string;
  payload: string | null;
  extras: Record<string, string>;
  channel: string | null;
  category: string | null;
  notifyId: string | null;
  vendorMessageId: string;
  /** When the vendor received the request, and when the phone displayed it. */
  receivedAt: number;
  displayedAt: number;
  /** False once replaced, recalled or tapped. */
  visible: boolean;
  raw: unknown;
}

/** A message that went to the app's code instead of the notification bar. */
export interface DataMessage {
  payload: string | null;
  data: Record<string, string>;
  title: string;
  content: string;
  vendorMessageId: string;
  receivedAt: number;
  deliveredAt: number;
  raw: unknown;
}

export type CallbackName =
  'onRegistered' | 'onNotificationArrived' | 'onNotificationClicked' | 'onThroughMessageReceived' | 'onDeletedMessages';

export interface FiredCallback {
  name: CallbackName;
  at: number;
  payload?: string | null;
  token?: string;
  vendorMessageId?: string;
}

export interface ClickResult {
  n: number;
  opens: ClickTarget['opens'];
  url?: string;
  payload: string | null;
  extras: Record<string, string>;
  vendorMessageId: string;
}
