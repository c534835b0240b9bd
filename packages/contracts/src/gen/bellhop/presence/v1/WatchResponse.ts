// Original file: proto/bellhop/presence/v1/presence_service.proto

import type { UserPresenceInput as _bellhop_presence_v1_UserPresenceInput, UserPresence as _bellhop_presence_v1_UserPresence } from '../../../bellhop/presence/v1/UserPresence.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Responses of Watch.
 */
export interface WatchResponseInput {
  /**
   * In the first one every user asked for, in request order; then those of whom something has changed, with all that is known now.
   */
  'users'?: (_bellhop_presence_v1_UserPresenceInput)[];
  /**
   * When it was found, Unix ms.
   */
  'asOfMs'?: (number | string | Long);
}

/**
 * Responses of Watch.
 */
export interface WatchResponse {
  /**
   * In the first one every user asked for, in request order; then those of whom something has changed, with all that is known now.
   */
  'users': (_bellhop_presence_v1_UserPresence)[];
  /**
   * When it was found, Unix ms.
   */
  'asOfMs': (number);
}
