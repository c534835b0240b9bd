// Original file: proto/bellhop/push/v1/user_device_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { EndUserDevicesRequestInput as _bellhop_push_v1_EndUserDevicesRequestInput, EndUserDevicesRequest as _bellhop_push_v1_EndUserDevicesRequest } from '../../../bellhop/push/v1/EndUserDevicesRequest.ts';
import type { EndUserDevicesResponseInput as _bellhop_push_v1_EndUserDevicesResponseInput, EndUserDevicesResponse as _bellhop_push_v1_EndUserDevicesResponse } from '../../../bellhop/push/v1/EndUserDevicesResponse.ts';
import type { ListDevicesRequestInput as _bellhop_push_v1_ListDevicesRequestInput, ListDevicesRequest as _bellhop_push_v1_ListDevicesRequest } from '../../../bellhop/push/v1/ListDevicesRequest.ts';
import type { ListDevicesResponseInput as _bellhop_push_v1_ListDevicesResponseInput, ListDevicesResponse as _bellhop_push_v1_ListDevicesResponse } from '../../../bellhop/push/v1/ListDevicesResponse.ts';

/**
 * A user's devices, for the app's server. Served by the gateway to API keys, and by push-router, who owns them.
 */
export interface UserDeviceServiceClient extends grpc.Client {
  /**
   * Ends the user's logins on devices that were lost or stolen, or on all of them: no more pushes there, and connections are closed with
   * `kickedOut`. The user may log in again on any of them. Repeating it is safe. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  EndUserDevices(argument: _bellhop_push_v1_EndUserDevicesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_EndUserDevicesResponse>): grpc.ClientUnaryCall;
  EndUserDevices(argument: _bellhop_push_v1_EndUserDevicesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_EndUserDevicesResponse>): grpc.ClientUnaryCall;
  EndUserDevices(argument: _bellhop_push_v1_EndUserDevicesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_EndUserDevicesResponse>): grpc.ClientUnaryCall;
  EndUserDevices(argument: _bellhop_push_v1_EndUserDevicesRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_EndUserDevicesResponse>): grpc.ClientUnaryCall;
  /**
   * Ends the user's logins on devices that were lost or stolen, or on all of them: no more pushes there, and connections are closed with
   * `kickedOut`. The user may log in again on any of them. Repeating it is safe. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  endUserDevices(argument: _bellhop_push_v1_EndUserDevicesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_EndUserDevicesResponse>): grpc.ClientUnaryCall;
  endUserDevices(argument: _bellhop_push_v1_EndUserDevicesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_EndUserDevicesResponse>): grpc.ClientUnaryCall;
  endUserDevices(argument: _bellhop_push_v1_EndUserDevicesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_EndUserDevicesResponse>): grpc.ClientUnaryCall;
  endUserDevices(argument: _bellhop_push_v1_EndUserDevicesRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_EndUserDevicesResponse>): grpc.ClientUnaryCall;
  
  /**
   * The user's devices that are registered for push, at most 100, newest registration first; without tokens.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  ListDevices(argument: _bellhop_push_v1_ListDevicesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_ListDevicesResponse>): grpc.ClientUnaryCall;
  ListDevices(argument: _bellhop_push_v1_ListDevicesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_ListDevicesResponse>): grpc.ClientUnaryCall;
  ListDevices(argument: _bellhop_push_v1_ListDevicesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_ListDevicesResponse>): grpc.ClientUnaryCall;
  ListDevices(argument: _bellhop_push_v1_ListDevicesRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_ListDevicesResponse>): grpc.ClientUnaryCall;
  /**
   * The user's devices that are registered for push, at most 100, newest registration first; without tokens.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  listDevices(argument: _bellhop_push_v1_ListDevicesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_ListDevicesResponse>): grpc.ClientUnaryCall;
  listDevices(argument: _bellhop_push_v1_ListDevicesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_ListDevicesResponse>): grpc.ClientUnaryCall;
  listDevices(argument: _bellhop_push_v1_ListDevicesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_ListDevicesResponse>): grpc.ClientUnaryCall;
  listDevices(argument: _bellhop_push_v1_ListDevicesRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_ListDevicesResponse>): grpc.ClientUnaryCall;
  
}

/**
 * A user's devices, for the app's server. Served by the gateway to API keys, and by push-router, who owns them.
 */
export interface UserDeviceServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Ends the user's logins on devices that were lost or stolen, or on all of them: no more pushes there, and connections are closed with
   * `kickedOut`. The user may log in again on any of them. Repeating it is safe. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  EndUserDevices: grpc.handleUnaryCall<_bellhop_push_v1_EndUserDevicesRequest, _bellhop_push_v1_EndUserDevicesResponseInput>;
  
  /**
   * The user's devices that are registered for push, at most 100, newest registration first; without tokens.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  ListDevices: grpc.handleUnaryCall<_bellhop_push_v1_ListDevicesRequest, _bellhop_push_v1_ListDevicesResponseInput>;
  
}

export interface UserDeviceServiceDefinition extends grpc.ServiceDefinition {
  EndUserDevices: MethodDefinition<_bellhop_push_v1_EndUserDevicesRequestInput, _bellhop_push_v1_EndUserDevicesResponseInput, _bellhop_push_v1_EndUserDevicesRequest, _bellhop_push_v1_EndUserDevicesResponse>
  ListDevices: MethodDefinition<_bellhop_push_v1_ListDevicesRequestInput, _bellhop_push_v1_ListDevicesResponseInput, _bellhop_push_v1_ListDevicesRequest, _bellhop_push_v1_ListDevicesResponse>
}
