// Original file: proto/bellhop/push/v1/user_settings_service.proto


/**
 * Response of SetBadge.
 */
export interface SetBadgeResponseInput {
}

/**
 * Response of SetBadge.
 */
export interface SetBadgeResponse {
}
