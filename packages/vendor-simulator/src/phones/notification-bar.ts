import type { IncomingPush } from './incoming-push.ts';
import type { DisplayedNotification } from './phone-records.ts';

/** Android keeps 50 notifications of one app; older ones go. */
const MAX_IN_BAR = 50;

interface InBar {
  shown: DisplayedNotification;
  push: IncomingPush;
}

/** The notifications that are visible now. One that leaves is marked so in the phone's history. */
export class NotificationBar {
  #visible = new Map<string, InBar>();

  /** Shows a notification, in place of the one with its key. */
  show(shown: DisplayedNotification, push: IncomingPush): void {
    const key = push.replaceKey ?? `own:${shown.n}`;
    this.#hide(key);
    this.#visible.set(key, { shown, push });
    const oldest = this.#visible.keys().next();
    if (this.#visible.size > MAX_IN_BAR && !oldest.done) this.#hide(oldest.value);
  }

  /** What is visible now, in the order in which it was shown. */
  get shown(): DisplayedNotification[] {
    return [...this.#visible.values()].map(({ shown }) => shown);
  }

  /** Takes out notification `n`, or the newest. */
  take(n?: number): InBar | undefined {
    let found: [string, InBar] | undefined;
    for (const entry of this.#visible) {
      const { shown } = entry[1];
      const isWanted = n === undefined ? shown.n > (found?.[1].shown.n ?? 0) : shown.n === n;
      if (isWanted) found = entry;
    }
    if (found !== undefined) this.#hide(found[0]);
    return found?.[1];
  }

  /** Takes out every notification whose push matches; gives their number. */
  remove(matches: (push: IncomingPush) => boolean): number {
    const keys = [...this.#visible].filter(([, { push }]) => matches(push)).map(([key]) => key);
    for (const key of keys) this.#hide(key);
    return keys.length;
  }

  #hide(key: string): void {
    const inBar = this.#visible.get(key);
    if (inBar === undefined) return;
    inBar.shown.visible = false;
    this.#visible.delete(key);
  }
}
