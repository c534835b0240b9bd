// Original file: proto/bellhop/im/v1/conversation_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DeleteConversationRequestInput as _bellhop_im_v1_DeleteConversationRequestInput, DeleteConversationRequest as _bellhop_im_v1_DeleteConversationRequest } from '../../../bellhop/im/v1/DeleteConversationRequest.ts';
import type { DeleteConversationResponseInput as _bellhop_im_v1_DeleteConversationResponseInput, DeleteConversationResponse as _bellhop_im_v1_DeleteConversationResponse } from '../../../bellhop/im/v1/DeleteConversationResponse.ts';
import type { DeleteMessagesRequestInput as _bellhop_im_v1_DeleteMessagesRequestInput, DeleteMessagesRequest as _bellhop_im_v1_DeleteMessagesRequest } from '../../../bellhop/im/v1/DeleteMessagesRequest.ts';
import type { DeleteMessagesResponseInput as _bellhop_im_v1_DeleteMessagesResponseInput, DeleteMessagesResponse as _bellhop_im_v1_DeleteMessagesResponse } from '../../../bellhop/im/v1/DeleteMessagesResponse.ts';
import type { GetPeerReceiptRequestInput as _bellhop_im_v1_GetPeerReceiptRequestInput, GetPeerReceiptRequest as _bellhop_im_v1_GetPeerReceiptRequest } from '../../../bellhop/im/v1/GetPeerReceiptRequest.ts';
import type { GetPeerReceiptResponseInput as _bellhop_im_v1_GetPeerReceiptResponseInput, GetPeerReceiptResponse as _bellhop_im_v1_GetPeerReceiptResponse } from '../../../bellhop/im/v1/GetPeerReceiptResponse.ts';
import type { ListConversationsRequestInput as _bellhop_im_v1_ListConversationsRequestInput, ListConversationsRequest as _bellhop_im_v1_ListConversationsRequest } from '../../../bellhop/im/v1/ListConversationsRequest.ts';
import type { ListConversationsResponseInput as _bellhop_im_v1_ListConversationsResponseInput, ListConversationsResponse as _bellhop_im_v1_ListConversationsResponse } from '../../../bellhop/im/v1/ListConversationsResponse.ts';
import type { ListMessageReadersRequestInput as _bellhop_im_v1_ListMessageReadersRequestInput, ListMessageReadersRequest as _bellhop_im_v1_ListMessageReadersRequest } from '../../../bellhop/im/v1/ListMessageReadersRequest.ts';
import type { ListMessageReadersResponseInput as _bellhop_im_v1_ListMessageReadersResponseInput, ListMessageReadersResponse as _bellhop_im_v1_ListMessageReadersResponse } from '../../../bellhop/im/v1/ListMessageReadersResponse.ts';
import type { MarkConversationReadRequestInput as _bellhop_im_v1_MarkConversationReadRequestInput, MarkConversationReadRequest as _bellhop_im_v1_MarkConversationReadRequest } from '../../../bellhop/im/v1/MarkConversationReadRequest.ts';
import type { MarkConversationReadResponseInput as _bellhop_im_v1_MarkConversationReadResponseInput, MarkConversationReadResponse as _bellhop_im_v1_MarkConversationReadResponse } from '../../../bellhop/im/v1/MarkConversationReadResponse.ts';
import type { QueryMessagesRequestInput as _bellhop_im_v1_QueryMessagesRequestInput, QueryMessagesRequest as _bellhop_im_v1_QueryMessagesRequest } from '../../../bellhop/im/v1/QueryMessagesRequest.ts';
import type { QueryMessagesResponseInput as _bellhop_im_v1_QueryMessagesResponseInput, QueryMessagesResponse as _bellhop_im_v1_QueryMessagesResponse } from '../../../bellhop/im/v1/QueryMessagesResponse.ts';
import type { RevokeMessageRequestInput as _bellhop_im_v1_RevokeMessageRequestInput, RevokeMessageRequest as _bellhop_im_v1_RevokeMessageRequest } from '../../../bellhop/im/v1/RevokeMessageRequest.ts';
import type { RevokeMessageResponseInput as _bellhop_im_v1_RevokeMessageResponseInput, RevokeMessageResponse as _bellhop_im_v1_RevokeMessageResponse } from '../../../bellhop/im/v1/RevokeMessageResponse.ts';
import type { SetConversationNotificationStatusRequestInput as _bellhop_im_v1_SetConversationNotificationStatusRequestInput, SetConversationNotificationStatusRequest as _bellhop_im_v1_SetConversationNotificationStatusRequest } from '../../../bellhop/im/v1/SetConversationNotificationStatusRequest.ts';
import type { SetConversationNotificationStatusResponseInput as _bellhop_im_v1_SetConversationNotificationStatusResponseInput, SetConversationNotificationStatusResponse as _bellhop_im_v1_SetConversationNotificationStatusResponse } from '../../../bellhop/im/v1/SetConversationNotificationStatusResponse.ts';

