import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { createAddressGate, InvalidInput, ResourceExhausted, ServiceError, type Logger } from '@bellhop/runtime';
import type { AddressBounds } from '../../config.ts';
import { clientAddress, type TrustsProxy } from '../client-address.ts';
import { checkInput, invalidInput } from '../../domain/parse-input.ts';
import { httpStatusOf, publicErrorOf, tooManyCalls, type PublicError } from '../../domain/public-error.ts';
import { errorAnswer } from './error-answer.ts';

const BODY_LIMIT = 1024 * 1024;
/** A request that takes longer to arrive is cut off. */
const REQUEST_WITHIN_MS = 30_000;
/** The like for its headers, also of a connection that says nothing. */
const HEADERS_WITHIN_MS = 10_000;

/** The HTTP server, with routes typed by their zod schemas. */
export type HttpServer = ReturnType<typeof withZod>;

type TransformInput = Parameters<typeof jsonSchemaTransform>[0];

const withZod = (server: FastifyInstance) => server.withTypeProvider<ZodTypeProvider>();

type HttpBounds = Omit<AddressBounds, 'trustedProxies'> & { readonly trusts: TrustsProxy };

/** Makes the HTTP server without routes: schemas, errors and the OpenAPI document. */
export async function createHttpServer({ log, bounds }: { log: Logger; bounds: HttpBounds }): Promise<HttpServer> {
  const server = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    // Names that poison an object are refused where all doors are checked, with the field; here it would be "not JSON".
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    requestTimeout: REQUEST_WITHIN_MS,
    http: { headersTimeout: HEADERS_WITHIN_MS, connectionsCheckingInterval: 1_000 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // What cannot be routed at all: an address that is no percent-encoding.
    frameworkErrors: (_error, _request, reply) => {
      const error = publicErrorOf(new InvalidInput('the address is not percent-encoded UTF-8'));
      void (reply as FastifyReply).status(400).send({ error });
    },
  });
  boundSockets(server.server, bounds);
  boundRequests(server, bounds);
  server.setValidatorCompiler(validator(checkInput));
  server.setSerializerCompiler(() => (data) => JSON.stringify(data)); // we make the answers ourselves: nothing to check
  server.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof ServiceError) && !isFastifyError(error)) log.error({ err: error }, 'bug in an HTTP handler');
    const shown = shownError(error);
    if (error instanceof ResourceExhausted)
      void reply.header('retry-after', Math.max(1, Math.ceil(error.retryAfterMs / 1_000)));
    void reply.status(httpStatusOf(shown.code)).send({ error: shown });
  });
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const message =
      path === '/v1/ws'
        ? 'this is the address of the WebSocket: ws://…/v1/ws'
        : `there is no ${request.method} ${path}`;
    void reply.status(404).send({ error: { code: 'NOT_FOUND', message } });
  });
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Bellhop',
        description: 'Offline push for instant messaging: the API for services and operators.',
        version: '1',
      },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: "The app's API key, or the operator key." },
        },
      },
      security: [{ key: [] }],
    },
    transform: (document) => jsonSchemaTransform(withErrors(document)),
  });
  return withZod(server);
}

/** Checks what a route is given against its zod schemas. */
export function validator(check: typeof checkInput) {
  return ({ schema }: { schema: unknown }) =>
    (data: unknown) => {
      const checked = check(schema as z.ZodType, data);
      return checked.ok ? { value: checked.value } : { error: invalidInput(checked.problem) };
    };
}

/** Connections of one address. What becomes a WebSocket is counted there. */
function boundSockets(server: Server, { trusts, maxSockets }: HttpBounds): void {
  const gate = createAddressGate(maxSockets);
  const leaving = new WeakMap<Duplex, () => void>();
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    if (trusts(address)) return;
    const leave = gate.enter(address);
    if (leave === undefined) {
      socket.destroy();
      return;
    }
    leaving.set(socket, leave);
    socket.once('close', leave);
  });
  server.on('upgrade', (_request, socket) => leaving.get(socket)?.());
}

/** Requests of one address that wait for their answers; through proxies many of them share a connection. */
function boundRequests(server: FastifyInstance, { trusts, maxCalls }: HttpBounds): void {
  const gate = createAddressGate(maxCalls);
  server.addHook('onRequest', (request, reply, done) => {
    const leave = gate.enter(clientAddress(request.raw, trusts));
    if (leave === undefined) return done(tooManyCalls(maxCalls));
    reply.raw.once('close', leave);
    done();
  });
}

/** Every route may answer with an error. */
function withErrors(document: TransformInput): TransformInput {
  const { schema } = document;
  if (schema === undefined || schema.hide === true) return document;
  const answers = schema.response as object | undefined;
  return { ...document, schema: { ...schema, response: { ...answers, default: errorAnswer } } };
}

/** Closes the server when what has come in is answered, or has taken too long. */
export async function closeHttpServer(server: HttpServer, answerWithinMs: number): Promise<void> {
  // Whoever has got his answer would keep the connection open for the next request.
  const sweep = setInterval(() => server.server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.server.closeAllConnections(), answerWithinMs);
  await server.close().finally(() => {
    clearInterval(sweep);
    clearTimeout(cut);
  });
}

/** What stands after `authorization: Bearer `. */
export function bearerOf({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  const header = headers.authorization;
  return header?.startsWith('Bearer ') === true ? header.slice('Bearer '.length) : undefined;
}

interface FastifyFailure {
  readonly code: string;
  readonly statusCode: number;
  readonly message: string;
}

/** What fastify itself refuses: bodies that are too large, no JSON, of another media type. */
function isFastifyError(error: unknown): error is FastifyFailure {
  return (
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500
  );
}

function shownError(error: unknown): PublicError {
  if (error instanceof ServiceError || !isFastifyError(error)) return publicErrorOf(error);
  if (error.statusCode === 413) return { code: 'BODY_TOO_LARGE', message: `the body may have ${BODY_LIMIT} bytes` };
  if (error.statusCode === 415) return { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'the body must be application/json' };
  return publicErrorOf(new InvalidInput('the body is not JSON'));
}
