import type { FrameAnswer, FrameBody } from './frames.ts';
import { ZIMError } from './zim-error.ts';

/** Frames that carry a local id, so that sending them again does nothing twice. */
type Repeatable = 'send' | 'callInvite';

interface Entry<Type extends Repeatable> {
  readonly body: FrameBody<Type>;
  readonly expiry: ReturnType<typeof setTimeout>;
  isUnderWay: boolean;
  /** It could not go out at once: from then on it waits for the server's pace as well. */
  hasWaited: boolean;
  resolve(answer: FrameAnswer<Type>): void;
  reject(error: ZIMError): void;
}

/** Below the 100 requests of one connection whose answers the server lets wait. */
const MAX_UNDER_WAY = 50;
const RETRY_MS = 500;

/**
 * Messages, or calls, until the server has answered them. A message whose connection ends before its answer is sent again over the next
 * one; its localMessageID makes both the same message. What had to wait goes out in order, as fast as the server takes it.
 */
export class Outbox<Type extends Repeatable> {
  readonly #request: (body: FrameBody<Type>) => Promise<FrameAnswer<Type>>;
  readonly #entries = new Set<Entry<Type>>();
  readonly #max: number;
  readonly #timeoutMs: number;
  #underWay = 0;
  /** How many may be under way: one when the server has just asked to go slower, then more with every answer. */
  #window = MAX_UNDER_WAY;
  /** By a clock that nobody sets. Infinity: until the next connection. */
  #pausedUntilMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: {
    request: (body: FrameBody<Type>) => Promise<FrameAnswer<Type>>;
    max: number;
    timeoutMs: number;
  }) {
    this.#request = options.request;
    this.#max = options.max;
    this.#timeoutMs = options.timeoutMs;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Sends now or as soon as there is a connection; rejects when that takes too long. */
  send(body: FrameBody<Type>): Promise<FrameAnswer<Type>> {
    if (this.#entries.size >= this.#max)
      return Promise.reject(new ZIMError('QUEUE_FULL', `${this.#max} wait to be sent`));
    return new Promise((resolve, reject) => {
      const entry: Entry<Type> = {
        body,
        expiry: setTimeout(
          () => this.#finish(entry, new ZIMError('TIMEOUT', `not sent in ${this.#timeoutMs} ms`)),
          this.#timeoutMs,
        ),
        isUnderWay: false,
        hasWaited: false,
        resolve,
        reject,
      };
      this.#entries.add(entry);
      this.#pump();
      entry.hasWaited = !entry.isUnderWay || this.#window < MAX_UNDER_WAY; // others before it used up what the server takes
    });
  }

  /** There is a (new) connection: sends what waits, in order. */
  resume(): void {
    this.#pausedUntilMs = 0;
    this.#pump();
  }

  /** There will be none. */
  fail(error: ZIMError): void {
    for (const entry of [...this.#entries]) this.#finish(entry, error);
  }

  #pump(): void {
    clearTimeout(this.#timer);
    const waitMs = this.#pausedUntilMs - performance.now();
    if (waitMs > 0) {
      if (waitMs < Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#pump(), waitMs);
      return;
    }
    for (const entry of this.#entries) {
      if (this.#underWay >= this.#window) return; // their answers go on
      if (!entry.isUnderWay) void this.#try(entry);
    }
  }

  async #try(entry: Entry<Type>): Promise<void> {
    entry.isUnderWay = true;
    this.#underWay += 1;
    try {
      const answer = await this.#request(entry.body);
      this.#window = Math.min(this.#window + 1, MAX_UNDER_WAY);
      this.#finish(entry, answer);
    } catch (error) {
      this.#onFailed(entry, error instanceof ZIMError ? error : new ZIMError('UNKNOWN', String(error)));
    } finally {
      entry.isUnderWay = false;
      this.#underWay -= 1;
    }
    this.#pump();
  }

  #onFailed(entry: Entry<Type>, failure: ZIMError): void {
    if (!this.#entries.has(entry)) return; // given up already: what became of its connection says nothing of the present one
    const { code, retryAfterMs = RETRY_MS } = failure;
    const isTooFast = entry.hasWaited && (code === 'RATE_LIMITED' || code === 'RESOURCE_EXHAUSTED');
    if (code === 'CONNECTION_LOST') {
      this.#pausedUntilMs = Number.POSITIVE_INFINITY;
    } else if (isTooFast || code === 'UNAVAILABLE' || code === 'TIMEOUT') {
      if (isTooFast) this.#window = 1;
      // All wait for it: later ones of its conversation must not go first.
      this.#pausedUntilMs = Math.max(this.#pausedUntilMs, performance.now() + retryAfterMs);
    } else {
      return this.#finish(entry, failure);
    }
    entry.hasWaited = true;
  }

  #finish(entry: Entry<Type>, outcome: FrameAnswer<Type> | ZIMError): void {
    if (!this.#entries.delete(entry)) return;
    clearTimeout(entry.expiry);
    if (outcome instanceof ZIMError) entry.reject(outcome);
    else entry.resolve(outcome);
  }
}
