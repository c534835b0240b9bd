// Original file: proto/bellhop/im/v1/call_service.proto

import type { PushConfigInput as _bellhop_im_v1_PushConfigInput, PushConfig as _bellhop_im_v1_PushConfig } from '../../../bellhop/im/v1/PushConfig.ts';

/**
 * Request of CallInvite.
 */
export interface CallInviteRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Who calls. 1..64 bytes.
   */
  'callerUserId'?: (string);
  /**
   * The caller's device, set by the gateway for a client, whatever is said here: when it is gone before anybody accepts, the call ends. Empty = a service calls.
   */
  'deviceId'?: (string);
  /**
   * Who is called: 1..9 users, each once, not the caller.
   */
  'invitees'?: (string)[];
  /**
   * How long it rings, seconds, 1..600; 0 = 90.
   */
  'timeoutSeconds'?: (number);
  /**
   * For those who are invited, at most 2,048 bytes.
   */
  'extendedData'?: (string);
  /**
   * Present = devices that are offline get a push. Its payload has at most 512 bytes, since what tells the call goes beside it.
   */
  'pushConfig'?: (_bellhop_im_v1_PushConfigInput | null);
  /**
   * Chosen by the caller for idempotency, at most 64 characters: a retry with the same one is one call. Empty = every request is a new call.
   */
  'localCallId'?: (string);
}

/**
 * Request of CallInvite.
 */
export interface CallInviteRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Who calls. 1..64 bytes.
   */
  'callerUserId': (string);
  /**
   * The caller's device, set by the gateway for a client, whatever is said here: when it is gone before anybody accepts, the call ends. Empty = a service calls.
   */
  'deviceId': (string);
  /**
   * Who is called: 1..9 users, each once, not the caller.
   */
  'invitees': (string)[];
  /**
   * How long it rings, seconds, 1..600; 0 = 90.
   */
  'timeoutSeconds': (number);
  /**
   * For those who are invited, at most 2,048 bytes.
   */
  'extendedData': (string);
  /**
   * Present = devices that are offline get a push. Its payload has at most 512 bytes, since what tells the call goes beside it.
   */
  'pushConfig': (_bellhop_im_v1_PushConfig | null);
  /**
   * Chosen by the caller for idempotency, at most 64 characters: a retry with the same one is one call. Empty = every request is a new call.
   */
  'localCallId': (string);
}
