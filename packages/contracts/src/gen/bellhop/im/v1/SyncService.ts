// Original file: proto/bellhop/im/v1/sync_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AckSyncRequestInput as _bellhop_im_v1_AckSyncRequestInput, AckSyncRequest as _bellhop_im_v1_AckSyncRequest } from '../../../bellhop/im/v1/AckSyncRequest.ts';
import type { AckSyncResponseInput as _bellhop_im_v1_AckSyncResponseInput, AckSyncResponse as _bellhop_im_v1_AckSyncResponse } from '../../../bellhop/im/v1/AckSyncResponse.ts';
import type { CheckGroupSendersRequestInput as _bellhop_im_v1_CheckGroupSendersRequestInput, CheckGroupSendersRequest as _bellhop_im_v1_CheckGroupSendersRequest } from '../../../bellhop/im/v1/CheckGroupSendersRequest.ts';
import type { CheckGroupSendersResponseInput as _bellhop_im_v1_CheckGroupSendersResponseInput, CheckGroupSendersResponse as _bellhop_im_v1_CheckGroupSendersResponse } from '../../../bellhop/im/v1/CheckGroupSendersResponse.ts';
import type { CheckReadersRequestInput as _bellhop_im_v1_CheckReadersRequestInput, CheckReadersRequest as _bellhop_im_v1_CheckReadersRequest } from '../../../bellhop/im/v1/CheckReadersRequest.ts';
import type { CheckReadersResponseInput as _bellhop_im_v1_CheckReadersResponseInput, CheckReadersResponse as _bellhop_im_v1_CheckReadersResponse } from '../../../bellhop/im/v1/CheckReadersResponse.ts';
import type { ConfirmInvitationRequestInput as _bellhop_im_v1_ConfirmInvitationRequestInput, ConfirmInvitationRequest as _bellhop_im_v1_ConfirmInvitationRequest } from '../../../bellhop/im/v1/ConfirmInvitationRequest.ts';
import type { ConfirmInvitationResponseInput as _bellhop_im_v1_ConfirmInvitationResponseInput, ConfirmInvitationResponse as _bellhop_im_v1_ConfirmInvitationResponse } from '../../../bellhop/im/v1/ConfirmInvitationResponse.ts';
import type { FindContentsRequestInput as _bellhop_im_v1_FindContentsRequestInput, FindContentsRequest as _bellhop_im_v1_FindContentsRequest } from '../../../bellhop/im/v1/FindContentsRequest.ts';
import type { FindContentsResponseInput as _bellhop_im_v1_FindContentsResponseInput, FindContentsResponse as _bellhop_im_v1_FindContentsResponse } from '../../../bellhop/im/v1/FindContentsResponse.ts';
import type { ListRingingRequestInput as _bellhop_im_v1_ListRingingRequestInput, ListRingingRequest as _bellhop_im_v1_ListRingingRequest } from '../../../bellhop/im/v1/ListRingingRequest.ts';
import type { ListRingingResponseInput as _bellhop_im_v1_ListRingingResponseInput, ListRingingResponse as _bellhop_im_v1_ListRingingResponse } from '../../../bellhop/im/v1/ListRingingResponse.ts';
import type { SyncRequestInput as _bellhop_im_v1_SyncRequestInput, SyncRequest as _bellhop_im_v1_SyncRequest } from '../../../bellhop/im/v1/SyncRequest.ts';
import type { SyncResponseInput as _bellhop_im_v1_SyncResponseInput, SyncResponse as _bellhop_im_v1_SyncResponse } from '../../../bellhop/im/v1/SyncResponse.ts';

/**
 * What the gateway asks message-store on behalf of clients. Internal.
 */
