/**
 * Where the SDK keeps what must survive a restart of the app: `localStorage` in browsers, or what the app passes. Each call may
 * answer at once or by a promise, so React Native's AsyncStorage can be passed as it is.
 */
export interface KeyValueStorage {
  getItem(key: string): string | null | undefined | Promise<string | null | undefined>;
  setItem(key: string, value: string): unknown;
  removeItem?(key: string): unknown;
}

/** `localStorage`, where there is one: in a WebView of Android it may be null, in Node 25 and newer an object that can do nothing. */
export function platformStorage(): KeyValueStorage | undefined {
  try {
    const { localStorage: found } = globalThis as { localStorage?: KeyValueStorage | Record<string, never> | null };
    return found?.getItem && (found as KeyValueStorage);
  } catch {
    return undefined; // a browser that forbids storage throws
  }
}

const isPromise = <T>(value: T | Promise<T>): value is Promise<T> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';

/** Goes on with a value now when it is there, or when its promise has it. */
export function whenThere<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return isPromise(value) ? value.then(next) : next(value);
}

/** Writes in order, at once where the storage answers at once. A write that fails is told and costs the next restart, not this run. */
export class StorageWriter {
  readonly #storage: KeyValueStorage | undefined;
  readonly #onFailed: (error: unknown) => void;
  #underWay: Promise<void> | undefined;

  constructor(storage: KeyValueStorage | undefined, onFailed: (error: unknown) => void) {
    this.#storage = storage;
    this.#onFailed = onFailed;
  }

  set(key: string, value: string): void {
    this.#write((storage) => storage.setItem(key, value));
  }

  remove(key: string): void {
    this.#write((storage) => (storage.removeItem === undefined ? storage.setItem(key, '') : storage.removeItem(key)));
  }

  /** Resolves when all that was written is stored. */
  async stored(): Promise<void> {
    while (this.#underWay !== undefined) await this.#underWay;
  }

  #write(put: (storage: KeyValueStorage) => unknown): void {
    const storage = this.#storage;
    if (storage === undefined) return;
    const write = async (): Promise<void> => {
      try {
        await put(storage);
      } catch (error) {
        this.#onFailed(error);
      }
    };
    // An async function runs up to its first await at once: a storage that answers at once has it before this returns.
    const underWay: Promise<void> = (this.#underWay === undefined ? write() : this.#underWay.then(write)).finally(
      () => {
        if (this.#underWay === underWay) this.#underWay = undefined;
      },
    );
    this.#underWay = underWay;
  }
}
