// Original file: proto/bellhop/im/v1/delivery_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DeliverRequestInput as _bellhop_im_v1_DeliverRequestInput, DeliverRequest as _bellhop_im_v1_DeliverRequest } from '../../../bellhop/im/v1/DeliverRequest.ts';
import type { DeliverResponseInput as _bellhop_im_v1_DeliverResponseInput, DeliverResponse as _bellhop_im_v1_DeliverResponse } from '../../../bellhop/im/v1/DeliverResponse.ts';
import type { TellMissedRequestInput as _bellhop_im_v1_TellMissedRequestInput, TellMissedRequest as _bellhop_im_v1_TellMissedRequest } from '../../../bellhop/im/v1/TellMissedRequest.ts';
import type { TellMissedResponseInput as _bellhop_im_v1_TellMissedResponseInput, TellMissedResponse as _bellhop_im_v1_TellMissedResponse } from '../../../bellhop/im/v1/TellMissedResponse.ts';

/**
 * Message-store hands messages for connected devices to the gateway that holds the connection. Internal.
 */
export interface DeliveryServiceClient extends grpc.Client {
  /**
   * One long-lived stream per message-store and gateway: deliveries in batches one way, results the other.
   */
  Deliver(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_bellhop_im_v1_DeliverRequestInput, _bellhop_im_v1_DeliverResponse>;
  Deliver(options?: grpc.CallOptions): grpc.ClientDuplexStream<_bellhop_im_v1_DeliverRequestInput, _bellhop_im_v1_DeliverResponse>;
  /**
   * One long-lived stream per message-store and gateway: deliveries in batches one way, results the other.
   */
  deliver(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_bellhop_im_v1_DeliverRequestInput, _bellhop_im_v1_DeliverResponse>;
  deliver(options?: grpc.CallOptions): grpc.ClientDuplexStream<_bellhop_im_v1_DeliverRequestInput, _bellhop_im_v1_DeliverResponse>;
  
  /**
   * Live messages or news of calls may have passed these connections by, since presence could not say where they are: their clients are told
   * to sync, at most 500 a second. Idempotent. Connections that the gateway does not hold (any more) are left out: whoever connects, syncs.
   */
  TellMissed(argument: _bellhop_im_v1_TellMissedRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_TellMissedResponse>): grpc.ClientUnaryCall;
  TellMissed(argument: _bellhop_im_v1_TellMissedRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_TellMissedResponse>): grpc.ClientUnaryCall;
  TellMissed(argument: _bellhop_im_v1_TellMissedRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_TellMissedResponse>): grpc.ClientUnaryCall;
  TellMissed(argument: _bellhop_im_v1_TellMissedRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_TellMissedResponse>): grpc.ClientUnaryCall;
  /**
   * Live messages or news of calls may have passed these connections by, since presence could not say where they are: their clients are told
   * to sync, at most 500 a second. Idempotent. Connections that the gateway does not hold (any more) are left out: whoever connects, syncs.
   */
  tellMissed(argument: _bellhop_im_v1_TellMissedRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_TellMissedResponse>): grpc.ClientUnaryCall;
  tellMissed(argument: _bellhop_im_v1_TellMissedRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_TellMissedResponse>): grpc.ClientUnaryCall;
  tellMissed(argument: _bellhop_im_v1_TellMissedRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_TellMissedResponse>): grpc.ClientUnaryCall;
  tellMissed(argument: _bellhop_im_v1_TellMissedRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_TellMissedResponse>): grpc.ClientUnaryCall;
  
}

/**
 * Message-store hands messages for connected devices to the gateway that holds the connection. Internal.
 */
export interface DeliveryServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * One long-lived stream per message-store and gateway: deliveries in batches one way, results the other.
   */
  Deliver: grpc.handleBidiStreamingCall<_bellhop_im_v1_DeliverRequest, _bellhop_im_v1_DeliverResponseInput>;
  
  /**
   * Live messages or news of calls may have passed these connections by, since presence could not say where they are: their clients are told
   * to sync, at most 500 a second. Idempotent. Connections that the gateway does not hold (any more) are left out: whoever connects, syncs.
   */
  TellMissed: grpc.handleUnaryCall<_bellhop_im_v1_TellMissedRequest, _bellhop_im_v1_TellMissedResponseInput>;
  
}

export interface DeliveryServiceDefinition extends grpc.ServiceDefinition {
  Deliver: MethodDefinition<_bellhop_im_v1_DeliverRequestInput, _bellhop_im_v1_DeliverResponseInput, _bellhop_im_v1_DeliverRequest, _bellhop_im_v1_DeliverResponse>
  TellMissed: MethodDefinition<_bellhop_im_v1_TellMissedRequestInput, _bellhop_im_v1_TellMissedResponseInput, _bellhop_im_v1_TellMissedRequest, _bellhop_im_v1_TellMissedResponse>
}
