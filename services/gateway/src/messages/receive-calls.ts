import { z } from 'zod';
import { clientCall, type Call } from '../calls/call.ts';
import { message } from '../calls/message-shape.ts';
import { nextPageToken, nothing, object, page } from '../calls/shapes.ts';
import { messageJson } from '../delivery/message-json.ts';
import { conversationId, messageId } from '../domain/identifiers.ts';

const chapter = 'messages';
const seq = z.int().min(0);

const ack = clientCall({
  name: 'ack',
  isLight: true,
  chapter,
  about: 'The client has messages that came live',
  input: z.strictObject({
    messages: z
      .array(z.strictObject({ messageID: messageId, conversationID: conversationId, seq }))
      .min(1)
      .max(500, 'must name at most 500 messages'),
  }),
  output: object({ acknowledged: z.number() }),
  serve: ({ messages }, { connection, behind }) => {
    const acknowledged = messages.filter(({ messageID }) => connection.outstanding.acknowledge(messageID)).length;
    behind.events.acknowledged(acknowledged);
    return { body: { acknowledged } };
  },
});

const sync = clientCall({
  name: 'sync',
  chapter,
  about: 'What the device missed, in pages',
  input: z.strictObject(page(200, 4_096)),
  output: object({ messages: z.array(message), nextPageToken }),
  serve: async ({ pageSize, pageToken }, { session: { app, userId, deviceId }, behind }) => {
    const found = await behind.clients.sync.sync({
      app: app.app,
      userId,
      deviceId,
      pageSize: pageSize ?? 0,
      pageToken: pageToken ?? '',
    });
    return {
      body: {
        messages: found.messages.map(messageJson),
        ...(found.nextPageToken === '' ? {} : { nextPageToken: found.nextPageToken }),
      },
    };
  },
});

const ackSync = clientCall({
  name: 'ackSync',
  chapter,
  about: 'The client has everything up to these positions',
  input: z.strictObject({
    positions: z
      .array(z.strictObject({ conversationID: conversationId, seq }))
      .min(1)
      .max(500, 'must name at most 500 positions'),
  }),
  output: nothing,
  serve: async ({ positions }, { session: { app, userId, deviceId }, behind }) => {
    await behind.clients.sync.ackSync({
      app: app.app,
      userId,
      deviceId,
      positions: positions.map((position) => ({ conversationId: position.conversationID, seq: position.seq })),
    });
    return { body: {} };
  },
});

/** What a client says of the messages that it gets. */
export const receiveCalls: readonly Call[] = [ack, sync, ackSync];
