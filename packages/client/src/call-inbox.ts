import { defined } from './defined.ts';
import { reconnectDelayMs, type BackoffSettings } from './backoff.ts';
import { callBasics, callOf, userInfo, usersOf, type Call, type CallUser } from './call-shapes.ts';
import { ZIMCallState, ZIMCallUserState, type ZIMCallEvents } from './call-types.ts';
import { textOf } from './foreign-values.ts';
import type { FrameRequest } from './frames.ts';
import type { Invitation, KnownCall } from './known-call.ts';
import { KnownCalls } from './known-calls.ts';
import type { ZIMEvents } from './types.ts';
import { ZIMError } from './zim-error.ts';

const FIRST_VERSION = 1;
/** An action that fails so may count all the same. */
const MAY_COUNT = new Set(['TIMEOUT', 'UNAVAILABLE', 'CONNECTION_LOST']);

type Body = Readonly<Record<string, unknown>>;
type News = Exclude<keyof ZIMCallEvents, 'callInvitationReceived'>;
type End = Pick<Call, 'callerUserID' | 'endedAt' | 'users'>;

export interface CallInboxOptions {
  /** Whether invitations are confirmed when the handlers have run. */
  readonly autoAck: () => boolean;
  /** Pauses after a look at calls that the server could not answer. */
  readonly backoff: BackoffSettings;
  /** Who is logged in. */
  readonly userID: () => string;
  readonly request: FrameRequest;
  /** What the server's clock says, or less. */
  readonly serverNowMs: () => number;
  /** Runs the app's handlers of an invitation. */
  show(invitation: ZIMEvents['callInvitationReceived']): Promise<void>;
  onHandlerFailed(error: unknown): void;
  /** Other news, which nobody waits for. */
  tell<Name extends News>(event: Name, news: ZIMEvents[Name]): void;
}

/**
 * Calls on their way to the app. Each invitation is shown once and confirmed when the handlers have run, never before: without that the
 * server pushes. What passed a lost connection by is found by looking at the calls that the app shows, and told as if it came live.
 */
export class CallInbox {
  readonly #options: CallInboxOptions;
  readonly #calls = new KnownCalls();
  /** What this device does itself and is not answered yet. */
  readonly #actions = new Set<{ readonly callID: string; readonly done: Promise<unknown> }>();
  #userID = '';
  #life = 0;
  #isLooking = false;
  #lookAgain = false;
  #failedLooks = 0;
  #nextLook: ReturnType<typeof setTimeout> | undefined;

  constructor(options: CallInboxOptions) {
    this.#options = options;
  }

  /** A connection is ready: finds out what became of the calls that the app shows. */
  start(): void {
    this.stop();
    this.#failedLooks = 0;
    for (const call of this.#openCalls()) {
      const { invitation } = call;
      // It came before the login was answered; what was confirmed over an earlier connection comes again by itself.
      if (invitation?.phase === 'shown' && !invitation.isConfirmed) void this.#confirm(call, invitation);
    }
    void this.#lookAtAll(this.#life);
  }

