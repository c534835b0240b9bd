import { KnownCall } from './known-call.ts';

const MAX_CALLS = 50;

/** The calls of one user that the app has heard of, the latest ones. Those that are over only serve to recognise what comes late. */
export class KnownCalls {
  readonly #calls = new Map<string, KnownCall>(); // the first is the one not used longest

  /** The call, from now on known. */
  of(callID: string, ownUserID: string): KnownCall {
    const call = this.#calls.get(callID) ?? new KnownCall(callID, ownUserID);
    this.#calls.delete(callID);
    this.#calls.set(callID, call);
    if (this.#calls.size > MAX_CALLS) this.#forgetOne(callID);
    return call;
  }

  /** Those that the app shows, the latest first. */
  get open(): readonly KnownCall[] {
    return [...this.#calls.values()].filter(({ isOpen }) => isOpen).reverse();
  }

  clear(): void {
    this.#calls.clear();
  }

  #forgetOne(except: string): void {
    const others = [...this.#calls.values()].filter(({ callID }) => callID !== except);
    const oldest = others.find(({ isOpen }) => !isOpen) ?? others[0];
    if (oldest !== undefined) this.#calls.delete(oldest.callID);
  }
}
