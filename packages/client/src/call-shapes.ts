import { ZIMCallState, ZIMCallUserState, type ZIMCallInfo, type ZIMCallUserInfo } from './call-types.ts';
import { defined } from './defined.ts';
import { numberOf, objectOf, textOf } from './foreign-values.ts';

type Body = Readonly<Record<string, unknown>>;

/** A call as frames carry it. */
export interface Call {
  readonly callID: string;
  readonly callerUserID: string;
  /** Who has invited this user: in an invitation. */
  readonly inviterUserID?: string;
  readonly state: ZIMCallState;
  readonly extendedData: string;
  readonly timeoutSeconds: number;
  readonly createdAt: number;
  readonly endedAt: number;
  /** Rises with every change. */
  readonly version: number;
  readonly users: readonly CallUser[];
}

export interface CallUser {
  readonly userID: string;
  readonly state: ZIMCallUserState;
  readonly extendedData: string;
  readonly changedAt: number;
}

const userStates: ReadonlySet<unknown> = new Set(Object.values(ZIMCallUserState));

/** The call in an event; undefined when a newer server sent what we do not know. */
export function callOf(body: Body): Call | undefined {
  const { callID, callerUserID, version } = body;
  if (typeof callID !== 'string' || typeof callerUserID !== 'string' || typeof version !== 'number') return undefined;
  return {
    callID,
    callerUserID,
    ...defined({ inviterUserID: textOf(body['inviterUserID']) }),
    state: body['state'] === ZIMCallState.Ended ? ZIMCallState.Ended : ZIMCallState.Started,
    extendedData: textOf(body['extendedData']) ?? '',
    timeoutSeconds: numberOf(body['timeoutSeconds']) ?? 0,
    createdAt: numberOf(body['createdAt']) ?? 0,
    endedAt: numberOf(body['endedAt']) ?? 0,
    version,
    users: usersOf(body['users']),
  };
}

/** Those of the users that we understand. */
export function usersOf(users: unknown): readonly CallUser[] {
  return Array.isArray(users) ? users.flatMap((user: unknown) => userOf(user) ?? []) : [];
}

function userOf(body: unknown): CallUser | undefined {
  const { userID, state, extendedData, changedAt } = objectOf(body);
  if (typeof userID !== 'string' || !isUserState(state)) return undefined;
  return { userID, state, extendedData: textOf(extendedData) ?? '', changedAt: numberOf(changedAt) ?? 0 };
}

function isUserState(state: unknown): state is ZIMCallUserState {
  return userStates.has(state);
}

/** What an invitation says of its call, with the names of ZIM. */
export function callBasics({ callID, callerUserID, timeoutSeconds, extendedData, createdAt, users }: Call) {
  return {
    callID,
    caller: callerUserID,
    timeout: timeoutSeconds,
    extendedData,
    createTime: createdAt,
    callUserList: users.map(userInfo),
  };
}

/** The call with the names of ZIM. */
export function callInfo(call: Call): ZIMCallInfo {
  return { ...callBasics(call), state: call.state, endTime: call.endedAt };
}

export function userInfo({ userID, state, extendedData }: CallUser): ZIMCallUserInfo {
  return { userID, state, extendedData };
}
