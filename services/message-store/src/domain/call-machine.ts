import type { CallRefusal, PushConfigInput } from '@bellhop/contracts';

/** Where somebody stands in a call; `CallUserState` of the contracts. */
export type UserState =
  | 'inviting'
  | 'offline'
  | 'received'
  | 'accepted'
  | 'rejected'
  | 'cancelled'
  | 'timeout'
  | 'notReceived'
  | 'quit'
  | 'ended';

/** What can happen to somebody in a call. */
export type UserEvent =
  /** A device of theirs has the invitation. */
  | 'confirm'
  /** None of their devices took it over a connection. */
  | 'unreached'
  | 'accept'
  | 'reject'
  /** The caller takes the invitation back. */
  | 'cancel'
  /** The invitation's time is over. */
  | 'timeout'
  | 'quit'
  | 'join'
  /** Somebody in the call invites them. */
  | 'invite'
  /** The whole call ends. */
  | 'end';

type Refusal = Exclude<CallRefusal, 'CALL_REFUSAL_UNSPECIFIED'>;

const NOT_IN_CALL = 'CALL_REFUSAL_NOT_IN_CALL';
const CALL_ENDED = 'CALL_REFUSAL_CALL_ENDED';
const ANSWERED = 'CALL_REFUSAL_ALREADY_ANSWERED';
const CANCELLED = 'CALL_REFUSAL_INVITATION_CANCELLED';
const TIMED_OUT = 'CALL_REFUSAL_INVITATION_TIMED_OUT';

/** What follows: the next state, nothing (`stays`), or a refusal. */
type Next = UserState | 'stays' | Refusal;

/**
 * Every state and every event.
 *
 *     invite ─▶ inviting ──confirm──▶ received ─┐
 *                  │ unreached        ▲         ├─accept──▶ accepted ──quit──▶ quit
 *                  └──▶ offline ──confirm       ├─reject──▶ rejected   └─end─▶ ended
 *                          │                    ├─cancel, end─▶ cancelled
 *                          └────────────────────┴─timeout─▶ timeout (received), notReceived (the others)
 *
 * From `rejected`, `timeout`, `notReceived` and `quit` a user may `join`; from these and from `cancelled` they may be invited again, all as
 * long as the call goes on.
 */
