// Original file: proto/bellhop/direct/v1/push_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CancelPushRequestInput as _bellhop_direct_v1_CancelPushRequestInput, CancelPushRequest as _bellhop_direct_v1_CancelPushRequest } from '../../../bellhop/direct/v1/CancelPushRequest.ts';
import type { CancelPushResponseInput as _bellhop_direct_v1_CancelPushResponseInput, CancelPushResponse as _bellhop_direct_v1_CancelPushResponse } from '../../../bellhop/direct/v1/CancelPushResponse.ts';
import type { GetPushRequestInput as _bellhop_direct_v1_GetPushRequestInput, GetPushRequest as _bellhop_direct_v1_GetPushRequest } from '../../../bellhop/direct/v1/GetPushRequest.ts';
import type { GetPushResponseInput as _bellhop_direct_v1_GetPushResponseInput, GetPushResponse as _bellhop_direct_v1_GetPushResponse } from '../../../bellhop/direct/v1/GetPushResponse.ts';
import type { ListPushesRequestInput as _bellhop_direct_v1_ListPushesRequestInput, ListPushesRequest as _bellhop_direct_v1_ListPushesRequest } from '../../../bellhop/direct/v1/ListPushesRequest.ts';
import type { ListPushesResponseInput as _bellhop_direct_v1_ListPushesResponseInput, ListPushesResponse as _bellhop_direct_v1_ListPushesResponse } from '../../../bellhop/direct/v1/ListPushesResponse.ts';
import type { PushRequestInput as _bellhop_direct_v1_PushRequestInput, PushRequest as _bellhop_direct_v1_PushRequest } from '../../../bellhop/direct/v1/PushRequest.ts';
import type { PushResponseInput as _bellhop_direct_v1_PushResponseInput, PushResponse as _bellhop_direct_v1_PushResponse } from '../../../bellhop/direct/v1/PushResponse.ts';

/**
 * Pushes without a message, for the app's server: now or later, to users, devices or both. Served by the gateway to API keys, and by push-router,
 * who owns them. The answer means that the push is kept and leaves when it is due.
 */
export interface PushServiceClient extends grpc.Client {
  /**
   * Takes a push back that has not begun to leave. Repeating it is safe. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  CancelPush(argument: _bellhop_direct_v1_CancelPushRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_CancelPushResponse>): grpc.ClientUnaryCall;
  CancelPush(argument: _bellhop_direct_v1_CancelPushRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_direct_v1_CancelPushResponse>): grpc.ClientUnaryCall;
  CancelPush(argument: _bellhop_direct_v1_CancelPushRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_CancelPushResponse>): grpc.ClientUnaryCall;
  CancelPush(argument: _bellhop_direct_v1_CancelPushRequestInput, callback: grpc.requestCallback<_bellhop_direct_v1_CancelPushResponse>): grpc.ClientUnaryCall;
  /**
   * Takes a push back that has not begun to leave. Repeating it is safe. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  cancelPush(argument: _bellhop_direct_v1_CancelPushRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_CancelPushResponse>): grpc.ClientUnaryCall;
  cancelPush(argument: _bellhop_direct_v1_CancelPushRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_direct_v1_CancelPushResponse>): grpc.ClientUnaryCall;
  cancelPush(argument: _bellhop_direct_v1_CancelPushRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_CancelPushResponse>): grpc.ClientUnaryCall;
  cancelPush(argument: _bellhop_direct_v1_CancelPushRequestInput, callback: grpc.requestCallback<_bellhop_direct_v1_CancelPushResponse>): grpc.ClientUnaryCall;
  
  /**
   * How a push stands, target by target. Known for 7 days after it left or was cancelled; what vendors answered is in its trace
   * (TraceService.GetMessageTrace with the id of the push). Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  GetPush(argument: _bellhop_direct_v1_GetPushRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_GetPushResponse>): grpc.ClientUnaryCall;
  GetPush(argument: _bellhop_direct_v1_GetPushRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_direct_v1_GetPushResponse>): grpc.ClientUnaryCall;
  GetPush(argument: _bellhop_direct_v1_GetPushRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_GetPushResponse>): grpc.ClientUnaryCall;
  GetPush(argument: _bellhop_direct_v1_GetPushRequestInput, callback: grpc.requestCallback<_bellhop_direct_v1_GetPushResponse>): grpc.ClientUnaryCall;
  /**
   * How a push stands, target by target. Known for 7 days after it left or was cancelled; what vendors answered is in its trace
   * (TraceService.GetMessageTrace with the id of the push). Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  getPush(argument: _bellhop_direct_v1_GetPushRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_GetPushResponse>): grpc.ClientUnaryCall;
  getPush(argument: _bellhop_direct_v1_GetPushRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_direct_v1_GetPushResponse>): grpc.ClientUnaryCall;
  getPush(argument: _bellhop_direct_v1_GetPushRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_GetPushResponse>): grpc.ClientUnaryCall;
  getPush(argument: _bellhop_direct_v1_GetPushRequestInput, callback: grpc.requestCallback<_bellhop_direct_v1_GetPushResponse>): grpc.ClientUnaryCall;
  
  /**
   * The pushes of an app that wait for their time, the next one first, in pages. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  ListPushes(argument: _bellhop_direct_v1_ListPushesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_ListPushesResponse>): grpc.ClientUnaryCall;
  ListPushes(argument: _bellhop_direct_v1_ListPushesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_direct_v1_ListPushesResponse>): grpc.ClientUnaryCall;
  ListPushes(argument: _bellhop_direct_v1_ListPushesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_ListPushesResponse>): grpc.ClientUnaryCall;
  ListPushes(argument: _bellhop_direct_v1_ListPushesRequestInput, callback: grpc.requestCallback<_bellhop_direct_v1_ListPushesResponse>): grpc.ClientUnaryCall;
  /**
   * The pushes of an app that wait for their time, the next one first, in pages. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  listPushes(argument: _bellhop_direct_v1_ListPushesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_ListPushesResponse>): grpc.ClientUnaryCall;
  listPushes(argument: _bellhop_direct_v1_ListPushesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_direct_v1_ListPushesResponse>): grpc.ClientUnaryCall;
  listPushes(argument: _bellhop_direct_v1_ListPushesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_ListPushesResponse>): grpc.ClientUnaryCall;
  listPushes(argument: _bellhop_direct_v1_ListPushesRequestInput, callback: grpc.requestCallback<_bellhop_direct_v1_ListPushesResponse>): grpc.ClientUnaryCall;
  
  /**
   * Accepts a push for up to 1,000 targets. What does not fit one target is said of it alone and spoils no other; with the same idempotency key
   * and content the first answer comes again. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED (rate).
   */
  Push(argument: _bellhop_direct_v1_PushRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_PushResponse>): grpc.ClientUnaryCall;
  Push(argument: _bellhop_direct_v1_PushRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_direct_v1_PushResponse>): grpc.ClientUnaryCall;
  Push(argument: _bellhop_direct_v1_PushRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_PushResponse>): grpc.ClientUnaryCall;
  Push(argument: _bellhop_direct_v1_PushRequestInput, callback: grpc.requestCallback<_bellhop_direct_v1_PushResponse>): grpc.ClientUnaryCall;
  /**
   * Accepts a push for up to 1,000 targets. What does not fit one target is said of it alone and spoils no other; with the same idempotency key
   * and content the first answer comes again. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED (rate).
   */
  push(argument: _bellhop_direct_v1_PushRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_PushResponse>): grpc.ClientUnaryCall;
  push(argument: _bellhop_direct_v1_PushRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_direct_v1_PushResponse>): grpc.ClientUnaryCall;
  push(argument: _bellhop_direct_v1_PushRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_direct_v1_PushResponse>): grpc.ClientUnaryCall;
  push(argument: _bellhop_direct_v1_PushRequestInput, callback: grpc.requestCallback<_bellhop_direct_v1_PushResponse>): grpc.ClientUnaryCall;
  
}

