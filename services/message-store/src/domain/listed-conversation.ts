import type { ConversationInput, StoredMessageInput } from '@bellhop/contracts';
import { notifyModeAt, type NotifySetting } from './notify.ts';

/** A conversation as one of its users sees it. */
export interface ListedConversation {
  readonly conversationId: string;
  readonly activeAtMs: number;
  readonly readSeq: number;
  /** Of the newest 10,000 messages; at most 1,000. */
  readonly unreadCount: number;
  readonly setting: NotifySetting | undefined;
  readonly groupName: string;
  readonly lastMessage: StoredMessageInput | undefined;
}

/** A conversation of a user's list as contracts have it. */
export function conversationOf(
  { setting, lastMessage, ...listed }: ListedConversation,
  { userId, nowMs }: { userId: string; nowMs: number },
): ConversationInput {
  const { conversationId } = listed;
  const notifyMode = notifyModeAt(setting, nowMs);
  return {
    ...listed,
    groupId: groupOf(conversationId),
    peerUserId: peerOf(conversationId, userId) ?? '',
    ...(lastMessage === undefined ? {} : { lastMessage }),
    notifyMode,
    muteUntilMs: notifyMode === 'NOTIFY_MODE_ALL' ? 0 : (setting?.muteUntilMs ?? 0),
  };
}

/** The group of a conversation; empty for a peer conversation. */
export function groupOf(conversationId: string): string {
  return conversationId.startsWith('group/') ? conversationId.slice('group/'.length) : '';
}

/** The other user of a peer conversation; undefined for any other one, and for one that is not the user's. */
export function peerOf(conversationId: string, userId: string): string | undefined {
  const [kind, first, second] = conversationId.split('/');
  if (kind !== 'peer' || first === undefined || second === undefined) return undefined;
  return first === userId ? second : second === userId ? first : undefined;
}
