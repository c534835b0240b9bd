// Original file: proto/bellhop/push/v1/target_service.proto

import type { Long } from '@grpc/proto-loader';

/**
 * One device that is about to be pushed to.
 */
export interface TargetToCheckInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * Its push address.
   */
  'pushId'?: (string);
  /**
   * The receiver.
   */
  'userId'?: (string);
  /**
   * SHA-256 of the token that the push would go to, hex.
   */
  'tokenSha256'?: (string);
  /**
   * The message's conversation; empty = only the device is looked at. "direct/…" of a push without a message = the device, and whether a newer one with its collapse
   * key has left.
   */
  'conversationId'?: (string);
  /**
   * The message's position there.
   */
  'seq'?: (number | string | Long);
  /**
   * Group of a group message; empty for a peer message.
   */
  'toGroupId'?: (string);
  /**
   * Id of a call by which the receiver is to be rung, or whose end they are to be told; empty = a message.
   */
  'callId'?: (string);
  /**
   * What is to leave ends the ringing: it may when the call does not ring for them.
   */
  'endsRinging'?: (boolean);
  /**
   * What its receiver wants does not stand against it.
   */
  'ignoresUserRules'?: (boolean);
  /**
   * The message; empty = from a release that did not say it. In apps that gather bursts, a later notification may tell of it already.
   */
  'messageId'?: (string);
  /**
   * When the push was decided, Unix ms; 0 = from a release that did not say it. Of a user's platforms those count as online on which they have connected since.
   */
  'decidedAtMs'?: (number | string | Long);
  /**
   * The id of the notification that is taken away, and of none that is shown; 0 = nothing is taken away, or from a release that did not say it. In apps that gather
   * bursts, a later notification may have its place by now.
   */
  'takesBackNotifyId'?: (number);
  /**
   * Its app was connected in the background: that the device has the message does not say that anybody has seen it.
   */
  'inBackground'?: (boolean);
  /**
   * The push shows a number on the user's badge: what that is by now is wanted.
   */
  'wantsBadge'?: (boolean);
  /**
   * It is not for a device that is connected by now.
   */
  'onlyOffline'?: (boolean);
}

/**
 * One device that is about to be pushed to.
 */
export interface TargetToCheck {
  /**
   * The app.
   */
  'app': (string);
  /**
   * Its push address.
   */
  'pushId': (string);
  /**
   * The receiver.
   */
  'userId': (string);
  /**
   * SHA-256 of the token that the push would go to, hex.
   */
  'tokenSha256': (string);
  /**
   * The message's conversation; empty = only the device is looked at. "direct/…" of a push without a message = the device, and whether a newer one with its collapse
   * key has left.
   */
  'conversationId': (string);
  /**
   * The message's position there.
   */
  'seq': (number);
  /**
   * Group of a group message; empty for a peer message.
   */
  'toGroupId': (string);
  /**
   * Id of a call by which the receiver is to be rung, or whose end they are to be told; empty = a message.
   */
  'callId': (string);
  /**
   * What is to leave ends the ringing: it may when the call does not ring for them.
   */
  'endsRinging': (boolean);
  /**
   * What its receiver wants does not stand against it.
   */
  'ignoresUserRules': (boolean);
  /**
   * The message; empty = from a release that did not say it. In apps that gather bursts, a later notification may tell of it already.
   */
  'messageId': (string);
  /**
   * When the push was decided, Unix ms; 0 = from a release that did not say it. Of a user's platforms those count as online on which they have connected since.
   */
  'decidedAtMs': (number);
  /**
   * The id of the notification that is taken away, and of none that is shown; 0 = nothing is taken away, or from a release that did not say it. In apps that gather
   * bursts, a later notification may have its place by now.
   */
  'takesBackNotifyId': (number);
  /**
   * Its app was connected in the background: that the device has the message does not say that anybody has seen it.
   */
  'inBackground': (boolean);
  /**
   * The push shows a number on the user's badge: what that is by now is wanted.
   */
  'wantsBadge': (boolean);
  /**
   * It is not for a device that is connected by now.
   */
  'onlyOffline': (boolean);
}