/**
 * Conversations of users: what they set, read and delete there, and messages that are revoked. Owned and served by message-store; the gateway
 * serves the same calls to other services (metadata `authorization: Bearer <API key of the app>`) and forwards them.
 */
export interface ConversationServiceClient extends grpc.Client {
  /**
   * Deletes a conversation up to now for one user, on all their devices. It comes back with its next message.
   */
  DeleteConversation(argument: _bellhop_im_v1_DeleteConversationRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteConversationResponse>): grpc.ClientUnaryCall;
  DeleteConversation(argument: _bellhop_im_v1_DeleteConversationRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_DeleteConversationResponse>): grpc.ClientUnaryCall;
  DeleteConversation(argument: _bellhop_im_v1_DeleteConversationRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteConversationResponse>): grpc.ClientUnaryCall;
  DeleteConversation(argument: _bellhop_im_v1_DeleteConversationRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_DeleteConversationResponse>): grpc.ClientUnaryCall;
  /**
   * Deletes a conversation up to now for one user, on all their devices. It comes back with its next message.
   */
  deleteConversation(argument: _bellhop_im_v1_DeleteConversationRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteConversationResponse>): grpc.ClientUnaryCall;
  deleteConversation(argument: _bellhop_im_v1_DeleteConversationRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_DeleteConversationResponse>): grpc.ClientUnaryCall;
  deleteConversation(argument: _bellhop_im_v1_DeleteConversationRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteConversationResponse>): grpc.ClientUnaryCall;
  deleteConversation(argument: _bellhop_im_v1_DeleteConversationRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_DeleteConversationResponse>): grpc.ClientUnaryCall;
  
  /**
   * Deletes messages for one user, on all their devices. Others keep them.
   */
  DeleteMessages(argument: _bellhop_im_v1_DeleteMessagesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteMessagesResponse>): grpc.ClientUnaryCall;
  DeleteMessages(argument: _bellhop_im_v1_DeleteMessagesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_DeleteMessagesResponse>): grpc.ClientUnaryCall;
  DeleteMessages(argument: _bellhop_im_v1_DeleteMessagesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteMessagesResponse>): grpc.ClientUnaryCall;
  DeleteMessages(argument: _bellhop_im_v1_DeleteMessagesRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_DeleteMessagesResponse>): grpc.ClientUnaryCall;
  /**
   * Deletes messages for one user, on all their devices. Others keep them.
   */
  deleteMessages(argument: _bellhop_im_v1_DeleteMessagesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteMessagesResponse>): grpc.ClientUnaryCall;
  deleteMessages(argument: _bellhop_im_v1_DeleteMessagesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_DeleteMessagesResponse>): grpc.ClientUnaryCall;
  deleteMessages(argument: _bellhop_im_v1_DeleteMessagesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteMessagesResponse>): grpc.ClientUnaryCall;
  deleteMessages(argument: _bellhop_im_v1_DeleteMessagesRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_DeleteMessagesResponse>): grpc.ClientUnaryCall;
  
