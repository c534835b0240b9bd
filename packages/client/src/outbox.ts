import { ZIMError } from './zim-error.ts';

type Answer = Record<string, unknown>;

interface Entry {
  readonly body: object;
  readonly deadlineMs: number;
  readonly expiry: ReturnType<typeof setTimeout>;
  isUnderWay: boolean;
  resolve(answer: Answer): void;
  reject(error: ZIMError): void;
}

/**
 * Messages until the server has answered them. A message whose connection ends before its answer is sent again over the next one;
 * its localMessageID makes both the same message.
 */
export class Outbox {
  readonly #request: (body: object) => Promise<Answer>;
  readonly #entries = new Set<Entry>();
  readonly #max: number;
  readonly #timeoutMs: number;

  constructor(options: { request: (body: object) => Promise<Answer>; max: number; timeoutMs: number }) {
    this.#request = options.request;
    this.#max = options.max;
    this.#timeoutMs = options.timeoutMs;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Sends now or as soon as there is a connection; rejects when that takes too long. */
  send(body: object): Promise<Answer> {
    if (this.#entries.size >= this.#max)
      return Promise.reject(new ZIMError('QUEUE_FULL', `${this.#max} messages wait to be sent`));
    return new Promise((resolve, reject) => {
      const entry: Entry = {
        body,
        deadlineMs: Date.now() + this.#timeoutMs,
        expiry: setTimeout(
          () => this.#finish(entry, new ZIMError('TIMEOUT', `not sent in ${this.#timeoutMs} ms`)),
          this.#timeoutMs,
        ),
        isUnderWay: false,
        resolve,
        reject,
      };
      this.#entries.add(entry);
      this.#try(entry);
    });
  }

  /** There is a (new) connection: sends what waits, in order. */
  resume(): void {
    for (const entry of [...this.#entries]) this.#try(entry);
  }

  /** There will be none. */
  fail(error: ZIMError): void {
    for (const entry of [...this.#entries]) this.#finish(entry, error);
  }

  #try(entry: Entry): void {
    if (entry.isUnderWay) return;
    entry.isUnderWay = true;
    this.#request(entry.body).then(
      (answer) => this.#finish(entry, answer),
      (error: unknown) => {
        entry.isUnderWay = false;
        const failure = error instanceof ZIMError ? error : new ZIMError('UNKNOWN', String(error));
        if (failure.code === 'CONNECTION_LOST') return; // `resume` sends it again
        if (failure.code !== 'UNAVAILABLE' && failure.code !== 'TIMEOUT') return this.#finish(entry, failure);
        setTimeout(() => {
          if (this.#entries.has(entry)) this.#try(entry);
        }, failure.retryAfterMs ?? 500);
      },
    );
  }

  #finish(entry: Entry, outcome: Answer | ZIMError): void {
    if (!this.#entries.delete(entry)) return;
    clearTimeout(entry.expiry);
    if (outcome instanceof ZIMError) entry.reject(outcome);
    else entry.resolve(outcome);
  }
}
