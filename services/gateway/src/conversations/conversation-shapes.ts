import { z } from 'zod';
import { messageId } from '../domain/identifiers.ts';

export const chapter = 'conversations';
export const access = 'app';
export const conversations = '/v1/apps/:app/users/:userID/conversations';

// Ids have slashes in them; in a path they are written with %2F.
export const conversationPath = `${conversations}/:conversationID` as const;

export const notifyMode = z.enum(['all', 'mentions', 'none']);

const MAX_MESSAGES = 100;

export const messageIds = z
  .array(messageId)
  .min(1, 'must name at least one message')
  .max(MAX_MESSAGES, {
    error: ({ input }) => `names ${(input as unknown[]).length} messages, ${MAX_MESSAGES} are allowed`,
  });
