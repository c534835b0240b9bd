import { z } from 'zod';
import { traceService } from '@bellhop/grpc';
import type { Call } from '../calls/call.ts';
import { ownerCall } from '../calls/owner-call.ts';
import { nextPageToken, object, page, time, vendor } from '../calls/shapes.ts';
import { appId, messageId, pushId } from '../domain/identifiers.ts';

const chapter = 'traces';
const access = 'app or operator';
/** Callers from before `pageSize` say `limit`. */
const pages = (maxSize: number) => ({ ...page(maxSize, 64), limit: z.int().min(1).max(maxSize).optional() });
const output = object({
  entries: z.array(
    object({
      at: time,
      kind: z.string(),
      text: z.string(),
      messageID: z.string().optional(),
      pushID: z.string().optional(),
      userID: z.string().optional(),
      deviceID: z.string().optional(),
      vendor: vendor.optional(),
      vendorCode: z.string().optional(),
      vendorMessageID: z.string().optional(),
      attempt: z.number().optional(),
    }),
  ),
  nextPageToken,
});

const getMessageTrace = ownerCall({
  name: 'getMessageTrace',
  chapter,
  about: 'Everything about a message, oldest first, in pages; the operator key works, too',
  access,
  http: 'GET /v1/apps/:app/messages/:messageID/trace',
  grpc: { contract: traceService, rpc: 'GetMessageTrace' },
  input: z.strictObject({ app: appId, messageID: messageId, ...pages(5_000) }),
  output,
  run: (request, { clients }) => clients.traces.getMessageTrace(request),
});

const getPushTrace = ownerCall({
  name: 'getPushTrace',
  chapter,
  about: 'The latest pushes to a PushID, newest first, in pages; the operator key works, too',
  access,
  http: 'GET /v1/apps/:app/pushes/:pushID/trace',
  grpc: { contract: traceService, rpc: 'GetPushTrace' },
  input: z.strictObject({ app: appId, pushID: pushId, ...pages(1_000) }),
  output,
  run: (request, { clients }) => clients.traces.getPushTrace(request),
});

/** What happened to a message or on a device. */
export const traceCalls: readonly Call[] = [getMessageTrace, getPushTrace];
