import type { Clock } from '../clock.ts';
import type { Observation } from '../observation/observation.ts';
import type { IncomingPush } from './incoming-push.ts';
import type { Phone } from './phone.ts';

const MAX_SCHEDULED = 10_000;

/** Hands an accepted push to its phone. */
export type Dispatch = (push: IncomingPush, phone: Phone) => void;

/** Records each accepted target and delivers it, at once or at the time the sender chose. */
export class Dispatcher {
  readonly #observation: Observation;
  readonly #clock: Clock;
  #scheduled = new Map<NodeJS.Timeout, string>();

  constructor(observation: Observation, clock: Clock) {
    this.#observation = observation;
    this.#clock = clock;
  }

  readonly dispatch: Dispatch = (push, phone) => {
    this.#observation.accepted.add({
      vendor: push.vendor,
      token: push.token,
      payload: push.payload,
      title: push.title,
      notifyId: push.notifyId,
      vendorMessageId: push.vendorMessageId,
      at: push.receivedAt,
    });
    const waitMs = push.deliverAt === undefined ? 0 : push.deliverAt - this.#clock();
    if (waitMs <= 0 || this.#scheduled.size >= MAX_SCHEDULED) return phone.receive(push);
    const timer = setTimeout(() => {
      this.#scheduled.delete(timer);
      phone.receive(push);
    }, waitMs);
    timer.unref();
    this.#scheduled.set(timer, push.vendorMessageId);
  };

  /** True when something of this message still waits for its time. */
  isScheduled(vendorMessageId: string): boolean {
    return [...this.#scheduled.values()].includes(vendorMessageId);
  }

  cancel(vendorMessageId: string): void {
    for (const [timer, id] of this.#scheduled) {
      if (id !== vendorMessageId) continue;
      clearTimeout(timer);
      this.#scheduled.delete(timer);
    }
  }

  stop(): void {
    for (const timer of this.#scheduled.keys()) clearTimeout(timer);
    this.#scheduled.clear();
  }
}
