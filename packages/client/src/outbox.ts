import type { FrameAnswer, FrameBody } from './frames.ts';
import { ZIMError } from './zim-error.ts';

/** Frames that carry a local id, so that sending them again does nothing twice. */
type Repeatable = 'send' | 'callInvite';

interface OutboxOptions<Type extends Repeatable> {
  readonly request: (body: FrameBody<Type>) => Promise<FrameAnswer<Type>>;
  readonly max: number;
  readonly timeoutMs: number;
}

interface Entry<Type extends Repeatable> {
  readonly body: FrameBody<Type>;
  readonly conversation: string;
  readonly expiry: ReturnType<typeof setTimeout>;
  readonly expiresAtMs: number;
  /** The one after it in its conversation, whose turn comes when this one has left the line. */
  next: Entry<Type> | undefined;
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
 * one; its localMessageID makes both the same message. Of each conversation one is under way at a time, so whatever becomes of it, those after it
 * come after it; conversations go side by side. What had to wait goes out as fast as the server takes it.
 */
export class Outbox<Type extends Repeatable> {
  readonly #options: OutboxOptions<Type>;
  /** Those whose senders wait. One that was given up while it was under way stays in the line of its conversation until its request has ended. */
  readonly #entries = new Set<Entry<Type>>();
  /** Of each conversation the first in its line, unless that is under way. */
  readonly #ready = new Set<Entry<Type>>();
  /** Of each conversation the last in its line. */
  readonly #last = new Map<string, Entry<Type>>();
  readonly #underWay = new Set<Entry<Type>>();
  /** How many may be under way: one when the server has just asked to go slower, then more with every answer. */
  #window = MAX_UNDER_WAY;
  /** By a clock that nobody sets. Infinity: until the next connection. */
  #pausedUntilMs = 0;
  #connections = 0;
  /** How long the server took for its last answer, ms. */
  #answerMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutboxOptions<Type>) {
    this.#options = options;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Sends now, or as soon as there is a connection and those before it in its conversation are answered; rejects when that takes too long. */
  send(body: FrameBody<Type>, conversation: string): Promise<FrameAnswer<Type>> {
    const { max, timeoutMs } = this.#options;
    if (this.#entries.size >= max) return Promise.reject(new ZIMError('QUEUE_FULL', `${max} wait to be sent`));
    return new Promise((resolve, reject) => {
      const entry: Entry<Type> = {
        body: JSON.parse(JSON.stringify(body)) as FrameBody<Type>, // what the app changes meanwhile is not sent
        conversation,
        expiry: setTimeout(() => this.#giveUp(entry), timeoutMs),
        expiresAtMs: performance.now() + timeoutMs,
        next: undefined,
        hasWaited: false,
        resolve,
        reject,
      };
      this.#entries.add(entry);
      const before = this.#last.get(conversation);
      this.#last.set(conversation, entry);
      if (before === undefined) this.#ready.add(entry);
      else before.next = entry;
      this.#pump();
      // The moment at which it goes out is ours then and not the app's, or others before it used up what the server takes.
      entry.hasWaited = !this.#underWay.has(entry) || this.#window < MAX_UNDER_WAY;
    });
  }

  /** There is a (new) connection: sends what waits, in order. */
  resume(): void {
    this.#connections += 1;
    this.#pausedUntilMs = 0;
    this.#pump();
  }

  /** There will be none. */
  fail(error: ZIMError): void {
    for (const entry of this.#entries) this.#finish(entry, error);
  }

  #pump(): void {
    clearTimeout(this.#timer);
    const waitMs = this.#pausedUntilMs - performance.now();
    if (waitMs > 0) {
      if (waitMs < Infinity) this.#timer = setTimeout(() => this.#pump(), waitMs);
      return;
    }
    for (const entry of this.#ready) {
      if (this.#underWay.size >= this.#window) return; // their answers go on
      // Its answer would come too late. When all wait for as long as they may, each would be given up under way, and none arrive in time.
      if (entry.next !== undefined && entry.expiresAtMs - performance.now() <= this.#answerMs) {
        this.#giveUp(entry);
        continue;
      }
      this.#ready.delete(entry);
      void this.#try(entry);
    }
  }

  async #try(entry: Entry<Type>): Promise<void> {
    const connection = this.#connections;
    const begunAtMs = performance.now();
    this.#underWay.add(entry);
    try {
      const answer = await this.#options.request(entry.body);
      this.#answerMs = performance.now() - begunAtMs;
      this.#window = Math.min(this.#window + 1, MAX_UNDER_WAY);
      this.#finish(entry, answer);
    } catch (error) {
      this.#onFailed(entry, error instanceof ZIMError ? error : new ZIMError('UNKNOWN', String(error)), connection);
    }
    this.#underWay.delete(entry);
    if (this.#entries.has(entry)) this.#ready.add(entry);
    else this.#leaveLine(entry);
    this.#pump();
  }

  #onFailed(entry: Entry<Type>, failure: ZIMError, connection: number): void {
    const { code, retryAfterMs = RETRY_MS } = failure;
    const isTooFast = entry.hasWaited && (code === 'RATE_LIMITED' || code === 'RESOURCE_EXHAUSTED');
    if (code === 'CONNECTION_LOST') {
      // That an earlier connection is gone says nothing of the present one.
      if (connection === this.#connections) this.#pausedUntilMs = Infinity;
    } else if (isTooFast || code === 'UNAVAILABLE' || code === 'TIMEOUT') {
      if (isTooFast) this.#window = 1;
      this.#pausedUntilMs = Math.max(this.#pausedUntilMs, performance.now() + retryAfterMs);
    } else {
      return this.#finish(entry, failure);
    }
    entry.hasWaited = true;
  }

  #giveUp(entry: Entry<Type>): void {
    this.#finish(entry, new ZIMError('TIMEOUT', `not sent in ${this.#options.timeoutMs} ms`));
  }

  #finish(entry: Entry<Type>, outcome: FrameAnswer<Type> | ZIMError): void {
    if (!this.#entries.delete(entry)) return;
    clearTimeout(entry.expiry);
    if (this.#ready.delete(entry)) this.#leaveLine(entry);
    if (outcome instanceof ZIMError) entry.reject(outcome);
    else entry.resolve(outcome);
  }

  /** It is answered or given up, and not under way any more: the turn of the next one, or of the one after those that were given up as well. */
  #leaveLine({ conversation, next }: Entry<Type>): void {
    while (next !== undefined && !this.#entries.has(next)) next = next.next;
    if (next === undefined) this.#last.delete(conversation);
    else this.#ready.add(next);
  }
}
