import { defined } from './defined.ts';
import { conversationKey, conversationOf } from './conversation-key.ts';
import {
  ZIMConversationNotificationStatus,
  type ZIMConversation,
  type ZIMConversationEvents,
  type ZIMConversationListQueriedResult,
  type ZIMConversationName,
  type ZIMConversationQueryConfig,
  type ZIMMessageQueriedResult,
  type ZIMMessageQueryConfig,
  type ZIMMessageRevokeConfig,
} from './conversation-types.ts';
import { numberOf, textsOf } from './foreign-values.ts';
import type { FrameAnswer, FrameRequest } from './frames.ts';
import { messageOf } from './message-shapes.ts';
import type { ZIMConversationType, ZIMMessage } from './message-types.ts';
import { pageBody } from './page-body.ts';
import { pushConfigBody } from './push-config.ts';
import type { ZIMEvents } from './types.ts';
import { ZIMError } from './zim-error.ts';

type Body = Readonly<Record<string, unknown>>;
type News = Exclude<keyof ZIMConversationEvents, 'messageRevokeReceived'>;

export interface ConversationsOptions {
  /** Who is logged in. */
  readonly userID: () => string;
  readonly request: FrameRequest;
  /** Position of the newest message of a conversation that the app was shown; undefined: none, in this run. */
  readonly newestShown: (key: string) => number | undefined;
  tell<Name extends News>(event: Name, news: ZIMEvents[Name]): void;
}

const statusOf = {
  all: ZIMConversationNotificationStatus.Notify,
  none: ZIMConversationNotificationStatus.DoNotDisturb,
  mentions: ZIMConversationNotificationStatus.Mentions,
} as const;
const modeOf = {
  [ZIMConversationNotificationStatus.Notify]: 'all',
  [ZIMConversationNotificationStatus.DoNotDisturb]: 'none',
  [ZIMConversationNotificationStatus.Mentions]: 'mentions',
} as const;

/** The user's conversations: what they read, delete and set there, and what is told of that. */
export class Conversations {
  readonly #options: ConversationsOptions;

  constructor(options: ConversationsOptions) {
    this.#options = options;
  }

