import { jsonEnumValue, type ConversationNews } from '@bellhop/contracts';
import { eventFrame } from '../connections/envelope.ts';
import type { DeliveredFrames } from './call-frames.ts';
import { groupFrame } from './group-frames.ts';

/** The frame that tells what there is to say of a conversation; none for news that this version does not know. */
export function conversationFrames(news: ConversationNews): DeliveredFrames {
  const frame = frameOf(news);
  return { waitsFor: undefined, framesFor: () => (frame === undefined ? [] : [frame]) };
}

function frameOf({
  conversationId,
  read,
  deleted,
  notificationStatus,
  groupChanged,
}: ConversationNews): string | undefined {
  if (read != null)
    return eventFrame('conversationRead', {
      conversationID: conversationId,
      userID: read.userId,
      seq: read.seq,
      readAt: read.atMs,
    });
  if (deleted != null)
    return eventFrame('messagesDeleted', {
      conversationID: conversationId,
      ...(deleted.messageIds.length > 0 ? { messageIDs: deleted.messageIds } : { upToSeq: deleted.upToSeq }),
    });
  if (notificationStatus != null)
    return eventFrame('conversationNotificationStatusChanged', {
      conversationID: conversationId,
      notifyMode: jsonEnumValue('NotifyMode', notificationStatus.notifyMode) ?? 'all',
      ...(notificationStatus.muteUntilMs === 0 ? {} : { muteUntil: notificationStatus.muteUntilMs }),
    });
  if (groupChanged != null) return groupFrame(groupChanged);
  return undefined;
}
