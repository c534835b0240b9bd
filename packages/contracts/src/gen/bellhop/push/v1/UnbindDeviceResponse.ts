// Original file: proto/bellhop/push/v1/device_service.proto


/**
 * Response of UnbindDevice.
 */
export interface UnbindDeviceResponseInput {
}

/**
 * Response of UnbindDevice.
 */
export interface UnbindDeviceResponse {
}