export const transitions: Readonly<Record<UserState, Readonly<Record<UserEvent, Next>>>> = {
  inviting: {
    confirm: 'received',
    unreached: 'offline',
    accept: 'accepted',
    reject: 'rejected',
    cancel: 'cancelled',
    timeout: 'notReceived',
    quit: NOT_IN_CALL,
    join: 'accepted',
    invite: 'stays',
    end: 'cancelled',
  },
  offline: {
    confirm: 'received',
    unreached: 'stays',
    accept: 'accepted',
    reject: 'rejected',
    cancel: 'cancelled',
    timeout: 'notReceived',
    quit: NOT_IN_CALL,
    join: 'accepted',
    invite: 'stays',
    end: 'cancelled',
  },
  received: {
    confirm: 'stays',
    unreached: 'stays',
    accept: 'accepted',
    reject: 'rejected',
    cancel: 'cancelled',
    timeout: 'timeout',
    quit: NOT_IN_CALL,
    join: 'accepted',
    invite: 'stays',
    end: 'cancelled',
  },
  accepted: {
    confirm: 'stays',
    unreached: 'stays',
    accept: ANSWERED,
    reject: ANSWERED,
    cancel: 'CALL_REFUSAL_CALL_ANSWERED',
    timeout: 'stays',
    quit: 'quit',
    join: ANSWERED,
    invite: 'stays',
    end: 'ended',
  },
  rejected: {
    confirm: 'stays',
    unreached: 'stays',
    accept: ANSWERED,
    reject: ANSWERED,
    cancel: 'stays',
    timeout: 'stays',
    quit: NOT_IN_CALL,
    join: 'accepted',
    invite: 'inviting',
    end: 'stays',
  },
  cancelled: {
    confirm: 'stays',
    unreached: 'stays',
    accept: CANCELLED,
    reject: CANCELLED,
    cancel: 'stays',
    timeout: 'stays',
    quit: NOT_IN_CALL,
    join: CANCELLED,
    invite: 'inviting',
    end: 'stays',
  },
  timeout: {
    confirm: 'stays',
    unreached: 'stays',
    accept: TIMED_OUT,
    reject: TIMED_OUT,
    cancel: 'stays',
    timeout: 'stays',
    quit: NOT_IN_CALL,
    join: 'accepted',
    invite: 'inviting',
    end: 'stays',
  },
  notReceived: {
    confirm: 'stays',
    unreached: 'stays',
    accept: TIMED_OUT,
    reject: TIMED_OUT,
    cancel: 'stays',
    timeout: 'stays',
    quit: NOT_IN_CALL,
    join: 'accepted',
    invite: 'inviting',
    end: 'stays',
  },
  quit: {
    confirm: 'stays',
    unreached: 'stays',
    accept: ANSWERED,
    reject: ANSWERED,
    cancel: 'stays',
    timeout: 'stays',
    quit: 'stays',
    join: 'accepted',
    invite: 'inviting',
    end: 'stays',
  },
  ended: {
    confirm: 'stays',
    unreached: 'stays',
    accept: CALL_ENDED,
    reject: CALL_ENDED,
    cancel: CALL_ENDED,
    timeout: 'stays',
    quit: CALL_ENDED,
    join: CALL_ENDED,
    invite: CALL_ENDED,
    end: 'stays',
  },
};

/** Somebody in a call. */
export interface CallMember {
  readonly userId: string;
  readonly state: UserState;
  /** Who invited them last; empty = the caller. */
  readonly inviterUserId: string;
  /** What they said last. */
  readonly extendedData: string;
  /** When their invitation ends by itself, Unix ms; 0 = the caller. */
  readonly deadlineAtMs: number;
  readonly changedAtMs: number;
  /** The device that answered; empty = none has, or a service did. */
  readonly deviceId: string;
  /** Devices that have the invitation by their connections. */
  readonly confirmedDeviceIds: readonly string[];
  /** Their data was erased, and nobody has invited them since: the call is not on their list. */
  readonly isErased?: true;
}

/** A call as it is kept. */
export interface CallRecord {
  readonly app: string;
  readonly callId: string;
  readonly callerUserId: string;
  /** By which it was made; empty = a service called in their name. Kept for replicas of the release before, whose calls end with its connection. */
  readonly callerDeviceId: string;
  readonly isEnded: boolean;
  readonly version: number;
  readonly extendedData: string;
  readonly timeoutSeconds: number;
  readonly createdAtMs: number;
  /** 0 = it goes on. */
  readonly endedAtMs: number;
  /** The newest that came with an invitation: what rang by an older one ends by it, too. */
  readonly pushConfig: PushConfigInput | null;
  /** Whom the caller invited in the beginning: a retry names the same. */
  readonly invitees: readonly string[];
  /** The caller first. */
  readonly members: readonly CallMember[];
}

/** Who acts, and what they say with it. */
interface Acting {
  readonly userId: string;
  readonly deviceId: string;
  readonly extendedData: string;
}