  /** An event of the server; passes over those that are of something else. */
  receive(type: string, body: Body): void {
    const { conversationID: key, userID, seq, readAt } = body;
    if (typeof key !== 'string') return;
    const conversation = conversationOf(key, this.#options.userID());
    if (type === 'conversationRead' && typeof userID === 'string' && typeof seq === 'number')
      this.#options.tell('conversationMessageReceiptChanged', {
        infos: [
          {
            ...conversation,
            userID,
            isSelf: userID === this.#options.userID(),
            readSeq: seq,
            readTime: numberOf(readAt) ?? 0,
          },
        ],
      });
    const { messageIDs, upToSeq, notifyMode, muteUntil } = body;
    if (type === 'messagesDeleted')
      this.#options.tell('messageDeleted', {
        ...conversation,
        ...defined({
          messageIDs: textsOf(messageIDs),
          upToSeq: numberOf(upToSeq),
        }),
      });
    if (type === 'conversationNotificationStatusChanged' && typeof notifyMode === 'string' && notifyMode in statusOf)
      this.#options.tell('conversationNotificationStatusChanged', {
        ...conversation,
        notificationStatus: statusOf[notifyMode as keyof typeof statusOf],
        ...defined({ muteUntil: numberOf(muteUntil) }),
      });
  }

  async queryList(page: ZIMConversationQueryConfig): Promise<ZIMConversationListQueriedResult> {
    const { conversations, nextPageToken = '' } = await this.#options.request('listConversations', pageBody(page));
    return { conversationList: conversations.map((it) => this.#listed(it)), nextFlag: nextPageToken };
  }

  #listed(listed: FrameAnswer<'listConversations'>['conversations'][number]): ZIMConversation {
    const { conversationID, groupName, unreadCount, readSeq, lastMessage, notifyMode, muteUntil, activeAt } = listed;
    const last = lastMessage && messageOf(lastMessage, this.#options.userID(), true);
    return {
      ...conversationOf(conversationID, this.#options.userID()),
      conversationName: groupName ?? '',
      unreadMessageCount: unreadCount,
      readSeq,
      notificationStatus: statusOf[notifyMode],
      ...defined({ lastMessage: last, muteUntil }),
      activeTime: activeAt,
    };
  }

  async queryHistory(
    conversation: ZIMConversationName,
    { count, nextMessage, beforeTime }: ZIMMessageQueryConfig,
  ): Promise<ZIMMessageQueriedResult> {
    const { conversationSeq, timestamp }: Partial<ZIMMessage> = nextMessage ?? {};
    const { messages, nextPageToken, nextBeforeSeq } = await this.#options.request('queryMessages', {
      conversationID: this.#key(conversation),
      pageSize: count,
      beforeSeq: conversationSeq || undefined, // one that was sent from here has none yet
      beforeAt: beforeTime ?? (conversationSeq ? undefined : timestamp),
    });
    return {
      ...conversation,
      messageList: messages.flatMap((it) => messageOf(it, this.#options.userID(), true) ?? []).reverse(),
      hasMore: (nextPageToken ?? nextBeforeSeq) !== undefined,
    };
  }

  async revoke(message: ZIMMessage, { pushConfig }: ZIMMessageRevokeConfig): Promise<void> {
    await this.#options.request('revokeMessage', {
      conversationID: message.conversationKey,
      messageID: message.messageID,
      pushConfig: pushConfig && pushConfigBody(pushConfig),
    });
  }

  async deleteMessages(
    messages: readonly ZIMMessage[],
    conversation: ZIMConversationName,
  ): Promise<ZIMConversationName> {
    const key = this.#key(conversation);
    const stray = messages.find(({ conversationKey: of }) => of !== key);
    if (stray !== undefined)
      throw new ZIMError('INVALID_ARGUMENT', `message ${stray.messageID} is of another conversation`, {
        field: 'messageList',
      });
    await this.#options.request('deleteMessages', {
      conversationID: key,
      messageIDs: messages.map(({ messageID }) => messageID),
    });
    return conversation;
  }

  async deleteAll(conversation: ZIMConversationName): Promise<ZIMConversationName> {
    await this.#options.request('deleteConversation', { conversationID: this.#key(conversation) });
    return conversation;
  }

  async setNotificationStatus(
    status: ZIMConversationNotificationStatus,
    conversation: ZIMConversationName,
    muteUntil: number | undefined,
  ): Promise<ZIMConversationName> {
    await this.#options.request('setConversationNotificationStatus', {
      conversationID: this.#key(conversation),
      notifyMode: modeOf[status],
      muteUntil,
    });
    return conversation;
  }

  /** Up to the newest message that the app was shown, unless it says another position. */
  async markRead(
    conversation: ZIMConversationName,
    upTo: number | undefined,
  ): Promise<ZIMConversationName & { unreadMessageCount: number }> {
    const conversationID = this.#key(conversation);
    // A message that was sent from here has the position 0.
    const shown = upTo || this.#options.newestShown(conversationID);
    const seq = shown ?? (await this.#newest(conversationID));
    if (seq === undefined) return { ...conversation, unreadMessageCount: 0 };
    const { unreadCount } = await this.#options.request('markConversationRead', { conversationID, seq });
    return { ...conversation, unreadMessageCount: unreadCount };
  }

  async #newest(conversationID: string): Promise<number | undefined> {
    const { messages } = await this.#options.request('queryMessages', { conversationID, pageSize: 1 });
    return messages[0]?.seq;
  }

  peerReceipt(userID: string, type: ZIMConversationType): Promise<{ readSeq: number; deliveredSeq: number }> {
    const conversationID = this.#key({ conversationID: userID, conversationType: type });
    return this.#options.request('getPeerReceipt', { conversationID });
  }

  #key(conversation: ZIMConversationName): string {
    return conversationKey(conversation, this.#options.userID());
  }
}
