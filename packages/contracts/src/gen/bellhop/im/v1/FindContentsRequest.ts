// Original file: proto/bellhop/im/v1/sync_service.proto

import type { MessageKeyInput as _bellhop_im_v1_MessageKeyInput, MessageKey as _bellhop_im_v1_MessageKey } from '../../../bellhop/im/v1/MessageKey.ts';

/**
 * Request of FindContents.
 */
export interface FindContentsRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * 1..500 messages.
   */
  'messages'?: (_bellhop_im_v1_MessageKeyInput)[];
  /**
   * The digests say whom messages are for, too. Gateways of the release before compare them without.
   */
  'withTargets'?: (boolean);
}

/**
 * Request of FindContents.
 */
export interface FindContentsRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * 1..500 messages.
   */
  'messages': (_bellhop_im_v1_MessageKey)[];
  /**
   * The digests say whom messages are for, too. Gateways of the release before compare them without.
   */
  'withTargets': (boolean);
}
