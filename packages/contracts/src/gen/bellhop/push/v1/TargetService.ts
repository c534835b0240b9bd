// Original file: proto/bellhop/push/v1/target_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CheckTargetsRequestInput as _bellhop_push_v1_CheckTargetsRequestInput, CheckTargetsRequest as _bellhop_push_v1_CheckTargetsRequest } from '../../../bellhop/push/v1/CheckTargetsRequest.ts';
import type { CheckTargetsResponseInput as _bellhop_push_v1_CheckTargetsResponseInput, CheckTargetsResponse as _bellhop_push_v1_CheckTargetsResponse } from '../../../bellhop/push/v1/CheckTargetsResponse.ts';

/**
 * Whether pushes that were decided a while ago may still leave. Served by push-router; asked by the adapters. Internal.
 */
export interface TargetServiceClient extends grpc.Client {
  /**
   * Looks at up to 1,000 targets again: is the device still the user's, and has the message still to be told to them?
   */
  CheckTargets(argument: _bellhop_push_v1_CheckTargetsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_CheckTargetsResponse>): grpc.ClientUnaryCall;
  CheckTargets(argument: _bellhop_push_v1_CheckTargetsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_CheckTargetsResponse>): grpc.ClientUnaryCall;
  CheckTargets(argument: _bellhop_push_v1_CheckTargetsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_CheckTargetsResponse>): grpc.ClientUnaryCall;
  CheckTargets(argument: _bellhop_push_v1_CheckTargetsRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_CheckTargetsResponse>): grpc.ClientUnaryCall;
  /**
   * Looks at up to 1,000 targets again: is the device still the user's, and has the message still to be told to them?
   */
  checkTargets(argument: _bellhop_push_v1_CheckTargetsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_CheckTargetsResponse>): grpc.ClientUnaryCall;
  checkTargets(argument: _bellhop_push_v1_CheckTargetsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_CheckTargetsResponse>): grpc.ClientUnaryCall;
  checkTargets(argument: _bellhop_push_v1_CheckTargetsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_CheckTargetsResponse>): grpc.ClientUnaryCall;
  checkTargets(argument: _bellhop_push_v1_CheckTargetsRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_CheckTargetsResponse>): grpc.ClientUnaryCall;
  
}

/**
 * Whether pushes that were decided a while ago may still leave. Served by push-router; asked by the adapters. Internal.
 */
export interface TargetServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Looks at up to 1,000 targets again: is the device still the user's, and has the message still to be told to them?
   */
  CheckTargets: grpc.handleUnaryCall<_bellhop_push_v1_CheckTargetsRequest, _bellhop_push_v1_CheckTargetsResponseInput>;
  
}

export interface TargetServiceDefinition extends grpc.ServiceDefinition {
  CheckTargets: MethodDefinition<_bellhop_push_v1_CheckTargetsRequestInput, _bellhop_push_v1_CheckTargetsResponseInput, _bellhop_push_v1_CheckTargetsRequest, _bellhop_push_v1_CheckTargetsResponse>
}
