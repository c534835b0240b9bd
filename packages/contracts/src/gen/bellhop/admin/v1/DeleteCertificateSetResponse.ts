// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Response of DeleteCertificateSet.
 */
export interface DeleteCertificateSetResponseInput {
  /**
   * Whether there was one.
   */
  'deleted'?: (boolean);
}

/**
 * Response of DeleteCertificateSet.
 */
export interface DeleteCertificateSetResponse {
  /**
   * Whether there was one.
   */
  'deleted': (boolean);
}
