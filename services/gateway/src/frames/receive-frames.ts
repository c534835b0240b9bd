import { z } from 'zod';
import type { Clients } from '../clients/open-clients.ts';
import { messageJson } from '../delivery/message-json.ts';
import { conversationId, messageId } from '../domain/identifiers.ts';
import type { GatewayEvents } from '../events.ts';
import { frame, type Frame } from './frame.ts';

const seq = z.int().min(0);
const acked = z.strictObject({ messageID: messageId, conversationID: conversationId, seq });

/** The client has messages that came live. */
export const ack = ({ events }: { events: GatewayEvents }): Frame =>
  frame(
    z.strictObject({ messages: z.array(acked).min(1).max(500, 'must name at most 500 messages') }),
    ({ messages }, _session, connection) => {
      const acknowledged = messages.filter(({ messageID }) => connection.outstanding.acknowledge(messageID)).length;
      events.acknowledged(acknowledged);
      return { body: { acknowledged } };
    },
  );

/** What the device missed, in pages. */
export const sync = ({ sync }: { sync: Pick<Clients['sync'], 'sync'> }): Frame =>
  frame(
    z.strictObject({ pageSize: z.int().min(1).max(200).optional(), pageToken: z.string().max(4_096).optional() }),
    async ({ pageSize, pageToken }, { app, userId, deviceId }) => {
      const page = await sync.sync({
        app: app.app,
        userId,
        deviceId,
        pageSize: pageSize ?? 0,
        pageToken: pageToken ?? '',
      });
      return {
        body: {
          messages: page.messages.map(messageJson),
          ...(page.nextPageToken === '' ? {} : { nextPageToken: page.nextPageToken }),
        },
      };
    },
  );

/** The client has everything up to these positions. */
export const ackSync = ({ sync }: { sync: Pick<Clients['sync'], 'ackSync'> }): Frame =>
  frame(
    z.strictObject({
      positions: z
        .array(z.strictObject({ conversationID: conversationId, seq }))
        .min(1)
        .max(500, 'must name at most 500 positions'),
    }),
    async ({ positions }, { app, userId, deviceId }) => {
      await sync.ackSync({
        app: app.app,
        userId,
        deviceId,
        positions: positions.map((position) => ({ conversationId: position.conversationID, seq: position.seq })),
      });
      return { body: {} };
    },
  );
