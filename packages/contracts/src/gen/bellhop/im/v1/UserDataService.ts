// Original file: proto/bellhop/im/v1/user_data_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { EraseUserDataRequestInput as _bellhop_im_v1_EraseUserDataRequestInput, EraseUserDataRequest as _bellhop_im_v1_EraseUserDataRequest } from '../../../bellhop/im/v1/EraseUserDataRequest.ts';
import type { EraseUserDataResponseInput as _bellhop_im_v1_EraseUserDataResponseInput, EraseUserDataResponse as _bellhop_im_v1_EraseUserDataResponse } from '../../../bellhop/im/v1/EraseUserDataResponse.ts';

/**
 * A user's data in one service. Internal: served by push-router, message-store and push-history, called by the gateway for DeleteUser.
 */
export interface UserDataServiceClient extends grpc.Client {
  /**
   * Erases a part of what the service keeps of a user: as much as takes about a second, in statements of bounded size. To be called until it is
   * done; a call after one that was cut short goes on where that one stopped.
   */
  EraseUserData(argument: _bellhop_im_v1_EraseUserDataRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_EraseUserDataResponse>): grpc.ClientUnaryCall;
  EraseUserData(argument: _bellhop_im_v1_EraseUserDataRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_EraseUserDataResponse>): grpc.ClientUnaryCall;
  EraseUserData(argument: _bellhop_im_v1_EraseUserDataRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_EraseUserDataResponse>): grpc.ClientUnaryCall;
  EraseUserData(argument: _bellhop_im_v1_EraseUserDataRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_EraseUserDataResponse>): grpc.ClientUnaryCall;
  /**
   * Erases a part of what the service keeps of a user: as much as takes about a second, in statements of bounded size. To be called until it is
   * done; a call after one that was cut short goes on where that one stopped.
   */
  eraseUserData(argument: _bellhop_im_v1_EraseUserDataRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_EraseUserDataResponse>): grpc.ClientUnaryCall;
  eraseUserData(argument: _bellhop_im_v1_EraseUserDataRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_EraseUserDataResponse>): grpc.ClientUnaryCall;
  eraseUserData(argument: _bellhop_im_v1_EraseUserDataRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_EraseUserDataResponse>): grpc.ClientUnaryCall;
  eraseUserData(argument: _bellhop_im_v1_EraseUserDataRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_EraseUserDataResponse>): grpc.ClientUnaryCall;
  
}

/**
 * A user's data in one service. Internal: served by push-router, message-store and push-history, called by the gateway for DeleteUser.
 */
export interface UserDataServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Erases a part of what the service keeps of a user: as much as takes about a second, in statements of bounded size. To be called until it is
   * done; a call after one that was cut short goes on where that one stopped.
   */
  EraseUserData: grpc.handleUnaryCall<_bellhop_im_v1_EraseUserDataRequest, _bellhop_im_v1_EraseUserDataResponseInput>;
  
}

export interface UserDataServiceDefinition extends grpc.ServiceDefinition {
  EraseUserData: MethodDefinition<_bellhop_im_v1_EraseUserDataRequestInput, _bellhop_im_v1_EraseUserDataResponseInput, _bellhop_im_v1_EraseUserDataRequest, _bellhop_im_v1_EraseUserDataResponse>
}
