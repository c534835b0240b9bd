// Original file: proto/bellhop/im/v1/message_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DryRunMessageRequestInput as _bellhop_im_v1_DryRunMessageRequestInput, DryRunMessageRequest as _bellhop_im_v1_DryRunMessageRequest } from '../../../bellhop/im/v1/DryRunMessageRequest.ts';
import type { DryRunMessageResponseInput as _bellhop_im_v1_DryRunMessageResponseInput, DryRunMessageResponse as _bellhop_im_v1_DryRunMessageResponse } from '../../../bellhop/im/v1/DryRunMessageResponse.ts';
import type { SendMessageRequestInput as _bellhop_im_v1_SendMessageRequestInput, SendMessageRequest as _bellhop_im_v1_SendMessageRequest } from '../../../bellhop/im/v1/SendMessageRequest.ts';
import type { SendMessageResponseInput as _bellhop_im_v1_SendMessageResponseInput, SendMessageResponse as _bellhop_im_v1_SendMessageResponse } from '../../../bellhop/im/v1/SendMessageResponse.ts';
import type { SendMessagesRequestInput as _bellhop_im_v1_SendMessagesRequestInput, SendMessagesRequest as _bellhop_im_v1_SendMessagesRequest } from '../../../bellhop/im/v1/SendMessagesRequest.ts';
import type { SendMessagesResponseInput as _bellhop_im_v1_SendMessagesResponseInput, SendMessagesResponse as _bellhop_im_v1_SendMessagesResponse } from '../../../bellhop/im/v1/SendMessagesResponse.ts';

/**
 * Sends messages. Served by the gateway to other services.
 * Authentication: metadata `authorization: Bearer <API key of the app>`.
 */
export interface MessageServiceClient extends grpc.Client {
  /**
   * Who would be pushed if this message were sent now, on which vendor and with which words, and why the others would not. Sends, stores and counts
   * nothing. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED, UNAVAILABLE.
   */
  DryRunMessage(argument: _bellhop_im_v1_DryRunMessageRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DryRunMessageResponse>): grpc.ClientUnaryCall;
  DryRunMessage(argument: _bellhop_im_v1_DryRunMessageRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_DryRunMessageResponse>): grpc.ClientUnaryCall;
  DryRunMessage(argument: _bellhop_im_v1_DryRunMessageRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DryRunMessageResponse>): grpc.ClientUnaryCall;
  DryRunMessage(argument: _bellhop_im_v1_DryRunMessageRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_DryRunMessageResponse>): grpc.ClientUnaryCall;
  /**
   * Who would be pushed if this message were sent now, on which vendor and with which words, and why the others would not. Sends, stores and counts
   * nothing. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED, UNAVAILABLE.
   */
  dryRunMessage(argument: _bellhop_im_v1_DryRunMessageRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DryRunMessageResponse>): grpc.ClientUnaryCall;
  dryRunMessage(argument: _bellhop_im_v1_DryRunMessageRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_DryRunMessageResponse>): grpc.ClientUnaryCall;
  dryRunMessage(argument: _bellhop_im_v1_DryRunMessageRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DryRunMessageResponse>): grpc.ClientUnaryCall;
  dryRunMessage(argument: _bellhop_im_v1_DryRunMessageRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_DryRunMessageResponse>): grpc.ClientUnaryCall;
  
  /**
   * Sends one message. Acknowledged only after Kafka has it (acks=all); from then on it is never lost.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED (with a retry hint in
   * trailing metadata `retry-after-ms`), UNAVAILABLE.
   */
  SendMessage(argument: _bellhop_im_v1_SendMessageRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SendMessageResponse>): grpc.ClientUnaryCall;
  SendMessage(argument: _bellhop_im_v1_SendMessageRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_SendMessageResponse>): grpc.ClientUnaryCall;
  SendMessage(argument: _bellhop_im_v1_SendMessageRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SendMessageResponse>): grpc.ClientUnaryCall;
  SendMessage(argument: _bellhop_im_v1_SendMessageRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_SendMessageResponse>): grpc.ClientUnaryCall;
  /**
   * Sends one message. Acknowledged only after Kafka has it (acks=all); from then on it is never lost.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED (with a retry hint in
   * trailing metadata `retry-after-ms`), UNAVAILABLE.
   */
  sendMessage(argument: _bellhop_im_v1_SendMessageRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SendMessageResponse>): grpc.ClientUnaryCall;
  sendMessage(argument: _bellhop_im_v1_SendMessageRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_SendMessageResponse>): grpc.ClientUnaryCall;
  sendMessage(argument: _bellhop_im_v1_SendMessageRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SendMessageResponse>): grpc.ClientUnaryCall;
  sendMessage(argument: _bellhop_im_v1_SendMessageRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_SendMessageResponse>): grpc.ClientUnaryCall;
  