  /** Events may have passed this connection by. */
  missed(): void {
    if (this.#isLooking) this.#lookAgain = true;
    else void this.#lookAtAll(this.#life);
  }

  /** There is no connection until the next start. */
  stop(): void {
    this.#life += 1;
    this.#isLooking = false;
    clearTimeout(this.#nextLook);
  }

  /** The user has left: the app shows no calls any more. */
  forget(): void {
    this.#calls.clear();
  }

  /** An event of the server; passes over those that are of something else. */
  receive(type: string, body: Body): void {
    const { callID, version } = body;
    if (typeof callID !== 'string' || typeof version !== 'number') return;
    const call = callOf(body);
    if (type === 'callChanged' && call !== undefined) this.#compare(call); // by another tab of this device
    if (type === 'callInvitationReceived' && call !== undefined) void this.#onInvitation(call, body);
    if (type === 'callUserStateChanged') {
      const known = this.#known(callID);
      this.#tellUsers(known, known.changed(usersOf(body['users']), version));
    }
    if (type === 'callInvitationTimeout') this.#tellTimeout(this.#known(callID), version);
    if (type === 'callInvitationEnded' && call !== undefined)
      this.#tellEnded(this.#known(callID), call, textOf(body['actingUserID']));
  }

  /** Something this device does in a call. `isTold`: the app has this user's state by the answer, so that no event need tell it. */
  async act(callID: string, request: Promise<{ call: Call }>, isTold: (user: CallUser) => boolean): Promise<Call> {
    const done = request.then(({ call }) => {
      this.#took(call, isTold);
      return call;
    });
    const action = { callID, done };
    const life = this.#life;
    this.#actions.add(action);
    try {
      return await done;
    } catch (error) {
      // Of a session that is over nothing can be asked.
      if (life === this.#life && error instanceof ZIMError && MAY_COUNT.has(error.code)) {
        this.#known(callID).mayHaveChanged = true; // nobody tells the device that did it
        this.#lookLater();
      }
      throw error;
    } finally {
      this.#actions.delete(action);
    }
  }

  /** A call made anew. Sent again, it may have been answered meanwhile: the app hears of that when it knows the call. */
  made(call: Call, invitees: readonly string[]): void {
    const users = call.users.map((user) =>
      invitees.includes(user.userID) ? { ...user, state: ZIMCallUserState.Inviting } : user,
    );
    this.#took({ ...call, state: ZIMCallState.Started, version: FIRST_VERSION, users }, () => true);
    const life = this.#life;
    if (call.version > FIRST_VERSION) setTimeout(() => life === this.#life && this.#compare(call), 0);
  }

  /** The app has got a call by an answer. */
  #took(call: Call, isTold: (user: CallUser) => boolean): void {
    const known = this.#known(call.callID);
    known.tell(call.users.filter(isTold), call.version);
    known.note(call);
    if (call.state === ZIMCallState.Ended) known.isEnded = true;
  }

  /** Compares a call with what the app knows of it, and tells the difference. */
  #compare(call: Call): void {
    const known = this.#known(call.callID);
    const wasRinging = known.isRinging;
    known.caller = call.callerUserID;
    known.mayHaveChanged = false;
    this.#tellUsers(known, known.differing(call.users, call.version));
    if (wasRinging && known.hasOwnTimeout) this.#tellTimeout(known, call.version);
    if (call.state === ZIMCallState.Ended) this.#tellEnded(known, call);
  }

  async #onInvitation(call: Call, { expireAt, remainingMs }: Body): Promise<void> {
    if (typeof expireAt !== 'number' || typeof remainingMs !== 'number') return;
    // A page that was frozen reads what came meanwhile.
    const leftMs = Math.min(remainingMs, expireAt - this.#options.serverNowMs());
    if (leftMs <= 0) return;
    const { callID } = call;
    // Answered already, by a tap on its notification: whether that holds decides whether it is shown.
    if (this.#actsIn(callID)) await this.#ownActions(callID);
    const known = this.#known(callID);
    const { invitation } = known;
    if (known.isOver(call.version)) return this.#confirm(known, undefined);
    if (invitation === undefined || expireAt > invitation.expireAt) {
      known.caller = call.callerUserID;
      known.tell(call.users, call.version);
      return this.#show(known, known.invite(expireAt, call.version), call, leftMs);
    }
    if (expireAt < invitation.expireAt) return; // the one before, late
    this.#compare(call);
    if (invitation.phase === 'failed') return this.#show(known, invitation, call, leftMs);
    if (invitation.phase === 'shown') return this.#confirm(known, invitation); // else it is when the handlers have run
  }

  async #show(known: KnownCall, invitation: Invitation, call: Call, remainingMs: number): Promise<void> {
    const { expireAt } = invitation;
    const shown = callBasics(call);
    invitation.phase = 'showing';
    try {
      await this.#options.show({
        ...shown,
        inviter: call.inviterUserID ?? shown.caller,
        expireAt,
        remainingMs,
      });
    } catch (error) {
      invitation.phase = 'failed';
      return this.#options.onHandlerFailed(error);
    }
    invitation.phase = 'shown';
    await this.#confirm(known, invitation);
  }

  /** Tells the server that this device has an invitation, or (undefined) knows already that it is over. */
  async #confirm(known: KnownCall, invitation: Invitation | undefined): Promise<void> {
    if (!this.#options.autoAck()) return;
    try {
      const { isRinging } = await this.#options.request('callReceived', { callID: known.callID });
      if (invitation === undefined) return;
      invitation.isConfirmed = true;
      await this.#ownActions(known.callID);
      // What became of it is asked for; it is over also when that cannot be answered.
      if (!isRinging && known.isRinging && known.invitation === invitation)
        await this.#look(known, this.#life).catch(() => this.#tellGone(known));
    } catch {
      // Lost with its connection it costs a push that was not needed; the next one brings the invitation again.
    }
  }

  async #lookAtAll(life: number): Promise<void> {
    this.#isLooking = true;
    do {
      this.#lookAgain = false;
      try {
        // One after another: the server lets a connection have 100 requests, and messages want them, too.
        for (const known of this.#openCalls()) {
          if (known.isOpen) await this.#look(known, life);
          if (life !== this.#life) return;
        }
        this.#failedLooks = 0;
      } catch {
        if (life !== this.#life) return; // without a connection the next login comes first
        this.#lookLater();
      }
    } while (this.#lookAgain);
    this.#isLooking = false;
  }

  #lookLater(): void {
    this.#failedLooks += 1;
    clearTimeout(this.#nextLook);
    this.#nextLook = setTimeout(() => this.missed(), reconnectDelayMs(this.#failedLooks, this.#options.backoff));
  }

  /** Asks for a call and tells what the app does not know. An action of this device is no news, so its answer comes first. */
  async #look(known: KnownCall, life: number): Promise<void> {
    const { callID } = known;
    await this.#ownActions(callID);
    try {
      const { call } = await this.#options.request('getCall', { callID });
      await this.#ownActions(callID);
      if (life === this.#life) this.#compare(call);
    } catch (error) {
      const isGone = error instanceof ZIMError && (error.code === 'CALL_NOT_FOUND' || error.code === 'NOT_IN_CALL');
      if (!isGone) throw error;
      this.#tellGone(known);
    }
  }

  #actsIn(callID: string): boolean {
    return [...this.#actions].some((action) => action.callID === callID);
  }

  async #ownActions(callID: string): Promise<void> {
    await Promise.allSettled([...this.#actions].flatMap((action) => (action.callID === callID ? [action.done] : [])));
  }

  #tellUsers({ callID }: KnownCall, users: readonly CallUser[]): void {
    if (users.length > 0) this.#options.tell('callUserStateChanged', { callID, callUserList: users.map(userInfo) });
  }

  #tellTimeout(known: KnownCall, version: number): void {
    if (known.timeOut(version)) this.#options.tell('callInvitationTimeout', { callID: known.callID });
  }

  #tellEnded(known: KnownCall, { callerUserID, endedAt, users }: End, operatedUserID?: string): void {
    if (known.isEnded) return;
    known.isEnded = true;
    this.#options.tell('callInvitationEnded', {
      callID: known.callID,
      caller: callerUserID,
      ...defined({ operatedUserID }),
      extendedData: users.find(({ userID }) => userID === operatedUserID)?.extendedData ?? '',
      endTime: endedAt,
    });
  }

  /** It is over, and the server does not say how. */
  #tellGone(known: KnownCall): void {
    this.#tellEnded(known, { callerUserID: known.caller, endedAt: 0, users: [] });
  }

  #known(callID: string): KnownCall {
    return this.#ofUser().of(callID, this.#userID);
  }

  #openCalls(): readonly KnownCall[] {
    return this.#ofUser().open;
  }

  /** Calls of another user are none of this one's. */
  #ofUser(): KnownCalls {
    const userID = this.#options.userID();
    if (userID !== this.#userID) this.#calls.clear();
    this.#userID = userID;
    return this.#calls;
  }
}