export interface SyncServiceClient extends grpc.Client {
  /**
   * The device has everything up to these positions.
   */
  AckSync(argument: _bellhop_im_v1_AckSyncRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_AckSyncResponse>): grpc.ClientUnaryCall;
  AckSync(argument: _bellhop_im_v1_AckSyncRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_AckSyncResponse>): grpc.ClientUnaryCall;
  AckSync(argument: _bellhop_im_v1_AckSyncRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_AckSyncResponse>): grpc.ClientUnaryCall;
  AckSync(argument: _bellhop_im_v1_AckSyncRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_AckSyncResponse>): grpc.ClientUnaryCall;
  /**
   * The device has everything up to these positions.
   */
  ackSync(argument: _bellhop_im_v1_AckSyncRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_AckSyncResponse>): grpc.ClientUnaryCall;
  ackSync(argument: _bellhop_im_v1_AckSyncRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_AckSyncResponse>): grpc.ClientUnaryCall;
  ackSync(argument: _bellhop_im_v1_AckSyncRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_AckSyncResponse>): grpc.ClientUnaryCall;
  ackSync(argument: _bellhop_im_v1_AckSyncRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_AckSyncResponse>): grpc.ClientUnaryCall;
  
  /**
   * May these users send to these groups? Asked in batches before messages are accepted.
   */
  CheckGroupSenders(argument: _bellhop_im_v1_CheckGroupSendersRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CheckGroupSendersResponse>): grpc.ClientUnaryCall;
  CheckGroupSenders(argument: _bellhop_im_v1_CheckGroupSendersRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CheckGroupSendersResponse>): grpc.ClientUnaryCall;
  CheckGroupSenders(argument: _bellhop_im_v1_CheckGroupSendersRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CheckGroupSendersResponse>): grpc.ClientUnaryCall;
  CheckGroupSenders(argument: _bellhop_im_v1_CheckGroupSendersRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CheckGroupSendersResponse>): grpc.ClientUnaryCall;
  /**
   * May these users send to these groups? Asked in batches before messages are accepted.
   */
  checkGroupSenders(argument: _bellhop_im_v1_CheckGroupSendersRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CheckGroupSendersResponse>): grpc.ClientUnaryCall;
  checkGroupSenders(argument: _bellhop_im_v1_CheckGroupSendersRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CheckGroupSendersResponse>): grpc.ClientUnaryCall;
  checkGroupSenders(argument: _bellhop_im_v1_CheckGroupSendersRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CheckGroupSendersResponse>): grpc.ClientUnaryCall;
  checkGroupSenders(argument: _bellhop_im_v1_CheckGroupSendersRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CheckGroupSendersResponse>): grpc.ClientUnaryCall;
  
  /**
   * Do these users still have to be told of these messages? Asked before pushes that were decided a while ago leave.
   */
  CheckReaders(argument: _bellhop_im_v1_CheckReadersRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CheckReadersResponse>): grpc.ClientUnaryCall;
  CheckReaders(argument: _bellhop_im_v1_CheckReadersRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CheckReadersResponse>): grpc.ClientUnaryCall;
  CheckReaders(argument: _bellhop_im_v1_CheckReadersRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CheckReadersResponse>): grpc.ClientUnaryCall;
  CheckReaders(argument: _bellhop_im_v1_CheckReadersRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CheckReadersResponse>): grpc.ClientUnaryCall;
  /**
   * Do these users still have to be told of these messages? Asked before pushes that were decided a while ago leave.
   */
  checkReaders(argument: _bellhop_im_v1_CheckReadersRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CheckReadersResponse>): grpc.ClientUnaryCall;
  checkReaders(argument: _bellhop_im_v1_CheckReadersRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CheckReadersResponse>): grpc.ClientUnaryCall;
  checkReaders(argument: _bellhop_im_v1_CheckReadersRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CheckReadersResponse>): grpc.ClientUnaryCall;
  checkReaders(argument: _bellhop_im_v1_CheckReadersRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CheckReadersResponse>): grpc.ClientUnaryCall;
  