  /**
   * How far the other user of a peer conversation has got.
   */
  GetPeerReceipt(argument: _bellhop_im_v1_GetPeerReceiptRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetPeerReceiptResponse>): grpc.ClientUnaryCall;
  GetPeerReceipt(argument: _bellhop_im_v1_GetPeerReceiptRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_GetPeerReceiptResponse>): grpc.ClientUnaryCall;
  GetPeerReceipt(argument: _bellhop_im_v1_GetPeerReceiptRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetPeerReceiptResponse>): grpc.ClientUnaryCall;
  GetPeerReceipt(argument: _bellhop_im_v1_GetPeerReceiptRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_GetPeerReceiptResponse>): grpc.ClientUnaryCall;
  /**
   * How far the other user of a peer conversation has got.
   */
  getPeerReceipt(argument: _bellhop_im_v1_GetPeerReceiptRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetPeerReceiptResponse>): grpc.ClientUnaryCall;
  getPeerReceipt(argument: _bellhop_im_v1_GetPeerReceiptRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_GetPeerReceiptResponse>): grpc.ClientUnaryCall;
  getPeerReceipt(argument: _bellhop_im_v1_GetPeerReceiptRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetPeerReceiptResponse>): grpc.ClientUnaryCall;
  getPeerReceipt(argument: _bellhop_im_v1_GetPeerReceiptRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_GetPeerReceiptResponse>): grpc.ClientUnaryCall;
  
  /**
   * A user's conversations, the one with the newest message first, in pages.
   */
  ListConversations(argument: _bellhop_im_v1_ListConversationsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListConversationsResponse>): grpc.ClientUnaryCall;
  ListConversations(argument: _bellhop_im_v1_ListConversationsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ListConversationsResponse>): grpc.ClientUnaryCall;
  ListConversations(argument: _bellhop_im_v1_ListConversationsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListConversationsResponse>): grpc.ClientUnaryCall;
  ListConversations(argument: _bellhop_im_v1_ListConversationsRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ListConversationsResponse>): grpc.ClientUnaryCall;
  /**
   * A user's conversations, the one with the newest message first, in pages.
   */
  listConversations(argument: _bellhop_im_v1_ListConversationsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListConversationsResponse>): grpc.ClientUnaryCall;
  listConversations(argument: _bellhop_im_v1_ListConversationsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ListConversationsResponse>): grpc.ClientUnaryCall;
  listConversations(argument: _bellhop_im_v1_ListConversationsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListConversationsResponse>): grpc.ClientUnaryCall;
  listConversations(argument: _bellhop_im_v1_ListConversationsRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ListConversationsResponse>): grpc.ClientUnaryCall;
  
  /**
   * Who of a group has read a message, in pages by user id. For its sender, and for the app itself.
   */
  ListMessageReaders(argument: _bellhop_im_v1_ListMessageReadersRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListMessageReadersResponse>): grpc.ClientUnaryCall;
  ListMessageReaders(argument: _bellhop_im_v1_ListMessageReadersRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ListMessageReadersResponse>): grpc.ClientUnaryCall;
  ListMessageReaders(argument: _bellhop_im_v1_ListMessageReadersRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListMessageReadersResponse>): grpc.ClientUnaryCall;
  ListMessageReaders(argument: _bellhop_im_v1_ListMessageReadersRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ListMessageReadersResponse>): grpc.ClientUnaryCall;
  /**
   * Who of a group has read a message, in pages by user id. For its sender, and for the app itself.
   */
  listMessageReaders(argument: _bellhop_im_v1_ListMessageReadersRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListMessageReadersResponse>): grpc.ClientUnaryCall;
  listMessageReaders(argument: _bellhop_im_v1_ListMessageReadersRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ListMessageReadersResponse>): grpc.ClientUnaryCall;
  listMessageReaders(argument: _bellhop_im_v1_ListMessageReadersRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListMessageReadersResponse>): grpc.ClientUnaryCall;
  listMessageReaders(argument: _bellhop_im_v1_ListMessageReadersRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ListMessageReadersResponse>): grpc.ClientUnaryCall;
  
