// Original file: proto/bellhop/presence/v1/presence_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GetPresenceRequestInput as _bellhop_presence_v1_GetPresenceRequestInput, GetPresenceRequest as _bellhop_presence_v1_GetPresenceRequest } from '../../../bellhop/presence/v1/GetPresenceRequest.ts';
import type { GetPresenceResponseInput as _bellhop_presence_v1_GetPresenceResponseInput, GetPresenceResponse as _bellhop_presence_v1_GetPresenceResponse } from '../../../bellhop/presence/v1/GetPresenceResponse.ts';

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
  
}

export interface PresenceServiceDefinition extends grpc.ServiceDefinition {
  GetPresence: MethodDefinition<_bellhop_presence_v1_GetPresenceRequestInput, _bellhop_presence_v1_GetPresenceResponseInput, _bellhop_presence_v1_GetPresenceRequest, _bellhop_presence_v1_GetPresenceResponse>
}
