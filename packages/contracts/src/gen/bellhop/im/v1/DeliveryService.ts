// Original file: proto/bellhop/im/v1/delivery_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DeliverRequestInput as _bellhop_im_v1_DeliverRequestInput, DeliverRequest as _bellhop_im_v1_DeliverRequest } from '../../../bellhop/im/v1/DeliverRequest.ts';
import type { DeliverResponseInput as _bellhop_im_v1_DeliverResponseInput, DeliverResponse as _bellhop_im_v1_DeliverResponse } from '../../../bellhop/im/v1/DeliverResponse.ts';

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
  
}

/**
 * Message-store hands messages for connected devices to the gateway that holds the connection. Internal.
 */
export interface DeliveryServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * One long-lived stream per message-store and gateway: deliveries in batches one way, results the other.
   */
  Deliver: grpc.handleBidiStreamingCall<_bellhop_im_v1_DeliverRequest, _bellhop_im_v1_DeliverResponseInput>;
  
}

export interface DeliveryServiceDefinition extends grpc.ServiceDefinition {
  Deliver: MethodDefinition<_bellhop_im_v1_DeliverRequestInput, _bellhop_im_v1_DeliverResponseInput, _bellhop_im_v1_DeliverRequest, _bellhop_im_v1_DeliverResponse>
}
