import { z } from 'zod';
import { object, time } from './shapes.ts';

/** A stored message in an answer: with one of its contents, or revoked and without. */
export const message = object({
  messageID: z.string(),
  conversationID: z.string(),
  seq: z.number(),
  fromUserID: z.string(),
  toUserID: z.string().optional(),
  toGroupID: z.string().optional(),
  localMessageID: z.string().optional(),
  text: z.string().optional(),
  custom: object({ type: z.number(), data: z.string() }).optional(),
  media: object({
    kind: z.string(),
    url: z.string(),
    name: z.string().optional(),
    sizeBytes: z.number().optional(),
    mimeType: z.string().optional(),
    durationMs: z.number().optional(),
    width: z.number().optional(),
    height: z.number().optional(),
    thumbnailURL: z.string().optional(),
  }).optional(),
  combined: object({ title: z.string(), previews: z.array(z.string()), data: z.string() }).optional(),
  missedCall: object({ callID: z.string() }).optional(),
  revocation: object({ messageID: z.string(), seq: z.number(), fromUserID: z.string() }).optional(),
  revokedByUserID: z.string().optional(),
  mentions: object({
    userIDs: z.array(z.string()).optional(),
    all: z.boolean().optional(),
    notify: z.boolean().optional(),
  }).optional(),
  acceptedAt: time,
});
