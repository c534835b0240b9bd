// Original file: proto/bellhop/im/v1/group_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CreateGroupRequestInput as _bellhop_im_v1_CreateGroupRequestInput, CreateGroupRequest as _bellhop_im_v1_CreateGroupRequest } from '../../../bellhop/im/v1/CreateGroupRequest.ts';
import type { CreateGroupResponseInput as _bellhop_im_v1_CreateGroupResponseInput, CreateGroupResponse as _bellhop_im_v1_CreateGroupResponse } from '../../../bellhop/im/v1/CreateGroupResponse.ts';
import type { InviteToGroupRequestInput as _bellhop_im_v1_InviteToGroupRequestInput, InviteToGroupRequest as _bellhop_im_v1_InviteToGroupRequest } from '../../../bellhop/im/v1/InviteToGroupRequest.ts';
import type { InviteToGroupResponseInput as _bellhop_im_v1_InviteToGroupResponseInput, InviteToGroupResponse as _bellhop_im_v1_InviteToGroupResponse } from '../../../bellhop/im/v1/InviteToGroupResponse.ts';
import type { JoinGroupRequestInput as _bellhop_im_v1_JoinGroupRequestInput, JoinGroupRequest as _bellhop_im_v1_JoinGroupRequest } from '../../../bellhop/im/v1/JoinGroupRequest.ts';
import type { JoinGroupResponseInput as _bellhop_im_v1_JoinGroupResponseInput, JoinGroupResponse as _bellhop_im_v1_JoinGroupResponse } from '../../../bellhop/im/v1/JoinGroupResponse.ts';
import type { LeaveGroupRequestInput as _bellhop_im_v1_LeaveGroupRequestInput, LeaveGroupRequest as _bellhop_im_v1_LeaveGroupRequest } from '../../../bellhop/im/v1/LeaveGroupRequest.ts';
import type { LeaveGroupResponseInput as _bellhop_im_v1_LeaveGroupResponseInput, LeaveGroupResponse as _bellhop_im_v1_LeaveGroupResponse } from '../../../bellhop/im/v1/LeaveGroupResponse.ts';
import type { ListGroupMembersRequestInput as _bellhop_im_v1_ListGroupMembersRequestInput, ListGroupMembersRequest as _bellhop_im_v1_ListGroupMembersRequest } from '../../../bellhop/im/v1/ListGroupMembersRequest.ts';
import type { ListGroupMembersResponseInput as _bellhop_im_v1_ListGroupMembersResponseInput, ListGroupMembersResponse as _bellhop_im_v1_ListGroupMembersResponse } from '../../../bellhop/im/v1/ListGroupMembersResponse.ts';

/**
 * Groups. Owned and served by message-store; the gateway serves the same calls to other services
 * (metadata `authorization: Bearer <API key of the app>`) and forwards them.
 */
export interface GroupServiceClient extends grpc.Client {
  /**
   * Creates a group. The owner is its first member. Creating it again with the same owner answers as the first time.
   */
  CreateGroup(argument: _bellhop_im_v1_CreateGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CreateGroupResponse>): grpc.ClientUnaryCall;
  CreateGroup(argument: _bellhop_im_v1_CreateGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CreateGroupResponse>): grpc.ClientUnaryCall;
  CreateGroup(argument: _bellhop_im_v1_CreateGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CreateGroupResponse>): grpc.ClientUnaryCall;
  CreateGroup(argument: _bellhop_im_v1_CreateGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CreateGroupResponse>): grpc.ClientUnaryCall;
  /**
   * Creates a group. The owner is its first member. Creating it again with the same owner answers as the first time.
   */
  createGroup(argument: _bellhop_im_v1_CreateGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CreateGroupResponse>): grpc.ClientUnaryCall;
  createGroup(argument: _bellhop_im_v1_CreateGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_CreateGroupResponse>): grpc.ClientUnaryCall;
  createGroup(argument: _bellhop_im_v1_CreateGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_CreateGroupResponse>): grpc.ClientUnaryCall;
  createGroup(argument: _bellhop_im_v1_CreateGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_CreateGroupResponse>): grpc.ClientUnaryCall;
  
  /**
   * Adds users to a group. Only members may invite.
   */
  InviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  InviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  InviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  InviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  /**
   * Adds users to a group. Only members may invite.
   */
  inviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  inviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  inviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  inviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  
  /**
   * A user enters a group by himself.
   */
  JoinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  JoinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  JoinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  JoinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  /**
   * A user enters a group by himself.
   */
  joinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  joinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  joinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  joinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  
  /**
   * A user leaves. An owner who leaves hands the group to the longest-standing member.
   */
  LeaveGroup(argument: _bellhop_im_v1_LeaveGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_LeaveGroupResponse>): grpc.ClientUnaryCall;
  LeaveGroup(argument: _bellhop_im_v1_LeaveGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_LeaveGroupResponse>): grpc.ClientUnaryCall;
  LeaveGroup(argument: _bellhop_im_v1_LeaveGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_LeaveGroupResponse>): grpc.ClientUnaryCall;
  LeaveGroup(argument: _bellhop_im_v1_LeaveGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_LeaveGroupResponse>): grpc.ClientUnaryCall;
  /**
   * A user leaves. An owner who leaves hands the group to the longest-standing member.
   */
  leaveGroup(argument: _bellhop_im_v1_LeaveGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_LeaveGroupResponse>): grpc.ClientUnaryCall;
  leaveGroup(argument: _bellhop_im_v1_LeaveGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_LeaveGroupResponse>): grpc.ClientUnaryCall;
  leaveGroup(argument: _bellhop_im_v1_LeaveGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_LeaveGroupResponse>): grpc.ClientUnaryCall;
  leaveGroup(argument: _bellhop_im_v1_LeaveGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_LeaveGroupResponse>): grpc.ClientUnaryCall;
  