  /**
   * A device of a user has the invitation to a call: it rings.
   */
  ConfirmInvitation(argument: _bellhop_im_v1_ConfirmInvitationRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ConfirmInvitationResponse>): grpc.ClientUnaryCall;
  ConfirmInvitation(argument: _bellhop_im_v1_ConfirmInvitationRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ConfirmInvitationResponse>): grpc.ClientUnaryCall;
  ConfirmInvitation(argument: _bellhop_im_v1_ConfirmInvitationRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ConfirmInvitationResponse>): grpc.ClientUnaryCall;
  ConfirmInvitation(argument: _bellhop_im_v1_ConfirmInvitationRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ConfirmInvitationResponse>): grpc.ClientUnaryCall;
  /**
   * A device of a user has the invitation to a call: it rings.
   */
  confirmInvitation(argument: _bellhop_im_v1_ConfirmInvitationRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ConfirmInvitationResponse>): grpc.ClientUnaryCall;
  confirmInvitation(argument: _bellhop_im_v1_ConfirmInvitationRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ConfirmInvitationResponse>): grpc.ClientUnaryCall;
  confirmInvitation(argument: _bellhop_im_v1_ConfirmInvitationRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ConfirmInvitationResponse>): grpc.ClientUnaryCall;
  confirmInvitation(argument: _bellhop_im_v1_ConfirmInvitationRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ConfirmInvitationResponse>): grpc.ClientUnaryCall;
  
  /**
   * What is stored under ids that senders' local ids gave, so that another content under the same one is told from a retry.
   */
  FindContents(argument: _bellhop_im_v1_FindContentsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_FindContentsResponse>): grpc.ClientUnaryCall;
  FindContents(argument: _bellhop_im_v1_FindContentsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_FindContentsResponse>): grpc.ClientUnaryCall;
  FindContents(argument: _bellhop_im_v1_FindContentsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_FindContentsResponse>): grpc.ClientUnaryCall;
  FindContents(argument: _bellhop_im_v1_FindContentsRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_FindContentsResponse>): grpc.ClientUnaryCall;
  /**
   * What is stored under ids that senders' local ids gave, so that another content under the same one is told from a retry.
   */
  findContents(argument: _bellhop_im_v1_FindContentsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_FindContentsResponse>): grpc.ClientUnaryCall;
  findContents(argument: _bellhop_im_v1_FindContentsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_FindContentsResponse>): grpc.ClientUnaryCall;
  findContents(argument: _bellhop_im_v1_FindContentsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_FindContentsResponse>): grpc.ClientUnaryCall;
  findContents(argument: _bellhop_im_v1_FindContentsRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_FindContentsResponse>): grpc.ClientUnaryCall;
  
  /**
   * The calls by which a user is rung now. Asked when one of their devices has logged in.
   */
  ListRinging(argument: _bellhop_im_v1_ListRingingRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListRingingResponse>): grpc.ClientUnaryCall;
  ListRinging(argument: _bellhop_im_v1_ListRingingRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ListRingingResponse>): grpc.ClientUnaryCall;
  ListRinging(argument: _bellhop_im_v1_ListRingingRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListRingingResponse>): grpc.ClientUnaryCall;
  ListRinging(argument: _bellhop_im_v1_ListRingingRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ListRingingResponse>): grpc.ClientUnaryCall;
  /**
   * The calls by which a user is rung now. Asked when one of their devices has logged in.
   */
  listRinging(argument: _bellhop_im_v1_ListRingingRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListRingingResponse>): grpc.ClientUnaryCall;
  listRinging(argument: _bellhop_im_v1_ListRingingRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ListRingingResponse>): grpc.ClientUnaryCall;
  listRinging(argument: _bellhop_im_v1_ListRingingRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListRingingResponse>): grpc.ClientUnaryCall;
  listRinging(argument: _bellhop_im_v1_ListRingingRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ListRingingResponse>): grpc.ClientUnaryCall;
  
  /**
   * What a device missed, oldest first within each conversation, in pages.
   */
  Sync(argument: _bellhop_im_v1_SyncRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SyncResponse>): grpc.ClientUnaryCall;
  Sync(argument: _bellhop_im_v1_SyncRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_SyncResponse>): grpc.ClientUnaryCall;
  Sync(argument: _bellhop_im_v1_SyncRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SyncResponse>): grpc.ClientUnaryCall;
  Sync(argument: _bellhop_im_v1_SyncRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_SyncResponse>): grpc.ClientUnaryCall;
  /**
   * What a device missed, oldest first within each conversation, in pages.
   */
  sync(argument: _bellhop_im_v1_SyncRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SyncResponse>): grpc.ClientUnaryCall;
  sync(argument: _bellhop_im_v1_SyncRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_SyncResponse>): grpc.ClientUnaryCall;
  sync(argument: _bellhop_im_v1_SyncRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SyncResponse>): grpc.ClientUnaryCall;
  sync(argument: _bellhop_im_v1_SyncRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_SyncResponse>): grpc.ClientUnaryCall;
  
}

