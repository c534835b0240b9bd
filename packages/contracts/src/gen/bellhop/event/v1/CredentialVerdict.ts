// Original file: proto/bellhop/event/v1/push_outcomes.proto

/**
 * What a vendor says of a credential.
 */
export const CredentialVerdict = {
  /**
   * Never sent.
   */
  CREDENTIAL_VERDICT_UNSPECIFIED: 'CREDENTIAL_VERDICT_UNSPECIFIED',
  /**
   * It lets us in.
   */
  CREDENTIAL_VERDICT_ACCEPTED: 'CREDENTIAL_VERDICT_ACCEPTED',
  /**
   * It does not: a person must act.
   */
  CREDENTIAL_VERDICT_REFUSED: 'CREDENTIAL_VERDICT_REFUSED',
  /**
   * It could not be reached, failed, limits the rate, or said nothing about the credential.
   */
  CREDENTIAL_VERDICT_UNAVAILABLE: 'CREDENTIAL_VERDICT_UNAVAILABLE',
} as const;

/**
 * What a vendor says of a credential.
 */
export type CredentialVerdictInput =
  /**
   * Never sent.
   */
  | 'CREDENTIAL_VERDICT_UNSPECIFIED'
  | 0
  /**
   * It lets us in.
   */
  | 'CREDENTIAL_VERDICT_ACCEPTED'
  | 1
  /**
   * It does not: a person must act.
   */
  | 'CREDENTIAL_VERDICT_REFUSED'
  | 2
  /**
   * It could not be reached, failed, limits the rate, or said nothing about the credential.
   */
  | 'CREDENTIAL_VERDICT_UNAVAILABLE'
  | 3

/**
 * What a vendor says of a credential.
 */
export type CredentialVerdict = typeof CredentialVerdict[keyof typeof CredentialVerdict]
