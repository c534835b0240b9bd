// Original file: proto/bellhop/push/v1/user_settings_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GetUserSettingsRequestInput as _bellhop_push_v1_GetUserSettingsRequestInput, GetUserSettingsRequest as _bellhop_push_v1_GetUserSettingsRequest } from '../../../bellhop/push/v1/GetUserSettingsRequest.ts';
import type { GetUserSettingsResponseInput as _bellhop_push_v1_GetUserSettingsResponseInput, GetUserSettingsResponse as _bellhop_push_v1_GetUserSettingsResponse } from '../../../bellhop/push/v1/GetUserSettingsResponse.ts';
import type { SetBadgeRequestInput as _bellhop_push_v1_SetBadgeRequestInput, SetBadgeRequest as _bellhop_push_v1_SetBadgeRequest } from '../../../bellhop/push/v1/SetBadgeRequest.ts';
import type { SetBadgeResponseInput as _bellhop_push_v1_SetBadgeResponseInput, SetBadgeResponse as _bellhop_push_v1_SetBadgeResponse } from '../../../bellhop/push/v1/SetBadgeResponse.ts';
import type { UpdateUserSettingsRequestInput as _bellhop_push_v1_UpdateUserSettingsRequestInput, UpdateUserSettingsRequest as _bellhop_push_v1_UpdateUserSettingsRequest } from '../../../bellhop/push/v1/UpdateUserSettingsRequest.ts';
import type { UpdateUserSettingsResponseInput as _bellhop_push_v1_UpdateUserSettingsResponseInput, UpdateUserSettingsResponse as _bellhop_push_v1_UpdateUserSettingsResponse } from '../../../bellhop/push/v1/UpdateUserSettingsResponse.ts';

/**
 * What a user wants of pushes, on whatever device: served by the gateway to API keys and to clients in their own name, and by push-router, who
 * owns it.
 */
