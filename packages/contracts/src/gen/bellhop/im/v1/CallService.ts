// Original file: proto/bellhop/im/v1/call_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CallAcceptRequestInput as _bellhop_im_v1_CallAcceptRequestInput, CallAcceptRequest as _bellhop_im_v1_CallAcceptRequest } from '../../../bellhop/im/v1/CallAcceptRequest.ts';
import type { CallAcceptResponseInput as _bellhop_im_v1_CallAcceptResponseInput, CallAcceptResponse as _bellhop_im_v1_CallAcceptResponse } from '../../../bellhop/im/v1/CallAcceptResponse.ts';
import type { CallCancelRequestInput as _bellhop_im_v1_CallCancelRequestInput, CallCancelRequest as _bellhop_im_v1_CallCancelRequest } from '../../../bellhop/im/v1/CallCancelRequest.ts';
import type { CallCancelResponseInput as _bellhop_im_v1_CallCancelResponseInput, CallCancelResponse as _bellhop_im_v1_CallCancelResponse } from '../../../bellhop/im/v1/CallCancelResponse.ts';
import type { CallEndRequestInput as _bellhop_im_v1_CallEndRequestInput, CallEndRequest as _bellhop_im_v1_CallEndRequest } from '../../../bellhop/im/v1/CallEndRequest.ts';
import type { CallEndResponseInput as _bellhop_im_v1_CallEndResponseInput, CallEndResponse as _bellhop_im_v1_CallEndResponse } from '../../../bellhop/im/v1/CallEndResponse.ts';
import type { CallInviteRequestInput as _bellhop_im_v1_CallInviteRequestInput, CallInviteRequest as _bellhop_im_v1_CallInviteRequest } from '../../../bellhop/im/v1/CallInviteRequest.ts';
import type { CallInviteResponseInput as _bellhop_im_v1_CallInviteResponseInput, CallInviteResponse as _bellhop_im_v1_CallInviteResponse } from '../../../bellhop/im/v1/CallInviteResponse.ts';
import type { CallJoinRequestInput as _bellhop_im_v1_CallJoinRequestInput, CallJoinRequest as _bellhop_im_v1_CallJoinRequest } from '../../../bellhop/im/v1/CallJoinRequest.ts';
import type { CallJoinResponseInput as _bellhop_im_v1_CallJoinResponseInput, CallJoinResponse as _bellhop_im_v1_CallJoinResponse } from '../../../bellhop/im/v1/CallJoinResponse.ts';
import type { CallQuitRequestInput as _bellhop_im_v1_CallQuitRequestInput, CallQuitRequest as _bellhop_im_v1_CallQuitRequest } from '../../../bellhop/im/v1/CallQuitRequest.ts';
import type { CallQuitResponseInput as _bellhop_im_v1_CallQuitResponseInput, CallQuitResponse as _bellhop_im_v1_CallQuitResponse } from '../../../bellhop/im/v1/CallQuitResponse.ts';
import type { CallRejectRequestInput as _bellhop_im_v1_CallRejectRequestInput, CallRejectRequest as _bellhop_im_v1_CallRejectRequest } from '../../../bellhop/im/v1/CallRejectRequest.ts';
import type { CallRejectResponseInput as _bellhop_im_v1_CallRejectResponseInput, CallRejectResponse as _bellhop_im_v1_CallRejectResponse } from '../../../bellhop/im/v1/CallRejectResponse.ts';
import type { CallingInviteRequestInput as _bellhop_im_v1_CallingInviteRequestInput, CallingInviteRequest as _bellhop_im_v1_CallingInviteRequest } from '../../../bellhop/im/v1/CallingInviteRequest.ts';
import type { CallingInviteResponseInput as _bellhop_im_v1_CallingInviteResponseInput, CallingInviteResponse as _bellhop_im_v1_CallingInviteResponse } from '../../../bellhop/im/v1/CallingInviteResponse.ts';
import type { GetCallRequestInput as _bellhop_im_v1_GetCallRequestInput, GetCallRequest as _bellhop_im_v1_GetCallRequest } from '../../../bellhop/im/v1/GetCallRequest.ts';
import type { GetCallResponseInput as _bellhop_im_v1_GetCallResponseInput, GetCallResponse as _bellhop_im_v1_GetCallResponse } from '../../../bellhop/im/v1/GetCallResponse.ts';
import type { ListCallsRequestInput as _bellhop_im_v1_ListCallsRequestInput, ListCallsRequest as _bellhop_im_v1_ListCallsRequest } from '../../../bellhop/im/v1/ListCallsRequest.ts';
import type { ListCallsResponseInput as _bellhop_im_v1_ListCallsResponseInput, ListCallsResponse as _bellhop_im_v1_ListCallsResponse } from '../../../bellhop/im/v1/ListCallsResponse.ts';

