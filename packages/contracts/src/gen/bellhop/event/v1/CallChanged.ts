// Original file: proto/bellhop/event/v1/call_changed.proto

import type { CallInput as _bellhop_im_v1_CallInput, Call as _bellhop_im_v1_Call } from '../../../bellhop/im/v1/Call.ts';
import type { SilencedUserInput as _bellhop_event_v1_SilencedUserInput, SilencedUser as _bellhop_event_v1_SilencedUser } from '../../../bellhop/event/v1/SilencedUser.ts';
import type { PushConfigInput as _bellhop_im_v1_PushConfigInput, PushConfig as _bellhop_im_v1_PushConfig } from '../../../bellhop/im/v1/PushConfig.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A call has changed. Topic im.call-changed.v1, key = app + call. From message-store to itself: written to its database in the transaction
 * of the change, and published afterwards, so that none is lost. Everybody concerned is told, devices ring and stop ringing.
 */
export interface CallChangedInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The call after the change.
   */
  'call'?: (_bellhop_im_v1_CallInput | null);
  /**
   * Whose state has changed.
   */
  'changedUserIds'?: (string)[];
  /**
   * Who is rung from now on.
   */
  'ringingUserIds'?: (string)[];
  /**
   * Who is rung no longer, and why.
   */
  'silenced'?: (_bellhop_event_v1_SilencedUserInput)[];
  /**
   * Who did it; empty = time, or the system.
   */
  'actingUserId'?: (string);
  /**
   * On which device; it has its answer. Empty = a service, or nobody.
   */
  'actingDeviceId'?: (string);
  /**
   * For those who are rung; absent = no push. Also says whether anything was pushed that is to be taken back.
   */
  'pushConfig'?: (_bellhop_im_v1_PushConfigInput | null);
  /**
   * When, Unix ms.
   */
  'atMs'?: (number | string | Long);
}

/**
 * A call has changed. Topic im.call-changed.v1, key = app + call. From message-store to itself: written to its database in the transaction
 * of the change, and published afterwards, so that none is lost. Everybody concerned is told, devices ring and stop ringing.
 */
export interface CallChanged {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The call after the change.
   */
  'call': (_bellhop_im_v1_Call | null);
  /**
   * Whose state has changed.
   */
  'changedUserIds': (string)[];
  /**
   * Who is rung from now on.
   */
  'ringingUserIds': (string)[];
  /**
   * Who is rung no longer, and why.
   */
  'silenced': (_bellhop_event_v1_SilencedUser)[];
  /**
   * Who did it; empty = time, or the system.
   */
  'actingUserId': (string);
  /**
   * On which device; it has its answer. Empty = a service, or nobody.
   */
  'actingDeviceId': (string);
  /**
   * For those who are rung; absent = no push. Also says whether anything was pushed that is to be taken back.
   */
  'pushConfig': (_bellhop_im_v1_PushConfig | null);
  /**
   * When, Unix ms.
   */
  'atMs': (number);
}
