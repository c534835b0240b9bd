/** Why something was refused that the caller must handle; the same again gets the same answer. */
export type RefusalCode =
  | 'INVALID_ARGUMENT'
  | 'GROUP_NOT_FOUND'
  | 'NOT_A_MEMBER'
  | 'UNKNOWN_RESOURCE'
  | 'UNKNOWN_TEMPLATE'
  | 'TEXT_TOO_LONG'
  | 'LOCAL_ID_CONFLICT'
  | 'CONVERSATION_NOT_FOUND'
  | 'TOO_MANY_MUTED'
  | 'MESSAGE_NOT_FOUND'
  | 'MESSAGE_TOO_OLD'
  | 'NOT_THE_SENDER'
  | 'NOT_REVOCABLE'
  | 'DEVICE_TAKEN'
  | 'DEVICE_NOT_PROVEN'
  | 'GROUP_FULL'
  | 'GROUP_EXISTS'
  | 'GROUP_DISSOLVED'
  | 'GROUP_CLOSED'
  | 'INVITATION_NEEDED'
  | 'NOT_ALLOWED'
  | 'MEMBER_NOT_FOUND'
  | 'OWNER_STAYS'
  | 'TOO_MANY_ATTRIBUTES'
  | 'MUTED'
  | 'CALL_NOT_FOUND'
  | 'NOT_IN_CALL'
  | 'CALL_ENDED'
  | 'INVITATION_CANCELLED'
  | 'INVITATION_TIMED_OUT'
  | 'ALREADY_ANSWERED'
  | 'CALL_ANSWERED'
  | 'NOT_THE_CALLER'
  | 'CALL_FULL'
  | 'LOCAL_CALL_ID_CONFLICT'
  | 'IDEMPOTENCY_KEY_CONFLICT'
  | 'PUSH_NOT_FOUND'
  | 'PUSH_ALREADY_SENT'
  | 'TOO_MANY_SCHEDULED'
  | 'APP_NOT_FOUND'
  | 'APP_EXISTS'
  | 'NOT_FOUND';

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  /** Path of the field at fault; empty when no single one is. */
  readonly field: string;
  /** Of NOT_ALLOWED: the least role in the group that may do it. */
  readonly requiredRole?: string;
  /** Of MUTED: when it ends by itself, Unix ms; absent = it does not. */
  readonly muteUntil?: number;
}