/**
 * Calls. Owned and served by message-store; the gateway serves the same calls to other services
 * (metadata `authorization: Bearer <API key of the app>`) and forwards them. An answer is durable: of two that cannot both be true,
 * one wins, and the other one is told what holds.
 * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED, UNAVAILABLE; whatever else is refused stands in `refusal`.
 */
export interface CallServiceClient extends grpc.Client {
  /**
   * A user who is rung takes the call. Repeated by the same device it is answered as the first time.
   */
  CallAccept(argument: _bellhop_im_v1_CallAcceptRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallAcceptResponse>): grpc.ClientUnaryCall;
  CallAccept(argument: _bellhop_im_v1_CallAcceptRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallAcceptResponse>): grpc.ClientUnaryCall;
  CallAccept(argument: _bellhop_im_v1_CallAcceptRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallAcceptResponse>): grpc.ClientUnaryCall;
  CallAccept(argument: _bellhop_im_v1_CallAcceptRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallAcceptResponse>): grpc.ClientUnaryCall;
  /**
   * A user who is rung takes the call. Repeated by the same device it is answered as the first time.
   */
  callAccept(argument: _bellhop_im_v1_CallAcceptRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallAcceptResponse>): grpc.ClientUnaryCall;
  callAccept(argument: _bellhop_im_v1_CallAcceptRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallAcceptResponse>): grpc.ClientUnaryCall;
  callAccept(argument: _bellhop_im_v1_CallAcceptRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallAcceptResponse>): grpc.ClientUnaryCall;
  callAccept(argument: _bellhop_im_v1_CallAcceptRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallAcceptResponse>): grpc.ClientUnaryCall;
  
  /**
   * The caller takes invitations back: all, which ends the call and is possible only until somebody accepts; or some, as long as these ring.
   */
  CallCancel(argument: _bellhop_im_v1_CallCancelRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallCancelResponse>): grpc.ClientUnaryCall;
  CallCancel(argument: _bellhop_im_v1_CallCancelRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallCancelResponse>): grpc.ClientUnaryCall;
  CallCancel(argument: _bellhop_im_v1_CallCancelRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallCancelResponse>): grpc.ClientUnaryCall;
  CallCancel(argument: _bellhop_im_v1_CallCancelRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallCancelResponse>): grpc.ClientUnaryCall;
  /**
   * The caller takes invitations back: all, which ends the call and is possible only until somebody accepts; or some, as long as these ring.
   */
  callCancel(argument: _bellhop_im_v1_CallCancelRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallCancelResponse>): grpc.ClientUnaryCall;
  callCancel(argument: _bellhop_im_v1_CallCancelRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallCancelResponse>): grpc.ClientUnaryCall;
  callCancel(argument: _bellhop_im_v1_CallCancelRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallCancelResponse>): grpc.ClientUnaryCall;
  callCancel(argument: _bellhop_im_v1_CallCancelRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallCancelResponse>): grpc.ClientUnaryCall;
  
  /**
   * Somebody in the call ends it for everybody.
   */
  CallEnd(argument: _bellhop_im_v1_CallEndRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallEndResponse>): grpc.ClientUnaryCall;
  CallEnd(argument: _bellhop_im_v1_CallEndRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallEndResponse>): grpc.ClientUnaryCall;
  CallEnd(argument: _bellhop_im_v1_CallEndRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallEndResponse>): grpc.ClientUnaryCall;
  CallEnd(argument: _bellhop_im_v1_CallEndRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallEndResponse>): grpc.ClientUnaryCall;
  /**
   * Somebody in the call ends it for everybody.
   */
  callEnd(argument: _bellhop_im_v1_CallEndRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallEndResponse>): grpc.ClientUnaryCall;
  callEnd(argument: _bellhop_im_v1_CallEndRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallEndResponse>): grpc.ClientUnaryCall;
  callEnd(argument: _bellhop_im_v1_CallEndRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallEndResponse>): grpc.ClientUnaryCall;
  callEnd(argument: _bellhop_im_v1_CallEndRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallEndResponse>): grpc.ClientUnaryCall;
  
