// Original file: proto/bellhop/presence/v1/presence_service.proto

import type { UserPresenceInput as _bellhop_presence_v1_UserPresenceInput, UserPresence as _bellhop_presence_v1_UserPresence } from '../../../bellhop/presence/v1/UserPresence.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of GetPresence.
 */
export interface GetPresenceResponseInput {
  /**
   * One per user asked for, in request order.
   */
  'users'?: (_bellhop_presence_v1_UserPresenceInput)[];
  /**
   * When the answer was made, Unix ms.
   */
  'asOfMs'?: (number | string | Long);
}

/**
 * Response of GetPresence.
 */
export interface GetPresenceResponse {
  /**
   * One per user asked for, in request order.
   */
  'users': (_bellhop_presence_v1_UserPresence)[];
  /**
   * When the answer was made, Unix ms.
   */
  'asOfMs': (number);
}
