import type { Clock } from '../clock.ts';
import { shanghaiDay } from '../clock.ts';
import { Ring } from '../observation/ring.ts';
import type { Vendor } from '../vendor.ts';
import type { IncomingPush } from './incoming-push.ts';
import { NotificationBar } from './notification-bar.ts';
import { OfflineQueue } from './offline-queue.ts';
import type { ClickResult, DataMessage, DisplayedNotification, FiredCallback } from './phone-records.ts';
import type { PhoneState } from './platform-rules.ts';
import { receptionOf } from './platform-rules.ts';

export interface PhoneIdentity {
  phoneId: string;
  vendor: Vendor;
  appId: string;
  packageName: string;
  token: string;
}

/**
 * One phone with one app on it. States: online/offline × foreground/background/killed × notifications on/off;
 * uninstalled is final until the token is refreshed (a reinstall). Offline pushes wait in the vendor's queue.
 */
export class Phone {
  readonly phoneId: string;
  readonly vendor: Vendor;
  readonly appId: string;
  readonly packageName: string;
  token: string;
  state: PhoneState = { online: true, appState: 'background', notificationsEnabled: true, installed: true };
  readonly #clock: Clock;
  readonly #notifications: Ring<DisplayedNotification>;
  readonly #messages: Ring<DataMessage>;
  readonly #callbacks: Ring<FiredCallback>;
  readonly #queue = new OfflineQueue();
  #untilAppRuns: IncomingPush[] = [];
  #badge = 0;
  readonly #bar = new NotificationBar();
  #displayedToday = { day: -1, counts: new Map<string, number>() };
  #watchers = new Set<() => void>();

  constructor(identity: PhoneIdentity, clock: Clock, keep: number) {
    this.phoneId = identity.phoneId;
    this.vendor = identity.vendor;
    this.appId = identity.appId;
    this.packageName = identity.packageName;
    this.token = identity.token;
    this.#clock = clock;
    this.#notifications = new Ring(keep);
    this.#messages = new Ring(keep);
    this.#callbacks = new Ring(keep * 2);
    this.registered();
  }

  /** The app was told its token. */
  registered(): void {
    this.#fire({ name: 'onRegistered', at: this.#clock(), token: this.token });
  }

  receive(push: IncomingPush): void {
    const now = this.#clock();
    if (!push.deliverable) return;
    if (!this.state.installed) return push.report?.('uninstalled', now);
    if (this.state.online) return this.#arrive(push, now);
    if (push.onlineOnly) return push.report?.('offline-not-kept', now);
    const { overwritten, allDiscarded } = this.#queue.add(push, now);
    for (const lost of overwritten) lost.report?.('overwritten', now);
    // FCM drops everything beyond 100 stored messages and tells the app so (fcm.md §5).
    if (allDiscarded) this.#fire({ name: 'onDeletedMessages', at: now });
  }

  update(change: Partial<PhoneState>): void {
    const now = this.#clock();
    this.state = { ...this.state, ...change };
    if (!this.state.installed) {
      for (const push of this.#queue.drain()) push.report?.('uninstalled', now);
      this.#untilAppRuns = [];
      this.#badge = 0;
      this.#bar.remove(() => true);
      return;
    }
    if (this.state.online) for (const push of this.#queue.drain()) this.#arrive(push, now);
    if (this.state.appState !== 'killed') {
      const kept = this.#untilAppRuns;
      this.#untilAppRuns = [];
      for (const push of kept) this.#arrive(push, now);
    }
  }

  /** Taps a notification: the newest visible one unless a number is given. Undefined when there is none. */
  click(n?: number): ClickResult | undefined {
    const tapped = this.#bar.take(n);
    if (tapped === undefined) return undefined;
    const { shown, push } = tapped;
    const now = this.#clock();
    push.report?.('clicked', now);
    if (push.click.opens === 'app') {
      this.update({ appState: 'foreground' });
      // MIUI clears the number when the app is opened; elsewhere the app has to (xiaomi.md §8).
      if (this.vendor === 'xiaomi') this.#badge = 0;
      this.#fire({
        name: 'onNotificationClicked',
        at: now,
        payload: push.click.payload,
        vendorMessageId: push.vendorMessageId,
      });
    }
    return { n: shown.n, vendorMessageId: push.vendorMessageId, ...push.click };
  }

