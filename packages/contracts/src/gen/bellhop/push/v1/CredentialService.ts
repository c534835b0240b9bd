// Original file: proto/bellhop/push/v1/credential_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GetCredentialRequestInput as _bellhop_push_v1_GetCredentialRequestInput, GetCredentialRequest as _bellhop_push_v1_GetCredentialRequest } from '../../../bellhop/push/v1/GetCredentialRequest.ts';
import type { GetCredentialResponseInput as _bellhop_push_v1_GetCredentialResponseInput, GetCredentialResponse as _bellhop_push_v1_GetCredentialResponse } from '../../../bellhop/push/v1/GetCredentialResponse.ts';

/**
 * Vendor credentials, for adapters alone. Internal; never logged, never on a topic, never returned to an operator.
 */
export interface CredentialServiceClient extends grpc.Client {
  /**
   * The credential of an app for a vendor.
   */
  GetCredential(argument: _bellhop_push_v1_GetCredentialRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetCredentialResponse>): grpc.ClientUnaryCall;
  GetCredential(argument: _bellhop_push_v1_GetCredentialRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_GetCredentialResponse>): grpc.ClientUnaryCall;
  GetCredential(argument: _bellhop_push_v1_GetCredentialRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetCredentialResponse>): grpc.ClientUnaryCall;
  GetCredential(argument: _bellhop_push_v1_GetCredentialRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_GetCredentialResponse>): grpc.ClientUnaryCall;
  /**
   * The credential of an app for a vendor.
   */
  getCredential(argument: _bellhop_push_v1_GetCredentialRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetCredentialResponse>): grpc.ClientUnaryCall;
  getCredential(argument: _bellhop_push_v1_GetCredentialRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_GetCredentialResponse>): grpc.ClientUnaryCall;
  getCredential(argument: _bellhop_push_v1_GetCredentialRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetCredentialResponse>): grpc.ClientUnaryCall;
  getCredential(argument: _bellhop_push_v1_GetCredentialRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_GetCredentialResponse>): grpc.ClientUnaryCall;
  
}

/**
 * Vendor credentials, for adapters alone. Internal; never logged, never on a topic, never returned to an operator.
 */
export interface CredentialServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * The credential of an app for a vendor.
   */
  GetCredential: grpc.handleUnaryCall<_bellhop_push_v1_GetCredentialRequest, _bellhop_push_v1_GetCredentialResponseInput>;
  
}

export interface CredentialServiceDefinition extends grpc.ServiceDefinition {
  GetCredential: MethodDefinition<_bellhop_push_v1_GetCredentialRequestInput, _bellhop_push_v1_GetCredentialResponseInput, _bellhop_push_v1_GetCredentialRequest, _bellhop_push_v1_GetCredentialResponse>
}
