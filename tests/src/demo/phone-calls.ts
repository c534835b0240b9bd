import type { ZIM, ZIMCallUserState } from '@bellhop/client';
import { Arrivals } from './arrivals.ts';

const WAIT_MS = 20_000;

interface News {
  readonly callId: string;
  /** When the app was told. */
  readonly atMs: number;
}

export interface Invitation extends News {
  readonly remainingMs: number;
  readonly expireAt: number;
  /** What the caller said. */
  readonly extendedData: string;
}

export interface UserState extends News {
  readonly userId: string;
  readonly state: ZIMCallUserState;
}

export interface CallEnd extends News {
  /** Absent: nobody ended it, its time was over. */
  readonly byUserId: string | undefined;
}

/** Phone calls on a phone: what its user does, and what the app is told. */
export class PhoneCalls {
  readonly #app: () => ZIM;
  readonly #invitations = new Arrivals<Invitation>();
  readonly #states = new Arrivals<UserState>();
  readonly #ends = new Arrivals<CallEnd>();

  /** `app`: the open app; throws when it is closed. */
  constructor(app: () => ZIM) {
    this.#app = app;
  }

  /** Hears what an app that is being opened is told. */
  listenTo(zim: ZIM): void {
    zim.on('callInvitationReceived', ({ callID, remainingMs, expireAt, extendedData }) =>
      this.#invitations.add({ callId: callID, atMs: Date.now(), remainingMs, expireAt, extendedData }),
    );
    zim.on('callUserStateChanged', ({ callID, callUserList }) => {
      const news = { callId: callID, atMs: Date.now() };
      for (const { userID, state } of callUserList) this.#states.add({ ...news, userId: userID, state });
    });
    zim.on('callInvitationEnded', ({ callID, operatedUserID }) =>
      this.#ends.add({ callId: callID, atMs: Date.now(), byUserId: operatedUserID }),
    );
  }

  /** Calls users; their phones ring until they answer, or time is over. */
  async invite(
    userIds: readonly string[],
    config: {
      readonly timeout: number;
      readonly extendedData?: string;
      readonly push: { title: string; content: string; payload?: string };
    },
  ): Promise<{ callId: string; acceptedAtMs: number }> {
    const { push, ...rest } = config;
    const { callID } = await this.#app().callInvite(userIds, { ...rest, pushConfig: { ...push, resourcesID: 'chat' } });
    return { callId: callID, acceptedAtMs: Date.now() };
  }

  async accept(callId: string): Promise<void> {
    await this.#app().callAccept(callId);
  }

  /** The caller takes all invitations back. */
  async cancel(callId: string): Promise<void> {
    await this.#app().callCancel([], callId);
  }

  /** Ends it for everybody. */
  async end(callId: string): Promise<void> {
    await this.#app().callEnd(callId);
  }

  /** The invitation, once the app rings; undefined when it did not come. */
  invitation(callId: string, waitMs = WAIT_MS): Promise<Invitation | undefined> {
    return this.#invitations.first((news) => news.callId === callId, waitMs);
  }

  /** A user's state, once the app is told that they have come to it; undefined when it was not. */
  userIs(
    state: ZIMCallUserState,
    { callId, userId }: { callId: string; userId: string },
  ): Promise<UserState | undefined> {
    return this.#states.first(
      (news) => news.callId === callId && news.userId === userId && news.state === state,
      WAIT_MS,
    );
  }

  /** The end of the call, once the app is told; undefined when it was not. */
  ended(callId: string): Promise<CallEnd | undefined> {
    return this.#ends.first((news) => news.callId === callId, WAIT_MS);
  }
}
