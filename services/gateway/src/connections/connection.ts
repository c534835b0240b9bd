import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { effectiveLimits, type EffectiveLimits } from '@bellhop/contracts';
import { createTokenBucket, type TokenBucket } from '../domain/token-bucket.ts';
import { eventFrame } from './envelope.ts';
import { closeCodes, type CloseCause } from './close-codes.ts';
import { createReadingPace } from './reading-pace.ts';
import { createOutstandingDeliveries, type OutstandingDeliveries } from './outstanding-deliveries.ts';
import type { Login } from './newer-login.ts';
import type { Session } from './session.ts';

/**
 * One WebSocket. States: open → logging in → logged in → closed; from each of them straight to closed.
 * `close` may be called in any state and as often as one likes; the socket's own `close` event ends the session.
 */
export class Connection {
  readonly id: string = randomUUID();
  /** Of the client; behind trusted proxies what they say. */
  readonly address: string;
  /** By the clock of the time in which clients could be heard (`listening-clock.ts`). */
  readonly openedAtMs: number;
  readonly outstanding: OutstandingDeliveries;
  readonly messages: TokenBucket;
  /** What the device says of notifications. */
  readonly reports: TokenBucket = createTokenBucket({ burstSeconds: 100 });
  /** Undefined until the login has got as far as this. */
  session: Session | undefined;
  isLoggingIn = false;
  /** What the device has told without a login. */
  deviceUpdates = 0;
  /** Newer logins that were heard of before this one had its number. */
  readonly heardLogins: Login[] = [];
  /** The login has been carried out; other frames may come. */
  isReady = false;
  tokenExpiresAtMs = Number.POSITIVE_INFINITY;
  /** When the secret that signed the token ends. */
  secretEndsAtMs: () => number = () => Number.POSITIVE_INFINITY;
  isTokenExpiryAnnounced = false;
  /** Presence could not be told whether the app is in the background, and will be. */
  isTellingAppState = false;
  /** Messages may have passed this connection by: when the client is told to sync. */
  tellMissedAtMs: number | undefined;
  /** When anything was heard last, by the clock of `openedAtMs`. */
  lastHeardMs: number;
  /** Frames under way. */
  pendingFrames = 0;
  closeCause: CloseCause | undefined;
  /** The app's limits as they are now. */
  limits: () => EffectiveLimits = () => effectiveLimits(undefined);
  readonly #socket: WebSocket;
  readonly #maxBufferedBytes: number;
  readonly #pace = createReadingPace();
  #readOn: NodeJS.Timeout | undefined;

  constructor(
    socket: WebSocket,
    options: { address: string; listenedMs: number; maxOutstanding: number; maxBufferedBytes: number },
  ) {
    this.#socket = socket;
    this.address = options.address;
    this.#maxBufferedBytes = options.maxBufferedBytes;
    this.openedAtMs = options.listenedMs;
    this.lastHeardMs = options.listenedMs;
    this.outstanding = createOutstandingDeliveries(options.maxOutstanding);
    this.messages = createTokenBucket();
  }

  get isOpen(): boolean {
    return this.closeCause === undefined && this.#socket.readyState === this.#socket.OPEN;
  }

  /** Something came that costs so much of the connection's time. What follows is read when the time has come. */
  spend(costMs: number): void {
    const waitMs = this.#pace(costMs, performance.now());
    if (waitMs === 0) return;
    this.#socket.pause();
    clearTimeout(this.#readOn);
    this.#readOn = setTimeout(() => this.#socket.resume(), waitMs);
  }

  /** Sends a frame. A client that does not read is cut off instead of filling our memory. */
  send(frame: string | Buffer): boolean {
    if (!this.isOpen) return false;
    // Before, not after: one large answer waits for the best of readers.
    if (this.#socket.bufferedAmount <= this.#maxBufferedBytes) {
      this.#socket.send(frame, { binary: false });
      return true;
    }
    this.closeCause = 'slowReader';
    this.#socket.terminate(); // a closing handshake would wait behind what he does not read
    return false;
  }

  close(cause: Exclude<CloseCause, 'kickedOut'>): void {
    this.#end(cause);
  }

  /** Ends the connection because its login is over; the client is told why and does not come back by itself. */
  kickOut(reason: string): void {
    this.send(eventFrame('kickedOut', { reason }));
    this.#end('kickedOut');
  }

  #end(cause: CloseCause): void {
    if (this.closeCause === undefined) {
      this.closeCause = cause;
      this.#socket.close(closeCodes[cause], cause);
    }
    // ws waits 30 s for the other side to agree; who is silent does not, and whose place was given away must not stay, whatever has closed them before.
    if (cause === 'silent' || cause === 'crowdedOut') this.#socket.terminate();
  }
}