  /**
   * A user has read a conversation up to a message. A position never goes back.
   */
  MarkConversationRead(argument: _bellhop_im_v1_MarkConversationReadRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_MarkConversationReadResponse>): grpc.ClientUnaryCall;
  MarkConversationRead(argument: _bellhop_im_v1_MarkConversationReadRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_MarkConversationReadResponse>): grpc.ClientUnaryCall;
  MarkConversationRead(argument: _bellhop_im_v1_MarkConversationReadRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_MarkConversationReadResponse>): grpc.ClientUnaryCall;
  MarkConversationRead(argument: _bellhop_im_v1_MarkConversationReadRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_MarkConversationReadResponse>): grpc.ClientUnaryCall;
  /**
   * A user has read a conversation up to a message. A position never goes back.
   */
  markConversationRead(argument: _bellhop_im_v1_MarkConversationReadRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_MarkConversationReadResponse>): grpc.ClientUnaryCall;
  markConversationRead(argument: _bellhop_im_v1_MarkConversationReadRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_MarkConversationReadResponse>): grpc.ClientUnaryCall;
  markConversationRead(argument: _bellhop_im_v1_MarkConversationReadRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_MarkConversationReadResponse>): grpc.ClientUnaryCall;
  markConversationRead(argument: _bellhop_im_v1_MarkConversationReadRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_MarkConversationReadResponse>): grpc.ClientUnaryCall;
  
  /**
   * The messages of a conversation as a user sees it, newest first, in pages.
   */
  QueryMessages(argument: _bellhop_im_v1_QueryMessagesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_QueryMessagesResponse>): grpc.ClientUnaryCall;
  QueryMessages(argument: _bellhop_im_v1_QueryMessagesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_QueryMessagesResponse>): grpc.ClientUnaryCall;
  QueryMessages(argument: _bellhop_im_v1_QueryMessagesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_QueryMessagesResponse>): grpc.ClientUnaryCall;
  QueryMessages(argument: _bellhop_im_v1_QueryMessagesRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_QueryMessagesResponse>): grpc.ClientUnaryCall;
  /**
   * The messages of a conversation as a user sees it, newest first, in pages.
   */
  queryMessages(argument: _bellhop_im_v1_QueryMessagesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_QueryMessagesResponse>): grpc.ClientUnaryCall;
  queryMessages(argument: _bellhop_im_v1_QueryMessagesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_QueryMessagesResponse>): grpc.ClientUnaryCall;
  queryMessages(argument: _bellhop_im_v1_QueryMessagesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_QueryMessagesResponse>): grpc.ClientUnaryCall;
  queryMessages(argument: _bellhop_im_v1_QueryMessagesRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_QueryMessagesResponse>): grpc.ClientUnaryCall;
  
  /**
   * Revokes a message: it loses its content, and a revocation takes its place at the end of the conversation. Senders may within the app's limit,
   * owners and admins of a group at any time, and so may the app itself. Repeating it changes nothing.
   */
  RevokeMessage(argument: _bellhop_im_v1_RevokeMessageRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_RevokeMessageResponse>): grpc.ClientUnaryCall;
  RevokeMessage(argument: _bellhop_im_v1_RevokeMessageRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_RevokeMessageResponse>): grpc.ClientUnaryCall;
  RevokeMessage(argument: _bellhop_im_v1_RevokeMessageRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_RevokeMessageResponse>): grpc.ClientUnaryCall;
  RevokeMessage(argument: _bellhop_im_v1_RevokeMessageRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_RevokeMessageResponse>): grpc.ClientUnaryCall;
  /**
   * Revokes a message: it loses its content, and a revocation takes its place at the end of the conversation. Senders may within the app's limit,
   * owners and admins of a group at any time, and so may the app itself. Repeating it changes nothing.
   */
  revokeMessage(argument: _bellhop_im_v1_RevokeMessageRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_RevokeMessageResponse>): grpc.ClientUnaryCall;
  revokeMessage(argument: _bellhop_im_v1_RevokeMessageRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_RevokeMessageResponse>): grpc.ClientUnaryCall;
  revokeMessage(argument: _bellhop_im_v1_RevokeMessageRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_RevokeMessageResponse>): grpc.ClientUnaryCall;
  revokeMessage(argument: _bellhop_im_v1_RevokeMessageRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_RevokeMessageResponse>): grpc.ClientUnaryCall;
  
