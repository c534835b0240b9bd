import { z } from 'zod';
import { jsonEnumValue, type Conversation } from '@bellhop/contracts';
import { conversationService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { message } from '../calls/message-shape.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { nextPageToken, object, page, time } from '../calls/shapes.ts';
import { messageJson } from '../delivery/message-json.ts';
import { conversationId, userId } from '../domain/identifiers.ts';
import { access, chapter, conversationPath, conversations, notifyMode } from './conversation-shapes.ts';

const conversation = object({
  conversationID: z.string(),
  groupID: z.string().optional(),
  groupName: z.string().optional(),
  peerUserID: z.string().optional(),
  lastMessage: message.optional(),
  unreadCount: z.number().meta({ description: '1,000 = so many or more' }),
  readSeq: z.number(),
  notifyMode,
  muteUntil: time.optional(),
  activeAt: time,
});

const listConversations = ownerCall({
  name: 'listConversations',
  chapter,
  about: 'The conversations of a user, the one with the newest message first, in pages',
  access,
  http: `GET ${conversations}`,
  grpc: { contract: conversationService, rpc: 'ListConversations' },
  actor: 'userID',
  input: z.strictObject({ userID: userId, ...page(100, 256) }),
  output: object({ conversations: z.array(conversation), nextPageToken }),
  run: (request, { clients }) => clients.conversations.listConversations(request),
  answer: (response) => ({
    conversations: response.conversations.map(conversationJson),
    ...(response.nextPageToken === '' ? {} : { nextPageToken: response.nextPageToken }),
  }),
});

const queryMessages = ownerCall({
  name: 'queryMessages',
  chapter,
  about: 'The messages of a conversation as a user sees it, newest first, from a place or a time backwards',
  access,
  http: `GET ${conversationPath}/messages`,
  grpc: { contract: conversationService, rpc: 'QueryMessages' },
  actor: 'userID',
  input: z.strictObject({
    userID: userId,
    conversationID: conversationId,
    beforeSeq: z.int().min(1).optional(),
    beforeAt: z.int().min(1).optional(),
    ...page(100, 64),
  }),
  output: object({
    messages: z.array(message),
    nextBeforeSeq: z.number().optional().meta({ description: '`beforeSeq` of the next page; absent on the last' }),
    nextPageToken,
  }),
  errors: ['CONVERSATION_NOT_FOUND'],
  run: (request, { clients }) => clients.conversations.queryMessages(request),
  answer: ({ messages, nextBeforeSeq, nextPageToken: next }) => ({
    messages: messages.map(messageJson),
    ...(nextBeforeSeq === 0 ? {} : { nextBeforeSeq }),
    ...(next === '' ? {} : { nextPageToken: next }),
  }),
});

/** What a user looks at. */
export const historyCalls: readonly Call[] = [listConversations, queryMessages];

function conversationJson(given: Conversation): z.input<typeof conversation> {
  const { groupId, groupName, peerUserId, lastMessage, muteUntilMs } = given;
  return {
    conversationID: given.conversationId,
    ...(groupId === '' ? {} : { groupID: groupId }),
    ...(groupName === '' ? {} : { groupName }),
    ...(peerUserId === '' ? {} : { peerUserID: peerUserId }),
    ...(lastMessage === null ? {} : { lastMessage: messageJson(lastMessage) }),
    unreadCount: given.unreadCount,
    readSeq: given.readSeq,
    notifyMode: notifyMode.parse(jsonEnumValue('NotifyMode', given.notifyMode) ?? 'all'),
    ...(muteUntilMs === 0 ? {} : { muteUntil: muteUntilMs }),
    activeAt: given.activeAtMs,
  };
}