  /**
   * Lists the members by user id, in pages.
   */
  ListGroupMembers(argument: _bellhop_im_v1_ListGroupMembersRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListGroupMembersResponse>): grpc.ClientUnaryCall;
  ListGroupMembers(argument: _bellhop_im_v1_ListGroupMembersRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ListGroupMembersResponse>): grpc.ClientUnaryCall;
  ListGroupMembers(argument: _bellhop_im_v1_ListGroupMembersRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListGroupMembersResponse>): grpc.ClientUnaryCall;
  ListGroupMembers(argument: _bellhop_im_v1_ListGroupMembersRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ListGroupMembersResponse>): grpc.ClientUnaryCall;
  /**
   * Lists the members by user id, in pages.
   */
  listGroupMembers(argument: _bellhop_im_v1_ListGroupMembersRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListGroupMembersResponse>): grpc.ClientUnaryCall;
  listGroupMembers(argument: _bellhop_im_v1_ListGroupMembersRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ListGroupMembersResponse>): grpc.ClientUnaryCall;
  listGroupMembers(argument: _bellhop_im_v1_ListGroupMembersRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListGroupMembersResponse>): grpc.ClientUnaryCall;
  listGroupMembers(argument: _bellhop_im_v1_ListGroupMembersRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ListGroupMembersResponse>): grpc.ClientUnaryCall;
  
}

/**
 * Groups. Owned and served by message-store; the gateway serves the same calls to other services
 * (metadata `authorization: Bearer <API key of the app>`) and forwards them.
 */
export interface GroupServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Creates a group. The owner is its first member. Creating it again with the same owner answers as the first time.
   */
  CreateGroup: grpc.handleUnaryCall<_bellhop_im_v1_CreateGroupRequest, _bellhop_im_v1_CreateGroupResponseInput>;
  
  /**
   * Adds users to a group. Only members may invite.
   */
  InviteToGroup: grpc.handleUnaryCall<_bellhop_im_v1_InviteToGroupRequest, _bellhop_im_v1_InviteToGroupResponseInput>;
  
  /**
   * A user enters a group by himself.
   */
  JoinGroup: grpc.handleUnaryCall<_bellhop_im_v1_JoinGroupRequest, _bellhop_im_v1_JoinGroupResponseInput>;
  
  /**
   * A user leaves. An owner who leaves hands the group to the longest-standing member.
   */
  LeaveGroup: grpc.handleUnaryCall<_bellhop_im_v1_LeaveGroupRequest, _bellhop_im_v1_LeaveGroupResponseInput>;
  
  /**
   * Lists the members by user id, in pages.
   */
  ListGroupMembers: grpc.handleUnaryCall<_bellhop_im_v1_ListGroupMembersRequest, _bellhop_im_v1_ListGroupMembersResponseInput>;
  
}

export interface GroupServiceDefinition extends grpc.ServiceDefinition {
  CreateGroup: MethodDefinition<_bellhop_im_v1_CreateGroupRequestInput, _bellhop_im_v1_CreateGroupResponseInput, _bellhop_im_v1_CreateGroupRequest, _bellhop_im_v1_CreateGroupResponse>
  InviteToGroup: MethodDefinition<_bellhop_im_v1_InviteToGroupRequestInput, _bellhop_im_v1_InviteToGroupResponseInput, _bellhop_im_v1_InviteToGroupRequest, _bellhop_im_v1_InviteToGroupResponse>
  JoinGroup: MethodDefinition<_bellhop_im_v1_JoinGroupRequestInput, _bellhop_im_v1_JoinGroupResponseInput, _bellhop_im_v1_JoinGroupRequest, _bellhop_im_v1_JoinGroupResponse>
  LeaveGroup: MethodDefinition<_bellhop_im_v1_LeaveGroupRequestInput, _bellhop_im_v1_LeaveGroupResponseInput, _bellhop_im_v1_LeaveGroupRequest, _bellhop_im_v1_LeaveGroupResponse>
  ListGroupMembers: MethodDefinition<_bellhop_im_v1_ListGroupMembersRequestInput, _bellhop_im_v1_ListGroupMembersResponseInput, _bellhop_im_v1_ListGroupMembersRequest, _bellhop_im_v1_ListGroupMembersResponse>
}