  /**
   * Sets what a user is notified of in a conversation. Holds for all their devices.
   */
  SetConversationNotificationStatus(argument: _bellhop_im_v1_SetConversationNotificationStatusRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SetConversationNotificationStatusResponse>): grpc.ClientUnaryCall;
  SetConversationNotificationStatus(argument: _bellhop_im_v1_SetConversationNotificationStatusRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_SetConversationNotificationStatusResponse>): grpc.ClientUnaryCall;
  SetConversationNotificationStatus(argument: _bellhop_im_v1_SetConversationNotificationStatusRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SetConversationNotificationStatusResponse>): grpc.ClientUnaryCall;
  SetConversationNotificationStatus(argument: _bellhop_im_v1_SetConversationNotificationStatusRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_SetConversationNotificationStatusResponse>): grpc.ClientUnaryCall;
  /**
   * Sets what a user is notified of in a conversation. Holds for all their devices.
   */
  setConversationNotificationStatus(argument: _bellhop_im_v1_SetConversationNotificationStatusRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SetConversationNotificationStatusResponse>): grpc.ClientUnaryCall;
  setConversationNotificationStatus(argument: _bellhop_im_v1_SetConversationNotificationStatusRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_SetConversationNotificationStatusResponse>): grpc.ClientUnaryCall;
  setConversationNotificationStatus(argument: _bellhop_im_v1_SetConversationNotificationStatusRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SetConversationNotificationStatusResponse>): grpc.ClientUnaryCall;
  setConversationNotificationStatus(argument: _bellhop_im_v1_SetConversationNotificationStatusRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_SetConversationNotificationStatusResponse>): grpc.ClientUnaryCall;
  
}

/**
 * Conversations of users: what they set, read and delete there, and messages that are revoked. Owned and served by message-store; the gateway
 * serves the same calls to other services (metadata `authorization: Bearer <API key of the app>`) and forwards them.
 */
export interface ConversationServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Deletes a conversation up to now for one user, on all their devices. It comes back with its next message.
   */
  DeleteConversation: grpc.handleUnaryCall<_bellhop_im_v1_DeleteConversationRequest, _bellhop_im_v1_DeleteConversationResponseInput>;
  
  /**
   * Deletes messages for one user, on all their devices. Others keep them.
   */
  DeleteMessages: grpc.handleUnaryCall<_bellhop_im_v1_DeleteMessagesRequest, _bellhop_im_v1_DeleteMessagesResponseInput>;
  
  /**
   * How far the other user of a peer conversation has got.
   */
  GetPeerReceipt: grpc.handleUnaryCall<_bellhop_im_v1_GetPeerReceiptRequest, _bellhop_im_v1_GetPeerReceiptResponseInput>;
  
  /**
   * A user's conversations, the one with the newest message first, in pages.
   */
  ListConversations: grpc.handleUnaryCall<_bellhop_im_v1_ListConversationsRequest, _bellhop_im_v1_ListConversationsResponseInput>;
  
  /**
   * Who of a group has read a message, in pages by user id. For its sender, and for the app itself.
   */
  ListMessageReaders: grpc.handleUnaryCall<_bellhop_im_v1_ListMessageReadersRequest, _bellhop_im_v1_ListMessageReadersResponseInput>;
  
  /**
   * A user has read a conversation up to a message. A position never goes back.
   */
  MarkConversationRead: grpc.handleUnaryCall<_bellhop_im_v1_MarkConversationReadRequest, _bellhop_im_v1_MarkConversationReadResponseInput>;
  
  /**
   * The messages of a conversation as a user sees it, newest first, in pages.
   */
  QueryMessages: grpc.handleUnaryCall<_bellhop_im_v1_QueryMessagesRequest, _bellhop_im_v1_QueryMessagesResponseInput>;
  
  /**
   * Revokes a message: it loses its content, and a revocation takes its place at the end of the conversation. Senders may within the app's limit,
   * owners and admins of a group at any time, and so may the app itself. Repeating it changes nothing.
   */
  RevokeMessage: grpc.handleUnaryCall<_bellhop_im_v1_RevokeMessageRequest, _bellhop_im_v1_RevokeMessageResponseInput>;
  
  /**
   * Sets what a user is notified of in a conversation. Holds for all their devices.
   */
  SetConversationNotificationStatus: grpc.handleUnaryCall<_bellhop_im_v1_SetConversationNotificationStatusRequest, _bellhop_im_v1_SetConversationNotificationStatusResponseInput>;
  
}