export interface UserSettingsServiceClient extends grpc.Client {
  /**
   * A user's settings; those of a user who never said anything are empty.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  GetUserSettings(argument: _bellhop_push_v1_GetUserSettingsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetUserSettingsResponse>): grpc.ClientUnaryCall;
  GetUserSettings(argument: _bellhop_push_v1_GetUserSettingsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_GetUserSettingsResponse>): grpc.ClientUnaryCall;
  GetUserSettings(argument: _bellhop_push_v1_GetUserSettingsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetUserSettingsResponse>): grpc.ClientUnaryCall;
  GetUserSettings(argument: _bellhop_push_v1_GetUserSettingsRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_GetUserSettingsResponse>): grpc.ClientUnaryCall;
  /**
   * A user's settings; those of a user who never said anything are empty.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  getUserSettings(argument: _bellhop_push_v1_GetUserSettingsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetUserSettingsResponse>): grpc.ClientUnaryCall;
  getUserSettings(argument: _bellhop_push_v1_GetUserSettingsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_GetUserSettingsResponse>): grpc.ClientUnaryCall;
  getUserSettings(argument: _bellhop_push_v1_GetUserSettingsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetUserSettingsResponse>): grpc.ClientUnaryCall;
  getUserSettings(argument: _bellhop_push_v1_GetUserSettingsRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_GetUserSettingsResponse>): grpc.ClientUnaryCall;
  
  /**
   * Says what stands on the user's badge now, as when the app was opened (0). Later pushes count on from there.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  SetBadge(argument: _bellhop_push_v1_SetBadgeRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_SetBadgeResponse>): grpc.ClientUnaryCall;
  SetBadge(argument: _bellhop_push_v1_SetBadgeRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_SetBadgeResponse>): grpc.ClientUnaryCall;
  SetBadge(argument: _bellhop_push_v1_SetBadgeRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_SetBadgeResponse>): grpc.ClientUnaryCall;
  SetBadge(argument: _bellhop_push_v1_SetBadgeRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_SetBadgeResponse>): grpc.ClientUnaryCall;
  /**
   * Says what stands on the user's badge now, as when the app was opened (0). Later pushes count on from there.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  setBadge(argument: _bellhop_push_v1_SetBadgeRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_SetBadgeResponse>): grpc.ClientUnaryCall;
  setBadge(argument: _bellhop_push_v1_SetBadgeRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_SetBadgeResponse>): grpc.ClientUnaryCall;
  setBadge(argument: _bellhop_push_v1_SetBadgeRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_SetBadgeResponse>): grpc.ClientUnaryCall;
  setBadge(argument: _bellhop_push_v1_SetBadgeRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_SetBadgeResponse>): grpc.ClientUnaryCall;
  
  /**
   * Changes what is said; the rest stays. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  UpdateUserSettings(argument: _bellhop_push_v1_UpdateUserSettingsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UpdateUserSettingsResponse>): grpc.ClientUnaryCall;
  UpdateUserSettings(argument: _bellhop_push_v1_UpdateUserSettingsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_UpdateUserSettingsResponse>): grpc.ClientUnaryCall;
  UpdateUserSettings(argument: _bellhop_push_v1_UpdateUserSettingsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UpdateUserSettingsResponse>): grpc.ClientUnaryCall;
  UpdateUserSettings(argument: _bellhop_push_v1_UpdateUserSettingsRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_UpdateUserSettingsResponse>): grpc.ClientUnaryCall;
  /**
   * Changes what is said; the rest stays. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  updateUserSettings(argument: _bellhop_push_v1_UpdateUserSettingsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UpdateUserSettingsResponse>): grpc.ClientUnaryCall;
  updateUserSettings(argument: _bellhop_push_v1_UpdateUserSettingsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_UpdateUserSettingsResponse>): grpc.ClientUnaryCall;
  updateUserSettings(argument: _bellhop_push_v1_UpdateUserSettingsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UpdateUserSettingsResponse>): grpc.ClientUnaryCall;
  updateUserSettings(argument: _bellhop_push_v1_UpdateUserSettingsRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_UpdateUserSettingsResponse>): grpc.ClientUnaryCall;
  
}

/**
 * What a user wants of pushes, on whatever device: served by the gateway to API keys and to clients in their own name, and by push-router, who
 * owns it.
 */
export interface UserSettingsServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * A user's settings; those of a user who never said anything are empty.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  GetUserSettings: grpc.handleUnaryCall<_bellhop_push_v1_GetUserSettingsRequest, _bellhop_push_v1_GetUserSettingsResponseInput>;
  
  /**
   * Says what stands on the user's badge now, as when the app was opened (0). Later pushes count on from there.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  SetBadge: grpc.handleUnaryCall<_bellhop_push_v1_SetBadgeRequest, _bellhop_push_v1_SetBadgeResponseInput>;
  
  /**
   * Changes what is said; the rest stays. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  UpdateUserSettings: grpc.handleUnaryCall<_bellhop_push_v1_UpdateUserSettingsRequest, _bellhop_push_v1_UpdateUserSettingsResponseInput>;
  
}

export interface UserSettingsServiceDefinition extends grpc.ServiceDefinition {
  GetUserSettings: MethodDefinition<_bellhop_push_v1_GetUserSettingsRequestInput, _bellhop_push_v1_GetUserSettingsResponseInput, _bellhop_push_v1_GetUserSettingsRequest, _bellhop_push_v1_GetUserSettingsResponse>
  SetBadge: MethodDefinition<_bellhop_push_v1_SetBadgeRequestInput, _bellhop_push_v1_SetBadgeResponseInput, _bellhop_push_v1_SetBadgeRequest, _bellhop_push_v1_SetBadgeResponse>
  UpdateUserSettings: MethodDefinition<_bellhop_push_v1_UpdateUserSettingsRequestInput, _bellhop_push_v1_UpdateUserSettingsResponseInput, _bellhop_push_v1_UpdateUserSettingsRequest, _bellhop_push_v1_UpdateUserSettingsResponse>
}
