// Original file: proto/bellhop/dryrun/v1/decision_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DecidePushesRequestInput as _bellhop_dryrun_v1_DecidePushesRequestInput, DecidePushesRequest as _bellhop_dryrun_v1_DecidePushesRequest } from '../../../bellhop/dryrun/v1/DecidePushesRequest.ts';
import type { DecidePushesResponseInput as _bellhop_dryrun_v1_DecidePushesResponseInput, DecidePushesResponse as _bellhop_dryrun_v1_DecidePushesResponse } from '../../../bellhop/dryrun/v1/DecidePushesResponse.ts';

/**
 * What would be decided, for dry runs. Served by push-router; asked by the gateway. Internal.
 */
export interface DecisionServiceClient extends grpc.Client {
  /**
   * Decides about the recipients of messages that nobody has sent: makes no task, writes no trace, counts nothing.
   */
  DecidePushes(argument: _bellhop_dryrun_v1_DecidePushesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_dryrun_v1_DecidePushesResponse>): grpc.ClientUnaryCall;
  DecidePushes(argument: _bellhop_dryrun_v1_DecidePushesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_dryrun_v1_DecidePushesResponse>): grpc.ClientUnaryCall;
  DecidePushes(argument: _bellhop_dryrun_v1_DecidePushesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_dryrun_v1_DecidePushesResponse>): grpc.ClientUnaryCall;
  DecidePushes(argument: _bellhop_dryrun_v1_DecidePushesRequestInput, callback: grpc.requestCallback<_bellhop_dryrun_v1_DecidePushesResponse>): grpc.ClientUnaryCall;
  /**
   * Decides about the recipients of messages that nobody has sent: makes no task, writes no trace, counts nothing.
   */
  decidePushes(argument: _bellhop_dryrun_v1_DecidePushesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_dryrun_v1_DecidePushesResponse>): grpc.ClientUnaryCall;
  decidePushes(argument: _bellhop_dryrun_v1_DecidePushesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_dryrun_v1_DecidePushesResponse>): grpc.ClientUnaryCall;
  decidePushes(argument: _bellhop_dryrun_v1_DecidePushesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_dryrun_v1_DecidePushesResponse>): grpc.ClientUnaryCall;
  decidePushes(argument: _bellhop_dryrun_v1_DecidePushesRequestInput, callback: grpc.requestCallback<_bellhop_dryrun_v1_DecidePushesResponse>): grpc.ClientUnaryCall;
  
}

/**
 * What would be decided, for dry runs. Served by push-router; asked by the gateway. Internal.
 */
export interface DecisionServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Decides about the recipients of messages that nobody has sent: makes no task, writes no trace, counts nothing.
   */
  DecidePushes: grpc.handleUnaryCall<_bellhop_dryrun_v1_DecidePushesRequest, _bellhop_dryrun_v1_DecidePushesResponseInput>;
  
}

export interface DecisionServiceDefinition extends grpc.ServiceDefinition {
  DecidePushes: MethodDefinition<_bellhop_dryrun_v1_DecidePushesRequestInput, _bellhop_dryrun_v1_DecidePushesResponseInput, _bellhop_dryrun_v1_DecidePushesRequest, _bellhop_dryrun_v1_DecidePushesResponse>
}
