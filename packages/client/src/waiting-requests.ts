import { ZIMError } from './zim-error.ts';

type Body = Readonly<Record<string, unknown>>;

interface Waiting {
  resolve(body: Body): void;
  reject(error: ZIMError): void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Requests that wait for their answers, each under a number of its own and for so long. */
export class WaitingRequests {
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;

  get size(): number {
    return this.#waiting.size;
  }

  /** Sends one; its promise settles with its answer, or when that takes too long. */
  add(type: string, timeoutMs: number, send: (id: number) => void): Promise<Body> {
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      send(id); // what cannot be sent does not wait
      const timer = setTimeout(
        () => this.settle(id, new ZIMError('TIMEOUT', `${type} was not answered in ${timeoutMs} ms`)),
        timeoutMs,
      );
      this.#waiting.set(id, { resolve, reject, timer });
    });
  }

  /** Passes over an answer that comes after its time. */
  settle(id: number, answer: Body | ZIMError): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    if (answer instanceof ZIMError) waiting?.reject(answer);
    else waiting?.resolve(answer);
  }

  rejectAll(error: ZIMError): void {
    for (const id of this.#waiting.keys()) this.settle(id, error);
  }
}