  /**
   * Calls users: their devices ring until they answer, at most for the timeout.
   */
  CallInvite(argument: _bellhop_im_v1_CallInviteRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallInviteResponse>): grpc.ClientUnaryCall;
  CallInvite(argument: _bellhop_im_v1_CallInviteRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallInviteResponse>): grpc.ClientUnaryCall;
  CallInvite(argument: _bellhop_im_v1_CallInviteRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallInviteResponse>): grpc.ClientUnaryCall;
  CallInvite(argument: _bellhop_im_v1_CallInviteRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallInviteResponse>): grpc.ClientUnaryCall;
  /**
   * Calls users: their devices ring until they answer, at most for the timeout.
   */
  callInvite(argument: _bellhop_im_v1_CallInviteRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallInviteResponse>): grpc.ClientUnaryCall;
  callInvite(argument: _bellhop_im_v1_CallInviteRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallInviteResponse>): grpc.ClientUnaryCall;
  callInvite(argument: _bellhop_im_v1_CallInviteRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallInviteResponse>): grpc.ClientUnaryCall;
  callInvite(argument: _bellhop_im_v1_CallInviteRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallInviteResponse>): grpc.ClientUnaryCall;
  
  /**
   * Somebody who was invited comes in, again or after all.
   */
  CallJoin(argument: _bellhop_im_v1_CallJoinRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallJoinResponse>): grpc.ClientUnaryCall;
  CallJoin(argument: _bellhop_im_v1_CallJoinRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallJoinResponse>): grpc.ClientUnaryCall;
  CallJoin(argument: _bellhop_im_v1_CallJoinRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallJoinResponse>): grpc.ClientUnaryCall;
  CallJoin(argument: _bellhop_im_v1_CallJoinRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallJoinResponse>): grpc.ClientUnaryCall;
  /**
   * Somebody who was invited comes in, again or after all.
   */
  callJoin(argument: _bellhop_im_v1_CallJoinRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallJoinResponse>): grpc.ClientUnaryCall;
  callJoin(argument: _bellhop_im_v1_CallJoinRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallJoinResponse>): grpc.ClientUnaryCall;
  callJoin(argument: _bellhop_im_v1_CallJoinRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallJoinResponse>): grpc.ClientUnaryCall;
  callJoin(argument: _bellhop_im_v1_CallJoinRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallJoinResponse>): grpc.ClientUnaryCall;
  
  /**
   * Somebody leaves the call. It ends when nobody is rung and fewer than two are in it.
   */
  CallQuit(argument: _bellhop_im_v1_CallQuitRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallQuitResponse>): grpc.ClientUnaryCall;
  CallQuit(argument: _bellhop_im_v1_CallQuitRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallQuitResponse>): grpc.ClientUnaryCall;
  CallQuit(argument: _bellhop_im_v1_CallQuitRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallQuitResponse>): grpc.ClientUnaryCall;
  CallQuit(argument: _bellhop_im_v1_CallQuitRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallQuitResponse>): grpc.ClientUnaryCall;
  /**
   * Somebody leaves the call. It ends when nobody is rung and fewer than two are in it.
   */
  callQuit(argument: _bellhop_im_v1_CallQuitRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallQuitResponse>): grpc.ClientUnaryCall;
  callQuit(argument: _bellhop_im_v1_CallQuitRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallQuitResponse>): grpc.ClientUnaryCall;
  callQuit(argument: _bellhop_im_v1_CallQuitRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallQuitResponse>): grpc.ClientUnaryCall;
  callQuit(argument: _bellhop_im_v1_CallQuitRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallQuitResponse>): grpc.ClientUnaryCall;
  
  /**
   * A user who is rung declines.
   */
  CallReject(argument: _bellhop_im_v1_CallRejectRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallRejectResponse>): grpc.ClientUnaryCall;
  CallReject(argument: _bellhop_im_v1_CallRejectRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallRejectResponse>): grpc.ClientUnaryCall;
  CallReject(argument: _bellhop_im_v1_CallRejectRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallRejectResponse>): grpc.ClientUnaryCall;
  CallReject(argument: _bellhop_im_v1_CallRejectRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallRejectResponse>): grpc.ClientUnaryCall;
  /**
   * A user who is rung declines.
   */
  callReject(argument: _bellhop_im_v1_CallRejectRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallRejectResponse>): grpc.ClientUnaryCall;
  callReject(argument: _bellhop_im_v1_CallRejectRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallRejectResponse>): grpc.ClientUnaryCall;
  callReject(argument: _bellhop_im_v1_CallRejectRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallRejectResponse>): grpc.ClientUnaryCall;
  callReject(argument: _bellhop_im_v1_CallRejectRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallRejectResponse>): grpc.ClientUnaryCall;
  
