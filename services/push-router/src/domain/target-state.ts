import type { CheckedTargetInput, ReaderState, TargetState, TargetToCheck } from '@bellhop/contracts';
import { rangUntilMs } from './call-end.ts';

/** A device as it is now. */
interface DeviceNow {
  readonly userId: string | null;
  /** Whose login there was ended by others, with nobody after it. */
  readonly endedUserId: string | null;
  /** When, Unix ms. */
  readonly endedAtMs: number;
  readonly tokenSha256: string | null;
  /** Whether its user has come online where that silences it. */
  readonly isSilenced: boolean;
  /** Whether it is one of its user's quiet hours that hold for this push. */
  readonly isQuiet: boolean;
  /** Whether a counted notification has told of the message meanwhile. */
  readonly isTold: boolean;
  /** Whether the push is a notification that has the id of a message that was revoked before it was made, and tells of others. */
  readonly tellsOfOthers: boolean;
  /** Whether what has left since has its place on the screen. */
  readonly isReplaced: boolean;
  /** Whether it is connected, and the push is not for devices that are. */
  readonly isOnlineAfterAll: boolean;
}

type Asked = Pick<TargetToCheck, 'userId' | 'tokenSha256' | 'endsRinging' | 'decidedAtMs' | 'ignoresUserRules'>;

/** Whether a push that was decided a while ago may still leave: what held then must hold now. */
export function targetState(
  target: Asked,
  device: DeviceNow | undefined,
  reader: ReaderState | undefined,
): CheckedTargetInput {
  return { state: stateOf(target, device, reader), hasNewer: reader?.hasNewer ?? false };
}

function stateOf(
  { userId, tokenSha256, endsRinging, decidedAtMs, ignoresUserRules }: Asked,
  device: DeviceNow | undefined,
  reader: ReaderState | undefined,
): TargetState {
  // What rang there until its login was ended is told of the end.
  const hasRung = endsRinging && device?.endedUserId === userId && device.endedAtMs <= rangUntilMs({ decidedAtMs });
  const isTheirs = device?.userId === userId || hasRung;
  if (device === undefined || !isTheirs) return 'TARGET_STATE_NOT_BOUND';
  if (device.tokenSha256 !== tokenSha256) return 'TARGET_STATE_TOKEN_CHANGED';
  if (endsRinging) return reader?.isSilenced === false ? 'TARGET_STATE_RINGING_AGAIN' : 'TARGET_STATE_GOOD';
  if (reader?.isSilenced === true) return 'TARGET_STATE_SILENCED';
  if (reader?.hasLeft === true) return 'TARGET_STATE_NOT_A_MEMBER';
  if (reader?.isRevoked === true && !device.tellsOfOthers) return 'TARGET_STATE_REVOKED';
  // What takes a notification away does so for who has read or muted the conversation elsewhere, too.
  if (!ignoresUserRules && reader?.hasRead === true) return 'TARGET_STATE_READ';
  if (!ignoresUserRules && reader?.isMuted === true) return 'TARGET_STATE_MUTED';
  if (device.isSilenced) return 'TARGET_STATE_QUIET_PLATFORM';
  if (device.isQuiet) return 'TARGET_STATE_QUIET_HOURS';
  if (device.isTold) return 'TARGET_STATE_TOLD';
  if (device.isOnlineAfterAll) return 'TARGET_STATE_CONNECTED';
  if (device.isReplaced) return 'TARGET_STATE_REPLACED';
  return 'TARGET_STATE_GOOD';
}
