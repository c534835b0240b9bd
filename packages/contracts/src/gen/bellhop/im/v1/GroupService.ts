// Original file: proto/bellhop/im/v1/group_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CreateGroupRequestInput as _bellhop_im_v1_CreateGroupRequestInput, CreateGroupRequest as _bellhop_im_v1_CreateGroupRequest } from '../../../bellhop/im/v1/CreateGroupRequest.ts';
import type { CreateGroupResponseInput as _bellhop_im_v1_CreateGroupResponseInput, CreateGroupResponse as _bellhop_im_v1_CreateGroupResponse } from '../../../bellhop/im/v1/CreateGroupResponse.ts';
import type { DeleteGroupAttributesRequestInput as _bellhop_im_v1_DeleteGroupAttributesRequestInput, DeleteGroupAttributesRequest as _bellhop_im_v1_DeleteGroupAttributesRequest } from '../../../bellhop/im/v1/DeleteGroupAttributesRequest.ts';
import type { DeleteGroupAttributesResponseInput as _bellhop_im_v1_DeleteGroupAttributesResponseInput, DeleteGroupAttributesResponse as _bellhop_im_v1_DeleteGroupAttributesResponse } from '../../../bellhop/im/v1/DeleteGroupAttributesResponse.ts';
import type { DissolveGroupRequestInput as _bellhop_im_v1_DissolveGroupRequestInput, DissolveGroupRequest as _bellhop_im_v1_DissolveGroupRequest } from '../../../bellhop/im/v1/DissolveGroupRequest.ts';
import type { DissolveGroupResponseInput as _bellhop_im_v1_DissolveGroupResponseInput, DissolveGroupResponse as _bellhop_im_v1_DissolveGroupResponse } from '../../../bellhop/im/v1/DissolveGroupResponse.ts';
import type { GetGroupAttributesRequestInput as _bellhop_im_v1_GetGroupAttributesRequestInput, GetGroupAttributesRequest as _bellhop_im_v1_GetGroupAttributesRequest } from '../../../bellhop/im/v1/GetGroupAttributesRequest.ts';
import type { GetGroupAttributesResponseInput as _bellhop_im_v1_GetGroupAttributesResponseInput, GetGroupAttributesResponse as _bellhop_im_v1_GetGroupAttributesResponse } from '../../../bellhop/im/v1/GetGroupAttributesResponse.ts';
import type { GetGroupRequestInput as _bellhop_im_v1_GetGroupRequestInput, GetGroupRequest as _bellhop_im_v1_GetGroupRequest } from '../../../bellhop/im/v1/GetGroupRequest.ts';
import type { GetGroupResponseInput as _bellhop_im_v1_GetGroupResponseInput, GetGroupResponse as _bellhop_im_v1_GetGroupResponse } from '../../../bellhop/im/v1/GetGroupResponse.ts';
import type { InviteToGroupRequestInput as _bellhop_im_v1_InviteToGroupRequestInput, InviteToGroupRequest as _bellhop_im_v1_InviteToGroupRequest } from '../../../bellhop/im/v1/InviteToGroupRequest.ts';
import type { InviteToGroupResponseInput as _bellhop_im_v1_InviteToGroupResponseInput, InviteToGroupResponse as _bellhop_im_v1_InviteToGroupResponse } from '../../../bellhop/im/v1/InviteToGroupResponse.ts';
import type { JoinGroupRequestInput as _bellhop_im_v1_JoinGroupRequestInput, JoinGroupRequest as _bellhop_im_v1_JoinGroupRequest } from '../../../bellhop/im/v1/JoinGroupRequest.ts';
import type { JoinGroupResponseInput as _bellhop_im_v1_JoinGroupResponseInput, JoinGroupResponse as _bellhop_im_v1_JoinGroupResponse } from '../../../bellhop/im/v1/JoinGroupResponse.ts';
import type { KickGroupMembersRequestInput as _bellhop_im_v1_KickGroupMembersRequestInput, KickGroupMembersRequest as _bellhop_im_v1_KickGroupMembersRequest } from '../../../bellhop/im/v1/KickGroupMembersRequest.ts';
import type { KickGroupMembersResponseInput as _bellhop_im_v1_KickGroupMembersResponseInput, KickGroupMembersResponse as _bellhop_im_v1_KickGroupMembersResponse } from '../../../bellhop/im/v1/KickGroupMembersResponse.ts';
import type { LeaveGroupRequestInput as _bellhop_im_v1_LeaveGroupRequestInput, LeaveGroupRequest as _bellhop_im_v1_LeaveGroupRequest } from '../../../bellhop/im/v1/LeaveGroupRequest.ts';
import type { LeaveGroupResponseInput as _bellhop_im_v1_LeaveGroupResponseInput, LeaveGroupResponse as _bellhop_im_v1_LeaveGroupResponse } from '../../../bellhop/im/v1/LeaveGroupResponse.ts';
import type { ListGroupMembersRequestInput as _bellhop_im_v1_ListGroupMembersRequestInput, ListGroupMembersRequest as _bellhop_im_v1_ListGroupMembersRequest } from '../../../bellhop/im/v1/ListGroupMembersRequest.ts';
import type { ListGroupMembersResponseInput as _bellhop_im_v1_ListGroupMembersResponseInput, ListGroupMembersResponse as _bellhop_im_v1_ListGroupMembersResponse } from '../../../bellhop/im/v1/ListGroupMembersResponse.ts';
import type { ListUserGroupsRequestInput as _bellhop_im_v1_ListUserGroupsRequestInput, ListUserGroupsRequest as _bellhop_im_v1_ListUserGroupsRequest } from '../../../bellhop/im/v1/ListUserGroupsRequest.ts';
import type { ListUserGroupsResponseInput as _bellhop_im_v1_ListUserGroupsResponseInput, ListUserGroupsResponse as _bellhop_im_v1_ListUserGroupsResponse } from '../../../bellhop/im/v1/ListUserGroupsResponse.ts';
import type { MuteGroupMembersRequestInput as _bellhop_im_v1_MuteGroupMembersRequestInput, MuteGroupMembersRequest as _bellhop_im_v1_MuteGroupMembersRequest } from '../../../bellhop/im/v1/MuteGroupMembersRequest.ts';
import type { MuteGroupMembersResponseInput as _bellhop_im_v1_MuteGroupMembersResponseInput, MuteGroupMembersResponse as _bellhop_im_v1_MuteGroupMembersResponse } from '../../../bellhop/im/v1/MuteGroupMembersResponse.ts';
import type { MuteGroupRequestInput as _bellhop_im_v1_MuteGroupRequestInput, MuteGroupRequest as _bellhop_im_v1_MuteGroupRequest } from '../../../bellhop/im/v1/MuteGroupRequest.ts';
import type { MuteGroupResponseInput as _bellhop_im_v1_MuteGroupResponseInput, MuteGroupResponse as _bellhop_im_v1_MuteGroupResponse } from '../../../bellhop/im/v1/MuteGroupResponse.ts';
import type { SetGroupAttributesRequestInput as _bellhop_im_v1_SetGroupAttributesRequestInput, SetGroupAttributesRequest as _bellhop_im_v1_SetGroupAttributesRequest } from '../../../bellhop/im/v1/SetGroupAttributesRequest.ts';
import type { SetGroupAttributesResponseInput as _bellhop_im_v1_SetGroupAttributesResponseInput, SetGroupAttributesResponse as _bellhop_im_v1_SetGroupAttributesResponse } from '../../../bellhop/im/v1/SetGroupAttributesResponse.ts';
import type { SetGroupMemberRoleRequestInput as _bellhop_im_v1_SetGroupMemberRoleRequestInput, SetGroupMemberRoleRequest as _bellhop_im_v1_SetGroupMemberRoleRequest } from '../../../bellhop/im/v1/SetGroupMemberRoleRequest.ts';
import type { SetGroupMemberRoleResponseInput as _bellhop_im_v1_SetGroupMemberRoleResponseInput, SetGroupMemberRoleResponse as _bellhop_im_v1_SetGroupMemberRoleResponse } from '../../../bellhop/im/v1/SetGroupMemberRoleResponse.ts';
import type { TransferGroupOwnerRequestInput as _bellhop_im_v1_TransferGroupOwnerRequestInput, TransferGroupOwnerRequest as _bellhop_im_v1_TransferGroupOwnerRequest } from '../../../bellhop/im/v1/TransferGroupOwnerRequest.ts';
import type { TransferGroupOwnerResponseInput as _bellhop_im_v1_TransferGroupOwnerResponseInput, TransferGroupOwnerResponse as _bellhop_im_v1_TransferGroupOwnerResponse } from '../../../bellhop/im/v1/TransferGroupOwnerResponse.ts';
import type { UpdateGroupJoinRuleRequestInput as _bellhop_im_v1_UpdateGroupJoinRuleRequestInput, UpdateGroupJoinRuleRequest as _bellhop_im_v1_UpdateGroupJoinRuleRequest } from '../../../bellhop/im/v1/UpdateGroupJoinRuleRequest.ts';
import type { UpdateGroupJoinRuleResponseInput as _bellhop_im_v1_UpdateGroupJoinRuleResponseInput, UpdateGroupJoinRuleResponse as _bellhop_im_v1_UpdateGroupJoinRuleResponse } from '../../../bellhop/im/v1/UpdateGroupJoinRuleResponse.ts';
import type { UpdateGroupNameRequestInput as _bellhop_im_v1_UpdateGroupNameRequestInput, UpdateGroupNameRequest as _bellhop_im_v1_UpdateGroupNameRequest } from '../../../bellhop/im/v1/UpdateGroupNameRequest.ts';
import type { UpdateGroupNameResponseInput as _bellhop_im_v1_UpdateGroupNameResponseInput, UpdateGroupNameResponse as _bellhop_im_v1_UpdateGroupNameResponse } from '../../../bellhop/im/v1/UpdateGroupNameResponse.ts';
import type { UpdateGroupNoticeRequestInput as _bellhop_im_v1_UpdateGroupNoticeRequestInput, UpdateGroupNoticeRequest as _bellhop_im_v1_UpdateGroupNoticeRequest } from '../../../bellhop/im/v1/UpdateGroupNoticeRequest.ts';
import type { UpdateGroupNoticeResponseInput as _bellhop_im_v1_UpdateGroupNoticeResponseInput, UpdateGroupNoticeResponse as _bellhop_im_v1_UpdateGroupNoticeResponse } from '../../../bellhop/im/v1/UpdateGroupNoticeResponse.ts';