export type CallCommand =
  | ({
      readonly kind: 'call';
      readonly invitees: readonly string[];
      readonly timeoutSeconds: number;
      readonly pushConfig: PushConfigInput | null;
    } & Acting)
  | ({
      readonly kind: 'invite';
      readonly invitees: readonly string[];
      /** Null = the call's own. */
      readonly pushConfig: PushConfigInput | null;
    } & Acting)
  | ({ readonly kind: 'accept' | 'reject' | 'quit' | 'join' | 'end' } & Acting)
  /** No invitees = everybody. */
  | ({ readonly kind: 'cancel'; readonly invitees: readonly string[] } & Acting)
  | { readonly kind: 'confirm'; readonly userId: string; readonly deviceId: string }
  | { readonly kind: 'unreached'; readonly userId: string }
  /** Only what is due by now is done. */
  | { readonly kind: 'look' }
  /** This device of the caller's has no connection any more. */
  | { readonly kind: 'callerGone'; readonly deviceId: string }
  /** It has gone on for longer than calls do: nobody is there to end it. */
  | { readonly kind: 'abandon' };

export type SilenceCause = 'cancelled' | 'timeout' | 'answered';

/** A change of a call, and what is to be told of it. */
export interface CallChange {
  readonly call: CallRecord;
  readonly changedUserIds: readonly string[];
  /** Who is rung from now on. */
  readonly ringingUserIds: readonly string[];
  /** Who is rung no longer. */
  readonly silenced: readonly {
    readonly userId: string;
    readonly cause: SilenceCause;
    readonly confirmedDeviceIds: readonly string[];
  }[];
  readonly actingUserId: string;
  readonly actingDeviceId: string;
  readonly atMs: number;
}

/** What a command comes to. A timeout that was due comes first, as a change of its own. */
export interface Decision {
  readonly changes: readonly CallChange[];
  /** The call as it stands afterwards; undefined = there is none. */
  readonly call: CallRecord | undefined;
  readonly refusal: Refusal | undefined;
}

/** Others than the caller who can be in a call, or rung, at a time. */
export const MAX_OTHERS = 9;
/** Everybody who was ever invited into one call: bounds its record. */
export const MAX_MEMBERS = 100;

const RINGING: ReadonlySet<UserState> = new Set(['inviting', 'offline', 'received']);

export function isRinging({ state }: Pick<CallMember, 'state'>): boolean {
  return RINGING.has(state);
}

/** Whether a user is rung by a call at a moment, whether or not anybody has ended what is due. */
export function ringsFor({ members }: CallRecord, userId: string, nowMs: number): boolean {
  return members.some((member) => member.userId === userId && isRinging(member) && member.deadlineAtMs > nowMs);
}

/**
 * Decides a command. Pure: the same call, command and time give the same decision. What is due by now is done first, so that nobody
 * accepts what has timed out, whether or not anybody has looked meanwhile.
 */
export function decide(
  call: CallRecord | undefined,
  command: CallCommand,
  { app, callId, nowMs }: { app: string; callId: string; nowMs: number },
): Decision {
  if (call === undefined) {
    if (command.kind !== 'call') return { changes: [], call: undefined, refusal: 'CALL_REFUSAL_CALL_NOT_FOUND' };
    const change = begin(command, { app, callId, nowMs });
    return { changes: [change], call: change.call, refusal: undefined };
  }
  const due = changeOf(call, timedOut(call, nowMs), { nowMs });
  const now = due?.call ?? call;
  const changes = due === undefined ? [] : [due];
  const outcome = carryOut(now, command, nowMs);
  if (typeof outcome === 'string') return { changes, call: now, refusal: outcome };
  const acting = 'extendedData' in command ? command : undefined;
  const pushConfig = (command.kind === 'invite' ? command.pushConfig : null) ?? now.pushConfig;
  const change = changeOf({ ...now, pushConfig }, outcome, { nowMs, acting });
  return change === undefined
    ? { changes, call: now, refusal: undefined }
    : { changes: [...changes, change], call: change.call, refusal: undefined };
}

/** The first moment at which something is due; undefined = nothing will be. */
export function nextDeadline({ isEnded, members }: CallRecord): number | undefined {
  if (isEnded) return undefined;
  const deadlines = members.filter(isRinging).map(({ deadlineAtMs }) => deadlineAtMs);
  return deadlines.length === 0 ? undefined : Math.min(...deadlines);
}

