import { z } from 'zod';
import { conversationService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { nextPageToken, object, page } from '../calls/shapes.ts';
import { conversationId, deviceId, messageId, userId } from '../domain/identifiers.ts';
import { access, chapter, conversationPath } from './conversation-shapes.ts';

const markConversationRead = ownerCall({
  name: 'markConversationRead',
  chapter,
  about: 'A user has read a conversation up to a message, on all their devices',
  access,
  http: { route: `POST ${conversationPath}/read`, without: ['deviceID'] },
  grpc: { contract: conversationService, rpc: 'MarkConversationRead' },
  actor: 'userID',
  device: 'deviceID',
  input: z.strictObject({
    userID: userId,
    conversationID: conversationId,
    seq: z.int().min(0),
    deviceID: deviceId.optional(),
  }),
  output: object({
    readSeq: z.number(),
    unreadCount: z.number().meta({ description: '1,000 = so many or more' }),
  }),
  errors: ['CONVERSATION_NOT_FOUND'],
  run: (request, { clients }) => clients.conversations.markConversationRead(request),
});

const getPeerReceipt = ownerCall({
  name: 'getPeerReceipt',
  chapter,
  about: 'How far the other user of a peer conversation has read, and has the messages',
  access,
  http: `GET ${conversationPath}/receipt`,
  grpc: { contract: conversationService, rpc: 'GetPeerReceipt' },
  actor: 'userID',
  input: z.strictObject({ userID: userId, conversationID: conversationId }),
  output: object({ readSeq: z.number(), deliveredSeq: z.number() }),
  errors: ['CONVERSATION_NOT_FOUND'],
  run: (request, { clients }) => clients.conversations.getPeerReceipt(request),
});

const listMessageReaders = ownerCall({
  name: 'listMessageReaders',
  chapter,
  about: 'Who of a group has read a message, by user id, in pages; with `userID` only for its sender',
  access,
  http: 'GET /v1/apps/:app/conversations/:conversationID/messages/:messageID/readers',
  grpc: { contract: conversationService, rpc: 'ListMessageReaders' },
  actor: 'userID',
  input: z.strictObject({
    userID: userId.optional(),
    conversationID: conversationId,
    messageID: messageId,
    ...page(200, 64),
  }),
  output: object({
    readCount: z.number(),
    receiverCount: z.number(),
    userIDs: z.array(z.string()),
    nextPageToken,
  }),
  errors: ['CONVERSATION_NOT_FOUND', 'MESSAGE_NOT_FOUND', 'NOT_THE_SENDER'],
  run: (request, { clients }) => clients.conversations.listMessageReaders(request),
});

/** Who has read what. */
export const receiptCalls: readonly Call[] = [markConversationRead, getPeerReceipt, listMessageReaders];