/**
 * Groups. Owned and served by message-store; the gateway serves the same calls to other services
 * (metadata `authorization: Bearer <API key of the app>`) and forwards them.
 * Calls with an acting user are decided by that user's role; where it is left empty the app itself acts, which needs no role. Who is told what
 * changes is connected at that moment; others ask when they come back.
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
   * Deletes attributes of a group; those that it does not have are passed over. For its owner and admins.
   */
  DeleteGroupAttributes(argument: _bellhop_im_v1_DeleteGroupAttributesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteGroupAttributesResponse>): grpc.ClientUnaryCall;
  DeleteGroupAttributes(argument: _bellhop_im_v1_DeleteGroupAttributesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_DeleteGroupAttributesResponse>): grpc.ClientUnaryCall;
  DeleteGroupAttributes(argument: _bellhop_im_v1_DeleteGroupAttributesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteGroupAttributesResponse>): grpc.ClientUnaryCall;
  DeleteGroupAttributes(argument: _bellhop_im_v1_DeleteGroupAttributesRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_DeleteGroupAttributesResponse>): grpc.ClientUnaryCall;
  /**
   * Deletes attributes of a group; those that it does not have are passed over. For its owner and admins.
   */
  deleteGroupAttributes(argument: _bellhop_im_v1_DeleteGroupAttributesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteGroupAttributesResponse>): grpc.ClientUnaryCall;
  deleteGroupAttributes(argument: _bellhop_im_v1_DeleteGroupAttributesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_DeleteGroupAttributesResponse>): grpc.ClientUnaryCall;
  deleteGroupAttributes(argument: _bellhop_im_v1_DeleteGroupAttributesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DeleteGroupAttributesResponse>): grpc.ClientUnaryCall;
  deleteGroupAttributes(argument: _bellhop_im_v1_DeleteGroupAttributesRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_DeleteGroupAttributesResponse>): grpc.ClientUnaryCall;
  
  /**
   * Ends a group for good: nobody can send to it, and its members keep what they have. For the owner.
   */
  DissolveGroup(argument: _bellhop_im_v1_DissolveGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DissolveGroupResponse>): grpc.ClientUnaryCall;
  DissolveGroup(argument: _bellhop_im_v1_DissolveGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_DissolveGroupResponse>): grpc.ClientUnaryCall;
  DissolveGroup(argument: _bellhop_im_v1_DissolveGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DissolveGroupResponse>): grpc.ClientUnaryCall;
  DissolveGroup(argument: _bellhop_im_v1_DissolveGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_DissolveGroupResponse>): grpc.ClientUnaryCall;
  /**
   * Ends a group for good: nobody can send to it, and its members keep what they have. For the owner.
   */
  dissolveGroup(argument: _bellhop_im_v1_DissolveGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DissolveGroupResponse>): grpc.ClientUnaryCall;
  dissolveGroup(argument: _bellhop_im_v1_DissolveGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_DissolveGroupResponse>): grpc.ClientUnaryCall;
  dissolveGroup(argument: _bellhop_im_v1_DissolveGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_DissolveGroupResponse>): grpc.ClientUnaryCall;
  dissolveGroup(argument: _bellhop_im_v1_DissolveGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_DissolveGroupResponse>): grpc.ClientUnaryCall;
  
  /**
   * What a group is and how it stands. Only a member, or the app, may ask.
   */
  GetGroup(argument: _bellhop_im_v1_GetGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupResponse>): grpc.ClientUnaryCall;
  GetGroup(argument: _bellhop_im_v1_GetGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupResponse>): grpc.ClientUnaryCall;
  GetGroup(argument: _bellhop_im_v1_GetGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupResponse>): grpc.ClientUnaryCall;
  GetGroup(argument: _bellhop_im_v1_GetGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupResponse>): grpc.ClientUnaryCall;
  /**
   * What a group is and how it stands. Only a member, or the app, may ask.
   */
  getGroup(argument: _bellhop_im_v1_GetGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupResponse>): grpc.ClientUnaryCall;
  getGroup(argument: _bellhop_im_v1_GetGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupResponse>): grpc.ClientUnaryCall;
  getGroup(argument: _bellhop_im_v1_GetGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupResponse>): grpc.ClientUnaryCall;
  getGroup(argument: _bellhop_im_v1_GetGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupResponse>): grpc.ClientUnaryCall;
  
  /**
   * The attributes of a group. Only a member, or the app, may ask.
   */
  GetGroupAttributes(argument: _bellhop_im_v1_GetGroupAttributesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupAttributesResponse>): grpc.ClientUnaryCall;
  GetGroupAttributes(argument: _bellhop_im_v1_GetGroupAttributesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupAttributesResponse>): grpc.ClientUnaryCall;
  GetGroupAttributes(argument: _bellhop_im_v1_GetGroupAttributesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupAttributesResponse>): grpc.ClientUnaryCall;
  GetGroupAttributes(argument: _bellhop_im_v1_GetGroupAttributesRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupAttributesResponse>): grpc.ClientUnaryCall;
  /**
   * The attributes of a group. Only a member, or the app, may ask.
   */
  getGroupAttributes(argument: _bellhop_im_v1_GetGroupAttributesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupAttributesResponse>): grpc.ClientUnaryCall;
  getGroupAttributes(argument: _bellhop_im_v1_GetGroupAttributesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupAttributesResponse>): grpc.ClientUnaryCall;
  getGroupAttributes(argument: _bellhop_im_v1_GetGroupAttributesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupAttributesResponse>): grpc.ClientUnaryCall;
  getGroupAttributes(argument: _bellhop_im_v1_GetGroupAttributesRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_GetGroupAttributesResponse>): grpc.ClientUnaryCall;
  
  /**
   * Adds users to a group, by a member whom its join rule lets invite, or by the app.
   */
  InviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  InviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  InviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  InviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  /**
   * Adds users to a group, by a member whom its join rule lets invite, or by the app.
   */
  inviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  inviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  inviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  inviteToGroup(argument: _bellhop_im_v1_InviteToGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_InviteToGroupResponse>): grpc.ClientUnaryCall;
  
  /**
   * A user enters a group by themselves, where the join rule is FREE. Who is a member stays one.
   */
  JoinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  JoinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  JoinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  JoinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  /**
   * A user enters a group by themselves, where the join rule is FREE. Who is a member stays one.
   */
  joinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  joinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  joinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  joinGroup(argument: _bellhop_im_v1_JoinGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_JoinGroupResponse>): grpc.ClientUnaryCall;
  
  /**
   * Removes members: the owner everybody else, admins those who are neither. Pushes that wait for them do not leave any more.
   */
  KickGroupMembers(argument: _bellhop_im_v1_KickGroupMembersRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_KickGroupMembersResponse>): grpc.ClientUnaryCall;
  KickGroupMembers(argument: _bellhop_im_v1_KickGroupMembersRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_KickGroupMembersResponse>): grpc.ClientUnaryCall;
  KickGroupMembers(argument: _bellhop_im_v1_KickGroupMembersRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_KickGroupMembersResponse>): grpc.ClientUnaryCall;
  KickGroupMembers(argument: _bellhop_im_v1_KickGroupMembersRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_KickGroupMembersResponse>): grpc.ClientUnaryCall;
  /**
   * Removes members: the owner everybody else, admins those who are neither. Pushes that wait for them do not leave any more.
   */
  kickGroupMembers(argument: _bellhop_im_v1_KickGroupMembersRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_KickGroupMembersResponse>): grpc.ClientUnaryCall;
  kickGroupMembers(argument: _bellhop_im_v1_KickGroupMembersRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_KickGroupMembersResponse>): grpc.ClientUnaryCall;
  kickGroupMembers(argument: _bellhop_im_v1_KickGroupMembersRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_KickGroupMembersResponse>): grpc.ClientUnaryCall;
  kickGroupMembers(argument: _bellhop_im_v1_KickGroupMembersRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_KickGroupMembersResponse>): grpc.ClientUnaryCall;
  
  /**
   * A user leaves. An owner who leaves hands the group to the longest-standing admin, or else member; the last one ends it.
   */
  LeaveGroup(argument: _bellhop_im_v1_LeaveGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_LeaveGroupResponse>): grpc.ClientUnaryCall;
  LeaveGroup(argument: _bellhop_im_v1_LeaveGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_LeaveGroupResponse>): grpc.ClientUnaryCall;
  LeaveGroup(argument: _bellhop_im_v1_LeaveGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_LeaveGroupResponse>): grpc.ClientUnaryCall;
  LeaveGroup(argument: _bellhop_im_v1_LeaveGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_LeaveGroupResponse>): grpc.ClientUnaryCall;
  /**
   * A user leaves. An owner who leaves hands the group to the longest-standing admin, or else member; the last one ends it.
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
  
  /**
   * The groups that a user is a member of, by id, in pages; dissolved ones are left out.
   */
  ListUserGroups(argument: _bellhop_im_v1_ListUserGroupsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListUserGroupsResponse>): grpc.ClientUnaryCall;
  ListUserGroups(argument: _bellhop_im_v1_ListUserGroupsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ListUserGroupsResponse>): grpc.ClientUnaryCall;
  ListUserGroups(argument: _bellhop_im_v1_ListUserGroupsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListUserGroupsResponse>): grpc.ClientUnaryCall;
  ListUserGroups(argument: _bellhop_im_v1_ListUserGroupsRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ListUserGroupsResponse>): grpc.ClientUnaryCall;
  /**
   * The groups that a user is a member of, by id, in pages; dissolved ones are left out.
   */
  listUserGroups(argument: _bellhop_im_v1_ListUserGroupsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListUserGroupsResponse>): grpc.ClientUnaryCall;
  listUserGroups(argument: _bellhop_im_v1_ListUserGroupsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_ListUserGroupsResponse>): grpc.ClientUnaryCall;
  listUserGroups(argument: _bellhop_im_v1_ListUserGroupsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_ListUserGroupsResponse>): grpc.ClientUnaryCall;
  listUserGroups(argument: _bellhop_im_v1_ListUserGroupsRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_ListUserGroupsResponse>): grpc.ClientUnaryCall;
  
  /**
   * Lets only the owner and admins write, or everybody again. For the owner and admins.
   */
  MuteGroup(argument: _bellhop_im_v1_MuteGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupResponse>): grpc.ClientUnaryCall;
  MuteGroup(argument: _bellhop_im_v1_MuteGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupResponse>): grpc.ClientUnaryCall;
  MuteGroup(argument: _bellhop_im_v1_MuteGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupResponse>): grpc.ClientUnaryCall;
  MuteGroup(argument: _bellhop_im_v1_MuteGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupResponse>): grpc.ClientUnaryCall;
  /**
   * Lets only the owner and admins write, or everybody again. For the owner and admins.
   */
  muteGroup(argument: _bellhop_im_v1_MuteGroupRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupResponse>): grpc.ClientUnaryCall;
  muteGroup(argument: _bellhop_im_v1_MuteGroupRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupResponse>): grpc.ClientUnaryCall;
  muteGroup(argument: _bellhop_im_v1_MuteGroupRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupResponse>): grpc.ClientUnaryCall;
  muteGroup(argument: _bellhop_im_v1_MuteGroupRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupResponse>): grpc.ClientUnaryCall;
  
  /**
   * Forbids members to write, or allows it again: the owner everybody else, admins those who are neither. They go on receiving. A mute outlasts leaving.
   */
  MuteGroupMembers(argument: _bellhop_im_v1_MuteGroupMembersRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupMembersResponse>): grpc.ClientUnaryCall;
  MuteGroupMembers(argument: _bellhop_im_v1_MuteGroupMembersRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupMembersResponse>): grpc.ClientUnaryCall;
  MuteGroupMembers(argument: _bellhop_im_v1_MuteGroupMembersRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupMembersResponse>): grpc.ClientUnaryCall;
  MuteGroupMembers(argument: _bellhop_im_v1_MuteGroupMembersRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupMembersResponse>): grpc.ClientUnaryCall;
  /**
   * Forbids members to write, or allows it again: the owner everybody else, admins those who are neither. They go on receiving. A mute outlasts leaving.
   */
  muteGroupMembers(argument: _bellhop_im_v1_MuteGroupMembersRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupMembersResponse>): grpc.ClientUnaryCall;
  muteGroupMembers(argument: _bellhop_im_v1_MuteGroupMembersRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupMembersResponse>): grpc.ClientUnaryCall;
  muteGroupMembers(argument: _bellhop_im_v1_MuteGroupMembersRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupMembersResponse>): grpc.ClientUnaryCall;
  muteGroupMembers(argument: _bellhop_im_v1_MuteGroupMembersRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_MuteGroupMembersResponse>): grpc.ClientUnaryCall;
  
  /**
   * Sets attributes of a group; others stay. For its owner and admins.
   */
  SetGroupAttributes(argument: _bellhop_im_v1_SetGroupAttributesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupAttributesResponse>): grpc.ClientUnaryCall;
  SetGroupAttributes(argument: _bellhop_im_v1_SetGroupAttributesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupAttributesResponse>): grpc.ClientUnaryCall;
  SetGroupAttributes(argument: _bellhop_im_v1_SetGroupAttributesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupAttributesResponse>): grpc.ClientUnaryCall;
  SetGroupAttributes(argument: _bellhop_im_v1_SetGroupAttributesRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupAttributesResponse>): grpc.ClientUnaryCall;
  /**
   * Sets attributes of a group; others stay. For its owner and admins.
   */
  setGroupAttributes(argument: _bellhop_im_v1_SetGroupAttributesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupAttributesResponse>): grpc.ClientUnaryCall;
  setGroupAttributes(argument: _bellhop_im_v1_SetGroupAttributesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupAttributesResponse>): grpc.ClientUnaryCall;
  setGroupAttributes(argument: _bellhop_im_v1_SetGroupAttributesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupAttributesResponse>): grpc.ClientUnaryCall;
  setGroupAttributes(argument: _bellhop_im_v1_SetGroupAttributesRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupAttributesResponse>): grpc.ClientUnaryCall;
  
  /**
   * Makes a member an admin, or an admin a member. For the owner.
   */
  SetGroupMemberRole(argument: _bellhop_im_v1_SetGroupMemberRoleRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupMemberRoleResponse>): grpc.ClientUnaryCall;
  SetGroupMemberRole(argument: _bellhop_im_v1_SetGroupMemberRoleRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupMemberRoleResponse>): grpc.ClientUnaryCall;
  SetGroupMemberRole(argument: _bellhop_im_v1_SetGroupMemberRoleRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupMemberRoleResponse>): grpc.ClientUnaryCall;
  SetGroupMemberRole(argument: _bellhop_im_v1_SetGroupMemberRoleRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupMemberRoleResponse>): grpc.ClientUnaryCall;
  /**
   * Makes a member an admin, or an admin a member. For the owner.
   */
  setGroupMemberRole(argument: _bellhop_im_v1_SetGroupMemberRoleRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupMemberRoleResponse>): grpc.ClientUnaryCall;
  setGroupMemberRole(argument: _bellhop_im_v1_SetGroupMemberRoleRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupMemberRoleResponse>): grpc.ClientUnaryCall;
  setGroupMemberRole(argument: _bellhop_im_v1_SetGroupMemberRoleRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupMemberRoleResponse>): grpc.ClientUnaryCall;
  setGroupMemberRole(argument: _bellhop_im_v1_SetGroupMemberRoleRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_SetGroupMemberRoleResponse>): grpc.ClientUnaryCall;
  
  /**
   * Makes another member the owner; who was it becomes a member. For the owner.
   */
  TransferGroupOwner(argument: _bellhop_im_v1_TransferGroupOwnerRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_TransferGroupOwnerResponse>): grpc.ClientUnaryCall;
  TransferGroupOwner(argument: _bellhop_im_v1_TransferGroupOwnerRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_TransferGroupOwnerResponse>): grpc.ClientUnaryCall;
  TransferGroupOwner(argument: _bellhop_im_v1_TransferGroupOwnerRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_TransferGroupOwnerResponse>): grpc.ClientUnaryCall;
  TransferGroupOwner(argument: _bellhop_im_v1_TransferGroupOwnerRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_TransferGroupOwnerResponse>): grpc.ClientUnaryCall;
  /**
   * Makes another member the owner; who was it becomes a member. For the owner.
   */
  transferGroupOwner(argument: _bellhop_im_v1_TransferGroupOwnerRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_TransferGroupOwnerResponse>): grpc.ClientUnaryCall;
  transferGroupOwner(argument: _bellhop_im_v1_TransferGroupOwnerRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_TransferGroupOwnerResponse>): grpc.ClientUnaryCall;
  transferGroupOwner(argument: _bellhop_im_v1_TransferGroupOwnerRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_TransferGroupOwnerResponse>): grpc.ClientUnaryCall;
  transferGroupOwner(argument: _bellhop_im_v1_TransferGroupOwnerRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_TransferGroupOwnerResponse>): grpc.ClientUnaryCall;
  
  /**
   * Sets how users come into a group. For its owner and admins.
   */
  UpdateGroupJoinRule(argument: _bellhop_im_v1_UpdateGroupJoinRuleRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupJoinRuleResponse>): grpc.ClientUnaryCall;
  UpdateGroupJoinRule(argument: _bellhop_im_v1_UpdateGroupJoinRuleRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupJoinRuleResponse>): grpc.ClientUnaryCall;
  UpdateGroupJoinRule(argument: _bellhop_im_v1_UpdateGroupJoinRuleRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupJoinRuleResponse>): grpc.ClientUnaryCall;
  UpdateGroupJoinRule(argument: _bellhop_im_v1_UpdateGroupJoinRuleRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupJoinRuleResponse>): grpc.ClientUnaryCall;
  /**
   * Sets how users come into a group. For its owner and admins.
   */
  updateGroupJoinRule(argument: _bellhop_im_v1_UpdateGroupJoinRuleRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupJoinRuleResponse>): grpc.ClientUnaryCall;
  updateGroupJoinRule(argument: _bellhop_im_v1_UpdateGroupJoinRuleRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupJoinRuleResponse>): grpc.ClientUnaryCall;
  updateGroupJoinRule(argument: _bellhop_im_v1_UpdateGroupJoinRuleRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupJoinRuleResponse>): grpc.ClientUnaryCall;
  updateGroupJoinRule(argument: _bellhop_im_v1_UpdateGroupJoinRuleRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupJoinRuleResponse>): grpc.ClientUnaryCall;
  
  /**
   * Names a group anew. For its owner and admins.
   */
  UpdateGroupName(argument: _bellhop_im_v1_UpdateGroupNameRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNameResponse>): grpc.ClientUnaryCall;
  UpdateGroupName(argument: _bellhop_im_v1_UpdateGroupNameRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNameResponse>): grpc.ClientUnaryCall;
  UpdateGroupName(argument: _bellhop_im_v1_UpdateGroupNameRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNameResponse>): grpc.ClientUnaryCall;
  UpdateGroupName(argument: _bellhop_im_v1_UpdateGroupNameRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNameResponse>): grpc.ClientUnaryCall;
  /**
   * Names a group anew. For its owner and admins.
   */
  updateGroupName(argument: _bellhop_im_v1_UpdateGroupNameRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNameResponse>): grpc.ClientUnaryCall;
  updateGroupName(argument: _bellhop_im_v1_UpdateGroupNameRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNameResponse>): grpc.ClientUnaryCall;
  updateGroupName(argument: _bellhop_im_v1_UpdateGroupNameRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNameResponse>): grpc.ClientUnaryCall;
  updateGroupName(argument: _bellhop_im_v1_UpdateGroupNameRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNameResponse>): grpc.ClientUnaryCall;
  
  /**
   * Sets the notice of a group. For its owner and admins.
   */
  UpdateGroupNotice(argument: _bellhop_im_v1_UpdateGroupNoticeRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNoticeResponse>): grpc.ClientUnaryCall;
  UpdateGroupNotice(argument: _bellhop_im_v1_UpdateGroupNoticeRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNoticeResponse>): grpc.ClientUnaryCall;
  UpdateGroupNotice(argument: _bellhop_im_v1_UpdateGroupNoticeRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNoticeResponse>): grpc.ClientUnaryCall;
  UpdateGroupNotice(argument: _bellhop_im_v1_UpdateGroupNoticeRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNoticeResponse>): grpc.ClientUnaryCall;
  /**
   * Sets the notice of a group. For its owner and admins.
   */
  updateGroupNotice(argument: _bellhop_im_v1_UpdateGroupNoticeRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNoticeResponse>): grpc.ClientUnaryCall;
  updateGroupNotice(argument: _bellhop_im_v1_UpdateGroupNoticeRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNoticeResponse>): grpc.ClientUnaryCall;
  updateGroupNotice(argument: _bellhop_im_v1_UpdateGroupNoticeRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNoticeResponse>): grpc.ClientUnaryCall;
  updateGroupNotice(argument: _bellhop_im_v1_UpdateGroupNoticeRequestInput, callback: grpc.requestCallback<_bellhop_im_v1_UpdateGroupNoticeResponse>): grpc.ClientUnaryCall;
  
}