/**
 * Pushes without a message, for the app's server: now or later, to users, devices or both. Served by the gateway to API keys, and by push-router,
 * who owns them. The answer means that the push is kept and leaves when it is due.
 */
export interface PushServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Takes a push back that has not begun to leave. Repeating it is safe. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  CancelPush: grpc.handleUnaryCall<_bellhop_direct_v1_CancelPushRequest, _bellhop_direct_v1_CancelPushResponseInput>;
  
  /**
   * How a push stands, target by target. Known for 7 days after it left or was cancelled; what vendors answered is in its trace
   * (TraceService.GetMessageTrace with the id of the push). Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  GetPush: grpc.handleUnaryCall<_bellhop_direct_v1_GetPushRequest, _bellhop_direct_v1_GetPushResponseInput>;
  
  /**
   * The pushes of an app that wait for their time, the next one first, in pages. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED.
   */
  ListPushes: grpc.handleUnaryCall<_bellhop_direct_v1_ListPushesRequest, _bellhop_direct_v1_ListPushesResponseInput>;
  
  /**
   * Accepts a push for up to 1,000 targets. What does not fit one target is said of it alone and spoils no other; with the same idempotency key
   * and content the first answer comes again. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED (rate).
   */
  Push: grpc.handleUnaryCall<_bellhop_direct_v1_PushRequest, _bellhop_direct_v1_PushResponseInput>;
  
}

export interface PushServiceDefinition extends grpc.ServiceDefinition {
  CancelPush: MethodDefinition<_bellhop_direct_v1_CancelPushRequestInput, _bellhop_direct_v1_CancelPushResponseInput, _bellhop_direct_v1_CancelPushRequest, _bellhop_direct_v1_CancelPushResponse>
  GetPush: MethodDefinition<_bellhop_direct_v1_GetPushRequestInput, _bellhop_direct_v1_GetPushResponseInput, _bellhop_direct_v1_GetPushRequest, _bellhop_direct_v1_GetPushResponse>
  ListPushes: MethodDefinition<_bellhop_direct_v1_ListPushesRequestInput, _bellhop_direct_v1_ListPushesResponseInput, _bellhop_direct_v1_ListPushesRequest, _bellhop_direct_v1_ListPushesResponse>
  Push: MethodDefinition<_bellhop_direct_v1_PushRequestInput, _bellhop_direct_v1_PushResponseInput, _bellhop_direct_v1_PushRequest, _bellhop_direct_v1_PushResponse>
}
