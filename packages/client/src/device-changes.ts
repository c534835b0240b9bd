import { defined } from './defined.ts';
import type { FrameBody, FrameRequest } from './frames.ts';
import { reconnectDelayMs, type BackoffSettings } from './backoff.ts';
import { isDeviceSecret, orNone, type DeviceRecord } from './device-record.ts';
import { Link } from './link.ts';
import type { LoginAnswer, LoginDevice } from './session.ts';
import type { DeviceChangesReason, ZIMPendingDeviceChanges } from './types.ts';
import type { WebSocketConstructor } from './web-socket.ts';
import { ZIMError } from './zim-error.ts';

export interface DeviceChangesOptions {
  readonly app: string;
  readonly record: DeviceRecord;
  readonly url: string;
  readonly webSocket: () => WebSocketConstructor;
  readonly backoff: BackoffSettings;
  readonly requestTimeoutMs: number;
  /** Whether there is a session, logged in or trying to be: then it does the telling. */
  hasSession(): boolean;
  onChanged(reason: DeviceChangesReason, error?: ZIMError): void;
}

/** A session of ZIM, logged in or trying to be. */
export interface OpenSession {
  readonly userID: string;
  readonly request: FrameRequest;
  end(): void;
}

/** More than one user only when logins were given up unanswered. A connection takes 5 frames. */
const MAX_USERS = 5;

/** The server will never take these words. After everything else it may: a server of an earlier version, one that is overloaded. */
const FINAL = new Set(['DEVICE_NOT_PROVEN', 'INVALID_ARGUMENT']);
const isFinalRefusal = (error: unknown): error is ZIMError => error instanceof ZIMError && FINAL.has(error.code);

/**
 * A logout and a switching-off of push that the server could not be told. They are kept in the storage and told at the next
 * connection, before anything else: after a login over its connection, else over one of their own, which needs the device secret
 * and no token.
 */
export class DeviceChanges {
  readonly #options: DeviceChangesOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #telling: Promise<void> | undefined;
  #tellAgain = false;
  #pushTold: Promise<unknown> = Promise.resolve();
  /** Gives up a connection of one's own on which nothing has been said yet. */
  #stopOpening = (): void => undefined;
  /** Over the session's connection; it rejects when there is none. */
  #sessionRequest: FrameRequest | undefined;

