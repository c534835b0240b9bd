// Original file: proto/bellhop/im/v1/call_service.proto

import type { PushConfigInput as _bellhop_im_v1_PushConfigInput, PushConfig as _bellhop_im_v1_PushConfig } from '../../../bellhop/im/v1/PushConfig.ts';

/**
 * Request of CallingInvite.
 */
export interface CallingInviteRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Who invites: somebody in the call.
   */
  'userId'?: (string);
  /**
   * Their device, set by the gateway for a client.
   */
  'deviceId'?: (string);
  /**
   * The call.
   */
  'callId'?: (string);
  /**
   * Who is invited: 1..9 users, each once. Who is in the call or rung already stays as they are.
   */
  'invitees'?: (string)[];
  /**
   * As in CallInviteRequest, and from now on the call's; absent = the call's as it is.
   */
  'pushConfig'?: (_bellhop_im_v1_PushConfigInput | null);
}

/**
 * Request of CallingInvite.
 */
export interface CallingInviteRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Who invites: somebody in the call.
   */
  'userId': (string);
  /**
   * Their device, set by the gateway for a client.
   */
  'deviceId': (string);
  /**
   * The call.
   */
  'callId': (string);
  /**
   * Who is invited: 1..9 users, each once. Who is in the call or rung already stays as they are.
   */
  'invitees': (string)[];
  /**
   * As in CallInviteRequest, and from now on the call's; absent = the call's as it is.
   */
  'pushConfig': (_bellhop_im_v1_PushConfig | null);
}
