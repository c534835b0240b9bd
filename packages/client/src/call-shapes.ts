import { ZIMCallState, ZIMCallUserState, type ZIMCallInfo, type ZIMCallUserInfo } from './call-types.ts';

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
    ...(typeof body['inviterUserID'] === 'string' ? { inviterUserID: body['inviterUserID'] } : {}),
    state: body['state'] === ZIMCallState.Ended ? ZIMCallState.Ended : ZIMCallState.Started,
    extendedData: textOf(body['extendedData']),
    timeoutSeconds: numberOf(body['timeoutSeconds']),
    createdAt: numberOf(body['createdAt']),
    endedAt: numberOf(body['endedAt']),
    version,
    users: usersOf(body['users']),
  };
}

/** Those of the users that we understand. */
export function usersOf(users: unknown): readonly CallUser[] {
  return Array.isArray(users) ? users.flatMap((user: unknown) => userOf(user) ?? []) : [];
}

function userOf(body: unknown): CallUser | undefined {
  const { userID, state, extendedData, changedAt } = (typeof body === 'object' && body !== null ? body : {}) as Body;
  if (typeof userID !== 'string' || !isUserState(state)) return undefined;
  return { userID, state, extendedData: textOf(extendedData), changedAt: numberOf(changedAt) };
}

function isUserState(state: unknown): state is ZIMCallUserState {
  return userStates.has(state);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** The call with the names of ZIM. */
export function callInfo(call: Call): ZIMCallInfo {
  const { callID, callerUserID, state, timeoutSeconds, extendedData, createdAt, endedAt, users } = call;
  return {
    callID,
    caller: callerUserID,
    state,
    timeout: timeoutSeconds,
    extendedData,
    createTime: createdAt,
    endTime: endedAt,
    callUserList: users.map(userInfo),
  };
}

export function userInfo({ userID, state, extendedData }: CallUser): ZIMCallUserInfo {
  return { userID, state, extendedData };
}