  /**
   * Invites more users into a call that goes on. Repeated, it rings again who has declined meanwhile.
   */
  CallingInvite(argument: _bellhop_im_v1_CallingInviteRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallingInviteResponse>): grpc.ClientUnaryCall;
  CallingInvite(argument: _bellhop_im_v1_CallingInviteRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallingInviteResponse>): grpc.ClientUnaryCall;
  CallingInvite(argument: _bellhop_im_v1_CallingInviteRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallingInviteResponse>): grpc.ClientUnaryCall;
  CallingInvite(argument: _bellhop_im_v1_CallingInviteRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallingInviteResponse>): grpc.ClientUnaryCall;
  /**
   * Invites more users into a call that goes on. Repeated, it rings again who has declined meanwhile.
   */
  callingInvite(argument: _bellhop_im_v1_CallingInviteRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallingInviteResponse>): grpc.ClientUnaryCall;
  callingInvite(argument: _bellhop_im_v1_CallingInviteRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CallingInviteResponse>): grpc.ClientUnaryCall;
  callingInvite(argument: _bellhop_im_v1_CallingInviteRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CallingInviteResponse>): grpc.ClientUnaryCall;
  callingInvite(argument: _bellhop_im_v1_CallingInviteRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CallingInviteResponse>): grpc.ClientUnaryCall;
  
  /**
   * One call.
   */
  GetCall(argument: _bellhop_im_v1_GetCallRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetCallResponse>): grpc.ClientUnaryCall;
  GetCall(argument: _bellhop_im_v1_GetCallRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_GetCallResponse>): grpc.ClientUnaryCall;
  GetCall(argument: _bellhop_im_v1_GetCallRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetCallResponse>): grpc.ClientUnaryCall;
  GetCall(argument: _bellhop_im_v1_GetCallRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_GetCallResponse>): grpc.ClientUnaryCall;
  /**
   * One call.
   */
  getCall(argument: _bellhop_im_v1_GetCallRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetCallResponse>): grpc.ClientUnaryCall;
  getCall(argument: _bellhop_im_v1_GetCallRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_GetCallResponse>): grpc.ClientUnaryCall;
  getCall(argument: _bellhop_im_v1_GetCallRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetCallResponse>): grpc.ClientUnaryCall;
  getCall(argument: _bellhop_im_v1_GetCallRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_GetCallResponse>): grpc.ClientUnaryCall;
  
  /**
   * A user's calls, newest first, in pages.
   */
  ListCalls(argument: _bellhop_im_v1_ListCallsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListCallsResponse>): grpc.ClientUnaryCall;
  ListCalls(argument: _bellhop_im_v1_ListCallsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ListCallsResponse>): grpc.ClientUnaryCall;
  ListCalls(argument: _bellhop_im_v1_ListCallsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListCallsResponse>): grpc.ClientUnaryCall;
  ListCalls(argument: _bellhop_im_v1_ListCallsRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ListCallsResponse>): grpc.ClientUnaryCall;
  /**
   * A user's calls, newest first, in pages.
   */
  listCalls(argument: _bellhop_im_v1_ListCallsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListCallsResponse>): grpc.ClientUnaryCall;
  listCalls(argument: _bellhop_im_v1_ListCallsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ListCallsResponse>): grpc.ClientUnaryCall;
  listCalls(argument: _bellhop_im_v1_ListCallsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListCallsResponse>): grpc.ClientUnaryCall;
  listCalls(argument: _bellhop_im_v1_ListCallsRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ListCallsResponse>): grpc.ClientUnaryCall;
  
}

/**
 * Calls. Owned and served by message-store; the gateway serves the same calls to other services
 * (metadata `authorization: Bearer <API key of the app>`) and forwards them. An answer is durable: of two that cannot both be true,
 * one wins, and the other one is told what holds.
 * Errors: INVALID_ARGUMENT (names the field), UNAUTHENTICATED, RESOURCE_EXHAUSTED, UNAVAILABLE; whatever else is refused stands in `refusal`.
 */