/**
 * The device with whose connection the call ends: the one by which its caller is in it, maybe not the one that called, as long as nobody else is.
 * undefined = none.
 */
export function dependsOnDevice({ isEnded, callerUserId, members }: CallRecord): string | undefined {
  const there = members.filter(({ state }) => state === 'accepted');
  if (isEnded || there.some(({ userId }) => userId !== callerUserId)) return undefined;
  return there[0]?.deviceId || undefined;
}

function begin(
  command: Extract<CallCommand, { kind: 'call' }>,
  { app, callId, nowMs }: { app: string; callId: string; nowMs: number },
): CallChange {
  const { userId, deviceId, extendedData, invitees, timeoutSeconds, pushConfig } = command;
  const caller: CallMember = {
    userId,
    state: 'accepted',
    inviterUserId: '',
    extendedData: '',
    deadlineAtMs: 0,
    changedAtMs: nowMs,
    deviceId,
    confirmedDeviceIds: [],
  };
  const call: CallRecord = {
    app,
    callId,
    callerUserId: userId,
    callerDeviceId: deviceId,
    isEnded: false,
    version: 1,
    extendedData,
    timeoutSeconds,
    createdAtMs: nowMs,
    endedAtMs: 0,
    pushConfig,
    invitees,
    members: [caller, ...invitees.map((invitee) => invited(invitee, userId, { nowMs, timeoutSeconds }))],
  };
  return {
    call,
    changedUserIds: [userId, ...invitees],
    ringingUserIds: invitees,
    silenced: [],
    actingUserId: userId,
    actingDeviceId: deviceId,
    atMs: nowMs,
  };
}

function invited(
  userId: string,
  inviterUserId: string,
  { nowMs, timeoutSeconds }: { nowMs: number; timeoutSeconds: number },
): CallMember {
  return {
    userId,
    state: 'inviting',
    inviterUserId,
    extendedData: '',
    deadlineAtMs: nowMs + timeoutSeconds * 1_000,
    changedAtMs: nowMs,
    deviceId: '',
    confirmedDeviceIds: [],
  };
}

function timedOut({ isEnded, members }: CallRecord, nowMs: number): readonly CallMember[] {
  return isEnded
    ? members
    : members.map((member) =>
        isRinging(member) && member.deadlineAtMs <= nowMs ? stepped(member, 'timeout', nowMs) : member,
      );
}

/** A member after an event that cannot be refused. */
function stepped(member: CallMember, event: 'timeout' | 'end' | 'cancel', nowMs: number): CallMember {
  const next = transitions[member.state][event];
  return next in transitions ? { ...member, state: next as UserState, changedAtMs: nowMs } : member;
}

/** The members afterwards, or why not. */
function carryOut(call: CallRecord, command: CallCommand, nowMs: number): readonly CallMember[] | Refusal {
  switch (command.kind) {
    case 'call': // again: a retry
      return isSameInvitation(call, command) ? call.members : 'CALL_REFUSAL_LOCAL_CALL_ID_CONFLICT';
    case 'confirm':
      return confirmed(call, command, nowMs);
    case 'unreached':
      return one(call, command.userId, 'unreached', { nowMs });
    case 'look':
      return call.members;
    case 'callerGone':
      return dependsOnDevice(call) === command.deviceId ? ended(call, nowMs) : call.members;
    case 'abandon':
      return ended(call, nowMs);
    case 'invite':
      return invitedMore(call, command, nowMs);
    case 'cancel':
      return cancelled(call, command, nowMs);
    case 'end': {
      const actor = memberOf(call, command.userId);
      if (actor?.state === 'ended') return call.members; // again
      if (actor?.state !== 'accepted') return call.isEnded && actor !== undefined ? CALL_ENDED : NOT_IN_CALL;
      return ended(call, nowMs).map((member) =>
        member.userId === actor.userId ? { ...member, extendedData: command.extendedData } : member,
      );
    }
    default: {
      const members = one(call, command.userId, command.kind, { nowMs, answer: command });
      return typeof members === 'string' || !isFull(call, members) ? members : 'CALL_REFUSAL_CALL_FULL';
    }
  }
}