/**
 * What the gateway asks message-store on behalf of clients. Internal.
 */
export interface SyncServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * The device has everything up to these positions.
   */
  AckSync: grpc.handleUnaryCall<_bellhop_im_v1_AckSyncRequest, _bellhop_im_v1_AckSyncResponseInput>;
  
  /**
   * May these users send to these groups? Asked in batches before messages are accepted.
   */
  CheckGroupSenders: grpc.handleUnaryCall<_bellhop_im_v1_CheckGroupSendersRequest, _bellhop_im_v1_CheckGroupSendersResponseInput>;
  
  /**
   * Do these users still have to be told of these messages? Asked before pushes that were decided a while ago leave.
   */
  CheckReaders: grpc.handleUnaryCall<_bellhop_im_v1_CheckReadersRequest, _bellhop_im_v1_CheckReadersResponseInput>;
  
  /**
   * A device of a user has the invitation to a call: it rings.
   */
  ConfirmInvitation: grpc.handleUnaryCall<_bellhop_im_v1_ConfirmInvitationRequest, _bellhop_im_v1_ConfirmInvitationResponseInput>;
  
  /**
   * What is stored under ids that senders' local ids gave, so that another content under the same one is told from a retry.
   */
  FindContents: grpc.handleUnaryCall<_bellhop_im_v1_FindContentsRequest, _bellhop_im_v1_FindContentsResponseInput>;
  
  /**
   * The calls by which a user is rung now. Asked when one of their devices has logged in.
   */
  ListRinging: grpc.handleUnaryCall<_bellhop_im_v1_ListRingingRequest, _bellhop_im_v1_ListRingingResponseInput>;
  
  /**
   * What a device missed, oldest first within each conversation, in pages.
   */
  Sync: grpc.handleUnaryCall<_bellhop_im_v1_SyncRequest, _bellhop_im_v1_SyncResponseInput>;
  
}

export interface SyncServiceDefinition extends grpc.ServiceDefinition {
  AckSync: MethodDefinition<_bellhop_im_v1_AckSyncRequestInput, _bellhop_im_v1_AckSyncResponseInput, _bellhop_im_v1_AckSyncRequest, _bellhop_im_v1_AckSyncResponse>
  CheckGroupSenders: MethodDefinition<_bellhop_im_v1_CheckGroupSendersRequestInput, _bellhop_im_v1_CheckGroupSendersResponseInput, _bellhop_im_v1_CheckGroupSendersRequest, _bellhop_im_v1_CheckGroupSendersResponse>
  CheckReaders: MethodDefinition<_bellhop_im_v1_CheckReadersRequestInput, _bellhop_im_v1_CheckReadersResponseInput, _bellhop_im_v1_CheckReadersRequest, _bellhop_im_v1_CheckReadersResponse>
  ConfirmInvitation: MethodDefinition<_bellhop_im_v1_ConfirmInvitationRequestInput, _bellhop_im_v1_ConfirmInvitationResponseInput, _bellhop_im_v1_ConfirmInvitationRequest, _bellhop_im_v1_ConfirmInvitationResponse>
  FindContents: MethodDefinition<_bellhop_im_v1_FindContentsRequestInput, _bellhop_im_v1_FindContentsResponseInput, _bellhop_im_v1_FindContentsRequest, _bellhop_im_v1_FindContentsResponse>
  ListRinging: MethodDefinition<_bellhop_im_v1_ListRingingRequestInput, _bellhop_im_v1_ListRingingResponseInput, _bellhop_im_v1_ListRingingRequest, _bellhop_im_v1_ListRingingResponse>
  Sync: MethodDefinition<_bellhop_im_v1_SyncRequestInput, _bellhop_im_v1_SyncResponseInput, _bellhop_im_v1_SyncRequest, _bellhop_im_v1_SyncResponse>
}
