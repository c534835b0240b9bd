// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of RotateClientTokenSecret.
 */
export interface RotateClientTokenSecretRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * For how long the secret until now stays valid, seconds, 0..2,592,000 (30 days); absent = 86,400 (a day). 0 ends every other secret at once.
   */
  'overlapSeconds'?: (number);
  '_overlapSeconds'?: "overlapSeconds";
}

/**
 * Request of RotateClientTokenSecret.
 */
export interface RotateClientTokenSecretRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * For how long the secret until now stays valid, seconds, 0..2,592,000 (30 days); absent = 86,400 (a day). 0 ends every other secret at once.
   */
  'overlapSeconds'?: (number);
  '_overlapSeconds'?: "overlapSeconds";
}
