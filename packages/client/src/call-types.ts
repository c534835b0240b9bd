import type { ZIMPushConfig } from './push-config.ts';

/** Where somebody stands in a call. */
export const ZIMCallUserState = {
  /** The invitation is on its way. */
  Inviting: 'inviting',
  /** No device took it over a connection: it was pushed. */
  Offline: 'offline',
  /** A device has it. */
  Received: 'received',
  Accepted: 'accepted',
  Rejected: 'rejected',
  Cancelled: 'cancelled',
  Timeout: 'timeout',
  /** It timed out, and no device had it. */
  NotReceived: 'notReceived',
  Quit: 'quit',
  /** They were in the call when it ended. */
  Ended: 'ended',
} as const;
export type ZIMCallUserState = (typeof ZIMCallUserState)[keyof typeof ZIMCallUserState];

export const ZIMCallState = { Started: 'started', Ended: 'ended' } as const;
export type ZIMCallState = (typeof ZIMCallState)[keyof typeof ZIMCallState];

export interface ZIMCallUserInfo {
  readonly userID: string;
  readonly state: ZIMCallUserState;
  /** What they said last: accepting, rejecting, leaving. */
  readonly extendedData: string;
}

export interface ZIMCallInfo {
  readonly callID: string;
  readonly caller: string;
  readonly state: ZIMCallState;
  /** How long an invitation rings, seconds. */
  readonly timeout: number;
  /** What the caller said with the invitation. */
  readonly extendedData: string;
  /** Unix ms. */
  readonly createTime: number;
  /** Unix ms; 0 = it goes on. */
  readonly endTime: number;
  /** Everybody who is or was in it or invited, the caller first. */
  readonly callUserList: readonly ZIMCallUserInfo[];
}

export interface ZIMCallInviteConfig {
  /** How long it rings, seconds, 1..600. Default 90. */
  readonly timeout?: number;
  /** For those who are invited, at most 2,048 bytes. */
  readonly extendedData?: string;
  /** Absent = no push: only devices with a connection ring. */
  readonly pushConfig?: ZIMPushConfig;
  /** The same id again is the same call. Default: a random one. */
  readonly localCallID?: string;
}

export interface ZIMCallingInviteConfig {
  /** Default: the one of the call. */
  readonly pushConfig?: ZIMPushConfig;
}

/** What is said with an action, for the others; at most 2,048 bytes. */
export interface ZIMCallActionConfig {
  readonly extendedData?: string;
}

export interface ZIMCallInvitationQueryConfig {
  /** 1..100 calls a page. */
  readonly count?: number;
  /** From the page before. */
  readonly nextFlag?: string;
}

export interface ZIMCallInvitationSentResult {
  readonly callID: string;
  /** Seconds. */
  readonly timeout: number;
  /** Always empty, as the server invites all or none. */
  readonly errorInvitees: readonly string[];
}

export interface ZIMCallingInvitationSentResult {
  readonly callID: string;
  readonly errorInvitees: readonly string[];
}

export interface ZIMCallCancelSentResult {
  readonly callID: string;
  readonly errorInvitees: readonly string[];
}

export interface ZIMCallAnswerSentResult {
  readonly callID: string;
}

export interface ZIMCallEndSentResult {
  readonly callID: string;
  readonly createTime: number;
  readonly endTime: number;
}

export interface ZIMCallQuitSentResult {
  readonly callID: string;
  readonly createTime: number;
}

export interface ZIMCallJoinSentResult {
  readonly callID: string;
  /** What the caller said with the invitation. */
  readonly extendedData: string;
  readonly createTime: number;
  readonly joinTime: number;
  readonly callUserList: readonly ZIMCallUserInfo[];
}

export interface ZIMCallInvitationListQueriedResult {
  readonly callList: readonly ZIMCallInfo[];
  /** Empty on the last page. */
  readonly nextFlag: string;
}

export interface ZIMEventOfCallInvitationReceivedResult {
  readonly callID: string;
  readonly caller: string;
  /** Who has invited: the caller, or somebody else in the call. */
  readonly inviter: string;
  /** How long an invitation of this call rings, seconds. */
  readonly timeout: number;
  readonly extendedData: string;
  readonly createTime: number;
  /** When the ringing ends by itself, Unix ms by the server's clock. */
  readonly expireAt: number;
  /** How long that is from now. The phone's clock may be wrong: ring by this one. */
  readonly remainingMs: number;
  readonly callUserList: readonly ZIMCallUserInfo[];
}

export interface ZIMEventOfCallUserStateChangedResult {
  readonly callID: string;
  /** Only those that changed. */
  readonly callUserList: readonly ZIMCallUserInfo[];
}

export interface ZIMEventOfCallInvitationTimeoutResult {
  readonly callID: string;
}

export interface ZIMEventOfCallInvitationEndedResult {
  readonly callID: string;
  readonly caller: string;
  /** Who ended it. Absent: time did, or it is not known any more. */
  readonly operatedUserID?: string;
  /** What they said with it. */
  readonly extendedData: string;
  /** Unix ms; 0 = not known. */
  readonly endTime: number;
}

/** Nothing is told of what this device does itself: it has the answer. */
export interface ZIMCallEvents {
  /** Ring. Comes once for each invitation; the server pushes to the device unless the handlers have run within 3 s. */
  callInvitationReceived: ZIMEventOfCallInvitationReceivedResult;
  /** Also when the user has answered on another device: stop ringing. */
  callUserStateChanged: ZIMEventOfCallUserStateChangedResult;
  /** Nobody answered in time: stop ringing. */
  callInvitationTimeout: ZIMEventOfCallInvitationTimeoutResult;
  /** The whole call is over: stop ringing, hang up. */
  callInvitationEnded: ZIMEventOfCallInvitationEndedResult;
}