/**
 * Groups. Owned and served by message-store; the gateway serves the same calls to other services
 * (metadata `authorization: Bearer <API key of the app>`) and forwards them.
 * Calls with an acting user are decided by that user's role; where it is left empty the app itself acts, which needs no role. Who is told what
 * changes is connected at that moment; others ask when they come back.
 */
export interface GroupServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Creates a group. The owner is its first member. Creating it again with the same owner answers as the first time.
   */
  CreateGroup: grpc.handleUnaryCall<_bellhop_im_v1_CreateGroupRequest, _bellhop_im_v1_CreateGroupResponseInput>;
  
  /**
   * Deletes attributes of a group; those that it does not have are passed over. For its owner and admins.
   */
  DeleteGroupAttributes: grpc.handleUnaryCall<_bellhop_im_v1_DeleteGroupAttributesRequest, _bellhop_im_v1_DeleteGroupAttributesResponseInput>;
  
  /**
   * Ends a group for good: nobody can send to it, and its members keep what they have. For the owner.
   */
  DissolveGroup: grpc.handleUnaryCall<_bellhop_im_v1_DissolveGroupRequest, _bellhop_im_v1_DissolveGroupResponseInput>;
  
  /**
   * What a group is and how it stands. Only a member, or the app, may ask.
   */
  GetGroup: grpc.handleUnaryCall<_bellhop_im_v1_GetGroupRequest, _bellhop_im_v1_GetGroupResponseInput>;
  
  /**
   * The attributes of a group. Only a member, or the app, may ask.
   */
  GetGroupAttributes: grpc.handleUnaryCall<_bellhop_im_v1_GetGroupAttributesRequest, _bellhop_im_v1_GetGroupAttributesResponseInput>;
  
  /**
   * Adds users to a group, by a member whom its join rule lets invite, or by the app.
   */
  InviteToGroup: grpc.handleUnaryCall<_bellhop_im_v1_InviteToGroupRequest, _bellhop_im_v1_InviteToGroupResponseInput>;
  
  /**
   * A user enters a group by themselves, where the join rule is FREE. Who is a member stays one.
   */
  JoinGroup: grpc.handleUnaryCall<_bellhop_im_v1_JoinGroupRequest, _bellhop_im_v1_JoinGroupResponseInput>;
  
  /**
   * Removes members: the owner everybody else, admins those who are neither. Pushes that wait for them do not leave any more.
   */
  KickGroupMembers: grpc.handleUnaryCall<_bellhop_im_v1_KickGroupMembersRequest, _bellhop_im_v1_KickGroupMembersResponseInput>;
  
  /**
   * A user leaves. An owner who leaves hands the group to the longest-standing admin, or else member; the last one ends it.
   */
  LeaveGroup: grpc.handleUnaryCall<_bellhop_im_v1_LeaveGroupRequest, _bellhop_im_v1_LeaveGroupResponseInput>;
  
  /**
   * Lists the members by user id, in pages.
   */
  ListGroupMembers: grpc.handleUnaryCall<_bellhop_im_v1_ListGroupMembersRequest, _bellhop_im_v1_ListGroupMembersResponseInput>;
  
  /**
   * The groups that a user is a member of, by id, in pages; dissolved ones are left out.
   */
  ListUserGroups: grpc.handleUnaryCall<_bellhop_im_v1_ListUserGroupsRequest, _bellhop_im_v1_ListUserGroupsResponseInput>;
  
  /**
   * Lets only the owner and admins write, or everybody again. For the owner and admins.
   */
  MuteGroup: grpc.handleUnaryCall<_bellhop_im_v1_MuteGroupRequest, _bellhop_im_v1_MuteGroupResponseInput>;
  
  /**
   * Forbids members to write, or allows it again: the owner everybody else, admins those who are neither. They go on receiving. A mute outlasts leaving.
   */
  MuteGroupMembers: grpc.handleUnaryCall<_bellhop_im_v1_MuteGroupMembersRequest, _bellhop_im_v1_MuteGroupMembersResponseInput>;
  
  /**
   * Sets attributes of a group; others stay. For its owner and admins.
   */
  SetGroupAttributes: grpc.handleUnaryCall<_bellhop_im_v1_SetGroupAttributesRequest, _bellhop_im_v1_SetGroupAttributesResponseInput>;
  
  /**
   * Makes a member an admin, or an admin a member. For the owner.
   */
  SetGroupMemberRole: grpc.handleUnaryCall<_bellhop_im_v1_SetGroupMemberRoleRequest, _bellhop_im_v1_SetGroupMemberRoleResponseInput>;
  
  /**
   * Makes another member the owner; who was it becomes a member. For the owner.
   */
  TransferGroupOwner: grpc.handleUnaryCall<_bellhop_im_v1_TransferGroupOwnerRequest, _bellhop_im_v1_TransferGroupOwnerResponseInput>;
  
  /**
   * Sets how users come into a group. For its owner and admins.
   */
  UpdateGroupJoinRule: grpc.handleUnaryCall<_bellhop_im_v1_UpdateGroupJoinRuleRequest, _bellhop_im_v1_UpdateGroupJoinRuleResponseInput>;
  
  /**
   * Names a group anew. For its owner and admins.
   */
  UpdateGroupName: grpc.handleUnaryCall<_bellhop_im_v1_UpdateGroupNameRequest, _bellhop_im_v1_UpdateGroupNameResponseInput>;
  
  /**
   * Sets the notice of a group. For its owner and admins.
   */
  UpdateGroupNotice: grpc.handleUnaryCall<_bellhop_im_v1_UpdateGroupNoticeRequest, _bellhop_im_v1_UpdateGroupNoticeResponseInput>;
  
}

