// Original file: proto/bellhop/admin/v1/admin_service.proto


/**
 * Request of ListApps.
 */
export interface ListAppsRequestInput {
}

/**
 * Request of ListApps.
 */
export interface ListAppsRequest {
}
