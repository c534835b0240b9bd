// Original file: proto/bellhop/im/v1/sync_service.proto


/**
 * Response of AckSync.
 */
export interface AckSyncResponseInput {
}

/**
 * Response of AckSync.
 */
export interface AckSyncResponse {
}