  constructor(options: DeviceChangesOptions) {
    this.#options = options;
    // What an earlier run of the app kept. A login that comes at once goes first.
    void options.record.ready.then(() => this.#later(0));
  }

  /** The device for a login, once nothing of its changes is under way any more: the server must not get to them after the login. */
  async forLogin(userID: string): Promise<LoginDevice> {
    const { record } = this.#options;
    clearTimeout(this.#timer);
    await record.ready;
    this.#stopOpening();
    await this.#telling;
    // Should the login never be answered, the server may have bound the device all the same: a logout tells it then.
    record.change({ userIDs: [...new Set([...record.userIDs, userID])].slice(-MAX_USERS) });
    return { deviceID: record.deviceID, deviceSecret: record.secret };
  }

  /** A login has succeeded: a logout that waits is pointless, push that is to be off is told now. */
  async loggedIn(answer: LoginAnswer, request: FrameRequest): Promise<void> {
    const { record } = this.#options;
    const { logoutUserIDs, ...rest } = record.pending;
    record.change({
      userIDs: [answer.userID],
      pending: orNone(rest),
      ...(isDeviceSecret(answer.deviceSecret) ? { secret: answer.deviceSecret } : {}),
    });
    if (logoutUserIDs !== undefined) this.#options.onChanged('superseded');
    this.#sessionRequest = request;
    this.#failures = 0;
    await this.#unregisterOverSession();
  }

  /** There is no session any more: what is pending is told over a connection of its own. */
  sessionEnded(isDeviceFree: boolean): void {
    this.#sessionRequest = undefined;
    this.#options.record.change(isDeviceFree ? { userIDs: undefined } : {}); // else it is read again where tabs share it
    this.#later(0);
  }

  /** Logs out, now or as soon as the server can be told. `session` is asked once what was stored has been read. */
  async logOut(session: () => OpenSession | undefined): Promise<void> {
    const { record } = this.#options;
    if (!record.isReady) await record.ready;
    const open = session();
    // Also without a session: a login that ended by itself (its token expired) has left the device bound to its user, and one that was
    // given up without an answer may have bound it.
    const userIDs = open === undefined ? record.userIDs : [...record.userIDs, open.userID];
    if (userIDs.length === 0) return;
    this.keepLogout(userIDs); // first of all: the app may be killed at any moment
    const isTold =
      open !== undefined &&
      (await open.request('logout').then(
        () => true,
        (error: unknown) => isFinalRefusal(error) || (error instanceof ZIMError && error.code === 'KICKED_OUT'),
      ));
    open?.end();
    if (isTold) this.#done({ logoutUserIDs: userIDs });
    else if (this.keepLogout(userIDs)) this.#leavePending(); // once more: a login may have come in between
    await record.saved();
  }

  /** Switches push off, now by `request` or as soon as the server can be told. */
  async switchPushOff(request: () => Promise<unknown>): Promise<void> {
    const { record } = this.#options;
    if (!record.isReady) await record.ready;
    record.change({ pending: { ...record.pending, unregisterPush: true } });
    const failure = await this.inTurn(request).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure !== undefined && !isFinalRefusal(failure)) this.#leavePending();
    else this.#done({ unregisterPush: true });
    await record.saved();
    if (isFinalRefusal(failure)) throw failure;
  }

  /** Keeps a logout until it can be told. False where it cannot be told later, for want of a device secret. */
  keepLogout(userIDs: readonly string[]): boolean {
    const { record } = this.#options;
    if (record.secret === undefined) return false;
    const logoutUserIDs = [...new Set([...(record.pending.logoutUserIDs ?? []), ...userIDs])].slice(-MAX_USERS);
    record.change({ pending: { ...record.pending, logoutUserIDs } });
    return true;
  }

  #leavePending(): void {
    if (orNone(this.#options.record.pending) === undefined) return; // it has become pointless meanwhile
    this.#options.onChanged('kept');
    this.#later(0);
  }

  /** The server has it, or has refused it for good. */
  #done(changes: ZIMPendingDeviceChanges): void {
    const { record } = this.#options;
    const { logoutUserIDs = [], unregisterPush } = record.pending;
    const told = changes.logoutUserIDs ?? [];
    record.change({
      userIDs: orNone(record.userIDs.filter((it) => !told.includes(it))),
      pending: orNone(
        defined({
          logoutUserIDs: orNone(logoutUserIDs.filter((it) => !told.includes(it))),
          unregisterPush: changes.unregisterPush ? undefined : unregisterPush,
        }),
      ),
    });
  }

  /** What is told of the device's push goes out one after another: the last word counts, and the server does not keep the order. */
  inTurn<Answer>(tell: () => Promise<Answer>): Promise<Answer> {
    const told = this.#pushTold.then(tell);
    this.#pushTold = told.catch(() => undefined);
    return told;
  }

  /** The device is to be pushed to again. */
  registers(): void {
    if (this.#options.record.pending.unregisterPush === undefined) return;
    this.#done({ unregisterPush: true });
    this.#options.onChanged('superseded');
  }

  /** The device id belongs to somebody else. Gives false when it cannot be changed, because the app has fixed it. */
  async makeNewDevice(error: ZIMError): Promise<boolean> {
    const { record } = this.#options;
    const hadPending = orNone(record.pending) !== undefined;
    if (record.isFixed) record.change({ secret: undefined, userIDs: undefined, pending: undefined });
    else record.makeNewDevice();
    if (hadPending) this.#options.onChanged('refused', error);
    await record.saved();
    return !record.isFixed;
  }

  async #unregisterOverSession(): Promise<void> {
    const request = this.#sessionRequest;
    if (request === undefined || this.#options.record.pending.unregisterPush === undefined) return;
    const change = { unregisterPush: true } as const;
    await this.inTurn(() => request('unregisterPush')).then(
      () => {
        this.#done(change);
        this.#options.onChanged('told');
      },
      (error: unknown) => {
        this.#onFailed(error, change);
      },
    );
  }

  #later(delayMs: number): void {
    clearTimeout(this.#timer);
    if (orNone(this.#options.record.pending) === undefined) return;
    this.#timer = setTimeout(() => this.#begin(), delayMs);
    // A Node process need not stay for it: the storage has it for the next run.
    (this.#timer as { unref?: () => void }).unref?.();
  }

  #begin(): void {
    if (this.#telling !== undefined) {
      this.#tellAgain = true;
      return;
    }
    this.#telling = this.#tell().finally(() => {
      this.#telling = undefined;
      if (this.#tellAgain) this.#later(0);
      this.#tellAgain = false;
    });
  }

  async #tell(): Promise<void> {
    const { record } = this.#options;
    if (this.#sessionRequest !== undefined) return this.#unregisterOverSession();
    if (this.#options.hasSession()) return; // its login comes first
    await record.reload(); // another tab may have logged in, or told it
    const { pending, secret } = record;
    if (secret === undefined || orNone(pending) === undefined || this.#options.hasSession()) return;
    try {
      await this.#overOwnConnection(
        { app: this.#options.app, deviceID: record.deviceID, deviceSecret: secret },
        pending,
      );
      this.#done(pending);
      this.#failures = 0;
      this.#options.onChanged('told');
    } catch (error) {
      this.#onFailed(error, pending);
    }
  }

  #onFailed(error: unknown, changes: ZIMPendingDeviceChanges): void {
    if (isFinalRefusal(error)) {
      this.#done(changes);
      return this.#options.onChanged('refused', error);
    }
    this.#failures += 1;
    const wantedMs = error instanceof ZIMError ? (error.retryAfterMs ?? 0) : 0;
    this.#later(Math.max(wantedMs, reconnectDelayMs(this.#failures, this.#options.backoff)));
  }

  async #overOwnConnection(
    device: Pick<FrameBody<'updateDevice'>, 'app' | 'deviceID' | 'deviceSecret'>,
    pending: ZIMPendingDeviceChanges,
  ): Promise<void> {
    const { url, webSocket, requestTimeoutMs } = this.#options;
    const link = new Link(url, webSocket(), { onEvent: () => {}, onClosed: () => {} });
    this.#stopOpening = () => link.abandon();
    const opening = setTimeout(this.#stopOpening, requestTimeoutMs);
    try {
      await link.opened.finally(() => clearTimeout(opening));
      this.#stopOpening = () => undefined; // from here on the server may act on it: a login waits for the answer
      // A frame for each user: the device is bound to one of them at most.
      const { logoutUserIDs = [], ...push } = pending;
      const frames = logoutUserIDs.length === 0 ? [push] : logoutUserIDs.map((it) => ({ logoutUserID: it, ...push }));
      for (const frame of frames) await link.request('updateDevice', { ...device, ...frame }, requestTimeoutMs);
    } finally {
      link.close();
    }
  }
}
