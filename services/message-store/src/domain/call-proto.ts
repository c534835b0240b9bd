import type {
  CallChangedInput,
  CallInput,
  CallUserState,
  SilenceCause as SilenceCauseOfContracts,
} from '@bellhop/contracts';
import type { CallChange, CallRecord, SilenceCause, UserState } from './call-machine.ts';

const states: Readonly<Record<UserState, CallUserState>> = {
  inviting: 'CALL_USER_STATE_INVITING',
  offline: 'CALL_USER_STATE_OFFLINE',
  received: 'CALL_USER_STATE_RECEIVED',
  accepted: 'CALL_USER_STATE_ACCEPTED',
  rejected: 'CALL_USER_STATE_REJECTED',
  cancelled: 'CALL_USER_STATE_CANCELLED',
  timeout: 'CALL_USER_STATE_TIMEOUT',
  notReceived: 'CALL_USER_STATE_NOT_RECEIVED',
  quit: 'CALL_USER_STATE_QUIT',
  ended: 'CALL_USER_STATE_ENDED',
};

const causes: Readonly<Record<SilenceCause, SilenceCauseOfContracts>> = {
  cancelled: 'SILENCE_CAUSE_CANCELLED',
  timeout: 'SILENCE_CAUSE_TIMEOUT',
  answered: 'SILENCE_CAUSE_ANSWERED',
};

/** A call as contracts have it. */
export function callOf(call: CallRecord): CallInput {
  const { callId, callerUserId, extendedData, timeoutSeconds, createdAtMs, endedAtMs, version, members } = call;
  return {
    callId,
    callerUserId,
    state: call.isEnded ? 'CALL_STATE_ENDED' : 'CALL_STATE_STARTED',
    extendedData,
    timeoutSeconds,
    createdAtMs,
    endedAtMs,
    version,
    users: members.map((member) => ({
      userId: member.userId,
      state: states[member.state],
      extendedData: member.extendedData,
      deadlineAtMs: member.deadlineAtMs,
      changedAtMs: member.changedAtMs,
      inviterUserId: member.inviterUserId,
    })),
  };
}

/** A change as everybody concerned is told of it; undefined when there is nothing to tell. */
export function changedEvent(change: CallChange): CallChangedInput | undefined {
  const { call, changedUserIds, ringingUserIds, silenced, actingUserId, actingDeviceId, atMs } = change;
  if (changedUserIds.length + ringingUserIds.length + silenced.length === 0) return undefined;
  return {
    app: call.app,
    call: callOf(call),
    changedUserIds: [...changedUserIds],
    ringingUserIds: [...ringingUserIds],
    silenced: silenced.map(({ userId, cause, confirmedDeviceIds }) => ({
      userId,
      cause: causes[cause],
      confirmedDeviceIds: [...confirmedDeviceIds],
    })),
    actingUserId,
    actingDeviceId,
    ...(call.pushConfig === null ? {} : { pushConfig: call.pushConfig }),
    atMs,
  };
}