export interface GroupServiceDefinition extends grpc.ServiceDefinition {
  CreateGroup: MethodDefinition<_bellhop_im_v1_CreateGroupRequestInput, _bellhop_im_v1_CreateGroupResponseInput, _bellhop_im_v1_CreateGroupRequest, _bellhop_im_v1_CreateGroupResponse>
  DeleteGroupAttributes: MethodDefinition<_bellhop_im_v1_DeleteGroupAttributesRequestInput, _bellhop_im_v1_DeleteGroupAttributesResponseInput, _bellhop_im_v1_DeleteGroupAttributesRequest, _bellhop_im_v1_DeleteGroupAttributesResponse>
  DissolveGroup: MethodDefinition<_bellhop_im_v1_DissolveGroupRequestInput, _bellhop_im_v1_DissolveGroupResponseInput, _bellhop_im_v1_DissolveGroupRequest, _bellhop_im_v1_DissolveGroupResponse>
  GetGroup: MethodDefinition<_bellhop_im_v1_GetGroupRequestInput, _bellhop_im_v1_GetGroupResponseInput, _bellhop_im_v1_GetGroupRequest, _bellhop_im_v1_GetGroupResponse>
  GetGroupAttributes: MethodDefinition<_bellhop_im_v1_GetGroupAttributesRequestInput, _bellhop_im_v1_GetGroupAttributesResponseInput, _bellhop_im_v1_GetGroupAttributesRequest, _bellhop_im_v1_GetGroupAttributesResponse>
  InviteToGroup: MethodDefinition<_bellhop_im_v1_InviteToGroupRequestInput, _bellhop_im_v1_InviteToGroupResponseInput, _bellhop_im_v1_InviteToGroupRequest, _bellhop_im_v1_InviteToGroupResponse>
  JoinGroup: MethodDefinition<_bellhop_im_v1_JoinGroupRequestInput, _bellhop_im_v1_JoinGroupResponseInput, _bellhop_im_v1_JoinGroupRequest, _bellhop_im_v1_JoinGroupResponse>
  KickGroupMembers: MethodDefinition<_bellhop_im_v1_KickGroupMembersRequestInput, _bellhop_im_v1_KickGroupMembersResponseInput, _bellhop_im_v1_KickGroupMembersRequest, _bellhop_im_v1_KickGroupMembersResponse>
  LeaveGroup: MethodDefinition<_bellhop_im_v1_LeaveGroupRequestInput, _bellhop_im_v1_LeaveGroupResponseInput, _bellhop_im_v1_LeaveGroupRequest, _bellhop_im_v1_LeaveGroupResponse>
  ListGroupMembers: MethodDefinition<_bellhop_im_v1_ListGroupMembersRequestInput, _bellhop_im_v1_ListGroupMembersResponseInput, _bellhop_im_v1_ListGroupMembersRequest, _bellhop_im_v1_ListGroupMembersResponse>
  ListUserGroups: MethodDefinition<_bellhop_im_v1_ListUserGroupsRequestInput, _bellhop_im_v1_ListUserGroupsResponseInput, _bellhop_im_v1_ListUserGroupsRequest, _bellhop_im_v1_ListUserGroupsResponse>
  MuteGroup: MethodDefinition<_bellhop_im_v1_MuteGroupRequestInput, _bellhop_im_v1_MuteGroupResponseInput, _bellhop_im_v1_MuteGroupRequest, _bellhop_im_v1_MuteGroupResponse>
  MuteGroupMembers: MethodDefinition<_bellhop_im_v1_MuteGroupMembersRequestInput, _bellhop_im_v1_MuteGroupMembersResponseInput, _bellhop_im_v1_MuteGroupMembersRequest, _bellhop_im_v1_MuteGroupMembersResponse>
  SetGroupAttributes: MethodDefinition<_bellhop_im_v1_SetGroupAttributesRequestInput, _bellhop_im_v1_SetGroupAttributesResponseInput, _bellhop_im_v1_SetGroupAttributesRequest, _bellhop_im_v1_SetGroupAttributesResponse>
  SetGroupMemberRole: MethodDefinition<_bellhop_im_v1_SetGroupMemberRoleRequestInput, _bellhop_im_v1_SetGroupMemberRoleResponseInput, _bellhop_im_v1_SetGroupMemberRoleRequest, _bellhop_im_v1_SetGroupMemberRoleResponse>
  TransferGroupOwner: MethodDefinition<_bellhop_im_v1_TransferGroupOwnerRequestInput, _bellhop_im_v1_TransferGroupOwnerResponseInput, _bellhop_im_v1_TransferGroupOwnerRequest, _bellhop_im_v1_TransferGroupOwnerResponse>
  UpdateGroupJoinRule: MethodDefinition<_bellhop_im_v1_UpdateGroupJoinRuleRequestInput, _bellhop_im_v1_UpdateGroupJoinRuleResponseInput, _bellhop_im_v1_UpdateGroupJoinRuleRequest, _bellhop_im_v1_UpdateGroupJoinRuleResponse>
  UpdateGroupName: MethodDefinition<_bellhop_im_v1_UpdateGroupNameRequestInput, _bellhop_im_v1_UpdateGroupNameResponseInput, _bellhop_im_v1_UpdateGroupNameRequest, _bellhop_im_v1_UpdateGroupNameResponse>
  UpdateGroupNotice: MethodDefinition<_bellhop_im_v1_UpdateGroupNoticeRequestInput, _bellhop_im_v1_UpdateGroupNoticeResponseInput, _bellhop_im_v1_UpdateGroupNoticeRequest, _bellhop_im_v1_UpdateGroupNoticeResponse>
}
