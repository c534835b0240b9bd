// Original file: proto/bellhop/direct/v1/push_service.proto

import type { PushConfigInput as _bellhop_im_v1_PushConfigInput, PushConfig as _bellhop_im_v1_PushConfig } from '../../../bellhop/im/v1/PushConfig.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * Request of Push.
 */
export interface PushRequestInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Users, on all devices on which they are logged in. Together with push_ids 1..1,000, each named once.
   */
  'userIds'?: (string)[];
  /**
   * Devices, by their PushIDs.
   */
  'pushIds'?: (string)[];
  /**
   * What the phones show.
   */
  'pushConfig'?: (_bellhop_im_v1_PushConfigInput | null);
  /**
   * How long the push is worth something from when it is due, 1..604,800 s; 0 = as long as the app's messages (pushTtlSeconds).
   */
  'ttlSeconds'?: (number);
  /**
   * Two requests of the app with the same key are one push, within 7 days after it left; at most 64 characters, empty = none.
   */
  'idempotencyKey'?: (string);
  /**
   * A later push of the app with the same key replaces this one on the screen, where the vendor can, and keeps it from leaving if it still waits for its vendor; at most 64 characters, empty = none.
   */
  'collapseKey'?: (string);
  /**
   * When it leaves, Unix ms: at most 7 days ahead, and at most 60 s ago, which is now; 0 = now.
   */
  'sendAtMs'?: (number | string | Long);
  /**
   * Not to devices that are connected when it leaves. Also, only then is the users' rule about quiet platforms looked at.
   */
  'onlyOffline'?: (boolean);
  /**
   * Whatever the users want: quiet hours, quiet platforms, and how many pushes a minute the app allows do not stand against it.
   */
  'ignoreUserRules'?: (boolean);
  /**
   * Nothing is kept, sent or counted: the answer says what would be, as of when it is due, and everything about each device.
   */
  'dryRun'?: (boolean);
}

/**
 * Request of Push.
 */
export interface PushRequest {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Users, on all devices on which they are logged in. Together with push_ids 1..1,000, each named once.
   */
  'userIds': (string)[];
  /**
   * Devices, by their PushIDs.
   */
  'pushIds': (string)[];
  /**
   * What the phones show.
   */
  'pushConfig': (_bellhop_im_v1_PushConfig | null);
  /**
   * How long the push is worth something from when it is due, 1..604,800 s; 0 = as long as the app's messages (pushTtlSeconds).
   */
  'ttlSeconds': (number);
  /**
   * Two requests of the app with the same key are one push, within 7 days after it left; at most 64 characters, empty = none.
   */
  'idempotencyKey': (string);
  /**
   * A later push of the app with the same key replaces this one on the screen, where the vendor can, and keeps it from leaving if it still waits for its vendor; at most 64 characters, empty = none.
   */
  'collapseKey': (string);
  /**
   * When it leaves, Unix ms: at most 7 days ahead, and at most 60 s ago, which is now; 0 = now.
   */
  'sendAtMs': (number);
  /**
   * Not to devices that are connected when it leaves. Also, only then is the users' rule about quiet platforms looked at.
   */
  'onlyOffline': (boolean);
  /**
   * Whatever the users want: quiet hours, quiet platforms, and how many pushes a minute the app allows do not stand against it.
   */
  'ignoreUserRules': (boolean);
  /**
   * Nothing is kept, sent or counted: the answer says what would be, as of when it is due, and everything about each device.
   */
  'dryRun': (boolean);
}
