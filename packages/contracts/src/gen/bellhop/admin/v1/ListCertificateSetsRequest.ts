// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of ListCertificateSets.
 */
export interface ListCertificateSetsRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
}

/**
 * Request of ListCertificateSets.
 */
export interface ListCertificateSetsRequest {
  /**
   * The app.
   */
  'app': (string);
}
