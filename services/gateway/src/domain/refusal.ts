/** Why something was refused that the caller must handle; the same again gets the same answer. */
export type RefusalCode =
  | 'INVALID_ARGUMENT'
  | 'GROUP_NOT_FOUND'
  | 'NOT_A_MEMBER'
  | 'UNKNOWN_RESOURCE'
  | 'TEXT_TOO_LONG'
  | 'LOCAL_ID_CONFLICT'
  | 'DEVICE_TAKEN'
  | 'DEVICE_NOT_PROVEN'
  | 'GROUP_FULL'
  | 'GROUP_EXISTS'
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
  | 'APP_NOT_FOUND'
  | 'APP_EXISTS'
  | 'NOT_FOUND';

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  /** Path of the field at fault; empty when no single one is. */
  readonly field: string;
}