  /** Takes notifications out of the bar, and the same pushes out of the offline queue. Gives their number. */
  recall(matches: (push: IncomingPush) => boolean): number {
    return this.#bar.remove(matches) + this.#queue.remove(matches);
  }

  /** What the notification bar shows now. */
  get bar(): DisplayedNotification[] {
    return this.#bar.shown;
  }

  get notifications(): DisplayedNotification[] {
    return this.notificationsAfter(0);
  }

  notificationsAfter(n: number): DisplayedNotification[] {
    return this.#notifications.after(n, Infinity).map(({ item }) => item);
  }

  get messages(): DataMessage[] {
    return this.#messages.after(0, Infinity).map(({ item }) => item);
  }

  get callbacks(): FiredCallback[] {
    return this.#callbacks.after(0, Infinity).map(({ item }) => item);
  }

  /** The number on the app's icon. */
  get badge(): number {
    return this.#badge;
  }

  get waitingOffline(): number {
    return this.#queue.size;
  }

  /** Calls `listener` at the next display; the returned function takes it back. */
  watch(listener: () => void): () => void {
    this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
  }

  #arrive(push: IncomingPush, now: number): void {
    if (now >= push.expiresAt) return push.report?.('expired', now);
    switch (receptionOf(push, this.state)) {
      case 'display':
        if (!this.#isWithinDailyLimit(push, now)) return push.report?.('daily-limit', now);
        this.#display(push, now);
        return push.report?.('delivered', now);
      case 'call-app':
        this.#callApp(push, now);
        return push.report?.('delivered', now);
      case 'keep-until-app-runs':
        this.#untilAppRuns.push(push);
        if (this.#untilAppRuns.length > push.offlineLimit) this.#untilAppRuns.shift()?.report?.('overwritten', now);
        return push.report?.('app-not-running', now);
      case 'hide':
        return push.report?.('delivered', now);
      case 'blocked':
        return push.report?.('notifications-off', now);
    }
  }

  #display(push: IncomingPush, now: number): void {
    const n = this.#notifications.last + 1;
    const shown: DisplayedNotification = {
      n,
      title: push.title,
      content: push.content,
      payload: push.payload,
      extras: push.extras,
      channel: push.channel,
      category: push.category,
      notifyId: push.notifyId,
      vendorMessageId: push.vendorMessageId,
      receivedAt: push.receivedAt,
      displayedAt: now,
      visible: true,
      raw: push.raw,
    };
    this.#bar.show(shown, push);
    if (push.badge !== null) this.#badge = 'set' in push.badge ? push.badge.set : this.#badge + push.badge.add;
    this.#notifications.add(shown);
    // Xiaomi alone tells a living app that a notification arrived (xiaomi.md §8).
    if (push.vendor === 'xiaomi' && this.state.appState !== 'killed') {
      this.#fire({
        name: 'onNotificationArrived',
        at: now,
        payload: push.payload,
        vendorMessageId: push.vendorMessageId,
      });
    }
    for (const watcher of [...this.#watchers]) watcher();
  }

  #callApp(push: IncomingPush, now: number): void {
    this.#messages.add({
      payload: push.payload,
      data: push.extras,
      title: push.title,
      content: push.content,
      vendorMessageId: push.vendorMessageId,
      receivedAt: push.receivedAt,
      deliveredAt: now,
      raw: push.raw,
    });
    this.#fire({
      name: 'onThroughMessageReceived',
      at: now,
      payload: push.payload,
      vendorMessageId: push.vendorMessageId,
    });
    if (this.state.appState === 'killed') this.state = { ...this.state, appState: 'background' };
    for (const watcher of [...this.#watchers]) watcher();
  }

  #isWithinDailyLimit(push: IncomingPush, now: number): boolean {
    if (push.dailyLimit === null) return true;
    const day = shanghaiDay(now);
    if (this.#displayedToday.day !== day) this.#displayedToday = { day, counts: new Map() };
    const { messageClass, limit } = push.dailyLimit;
    const count = this.#displayedToday.counts.get(messageClass) ?? 0;
    if (count >= limit) return false;
    this.#displayedToday.counts.set(messageClass, count + 1);
    return true;
  }

  #fire(callback: FiredCallback): void {
    this.#callbacks.add(callback);
  }
}