export interface ConversationServiceDefinition extends grpc.ServiceDefinition {
  DeleteConversation: MethodDefinition<_bellhop_im_v1_DeleteConversationRequestInput, _bellhop_im_v1_DeleteConversationResponseInput, _bellhop_im_v1_DeleteConversationRequest, _bellhop_im_v1_DeleteConversationResponse>
  DeleteMessages: MethodDefinition<_bellhop_im_v1_DeleteMessagesRequestInput, _bellhop_im_v1_DeleteMessagesResponseInput, _bellhop_im_v1_DeleteMessagesRequest, _bellhop_im_v1_DeleteMessagesResponse>
  GetPeerReceipt: MethodDefinition<_bellhop_im_v1_GetPeerReceiptRequestInput, _bellhop_im_v1_GetPeerReceiptResponseInput, _bellhop_im_v1_GetPeerReceiptRequest, _bellhop_im_v1_GetPeerReceiptResponse>
  ListConversations: MethodDefinition<_bellhop_im_v1_ListConversationsRequestInput, _bellhop_im_v1_ListConversationsResponseInput, _bellhop_im_v1_ListConversationsRequest, _bellhop_im_v1_ListConversationsResponse>
  ListMessageReaders: MethodDefinition<_bellhop_im_v1_ListMessageReadersRequestInput, _bellhop_im_v1_ListMessageReadersResponseInput, _bellhop_im_v1_ListMessageReadersRequest, _bellhop_im_v1_ListMessageReadersResponse>
  MarkConversationRead: MethodDefinition<_bellhop_im_v1_MarkConversationReadRequestInput, _bellhop_im_v1_MarkConversationReadResponseInput, _bellhop_im_v1_MarkConversationReadRequest, _bellhop_im_v1_MarkConversationReadResponse>
  QueryMessages: MethodDefinition<_bellhop_im_v1_QueryMessagesRequestInput, _bellhop_im_v1_QueryMessagesResponseInput, _bellhop_im_v1_QueryMessagesRequest, _bellhop_im_v1_QueryMessagesResponse>
  RevokeMessage: MethodDefinition<_bellhop_im_v1_RevokeMessageRequestInput, _bellhop_im_v1_RevokeMessageResponseInput, _bellhop_im_v1_RevokeMessageRequest, _bellhop_im_v1_RevokeMessageResponse>
  SetConversationNotificationStatus: MethodDefinition<_bellhop_im_v1_SetConversationNotificationStatusRequestInput, _bellhop_im_v1_SetConversationNotificationStatusResponseInput, _bellhop_im_v1_SetConversationNotificationStatusRequest, _bellhop_im_v1_SetConversationNotificationStatusResponse>
}