function memberOf({ members }: CallRecord, userId: string): CallMember | undefined {
  return members.find((member) => member.userId === userId);
}

/** Lets an event happen to one member. The same device may repeat its answer. */
function one(
  call: CallRecord,
  userId: string,
  event: UserEvent,
  { nowMs, answer }: { nowMs: number; answer?: Acting },
): readonly CallMember[] | Refusal {
  const member = memberOf(call, userId);
  if (member === undefined) return NOT_IN_CALL;
  if (answer !== undefined && isRepeated(member, event, answer)) return call.members;
  const next = transitions[member.state][event];
  if (next === 'stays') return call.members;
  if (!isState(next)) return next;
  if (call.isEnded) return CALL_ENDED;
  const after = {
    ...member,
    state: next,
    changedAtMs: nowMs,
    ...(answer === undefined ? {} : { deviceId: answer.deviceId, extendedData: answer.extendedData }),
  };
  return replaced(call.members, after);
}

const answers: Partial<Record<UserEvent, UserState>> = { accept: 'accepted', join: 'accepted', reject: 'rejected' };

function isRepeated({ state, deviceId }: CallMember, event: UserEvent, answer: Acting): boolean {
  return answers[event] === state && deviceId === answer.deviceId;
}

function isState(next: Next): next is UserState {
  return next in transitions;
}

function replaced(members: readonly CallMember[], after: CallMember): readonly CallMember[] {
  return members.map((member) => (member.userId === after.userId ? after : member));
}

/** A device may come to have the invitation when another one has it already. */
function confirmed(
  call: CallRecord,
  { userId, deviceId }: { userId: string; deviceId: string },
  nowMs: number,
): readonly CallMember[] | Refusal {
  const member = memberOf(call, userId);
  if (member === undefined) return NOT_IN_CALL;
  if (!isRinging(member) || member.confirmedDeviceIds.includes(deviceId)) return call.members;
  const members = one(call, userId, 'confirm', { nowMs });
  if (typeof members === 'string') return members;
  return members.map((after) =>
    after.userId === userId ? { ...after, confirmedDeviceIds: [...after.confirmedDeviceIds, deviceId] } : after,
  );
}

function invitedMore(
  call: CallRecord,
  { userId, invitees }: { userId: string; invitees: readonly string[] },
  nowMs: number,
): readonly CallMember[] | Refusal {
  if (call.isEnded) return memberOf(call, userId) === undefined ? NOT_IN_CALL : CALL_ENDED;
  if (memberOf(call, userId)?.state !== 'accepted') return NOT_IN_CALL;
  const known = call.members.map((member) =>
    invitees.includes(member.userId) && transitions[member.state].invite === 'inviting'
      ? invited(member.userId, userId, { nowMs, timeoutSeconds: call.timeoutSeconds })
      : member,
  );
  const fresh = invitees
    .filter((invitee) => memberOf(call, invitee) === undefined)
    .map((invitee) => invited(invitee, userId, { nowMs, timeoutSeconds: call.timeoutSeconds }));
  const members = [...known, ...fresh];
  return isFull(call, members) ? 'CALL_REFUSAL_CALL_FULL' : members;
}

/** Whether more would be there than may be, and that by this change. */
function isFull(call: CallRecord, members: readonly CallMember[]): boolean {
  const others = (of: readonly CallMember[]): number =>
    of.filter((member) => member.userId !== call.callerUserId && isThere(member)).length;
  return members.length > MAX_MEMBERS || (others(members) > MAX_OTHERS && others(members) > others(call.members));
}

