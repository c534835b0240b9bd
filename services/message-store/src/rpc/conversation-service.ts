import type { ConversationServiceDefinition } from '@bellhop/contracts';
import { idField, listField, textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { RevokeMessage } from '../conversations/revoke-message.ts';
import type { TellConversation } from '../conversations/tell-conversation.ts';
import { untilStored } from '../conversations/until-stored.ts';
import type { DeletionStore } from '../db/deletion-store.ts';
import type { MessageFinder } from '../db/find-message.ts';
import type { HistoryStore, ListPlace } from '../db/history-store.ts';
import type { ReadStore } from '../db/read-store.ts';
import type { SettingStore } from '../db/setting-store.ts';
import { fittingPage } from '../domain/fitting-page.ts';
import { conversationOf, groupOf, peerOf } from '../domain/listed-conversation.ts';
import { hasReceived } from '../domain/revoke.ts';
import { muteEndField } from './mute-end-field.ts';

const MAX_CONVERSATION_ID = 140;
const MAX_MESSAGES = 100;
/** Long enough for what waited in Kafka, and for the clocks of gateways. */
const JUST_SENT_MS = 3_600_000;
const notFound = { refusal: 'CONVERSATION_REFUSAL_CONVERSATION_NOT_FOUND' as const };

/** What users set, read, look at and delete in their conversations. */
export function conversationServiceHandlers({
  settings,
  reads,
  history,
  deletions,
  messages,
  revoke,
  tell,
  oldestAtMs,
  clock,
}: {
  settings: Pick<SettingStore, 'set'>;
  reads: ReadStore;
  history: HistoryStore;
  deletions: Pick<DeletionStore, 'deleteMessages' | 'deleteConversation'>;
  messages: MessageFinder;
  revoke: RevokeMessage;
  tell: TellConversation;
  /** From when on messages of an app are given. */
  oldestAtMs: (app: string) => number;
  clock: () => number;
}): Handlers<ConversationServiceDefinition> {
  return {
    SetConversationNotificationStatus: async (request) => {
      const of = conversationField(request);
      const setting = settingField(request, clock());
      const result = await settings.set(of, setting, clock());
      if (result.kind === 'not-in-conversation') return notFound;
      if (result.kind === 'too-many') return { refusal: 'CONVERSATION_REFUSAL_TOO_MANY_MUTED', limit: result.limit };
      const { notifyMode, muteUntilMs } = request;
      tellOwn(of, request, {
        notificationStatus: { notifyMode, muteUntilMs: setting === undefined ? 0 : muteUntilMs },
      });
      return {};
    },

    RevokeMessage: (request) =>
      revoke({
        ...messageField(request),
        userId: textField('userID', request.userId, 64, { optional: true }),
        pushConfig: request.pushConfig,
      }),

    MarkConversationRead: async (request) => {
      const of = conversationField(request);
      const { app, userId, conversationId } = of;
      if (request.seq < 0) throw new InvalidInput('seq must be at least 0', { field: 'seq' });
      const read = await reads.markRead(of, request.seq, oldestAtMs(app));
      if (read === undefined) return notFound;
      if (read.hasMoved)
        tell({
          app,
          news: { conversationId, read: { userId, seq: read.readSeq, atMs: clock() } },
          userIds: [userId, ...read.senderUserIds],
          except: { userId, deviceId: request.deviceId },
        });
      return { readSeq: read.readSeq, unreadCount: read.unreadCount };
    },

    GetPeerReceipt: async (request) => {
      const of = conversationField(request);
      if (groupOf(of.conversationId) !== '')
        throw new InvalidInput('conversationID must be of a peer conversation: a group has readers of each message', {
          field: 'conversationID',
        });
      const peer = peerOf(of.conversationId, of.userId);
      if (peer === undefined || (await messages.participant(of)) === undefined) return notFound;
      return reads.receiptOf({ ...of, userId: peer });
    },

    ListMessageReaders: async (request) => {
      const asked = messageField(request);
      const userId = textField('userID', request.userId, 64, { optional: true });
      const groupId = groupOf(asked.conversationId);
      if (groupId === '')
        throw new InvalidInput('conversationID must be of a group: a peer conversation has a receipt', {
          field: 'conversationID',
        });
      const limit = pageField(request.pageSize, { max: 200, otherwise: 100 });
      const afterUserId = textField('pageToken', request.pageToken, 64, { optional: true });
      const [message, participant] = await Promise.all([
        messages.find(asked),
        userId === '' ? undefined : messages.participant({ ...asked, userId }),
      ]);
      if (userId !== '' && participant === undefined) return notFound;
      if (message === undefined || (userId !== '' && !hasReceived(message, userId)))
        return { refusal: 'CONVERSATION_REFUSAL_MESSAGE_NOT_FOUND' };
      if (userId !== '' && userId !== message.senderUserId) return { refusal: 'CONVERSATION_REFUSAL_NOT_THE_SENDER' };
      const readers = await reads.readersOf({ ...asked, groupId, ...message }, { afterUserId, limit: limit + 1 });
      const page = readers.userIds.slice(0, limit);
      return {
        readCount: readers.readCount,
        receiverCount: readers.receiverCount,
        userIds: page,
        nextPageToken: readers.userIds.length > limit ? (page.at(-1) ?? '') : '',
      };
    },

    ListConversations: async (request) => {
      const app = textField('app', request.app, 32);
      const userId = idField('userID', request.userId);
      const limit = pageField(request.pageSize, { max: 100, otherwise: 50 });
      const found = await history.conversationsOf({
        app,
        userId,
        oldestAtMs: oldestAtMs(app),
        after: parsePageToken(request.pageToken),
        limit: limit + 1,
      });
      const page = fittingPage(found, limit);
      const last = page.at(-1);
      return {
        conversations: page.map((conversation) => conversationOf(conversation, { userId, nowMs: clock() })),
        nextPageToken: found.length > page.length && last !== undefined ? pageTokenOf(last) : '',
      };
    },

    QueryMessages: async (request) => {
      const of = conversationField(request);
      const limit = pageField(request.pageSize, { max: MAX_MESSAGES, otherwise: 50 });
      const found = await history.messagesOf(
        of,
        {
          seq: seqOfToken(request.pageToken) ?? (request.beforeSeq || undefined),
          atMs: request.beforeAtMs || undefined,
        },
        { oldestAtMs: oldestAtMs(of.app), limit: limit + 1 },
      );
      if (found === undefined) return notFound;
      const page = fittingPage(found, limit);
      const nextBeforeSeq = found.length > page.length ? (page.at(-1)?.seq ?? 0) : 0;
      return { messages: page, nextBeforeSeq, nextPageToken: nextBeforeSeq === 0 ? '' : String(nextBeforeSeq) };
    },

    DeleteMessages: async (request) => {
      const of = conversationField(request);
      const messageIds = listField('messageIDs', request.messageIds, { min: 1, max: MAX_MESSAGES });
      messageIds.forEach((id, index) => textField(`messageIDs.${index}`, id, 64));
      let deletedCount = 0;
      let wanted = { messageIds, sinceMs: 0 };
      const look = async () => {
        const found = await deletions.deleteMessages(of, wanted.messageIds, wanted.sinceMs);
        if (found === undefined) return undefined;
        deletedCount += found.deleted;
        // What comes yet was sent just now: the other days are not looked through again for it.
        wanted = { messageIds: found.missing, sinceMs: clock() - JUST_SENT_MS };
        return found;
      };
      // The first message of a peer conversation makes the user's part in it, too.
      const found = await untilStored(look, (last) => last?.missing.length === 0).finally(() => {
        // Also of what the first look has deleted, when a later one failed.
        if (deletedCount > 0) tellOwn(of, request, { deleted: { messageIds: [...messageIds] } });
      });
      if (found === undefined) return notFound;
      return { deletedCount };
    },

    DeleteConversation: async (request) => {
      const of = conversationField(request);
      const deletedSeq = await deletions.deleteConversation(of);
      if (deletedSeq === undefined) return notFound;
      tellOwn(of, request, { deleted: { upToSeq: deletedSeq } });
      return { deletedSeq };
    },
  };

  /** Tells the user's other devices. */
  function tellOwn(
    { app, userId, conversationId }: { app: string; userId: string; conversationId: string },
    { deviceId }: { deviceId: string },
    news: Omit<Parameters<TellConversation>[0]['news'], 'conversationId'>,
  ): void {
    tell({ app, news: { conversationId, ...news }, userIds: [userId], except: { userId, deviceId } });
  }
}

function conversationField(request: { app: string; userId: string; conversationId: string }) {
  return {
    app: textField('app', request.app, 32),
    userId: idField('userID', request.userId),
    conversationId: textField('conversationID', request.conversationId, MAX_CONVERSATION_ID),
  };
}

function messageField(request: { app: string; conversationId: string; messageId: string }) {
  return {
    app: textField('app', request.app, 32),
    conversationId: textField('conversationID', request.conversationId, MAX_CONVERSATION_ID),
    messageId: textField('messageID', request.messageId, 64),
  };
}

/** Undefined = everything is notified of. */
function settingField(
  { notifyMode, muteUntilMs }: { notifyMode: string; muteUntilMs: number },
  nowMs: number,
): Parameters<SettingStore['set']>[1] {
  const untilMs = muteEndField(muteUntilMs, nowMs);
  switch (notifyMode) {
    case 'NOTIFY_MODE_ALL':
      if (untilMs !== 0)
        throw new InvalidInput('muteUntil must not be set when everything is notified of', { field: 'muteUntil' });
      return undefined;
    case 'NOTIFY_MODE_MENTIONS':
    case 'NOTIFY_MODE_NONE':
      return { mode: notifyMode, muteUntilMs: untilMs === 0 ? null : untilMs };
    default:
      throw new InvalidInput('notifyMode must be all, mentions or none', { field: 'notifyMode' });
  }
}

function pageField(size: number, { max, otherwise }: { max: number; otherwise: number }): number {
  if (size < 0 || size > max)
    throw new InvalidInput(`pageSize is ${size}, 1 to ${max} are allowed`, { field: 'pageSize' });
  return size === 0 ? otherwise : size;
}

function pageTokenOf({ activeAtMs, conversationId }: ListPlace): string {
  return `${activeAtMs} ${conversationId}`;
}

/** `<time> <conversation>` of the last conversation of the page before. */
function parsePageToken(token: string): ListPlace | undefined {
  if (token === '') return undefined;
  const [, activeAtMs, conversationId] = /^(\d{1,15}) (.{1,140})$/.exec(token) ?? [];
  if (activeAtMs === undefined || conversationId === undefined)
    throw new InvalidInput('pageToken is not one that this service gave', { field: 'pageToken' });
  return { activeAtMs: Number(activeAtMs), conversationId };
}

/** The place that a page of messages ended with. */
function seqOfToken(token: string): number | undefined {
  if (token === '') return undefined;
  if (!/^[1-9]\d{0,14}$/.test(token))
    throw new InvalidInput('pageToken is not one that this service gave', { field: 'pageToken' });
  return Number(token);
}
