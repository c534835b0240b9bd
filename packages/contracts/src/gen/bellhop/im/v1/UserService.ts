// Original file: proto/bellhop/im/v1/user_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DeleteUserRequestInput as _bellhop_im_v1_DeleteUserRequestInput, DeleteUserRequest as _bellhop_im_v1_DeleteUserRequest } from '../../../bellhop/im/v1/DeleteUserRequest.ts';
import type { DeleteUserResponseInput as _bellhop_im_v1_DeleteUserResponseInput, DeleteUserResponse as _bellhop_im_v1_DeleteUserResponse } from '../../../bellhop/im/v1/DeleteUserResponse.ts';

/**
 * A user as a whole, for the app's server and for operators. Served by the gateway, which has every owner of data do its part.
 */
export interface UserServiceClient extends grpc.Client {
  /**
   * Erases what Bellhop keeps of a user: their logins, devices and push tokens, memberships and positions, what they wrote, their calls, and the
   * lines of traces that are about them (docs/decisions/0035). Answered when every owner says that it is done; repeating it is safe.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED; UNAVAILABLE names the owners that are not done: make the call again, it goes
   * on where it stopped.
   */
  DeleteUser(argument: _bellhop_im_v1_DeleteUserRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteUserResponse>): grpc.ClientUnaryCall;
  DeleteUser(argument: _bellhop_im_v1_DeleteUserRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_DeleteUserResponse>): grpc.ClientUnaryCall;
  DeleteUser(argument: _bellhop_im_v1_DeleteUserRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteUserResponse>): grpc.ClientUnaryCall;
  DeleteUser(argument: _bellhop_im_v1_DeleteUserRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_DeleteUserResponse>): grpc.ClientUnaryCall;
  /**
   * Erases what Bellhop keeps of a user: their logins, devices and push tokens, memberships and positions, what they wrote, their calls, and the
   * lines of traces that are about them (docs/decisions/0035). Answered when every owner says that it is done; repeating it is safe.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED; UNAVAILABLE names the owners that are not done: make the call again, it goes
   * on where it stopped.
   */
  deleteUser(argument: _bellhop_im_v1_DeleteUserRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteUserResponse>): grpc.ClientUnaryCall;
  deleteUser(argument: _bellhop_im_v1_DeleteUserRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_DeleteUserResponse>): grpc.ClientUnaryCall;
  deleteUser(argument: _bellhop_im_v1_DeleteUserRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteUserResponse>): grpc.ClientUnaryCall;
  deleteUser(argument: _bellhop_im_v1_DeleteUserRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_DeleteUserResponse>): grpc.ClientUnaryCall;
  
}

/**
 * A user as a whole, for the app's server and for operators. Served by the gateway, which has every owner of data do its part.
 */
export interface UserServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Erases what Bellhop keeps of a user: their logins, devices and push tokens, memberships and positions, what they wrote, their calls, and the
   * lines of traces that are about them (docs/decisions/0035). Answered when every owner says that it is done; repeating it is safe.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED; UNAVAILABLE names the owners that are not done: make the call again, it goes
   * on where it stopped.
   */
  DeleteUser: grpc.handleUnaryCall<_bellhop_im_v1_DeleteUserRequest, _bellhop_im_v1_DeleteUserResponseInput>;
  
}

export interface UserServiceDefinition extends grpc.ServiceDefinition {
  DeleteUser: MethodDefinition<_bellhop_im_v1_DeleteUserRequestInput, _bellhop_im_v1_DeleteUserResponseInput, _bellhop_im_v1_DeleteUserRequest, _bellhop_im_v1_DeleteUserResponse>
}
