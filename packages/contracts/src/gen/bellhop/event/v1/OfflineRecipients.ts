// Original file: proto/bellhop/event/v1/offline_recipients.proto

import type { PushConfigInput as _bellhop_im_v1_PushConfigInput, PushConfig as _bellhop_im_v1_PushConfig } from '../../../bellhop/im/v1/PushConfig.ts';
import type { OfflineReasonInput as _bellhop_event_v1_OfflineReasonInput, OfflineReason as _bellhop_event_v1_OfflineReason } from '../../../bellhop/event/v1/OfflineReason.ts';
import type { OfflineRecipientInput as _bellhop_event_v1_OfflineRecipientInput, OfflineRecipient as _bellhop_event_v1_OfflineRecipient } from '../../../bellhop/event/v1/OfflineRecipient.ts';
import type { CallPushInput as _bellhop_event_v1_CallPushInput, CallPush as _bellhop_event_v1_CallPush } from '../../../bellhop/event/v1/CallPush.ts';
import type { MessagePreviewInput as _bellhop_event_v1_MessagePreviewInput, MessagePreview as _bellhop_event_v1_MessagePreview } from '../../../bellhop/event/v1/MessagePreview.ts';
import type { Long } from '@grpc/proto-loader';

/**
 * A stored message, or a call, has recipients with devices that are offline. Topic push.offline-recipient.v1 (calls: push.offline-recipient.urgent.v1),
 * key = app + conversation.
 * From message-store to push-router. One at once for devices without connection, and one more only for
 * devices whose acknowledgement did not come in time. Recipients in chunks of at most 1,000 per event.
 */
export interface OfflineRecipientsInput {
  /**
   * The app.
   */
  'app'?: (string);
  /**
   * The message.
   */
  'messageId'?: (string);
  /**
   * Its conversation.
   */
  'conversationId'?: (string);
  /**
   * Its position there.
   */
  'seq'?: (number | string | Long);
  /**
   * Who sent it. Never pushed to, on none of his devices.
   */
  'senderUserId'?: (string);
  /**
   * Group of a group message; empty for a peer message.
   */
  'toGroupId'?: (string);
  /**
   * What the phones show. Absent = the app's default push, with the preview; what revokes a message and has none takes the notification away.
   */
  'pushConfig'?: (_bellhop_im_v1_PushConfigInput | null);
  /**
   * When the gateway accepted the message, Unix ms.
   */
  'acceptedAtMs'?: (number | string | Long);
  /**
   * When it was stored, Unix ms.
   */
  'storedAtMs'?: (number | string | Long);
  /**
   * When presence was asked or the ack timeout ended, Unix ms.
   */
  'decidedAtMs'?: (number | string | Long);
  /**
   * Why these devices count as offline.
   */
  'reason'?: (_bellhop_event_v1_OfflineReasonInput);
  /**
   * The recipients of this chunk.
   */
  'recipients'?: (_bellhop_event_v1_OfflineRecipientInput)[];
  /**
   * It is no message but a call: of its events, topic push.offline-recipient.urgent.v1, the message id is the call's.
   */
  'call'?: (_bellhop_event_v1_CallPushInput | null);
  /**
   * What the message is, for texts that the system words. Absent of calls.
   */
  'preview'?: (_bellhop_event_v1_MessagePreviewInput | null);
  /**
   * It revokes an earlier message of the conversation: the notification of that one is replaced by this one, or taken away. Empty = it does not.
   */
  'revokesMessageId'?: (string);
  /**
   * How the message that it revokes was pushed: of its push config the resource, and of the vendors' settings the kind of push. Absent = it named neither, or this is no revocation.
   */
  'revokedPushConfig'?: (_bellhop_im_v1_PushConfigInput | null);
}

/**
 * A stored message, or a call, has recipients with devices that are offline. Topic push.offline-recipient.v1 (calls: push.offline-recipient.urgent.v1),
 * key = app + conversation.
 * From message-store to push-router. One at once for devices without connection, and one more only for
 * devices whose acknowledgement did not come in time. Recipients in chunks of at most 1,000 per event.
 */
export interface OfflineRecipients {
  /**
   * The app.
   */
  'app': (string);
  /**
   * The message.
   */
  'messageId': (string);
  /**
   * Its conversation.
   */
  'conversationId': (string);
  /**
   * Its position there.
   */
  'seq': (number);
  /**
   * Who sent it. Never pushed to, on none of his devices.
   */
  'senderUserId': (string);
  /**
   * Group of a group message; empty for a peer message.
   */
  'toGroupId': (string);
  /**
   * What the phones show. Absent = the app's default push, with the preview; what revokes a message and has none takes the notification away.
   */
  'pushConfig': (_bellhop_im_v1_PushConfig | null);
  /**
   * When the gateway accepted the message, Unix ms.
   */
  'acceptedAtMs': (number);
  /**
   * When it was stored, Unix ms.
   */
  'storedAtMs': (number);
  /**
   * When presence was asked or the ack timeout ended, Unix ms.
   */
  'decidedAtMs': (number);
  /**
   * Why these devices count as offline.
   */
  'reason': (_bellhop_event_v1_OfflineReason);
  /**
   * The recipients of this chunk.
   */
  'recipients': (_bellhop_event_v1_OfflineRecipient)[];
  /**
   * It is no message but a call: of its events, topic push.offline-recipient.urgent.v1, the message id is the call's.
   */
  'call': (_bellhop_event_v1_CallPush | null);
  /**
   * What the message is, for texts that the system words. Absent of calls.
   */
  'preview': (_bellhop_event_v1_MessagePreview | null);
  /**
   * It revokes an earlier message of the conversation: the notification of that one is replaced by this one, or taken away. Empty = it does not.
   */
  'revokesMessageId': (string);
  /**
   * How the message that it revokes was pushed: of its push config the resource, and of the vendors' settings the kind of push. Absent = it named neither, or this is no revocation.
   */
  'revokedPushConfig': (_bellhop_im_v1_PushConfig | null);
}