function isThere(member: CallMember): boolean {
  return member.state === 'accepted' || isRinging(member);
}

function cancelled(
  call: CallRecord,
  { userId, invitees, extendedData }: { userId: string; invitees: readonly string[]; extendedData: string },
  nowMs: number,
): readonly CallMember[] | Refusal {
  if (memberOf(call, userId) === undefined) return NOT_IN_CALL;
  if (userId !== call.callerUserId) return 'CALL_REFUSAL_NOT_THE_CALLER';
  if (invitees.some((invitee) => memberOf(call, invitee) === undefined)) return NOT_IN_CALL;
  const meant = call.members.filter(
    (member) => member.userId !== userId && (invitees.length === 0 || invitees.includes(member.userId)),
  );
  if (call.isEnded) return meant.some(({ state }) => state === 'cancelled') ? call.members : CALL_ENDED;
  if (meant.some(({ state }) => state === 'accepted')) return 'CALL_REFUSAL_CALL_ANSWERED';
  return call.members.map((member) => {
    if (member.userId === userId) return extendedData === '' ? member : { ...member, extendedData };
    return meant.includes(member) ? stepped(member, 'cancel', nowMs) : member;
  });
}

function ended({ isEnded, members }: CallRecord, nowMs: number): readonly CallMember[] {
  return isEnded ? members : members.map((member) => stepped(member, 'end', nowMs));
}

/** The call ends when nobody is in it, or when one is alone and nobody is rung. */
function isOver(members: readonly CallMember[]): boolean {
  const inCall = members.filter(({ state }) => state === 'accepted').length;
  return inCall === 0 || (inCall === 1 && !members.some(isRinging));
}

/** What has changed between the members before and after; undefined = nothing. */
function changeOf(
  call: CallRecord,
  after: readonly CallMember[],
  { nowMs, acting }: { nowMs: number; acting?: Acting | undefined },
): CallChange | undefined {
  if (after === call.members) return undefined;
  const isEnded = call.isEnded || isOver(after);
  const members = isEnded ? after.map((member) => stepped(member, 'end', nowMs)) : after;
  const before = new Map(call.members.map((member) => [member.userId, member]));
  const differing = members.filter((member) => before.get(member.userId) !== member);
  if (differing.length === 0) return undefined;
  const hasChanged = (member: CallMember): boolean => before.get(member.userId)?.state !== member.state;
  const wasRinging = ({ userId }: CallMember): boolean => {
    const old = before.get(userId);
    return old !== undefined && isRinging(old);
  };
  return {
    call: {
      ...call,
      members,
      isEnded,
      version: call.version + 1,
      endedAtMs: isEnded && !call.isEnded ? nowMs : call.endedAtMs,
    },
    changedUserIds: differing.filter(hasChanged).map(({ userId }) => userId),
    ringingUserIds: differing.filter((member) => isRinging(member) && !wasRinging(member)).map(({ userId }) => userId),
    silenced: differing
      .filter((member) => wasRinging(member) && !isRinging(member))
      .map(({ userId, state, confirmedDeviceIds }) => ({ userId, cause: causeOf(state), confirmedDeviceIds })),
    actingUserId: acting?.userId ?? '',
    actingDeviceId: acting?.deviceId ?? '',
    atMs: nowMs,
  };
}

function causeOf(state: UserState): SilenceCause {
  if (state === 'timeout' || state === 'notReceived') return 'timeout';
  return state === 'cancelled' ? 'cancelled' : 'answered';
}

function isSameInvitation(
  { callerUserId, invitees, extendedData, timeoutSeconds }: CallRecord,
  command: Extract<CallCommand, { kind: 'call' }>,
): boolean {
  return (
    callerUserId === command.userId &&
    extendedData === command.extendedData &&
    timeoutSeconds === command.timeoutSeconds &&
    command.invitees.toSorted().join(' ') === invitees.toSorted().join(' ') // user ids have no spaces
  );
}
