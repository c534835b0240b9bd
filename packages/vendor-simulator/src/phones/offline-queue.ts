import type { IncomingPush } from './incoming-push.ts';

/** What a vendor keeps for a phone that is offline, in order of arrival. */
export class OfflineQueue {
  #waiting: IncomingPush[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  /** Adds a push; says which waiting ones it displaced, and whether FCM's limit wiped the queue. */
  add(push: IncomingPush, now: number): { overwritten: IncomingPush[]; allDiscarded: boolean } {
    const overwritten: IncomingPush[] = [];
    this.#waiting = this.#waiting.filter((waiting) => {
      if (now >= waiting.expiresAt) {
        waiting.report?.('expired', now);
        return false;
      }
      if (push.collapseKey !== null && waiting.collapseKey === push.collapseKey) {
        overwritten.push(waiting);
        return false;
      }
      return true;
    });
    if (push.vendor === 'fcm' && push.collapseKey === null && this.#nonCollapsible() >= push.offlineLimit) {
      this.#waiting = this.#waiting.filter((waiting) => waiting.collapseKey !== null);
      return { overwritten, allDiscarded: true };
    }
    this.#waiting.push(push);
    if (this.#waiting.length > push.offlineLimit) {
      const oldest = this.#waiting.shift();
      if (oldest !== undefined) overwritten.push(oldest);
    }
    return { overwritten, allDiscarded: false };
  }

  drain(): IncomingPush[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }

  remove(matches: (push: IncomingPush) => boolean): number {
    const before = this.#waiting.length;
    this.#waiting = this.#waiting.filter((push) => !matches(push));
    return before - this.#waiting.length;
  }

  #nonCollapsible(): number {
    return this.#waiting.reduce((count, push) => count + (push.collapseKey === null ? 1 : 0), 0);
  }
}
