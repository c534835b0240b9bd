import type { Call, CallUser } from './call-shapes.ts';
import type { ZIMCallUserState } from './call-types.ts';

/** An invitation of this user, from being shown to the app on. */
export interface Invitation {
  /** Tells it from a later one into the same call. */
  readonly expireAt: number;
  readonly version: number;
  /** `failed`: a handler of the app threw. */
  phase: 'showing' | 'shown' | 'failed';
  /** The server knows that this device has it. */
  isConfirmed: boolean;
}

const RINGING: ReadonlySet<ZIMCallUserState | undefined> = new Set(['inviting', 'offline', 'received']);
const TIMED_OUT: ReadonlySet<ZIMCallUserState | undefined> = new Set(['timeout', 'notReceived']);

/**
 * What the app knows of a call. News may come twice, late, or both in an event and in an answer, and a change of one user says nothing
 * of the others: so what is known of each user carries the version of the call it holds for.
 */
export class KnownCall {
  readonly callID: string;
  caller = '';
  isEnded = false;
  /** An action of this device was not answered. */
  mayHaveChanged = false;
  invitation: Invitation | undefined;
  readonly #ownUserID: string;
  readonly #users = new Map<string, { readonly user: CallUser; readonly version: number }>();
  #timedOutVersion = 0;

  constructor(callID: string, ownUserID: string) {
    this.callID = callID;
    this.#ownUserID = ownUserID;
  }

  /** The user of this device is rung, as far as the app knows. */
  get isRinging(): boolean {
    return !this.isEnded && !this.#hasTimedOut && RINGING.has(this.#own?.user.state);
  }

  /** The app shows it: it rings, or the user is in it, or may be. */
  get isOpen(): boolean {
    return this.isRinging || (!this.isEnded && (this.mayHaveChanged || this.#own?.user.state === 'accepted'));
  }

  /** The state in which the user of this device is now, if that ends the ringing by time. */
  get hasOwnTimeout(): boolean {
    return TIMED_OUT.has(this.#own?.user.state);
  }

  /** Whether an invitation of this version is over by what is known already: it came late. */
  isOver(version: number): boolean {
    const own = this.#own;
    const hasAnswered = own !== undefined && own.version >= version && !RINGING.has(own.user.state);
    return this.isEnded || hasAnswered || this.#timedOutVersion >= version;
  }

  invite(expireAt: number, version: number): Invitation {
    return (this.invitation = { expireAt, version, phase: 'showing', isConfirmed: false });
  }

  /** An invitation timed out; true when that is new. */
  timeOut(version: number): boolean {
    if (version <= Math.max(this.#timedOutVersion, this.invitation?.version ?? 0)) return false;
    this.#timedOutVersion = version;
    return true;
  }

  /** Users that changed with a version: those of whom nothing as new is known. */
  changed(users: readonly CallUser[], version: number): readonly CallUser[] {
    const news = users.filter(({ userID }) => (this.#users.get(userID)?.version ?? -1) < version);
    this.tell(news, version);
    return news;
  }

  /** Users as they stand in a version: those that stand otherwise than the app knows. */
  differing(users: readonly CallUser[], version: number): readonly CallUser[] {
    const before = new Map(this.#users);
    return this.changed(users, version).filter(({ userID, state, extendedData }) => {
      const known = before.get(userID)?.user;
      return known?.state !== state || known.extendedData !== extendedData;
    });
  }

  /** The app has these users' states by another way than an event. */
  tell(users: readonly CallUser[], version: number): void {
    for (const user of users) {
      if ((this.#users.get(user.userID)?.version ?? -1) <= version) this.#users.set(user.userID, { user, version });
    }
  }

  /** The caller, and users nothing is known of yet: any event about them is news, a later look only when it differs. */
  note({ callerUserID, users }: Call): void {
    this.caller = callerUserID;
    this.tell(
      users.filter(({ userID }) => !this.#users.has(userID)),
      0,
    );
  }

  get #own() {
    return this.#users.get(this.#ownUserID);
  }

  get #hasTimedOut(): boolean {
    return this.#timedOutVersion > (this.invitation?.version ?? 0);
  }
}