export interface CallServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * A user who is rung takes the call. Repeated by the same device it is answered as the first time.
   */
  CallAccept: grpc.handleUnaryCall<_bellhop_im_v1_CallAcceptRequest, _bellhop_im_v1_CallAcceptResponseInput>;
  
  /**
   * The caller takes invitations back: all, which ends the call and is possible only until somebody accepts; or some, as long as these ring.
   */
  CallCancel: grpc.handleUnaryCall<_bellhop_im_v1_CallCancelRequest, _bellhop_im_v1_CallCancelResponseInput>;
  
  /**
   * Somebody in the call ends it for everybody.
   */
  CallEnd: grpc.handleUnaryCall<_bellhop_im_v1_CallEndRequest, _bellhop_im_v1_CallEndResponseInput>;
  
  /**
   * Calls users: their devices ring until they answer, at most for the timeout.
   */
  CallInvite: grpc.handleUnaryCall<_bellhop_im_v1_CallInviteRequest, _bellhop_im_v1_CallInviteResponseInput>;
  
  /**
   * Somebody who was invited comes in, again or after all.
   */
  CallJoin: grpc.handleUnaryCall<_bellhop_im_v1_CallJoinRequest, _bellhop_im_v1_CallJoinResponseInput>;
  
  /**
   * Somebody leaves the call. It ends when nobody is rung and fewer than two are in it.
   */
  CallQuit: grpc.handleUnaryCall<_bellhop_im_v1_CallQuitRequest, _bellhop_im_v1_CallQuitResponseInput>;
  
  /**
   * A user who is rung declines.
   */
  CallReject: grpc.handleUnaryCall<_bellhop_im_v1_CallRejectRequest, _bellhop_im_v1_CallRejectResponseInput>;
  
  /**
   * Invites more users into a call that goes on. Repeated, it rings again who has declined meanwhile.
   */
  CallingInvite: grpc.handleUnaryCall<_bellhop_im_v1_CallingInviteRequest, _bellhop_im_v1_CallingInviteResponseInput>;
  
  /**
   * One call.
   */
  GetCall: grpc.handleUnaryCall<_bellhop_im_v1_GetCallRequest, _bellhop_im_v1_GetCallResponseInput>;
  
  /**
   * A user's calls, newest first, in pages.
   */
  ListCalls: grpc.handleUnaryCall<_bellhop_im_v1_ListCallsRequest, _bellhop_im_v1_ListCallsResponseInput>;
  
}

export interface CallServiceDefinition extends grpc.ServiceDefinition {
  CallAccept: MethodDefinition<_bellhop_im_v1_CallAcceptRequestInput, _bellhop_im_v1_CallAcceptResponseInput, _bellhop_im_v1_CallAcceptRequest, _bellhop_im_v1_CallAcceptResponse>
  CallCancel: MethodDefinition<_bellhop_im_v1_CallCancelRequestInput, _bellhop_im_v1_CallCancelResponseInput, _bellhop_im_v1_CallCancelRequest, _bellhop_im_v1_CallCancelResponse>
  CallEnd: MethodDefinition<_bellhop_im_v1_CallEndRequestInput, _bellhop_im_v1_CallEndResponseInput, _bellhop_im_v1_CallEndRequest, _bellhop_im_v1_CallEndResponse>
  CallInvite: MethodDefinition<_bellhop_im_v1_CallInviteRequestInput, _bellhop_im_v1_CallInviteResponseInput, _bellhop_im_v1_CallInviteRequest, _bellhop_im_v1_CallInviteResponse>
  CallJoin: MethodDefinition<_bellhop_im_v1_CallJoinRequestInput, _bellhop_im_v1_CallJoinResponseInput, _bellhop_im_v1_CallJoinRequest, _bellhop_im_v1_CallJoinResponse>
  CallQuit: MethodDefinition<_bellhop_im_v1_CallQuitRequestInput, _bellhop_im_v1_CallQuitResponseInput, _bellhop_im_v1_CallQuitRequest, _bellhop_im_v1_CallQuitResponse>
  CallReject: MethodDefinition<_bellhop_im_v1_CallRejectRequestInput, _bellhop_im_v1_CallRejectResponseInput, _bellhop_im_v1_CallRejectRequest, _bellhop_im_v1_CallRejectResponse>
  CallingInvite: MethodDefinition<_bellhop_im_v1_CallingInviteRequestInput, _bellhop_im_v1_CallingInviteResponseInput, _bellhop_im_v1_CallingInviteRequest, _bellhop_im_v1_CallingInviteResponse>
  GetCall: MethodDefinition<_bellhop_im_v1_GetCallRequestInput, _bellhop_im_v1_GetCallResponseInput, _bellhop_im_v1_GetCallRequest, _bellhop_im_v1_GetCallResponse>
  ListCalls: MethodDefinition<_bellhop_im_v1_ListCallsRequestInput, _bellhop_im_v1_ListCallsResponseInput, _bellhop_im_v1_ListCallsRequest, _bellhop_im_v1_ListCallsResponse>
}
