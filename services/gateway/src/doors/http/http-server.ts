import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Server as TlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import cors from '@fastify/cors';
import swagger from '@fastify/swagger';
import fastify, {
  type FastifyHttpOptions,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { jsonSchemaTransform, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import {
  chooseRequestId,
  contextOf,
  createAddressGate,
  InvalidInput,
  ResourceExhausted,
  ServiceError,
  type Logger,
  type TlsFiles,
} from '@bellhop/runtime';
import { MAX_REQUEST_BYTES, type AddressBounds } from '../../config.ts';
import { clientAddress, type TrustsProxy } from '../client-address.ts';
import { checkInput, invalidInput } from '../../domain/parse-input.ts';
import { httpStatusOf, publicErrorOf, tooManyCalls, withRequest, type PublicError } from '../../domain/public-error.ts';
import type { GatewayEvents } from '../../events.ts';
import { hasTooManyMembers, TOO_MANY_MEMBERS } from '../json-bounds.ts';
import type { Origins } from '../origins.ts';
import { errorAnswer } from './error-answer.ts';

/** A request that takes longer to arrive is cut off. */
const REQUEST_WITHIN_MS = 30_000;
/** The like for its headers, also of a connection that says nothing. */
const HEADERS_WITHIN_MS = 10_000;
/** A connection over which nothing goes for so long, as when nobody reads the answer, is cut off. No call takes nearly as long. */
const STILL_FOR_MS = 60_000;

/** How long a browser remembers that a page may ask; browsers have bounds of their own. */
const PREFLIGHT_HOLDS_S = 600;

/** The HTTP server, with routes typed by their zod schemas. */
export type HttpServer = ReturnType<typeof withZod>;

type TransformInput = Parameters<typeof jsonSchemaTransform>[0];

const withZod = (server: FastifyInstance) => server.withTypeProvider<ZodTypeProvider>();

type HttpBounds = Omit<AddressBounds, 'trustedProxies'> & { readonly trusts: TrustsProxy };

/** Makes the HTTP server without routes: schemas, errors and the OpenAPI document. */
export async function createHttpServer({
  log,
  bounds,
  origins,
  tls,
  events,
}: {
  log: Logger;
  bounds: HttpBounds;
  origins: Origins;
  /** Absent: plain text. */
  tls: TlsFiles | undefined;
  events: Pick<GatewayEvents, 'answered'>;
}): Promise<HttpServer> {
  const http = {
    headersTimeout: HEADERS_WITHIN_MS,
    connectionsCheckingInterval: 1_000,
    // Clients may offer another protocol (Java's HttpClient does, h2c) and must be answered in this one.
    shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
  };
  // To fastify's types a server with TLS is another kind of server; to us it is one.
  const kind = (
    tls === undefined ? { http } : { https: { ...http, ...tls.current(), minVersion: 'TLSv1.2' } }
  ) as FastifyHttpOptions<Server>;
  const server = fastify({
    ...kind,
    logger: false,
    genReqId: ({ headers }) =>
      chooseRequestId(firstOf(headers['x-request-id']), contextOf({ traceparent: firstOf(headers['traceparent']) })),
    bodyLimit: MAX_REQUEST_BYTES,
    // A conversation's id has up to 140 characters, each of which may come as three.
    routerOptions: { maxParamLength: 512 },
    requestTimeout: REQUEST_WITHIN_MS,
    connectionTimeout: STILL_FOR_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // What cannot be routed at all: an address that is no percent-encoding.
    frameworkErrors: (_error, _request, reply) => {
      const error = publicErrorOf(new InvalidInput('the address is not percent-encoded UTF-8'));
      void (reply as FastifyReply).status(400).send({ error });
    },
  });
  // Names that poison an object are refused where all doors are checked, with the field; here it would be "not JSON".
  const parseJson = server.getDefaultJsonParser('ignore', 'ignore');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const json = String(body);
    if (hasTooManyMembers(json)) return done(new InvalidInput(`the body ${TOO_MANY_MEMBERS}`));
    return parseJson(request, json, done);
  });
  boundSockets(server.server, bounds);
  if (tls !== undefined) {
    const renewed = tls.watch((now) =>
      (server.server as unknown as TlsServer).setSecureContext({ ...now, minVersion: 'TLSv1.2' }),
    );
    server.addHook('onClose', (_server, done) => {
      renewed.stop();
      done();
    });
  }
  // Before all else: a browser asks first, without a key, whether a page may ask.
  if (origins.forHttp === true || origins.forHttp.length > 0) {
    await server.register(cors, {
      origin: origins.forHttp === true ? '*' : [...origins.forHttp],
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      allowedHeaders: ['authorization', 'content-type', 'traceparent', 'x-request-id'],
      exposedHeaders: ['retry-after', 'x-request-id'],
      maxAge: PREFLIGHT_HOLDS_S,
      strictPreflight: false,
    });
  }
  boundRequests(server, bounds);
  server.setValidatorCompiler(validator(checkInput));
  server.setSerializerCompiler(() => (data) => JSON.stringify(data)); // we make the answers ourselves: nothing to check
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    events.answered(request.routeOptions.url ?? 'none', request.method, reply.statusCode, reply.elapsedTime);
    done();
  });
  server.setErrorHandler((error, request, reply) => {
    const shown = shownError(error, request.id);
    const at = { err: error, requestId: request.id, route: request.routeOptions.url };
    if (!(error instanceof ServiceError) && !isFastifyError(error))
      log.error(at, 'bug in an HTTP handler, report it with this line');
    else if (shown.requestId !== undefined)
      log.warn(at, 'request cannot be served now: what it needs is away, see `err`');
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

/** Checks what a route is given against its zod schemas; a body that is not there has no fields. */
export function validator(check: typeof checkInput) {
  return ({ schema }: { schema: unknown }) =>
    (data: unknown) => {
      const checked = check(schema as z.ZodType, data ?? {});
      return checked.ok ? { value: checked.value } : { error: invalidInput(checked.problem) };
    };
}

/** Connections of one address. What becomes a WebSocket is counted there. */
function boundSockets(server: Server, { trusts, maxSockets }: HttpBounds): void {
  const gate = createAddressGate(maxSockets);
  // By their ends: with TLS what is upgraded is another object than what was connected.
  const leaving = new Map<string, () => void>();
  const ends = ({ remoteAddress, remotePort }: Pick<Socket, 'remoteAddress' | 'remotePort'>) =>
    `${remoteAddress} ${remotePort}`;
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    if (trusts(address)) return;
    const leave = gate.enter(address);
    if (leave === undefined) {
      socket.destroy();
      return;
    }
    const key = ends(socket);
    leaving.set(key, leave);
    socket.once('close', () => {
      leaving.delete(key);
      leave();
    });
  });
  server.on('upgrade', (_request, socket: Duplex) => leaving.get(ends(socket as Socket))?.());
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

/** The first of a header that may come several times. */
export function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
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

function shownError(error: unknown, requestId: string): PublicError {
  if (error instanceof ServiceError || !isFastifyError(error)) return withRequest(publicErrorOf(error), requestId);
  if (error.statusCode === 413)
    return { code: 'BODY_TOO_LARGE', message: `the body may have ${MAX_REQUEST_BYTES} bytes` };
  if (error.statusCode === 415) return { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'the body must be application/json' };
  return publicErrorOf(new InvalidInput('the body is not JSON'));
}
