// Original file: proto/bellhop/push/v1/trace_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GetMessageTraceRequestInput as _bellhop_push_v1_GetMessageTraceRequestInput, GetMessageTraceRequest as _bellhop_push_v1_GetMessageTraceRequest } from '../../../bellhop/push/v1/GetMessageTraceRequest.ts';
import type { GetMessageTraceResponseInput as _bellhop_push_v1_GetMessageTraceResponseInput, GetMessageTraceResponse as _bellhop_push_v1_GetMessageTraceResponse } from '../../../bellhop/push/v1/GetMessageTraceResponse.ts';
import type { GetPushTraceRequestInput as _bellhop_push_v1_GetPushTraceRequestInput, GetPushTraceRequest as _bellhop_push_v1_GetPushTraceRequest } from '../../../bellhop/push/v1/GetPushTraceRequest.ts';
import type { GetPushTraceResponseInput as _bellhop_push_v1_GetPushTraceResponseInput, GetPushTraceResponse as _bellhop_push_v1_GetPushTraceResponse } from '../../../bellhop/push/v1/GetPushTraceResponse.ts';

/**
 * What happened to a message or on a device. Owned and served by push-history; the gateway serves it to API keys and operators.
 * Both calls answer in pages; there is no end to how many.
 */
export interface TraceServiceClient extends grpc.Client {
  /**
   * Everything about one message, oldest first.
   */
  GetMessageTrace(argument: _bellhop_push_v1_GetMessageTraceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetMessageTraceResponse>): grpc.ClientUnaryCall;
  GetMessageTrace(argument: _bellhop_push_v1_GetMessageTraceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_GetMessageTraceResponse>): grpc.ClientUnaryCall;
  GetMessageTrace(argument: _bellhop_push_v1_GetMessageTraceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetMessageTraceResponse>): grpc.ClientUnaryCall;
  GetMessageTrace(argument: _bellhop_push_v1_GetMessageTraceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_GetMessageTraceResponse>): grpc.ClientUnaryCall;
  /**
   * Everything about one message, oldest first.
   */
  getMessageTrace(argument: _bellhop_push_v1_GetMessageTraceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetMessageTraceResponse>): grpc.ClientUnaryCall;
  getMessageTrace(argument: _bellhop_push_v1_GetMessageTraceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_GetMessageTraceResponse>): grpc.ClientUnaryCall;
  getMessageTrace(argument: _bellhop_push_v1_GetMessageTraceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetMessageTraceResponse>): grpc.ClientUnaryCall;
  getMessageTrace(argument: _bellhop_push_v1_GetMessageTraceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_GetMessageTraceResponse>): grpc.ClientUnaryCall;
  
  /**
   * The latest pushes to one PushID, newest first.
   */
  GetPushTrace(argument: _bellhop_push_v1_GetPushTraceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetPushTraceResponse>): grpc.ClientUnaryCall;
  GetPushTrace(argument: _bellhop_push_v1_GetPushTraceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_GetPushTraceResponse>): grpc.ClientUnaryCall;
  GetPushTrace(argument: _bellhop_push_v1_GetPushTraceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetPushTraceResponse>): grpc.ClientUnaryCall;
  GetPushTrace(argument: _bellhop_push_v1_GetPushTraceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_GetPushTraceResponse>): grpc.ClientUnaryCall;
  /**
   * The latest pushes to one PushID, newest first.
   */
  getPushTrace(argument: _bellhop_push_v1_GetPushTraceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetPushTraceResponse>): grpc.ClientUnaryCall;
  getPushTrace(argument: _bellhop_push_v1_GetPushTraceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_GetPushTraceResponse>): grpc.ClientUnaryCall;
  getPushTrace(argument: _bellhop_push_v1_GetPushTraceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_GetPushTraceResponse>): grpc.ClientUnaryCall;
  getPushTrace(argument: _bellhop_push_v1_GetPushTraceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_GetPushTraceResponse>): grpc.ClientUnaryCall;
  
}

/**
 * What happened to a message or on a device. Owned and served by push-history; the gateway serves it to API keys and operators.
 * Both calls answer in pages; there is no end to how many.
 */
export interface TraceServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Everything about one message, oldest first.
   */
  GetMessageTrace: grpc.handleUnaryCall<_bellhop_push_v1_GetMessageTraceRequest, _bellhop_push_v1_GetMessageTraceResponseInput>;
  
  /**
   * The latest pushes to one PushID, newest first.
   */
  GetPushTrace: grpc.handleUnaryCall<_bellhop_push_v1_GetPushTraceRequest, _bellhop_push_v1_GetPushTraceResponseInput>;
  
}

export interface TraceServiceDefinition extends grpc.ServiceDefinition {
  GetMessageTrace: MethodDefinition<_bellhop_push_v1_GetMessageTraceRequestInput, _bellhop_push_v1_GetMessageTraceResponseInput, _bellhop_push_v1_GetMessageTraceRequest, _bellhop_push_v1_GetMessageTraceResponse>
  GetPushTrace: MethodDefinition<_bellhop_push_v1_GetPushTraceRequestInput, _bellhop_push_v1_GetPushTraceResponseInput, _bellhop_push_v1_GetPushTraceRequest, _bellhop_push_v1_GetPushTraceResponse>
}
