// Original file: proto/bellhop/presence/v1/presence_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GetPresenceRequestInput as _bellhop_presence_v1_GetPresenceRequestInput, GetPresenceRequest as _bellhop_presence_v1_GetPresenceRequest } from '../../../bellhop/presence/v1/GetPresenceRequest.ts';
import type { GetPresenceResponseInput as _bellhop_presence_v1_GetPresenceResponseInput, GetPresenceResponse as _bellhop_presence_v1_GetPresenceResponse } from '../../../bellhop/presence/v1/GetPresenceResponse.ts';
import type { WatchRequestInput as _bellhop_presence_v1_WatchRequestInput, WatchRequest as _bellhop_presence_v1_WatchRequest } from '../../../bellhop/presence/v1/WatchRequest.ts';
import type { WatchResponseInput as _bellhop_presence_v1_WatchResponseInput, WatchResponse as _bellhop_presence_v1_WatchResponse } from '../../../bellhop/presence/v1/WatchResponse.ts';

/**
 * Who is online, and where. Presence is an optimisation, never a promise: UNKNOWN means push.
 */
export interface PresenceServiceClient extends grpc.Client {
  /**
   * Asks for up to 1,000 users of one app in one call. The health service says NOT_SERVING until the sessions are loaded;
   * asked before that, every user is UNKNOWN.
   */
  GetPresence(argument: _bellhop_presence_v1_GetPresenceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_presence_v1_GetPresenceResponse>): grpc.ClientUnaryCall;
  GetPresence(argument: _bellhop_presence_v1_GetPresenceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_presence_v1_GetPresenceResponse>): grpc.ClientUnaryCall;
  GetPresence(argument: _bellhop_presence_v1_GetPresenceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_presence_v1_GetPresenceResponse>): grpc.ClientUnaryCall;
  GetPresence(argument: _bellhop_presence_v1_GetPresenceRequestInput, callback: grpc.requestCallback<_bellhop_presence_v1_GetPresenceResponse>): grpc.ClientUnaryCall;
  /**
   * Asks for up to 1,000 users of one app in one call. The health service says NOT_SERVING until the sessions are loaded;
   * asked before that, every user is UNKNOWN.
   */
  getPresence(argument: _bellhop_presence_v1_GetPresenceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_presence_v1_GetPresenceResponse>): grpc.ClientUnaryCall;
  getPresence(argument: _bellhop_presence_v1_GetPresenceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_presence_v1_GetPresenceResponse>): grpc.ClientUnaryCall;
  getPresence(argument: _bellhop_presence_v1_GetPresenceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_presence_v1_GetPresenceResponse>): grpc.ClientUnaryCall;
  getPresence(argument: _bellhop_presence_v1_GetPresenceRequestInput, callback: grpc.requestCallback<_bellhop_presence_v1_GetPresenceResponse>): grpc.ClientUnaryCall;
  
  /**
   * Watches up to 1,000 users of one app: first a message with the state of every one of them, then one whenever something has changed, with the users
   * concerned: in order for each user. What an ended lease changes is told within a second. Who reads too slowly is ended with RESOURCE_EXHAUSTED when 1,000
   * messages wait. A stream ends with UNAVAILABLE when a service restarts, and every few minutes, so that new replicas get their share: call again, and
   * the first message says where everybody is. A replica watches 100,000 users for one app, and 200,000 in all; then it refuses with RESOURCE_EXHAUSTED.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED, UNAVAILABLE.
   */
  Watch(argument: _bellhop_presence_v1_WatchRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_bellhop_presence_v1_WatchResponse>;
  Watch(argument: _bellhop_presence_v1_WatchRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_bellhop_presence_v1_WatchResponse>;
  /**
   * Watches up to 1,000 users of one app: first a message with the state of every one of them, then one whenever something has changed, with the users
   * concerned: in order for each user. What an ended lease changes is told within a second. Who reads too slowly is ended with RESOURCE_EXHAUSTED when 1,000
   * messages wait. A stream ends with UNAVAILABLE when a service restarts, and every few minutes, so that new replicas get their share: call again, and
   * the first message says where everybody is. A replica watches 100,000 users for one app, and 200,000 in all; then it refuses with RESOURCE_EXHAUSTED.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED, UNAVAILABLE.
   */
  watch(argument: _bellhop_presence_v1_WatchRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_bellhop_presence_v1_WatchResponse>;
  watch(argument: _bellhop_presence_v1_WatchRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_bellhop_presence_v1_WatchResponse>;
  
}

/**
 * Who is online, and where. Presence is an optimisation, never a promise: UNKNOWN means push.
 */
export interface PresenceServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Asks for up to 1,000 users of one app in one call. The health service says NOT_SERVING until the sessions are loaded;
   * asked before that, every user is UNKNOWN.
   */
  GetPresence: grpc.handleUnaryCall<_bellhop_presence_v1_GetPresenceRequest, _bellhop_presence_v1_GetPresenceResponseInput>;
  
  /**
   * Watches up to 1,000 users of one app: first a message with the state of every one of them, then one whenever something has changed, with the users
   * concerned: in order for each user. What an ended lease changes is told within a second. Who reads too slowly is ended with RESOURCE_EXHAUSTED when 1,000
   * messages wait. A stream ends with UNAVAILABLE when a service restarts, and every few minutes, so that new replicas get their share: call again, and
   * the first message says where everybody is. A replica watches 100,000 users for one app, and 200,000 in all; then it refuses with RESOURCE_EXHAUSTED.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED, UNAVAILABLE.
   */
  Watch: grpc.handleServerStreamingCall<_bellhop_presence_v1_WatchRequest, _bellhop_presence_v1_WatchResponseInput>;
  
}

export interface PresenceServiceDefinition extends grpc.ServiceDefinition {
  GetPresence: MethodDefinition<_bellhop_presence_v1_GetPresenceRequestInput, _bellhop_presence_v1_GetPresenceResponseInput, _bellhop_presence_v1_GetPresenceRequest, _bellhop_presence_v1_GetPresenceResponse>
  Watch: MethodDefinition<_bellhop_presence_v1_WatchRequestInput, _bellhop_presence_v1_WatchResponseInput, _bellhop_presence_v1_WatchRequest, _bellhop_presence_v1_WatchResponse>
}
