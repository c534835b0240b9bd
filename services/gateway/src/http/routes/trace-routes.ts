import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { vendorFromProto, type TraceEntry } from '@bellhop/contracts';
import type { ApiKeys } from '../../auth/api-keys.ts';
import type { Clients } from '../../clients/open-clients.ts';
import { appId, messageId, pushId } from '../../domain/identifiers.ts';
import { traceAnswer } from '../answers.ts';
import { bearerOf, type HttpServer } from '../http-server.ts';
import { queryNumber } from '../schemas.ts';

const tags = ['traces'];

/** What happened to a message or on a device, for API keys and operators. */
export function traceRoutes(server: HttpServer, { keys, traces }: { keys: ApiKeys } & Pick<Clients, 'traces'>): void {
  const onRequest = (request: FastifyRequest, _reply: unknown, done: (error?: Error) => void): void => {
    keys.appOrOperator((request.params as { app: string }).app, bearerOf(request));
    done();
  };

  server.get(
    '/v1/apps/:app/messages/:messageID/trace',
    {
      schema: {
        tags,
        summary: 'Everything about a message, oldest first',
        response: { 200: traceAnswer },
        params: z.object({ app: appId, messageID: messageId }),
        querystring: z.strictObject({ limit: queryNumber(1, 5_000).optional() }),
      },
      onRequest,
    },
    async ({ params, query }) => {
      const { entries } = await traces.getMessageTrace({
        app: params.app,
        messageId: params.messageID,
        limit: query.limit ?? 0,
      });
      return { entries: entries.map(entryJson) };
    },
  );

  server.get(
    '/v1/apps/:app/pushes/:pushID/trace',
    {
      schema: {
        tags,
        summary: 'The latest pushes to a PushID, newest first',
        response: { 200: traceAnswer },
        params: z.object({ app: appId, pushID: pushId }),
        querystring: z.strictObject({ limit: queryNumber(1, 1_000).optional() }),
      },
      onRequest,
    },
    async ({ params, query }) => {
      const { entries } = await traces.getPushTrace({
        app: params.app,
        pushId: params.pushID,
        limit: query.limit ?? 0,
      });
      return { entries: entries.map(entryJson) };
    },
  );
}

/** An entry without what is empty. */
function entryJson(entry: TraceEntry) {
  const vendor = vendorFromProto(entry.vendor);
  const texts = {
    messageID: entry.messageId,
    pushID: entry.pushId,
    userID: entry.userId,
    deviceID: entry.deviceId,
    vendorCode: entry.vendorCode,
    vendorMessageID: entry.vendorMessageId,
  };
  return {
    at: entry.atMs,
    kind: entry.kind,
    text: entry.text,
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== '')),
    ...(vendor === undefined ? {} : { vendor }),
    ...(entry.attempt === 0 ? {} : { attempt: entry.attempt }),
  };
}