  /**
   * Sends up to 500 messages of one app in one call: one network round trip, one produce.
   * Each message is answered on its own, in request order.
   */
  SendMessages(argument: _bellhop_im_v1_SendMessagesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SendMessagesResponse>): grpc.ClientUnaryCall;
  SendMessages(argument: _bellhop_im_v1_SendMessagesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_SendMessagesResponse>): grpc.ClientUnaryCall;
  SendMessages(argument: _bellhop_im_v1_SendMessagesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SendMessagesResponse>): grpc.ClientUnaryCall;
  SendMessages(argument: _bellhop_im_v1_SendMessagesRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_SendMessagesResponse>): grpc.ClientUnaryCall;
  /**
   * Sends up to 500 messages of one app in one call: one network round trip, one produce.
   * Each message is answered on its own, in request order.
   */
  sendMessages(argument: _bellhop_im_v1_SendMessagesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SendMessagesResponse>): grpc.ClientUnaryCall;
  sendMessages(argument: _bellhop_im_v1_SendMessagesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_SendMessagesResponse>): grpc.ClientUnaryCall;
  sendMessages(argument: _bellhop_im_v1_SendMessagesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SendMessagesResponse>): grpc.ClientUnaryCall;
  sendMessages(argument: _bellhop_im_v1_SendMessagesRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_SendMessagesResponse>): grpc.ClientUnaryCall;
  
}

/**
 * Sends messages. Served by the gateway to other services.
 * Authentication: metadata `authorization: Bearer <API key of the app>`.
 */
export interface MessageServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Who would be pushed if this message were sent now, on which vendor and with which words, and why the others would not. Sends, stores and counts
   * nothing. Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED, UNAVAILABLE.
   */
  DryRunMessage: grpc.handleUnaryCall<_bellhop_im_v1_DryRunMessageRequest, _bellhop_im_v1_DryRunMessageResponseInput>;
  
  /**
   * Sends one message. Acknowledged only after Kafka has it (acks=all); from then on it is never lost.
   * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED (with a retry hint in
   * trailing metadata `retry-after-ms`), UNAVAILABLE.
   */
  SendMessage: grpc.handleUnaryCall<_bellhop_im_v1_SendMessageRequest, _bellhop_im_v1_SendMessageResponseInput>;
  
  /**
   * Sends up to 500 messages of one app in one call: one network round trip, one produce.
   * Each message is answered on its own, in request order.
   */
  SendMessages: grpc.handleUnaryCall<_bellhop_im_v1_SendMessagesRequest, _bellhop_im_v1_SendMessagesResponseInput>;
  
}

export interface MessageServiceDefinition extends grpc.ServiceDefinition {
  DryRunMessage: MethodDefinition<_bellhop_im_v1_DryRunMessageRequestInput, _bellhop_im_v1_DryRunMessageResponseInput, _bellhop_im_v1_DryRunMessageRequest, _bellhop_im_v1_DryRunMessageResponse>
  SendMessage: MethodDefinition<_bellhop_im_v1_SendMessageRequestInput, _bellhop_im_v1_SendMessageResponseInput, _bellhop_im_v1_SendMessageRequest, _bellhop_im_v1_SendMessageResponse>
  SendMessages: MethodDefinition<_bellhop_im_v1_SendMessagesRequestInput, _bellhop_im_v1_SendMessagesResponseInput, _bellhop_im_v1_SendMessagesRequest, _bellhop_im_v1_SendMessagesResponse>
}
