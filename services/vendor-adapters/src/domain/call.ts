import type { CallPushKind, PushTask } from '@bellhop/contracts';

/** What a push says of a call. */
export interface Call {
  /** Rings, or ends the ringing: nobody answered, or it was answered on another device. */
  readonly kind: 'ring' | 'missed' | 'answered';
  readonly callID: string;
  readonly callerUserID: string;
  /** What the caller said; empty = nothing, or left out for a vendor that has no room for it. */
  readonly extendedData: string;
  /** When the invitation ends by itself, Unix ms. */
  readonly expireAtMs: number;
  readonly hasVideo: boolean;
}

const kinds: Record<CallPushKind, Call['kind'] | undefined> = {
  CALL_PUSH_KIND_UNSPECIFIED: undefined,
  CALL_PUSH_KIND_RING: 'ring',
  CALL_PUSH_KIND_MISSED: 'missed',
  CALL_PUSH_KIND_ANSWERED: 'answered',
};

/** The call that a task is about; undefined = it is about a message. */
export function callOf({ call }: Pick<PushTask, 'call'>): Call | undefined {
  const kind = call == null ? undefined : kinds[call.kind];
  if (call == null || kind === undefined) return undefined;
  const { callId, callerUserId, extendedData, expiresAtMs, hasVideo } = call;
  return { kind, callID: callId, callerUserID: callerUserId, extendedData, expireAtMs: expiresAtMs, hasVideo };
}

/** Whether a task makes phones ring. */
export function isRing({ call }: Pick<PushTask, 'call'>): boolean {
  return call?.kind === 'CALL_PUSH_KIND_RING';
}

/** What the app reads under the key `call`: a JSON text, since most vendors carry texts alone. */
export function callText({ kind, callID, callerUserID, extendedData, expireAtMs, hasVideo }: Call): string {
  return JSON.stringify({
    kind,
    callID,
    caller: callerUserID,
    expireAt: expireAtMs,
    ...(hasVideo ? { hasVideo } : {}),
    ...(extendedData === '' ? {} : { extendedData }),
  });
}
