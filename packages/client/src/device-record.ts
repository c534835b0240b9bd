import { defined } from './defined.ts';
import { objectIn, objectOf } from './foreign-values.ts';
import { randomId } from './random-id.ts';
import { StorageWriter, whenThere, type KeyValueStorage } from './storage.ts';
import type { ZIMPendingDeviceChanges } from './types.ts';

interface Stored {
  /** What proves the device to the server; issued at its first login. */
  secret?: string;
  /** Who may be logged in on it: who was last, and whoever has tried since. */
  userIDs?: readonly string[];
  pending?: ZIMPendingDeviceChanges;
}

export interface DeviceRecordOptions {
  readonly app: string;
  /** Given by the app; else made once and kept. */
  readonly deviceID: string | undefined;
  readonly storage: KeyValueStorage | undefined;
  /** Other tabs write it, too. */
  readonly isShared?: boolean;
  onStorageFailed(error: unknown): void;
}

const SECRET = /^[A-Za-z0-9_-]{1,64}$/;

/** What this installation knows of its device, in memory and in the app's storage: one entry per app and device id. */
export class DeviceRecord {
  /** Resolves when what was stored has been read. */
  readonly ready: Promise<void>;
  /** Whether it has been read: soon after the start, where the storage answers at once. */
  isReady = false;
  readonly #options: DeviceRecordOptions;
  readonly #writer: StorageWriter;
  #deviceID: string;
  #stored: Stored = {};
  /** The storage did not take the latest of it: what it has is older. */
  #isUnsaved = false;

  constructor(options: DeviceRecordOptions) {
    this.#options = options;
    this.#writer = new StorageWriter(options.storage, (error) => {
      this.#isUnsaved = true;
      options.onStorageFailed(error);
    });
    this.#deviceID = options.deviceID ?? '';
    this.ready = this.#readAll().then(() => {
      this.isReady = true;
    });
  }

  /** Empty until an asynchronous storage has answered, unless the app gave it. */
  get deviceID(): string {
    return this.#deviceID;
  }

  get isFixed(): boolean {
    return this.#options.deviceID !== undefined;
  }

  get secret(): string | undefined {
    return this.#stored.secret;
  }

  get userIDs(): readonly string[] {
    return this.#stored.userIDs ?? [];
  }

  get pending(): ZIMPendingDeviceChanges {
    return this.#stored.pending ?? {};
  }

  /** Reads again what another instance (a tab, a process) may have changed. */
  async reload(): Promise<void> {
    await this.#writer.stored();
    await this.#readAll();
  }

  /** Changes what is known; undefined forgets a member. */
  change(change: { readonly [Name in keyof Stored]: Stored[Name] | undefined }): void {
    if (this.#options.isShared === true) void this.#read(() => this.#load()); // at once, as a browser's storage does
    const next: Stored = defined({ ...this.#stored, ...change });
    if (JSON.stringify(next) === JSON.stringify(this.#stored)) return;
    this.#stored = next;
    this.#isUnsaved = false;
    this.#writer.set(this.#recordKey, JSON.stringify(next));
  }

  /** Another device from now on: the old id belongs to somebody else. */
  makeNewDevice(): void {
    this.#writer.remove(this.#recordKey);
    this.#stored = {};
    this.#deviceID = this.#makeId();
  }

  /** Resolves when all changes are in the storage. */
  saved(): Promise<void> {
    return this.#writer.stored();
  }

  get #idKey(): string {
    return `bellhop.${this.#options.app}.deviceID`;
  }

  get #recordKey(): string {
    return `bellhop.${this.#options.app}.device.${this.#deviceID}`;
  }

  #makeId(): string {
    const made = randomId();
    this.#writer.set(this.#idKey, made);
    return made;
  }

  /** What is stored of the device, after its id: that which the app gave, else the stored one, else one made now. */
  #readAll(): Promise<void> {
    const { deviceID, storage } = this.#options;
    return this.#read(() =>
      whenThere(deviceID ?? storage?.getItem(this.#idKey), (known) => {
        if (known) this.#deviceID = known;
        else if (this.#deviceID === '') this.#deviceID = this.#makeId();
        return this.#load();
      }),
    );
  }

  #load(): void | Promise<void> {
    const { storage } = this.#options;
    if (storage === undefined || this.#isUnsaved) return;
    const before = this.#stored;
    return whenThere(storage.getItem(this.#recordKey), (text) => {
      if (this.#stored === before) this.#stored = parse(text); // else it was changed meanwhile, and that counts
    });
  }

  async #read(read: () => unknown): Promise<void> {
    try {
      await read();
    } catch (error) {
      // The id that is stored is not written over: this one is for this run.
      if (this.#deviceID === '') this.#deviceID = randomId();
      this.#options.onStorageFailed(error);
    }
  }
}

function parse(text: string | null | undefined): Stored {
  const { secret, userIDs, pending } = objectIn(text);
  const { logoutUserIDs, unregisterPush } = objectOf(pending);
  const changes: ZIMPendingDeviceChanges = defined({
    logoutUserIDs: orNone(textsIn(logoutUserIDs)),
    unregisterPush: unregisterPush === true || undefined,
  });
  return defined({
    secret: isDeviceSecret(secret) ? secret : undefined,
    userIDs: orNone(textsIn(userIDs)),
    pending: orNone(changes),
  });
}

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((it): it is string => typeof it === 'string') : [];

/** Undefined where there is nothing in it. */
export const orNone = <Members extends object>(members: Members): Members | undefined =>
  Object.keys(members).length === 0 ? undefined : members;

export const isDeviceSecret = (value: unknown): value is string => typeof value === 'string' && SECRET.test(value);
