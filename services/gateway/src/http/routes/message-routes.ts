import { context, SpanKind } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contextOf, endSpan, InvalidInput, openSpan, withSpan } from '@bellhop/runtime';
import type { SendResult } from '../../accept/accept-messages.ts';
import type { ApiKeys } from '../../auth/api-keys.ts';
import { serviceMessage } from '../../domain/message-input.ts';
import { checkShape } from '../../domain/parse-input.ts';
import { publicRefusal, Refused } from '../../domain/public-error.ts';
import { acceptedJson } from '../../frames/send.ts';
import type { SendForService } from '../../messages/send-for-service.ts';
import { acceptedMessage, batchAnswer } from '../answers.ts';
import { bearerOf, validator, type HttpServer } from '../http-server.ts';
import { appParams } from '../schemas.ts';
import { authorizeApp } from './authorize-app.ts';

const tags = ['messages'];

export function messageRoutes(server: HttpServer, { keys, send }: { keys: ApiKeys; send: SendForService }): void {
  server.post(
    '/v1/apps/:app/messages',
    {
      schema: {
        tags,
        summary: 'Sends a message',
        response: { 200: acceptedMessage },
        params: appParams,
        body: serviceMessage,
      },
      onRequest: authorizeApp(keys),
    },
    async (request) => {
      const app = keys.app(request.params.app, bearerOf(request));
      const [result] = await traced(request, () => send(app, [request.body], 'http'));
      if (result === undefined) throw new TypeError('a message without result');
      if (result.kind === 'accepted') return acceptedJson(result);
      throw new Refused(result.refusal);
    },
  );

  server.post(
    '/v1/apps/:app/messages/batch',
    {
      schema: {
        tags,
        summary: 'Sends up to 500 messages; each is answered on its own, in order',
        response: { 200: batchAnswer },
        params: appParams,
        // Each message is checked on its own, so that one that does not fit spoils no other.
        body: z.strictObject({ messages: z.array(z.unknown()).min(1).max(500, 'must be at most 500 messages') }),
      },
      validatorCompiler: validator(checkShape),
      onRequest: authorizeApp(keys),
    },
    async (request) => {
      const app = keys.app(request.params.app, bearerOf(request));
      const results = await traced(request, () => send(app, request.body.messages, 'http'));
      return { results: results.map(resultJson) };
    },
  );
}

function resultJson(result: SendResult) {
  return result.kind === 'accepted' ? acceptedJson(result) : { error: { ...publicRefusal(result.refusal) } };
}

async function traced<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  const { traceparent, tracestate } = request.headers;
  const parent = contextOf({ traceparent: single(traceparent), tracestate: single(tracestate) });
  const route = request.routeOptions.url ?? '';
  const attributes = { 'http.request.method': 'POST', 'http.route': route };
  const span = openSpan(`POST ${route}`, SpanKind.SERVER, attributes, parent);
  try {
    const result = await context.with(withSpan(span, parent), work);
    endSpan(span);
    return result;
  } catch (error) {
    endSpan(span, error instanceof InvalidInput ? undefined : error);
    throw error;
  }
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
