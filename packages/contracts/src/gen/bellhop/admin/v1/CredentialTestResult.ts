// Original file: proto/bellhop/admin/v1/admin_service.proto

/**
 * What came of the test of a credential.
 */
export const CredentialTestResult = {
  /**
   * Never sent.
   */
  CREDENTIAL_TEST_RESULT_UNSPECIFIED: 'CREDENTIAL_TEST_RESULT_UNSPECIFIED',
  /**
   * The vendor accepts it.
   */
  CREDENTIAL_TEST_RESULT_ACCEPTED: 'CREDENTIAL_TEST_RESULT_ACCEPTED',
  /**
   * The vendor refuses it: a person must act.
   */
  CREDENTIAL_TEST_RESULT_REFUSED: 'CREDENTIAL_TEST_RESULT_REFUSED',
  /**
   * The vendor could not be reached, failed, limits the rate, or said nothing about the credential: test again later.
   */
  CREDENTIAL_TEST_RESULT_UNAVAILABLE: 'CREDENTIAL_TEST_RESULT_UNAVAILABLE',
  /**
   * No adapter of this vendor took the test in time: none runs, or it stands still.
   */
  CREDENTIAL_TEST_RESULT_NO_ADAPTER: 'CREDENTIAL_TEST_RESULT_NO_ADAPTER',
} as const;

/**
 * What came of the test of a credential.
 */
export type CredentialTestResultInput =
  /**
   * Never sent.
   */
  | 'CREDENTIAL_TEST_RESULT_UNSPECIFIED'
  | 0
  /**
   * The vendor accepts it.
   */
  | 'CREDENTIAL_TEST_RESULT_ACCEPTED'
  | 1
  /**
   * The vendor refuses it: a person must act.
   */
  | 'CREDENTIAL_TEST_RESULT_REFUSED'
  | 2
  /**
   * The vendor could not be reached, failed, limits the rate, or said nothing about the credential: test again later.
   */
  | 'CREDENTIAL_TEST_RESULT_UNAVAILABLE'
  | 3
  /**
   * No adapter of this vendor took the test in time: none runs, or it stands still.
   */
  | 'CREDENTIAL_TEST_RESULT_NO_ADAPTER'
  | 4

/**
 * What came of the test of a credential.
 */
export type CredentialTestResult = typeof CredentialTestResult[keyof typeof CredentialTestResult]
