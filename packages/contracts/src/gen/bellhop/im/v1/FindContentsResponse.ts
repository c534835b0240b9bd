// Original file: proto/bellhop/im/v1/sync_service.proto


/**
 * Response of FindContents.
 */
export interface FindContentsResponseInput {
  /**
   * One per message, in request order: SHA-256 of its content, with its targets when they are asked for, hex; empty when none was stored within two days, or it was revoked;
   * of no content when its sender was erased.
   */
  'contentSha256'?: (string)[];
}

/**
 * Response of FindContents.
 */
export interface FindContentsResponse {
  /**
   * One per message, in request order: SHA-256 of its content, with its targets when they are asked for, hex; empty when none was stored within two days, or it was revoked;
   * of no content when its sender was erased.
   */
  'contentSha256': (string)[];
}
