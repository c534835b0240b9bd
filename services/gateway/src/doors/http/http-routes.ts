import { context, SpanKind } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { KnownApp } from '@bellhop/kafka';
import { contextOf, endSpan, InvalidInput, openSpan, withRequestId, withSpan } from '@bellhop/runtime';
import type { ApiKeys } from '../../auth/api-keys.ts';
import type { Behind } from '../../calls/behind.ts';
import { namesInPath, type Call, type HttpDoor } from '../../calls/call.ts';
import { unwrapped } from '../../calls/fit.ts';
import { appId } from '../../domain/identifiers.ts';
import { checkShape, parseInput } from '../../domain/parse-input.ts';
import { Refused } from '../../domain/public-error.ts';
import { keyHolder } from '../key-holder.ts';
import { bearerOf, firstOf, validator, type HttpServer } from './http-server.ts';

const chapters: Readonly<Partial<Record<Call['chapter'], string>>> = {
  apps: 'apps (operators)',
  certificates: 'certificates (operators)',
  resources: 'resources (operators)',
};

/** Every HTTP route that the calls make up, and the OpenAPI document. */
export function httpRoutes(
  server: HttpServer,
  calls: readonly Call[],
  { keys, behind }: { keys: ApiKeys; behind: Behind },
): void {
  for (const call of calls) if (call.http !== undefined) addRoute(server, call, call.http, { keys, behind });
  let document: Buffer | undefined; // made once, for anybody may ask: all who read it slowly share it
  server.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => {
    document ??= Buffer.from(JSON.stringify(server.swagger()));
    return reply.type('application/json; charset=utf-8').send(document);
  });
}

function addRoute(
  server: HttpServer,
  { access, about, chapter, input, output, errors }: Call,
  door: HttpDoor,
  { keys, behind }: { keys: ApiKeys; behind: Behind },
): void {
  const { params, query, body } = partsOf(door, input);
  const holders = new WeakMap<FastifyRequest, KnownApp>();
  server.route({
    method: door.method,
    url: door.path,
    schema: {
      tags: [chapters[chapter] ?? chapter],
      summary: withoutLinks(about),
      ...(errors.length === 0 ? {} : { description: `Errors of its own: ${errors.join(', ')}` }),
      response: { [door.status]: output.extend(echoOf(door, input.shape) as z.core.$ZodShape) },
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { querystring: query }),
      ...(body === undefined ? {} : { body }),
    },
    ...(door.shapeOnly === true ? { validatorCompiler: validator(checkShape) } : {}),
    // Callers without a key are refused before their body is read.
    onRequest: (request, _reply, done) => {
      const { app = '' } = request.params as { app?: string };
      const holder = keyHolder(keys, access, { app, bearer: bearerOf(request) }); // what it throws is the answer
      if (holder !== undefined) holders.set(request, holder);
      done();
    },
    handler: async (request, reply) => {
      const inPath = checked(params, request.params);
      const { app: _ofTheKey, ...others } = inPath;
      const sent = checked(body, request.body);
      const given = door.body === undefined ? sent : { [door.body]: sent };
      // The key was checked for what stands in the path: nothing takes its place.
      const all = { ...checked(query, request.query), ...given, ...('app' in input.shape ? inPath : others) };
      const answer = await traced(request, () => door.serve(all, { app: holders.get(request), door: 'http', behind }));
      return reply.status(door.status).send({ ...echoOf(door, all), ...answer });
    },
  });
}

const nothing = z.strictObject({});

/** A part of a request as fields of the input: it was checked against its schema already, and one that has none must be empty. */
function checked(schema: z.ZodType | undefined, part: unknown): Record<string, unknown> {
  return (schema === undefined ? parseInput(nothing, part ?? {}) : part) as Record<string, unknown>;
}

const echoOf = ({ echo = [] }: HttpDoor, of: Record<string, unknown>) =>
  Object.fromEntries(echo.map((name) => [name, of[name]]));

interface Parts {
  readonly params: z.ZodObject | undefined;
  readonly query: z.ZodObject | undefined;
  readonly body: z.ZodType | undefined;
}

/** Where each field of a call's input stands in a request. */
export function partsOf(door: HttpDoor, input: z.ZodObject): Parts {
  const inPath = namesInPath(door);
  const { shape } = input;
  const left = Object.keys(shape).filter((name) => !inPath.includes(name) && !(door.without ?? []).includes(name));
  const hasBody = door.method !== 'GET' && door.method !== 'DELETE';
  const inQuery = hasBody ? (door.query ?? []) : left;
  const inBody = left.filter((name) => !inQuery.includes(name));
  const pick = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, shape[name] as z.ZodType]));
  return {
    params:
      inPath.length === 0
        ? undefined
        : z.object({ ...pick(inPath), ...(inPath.includes('app') ? { app: appId } : {}) }),
    query:
      inQuery.length === 0
        ? undefined
        : z.strictObject(Object.fromEntries(inQuery.map((name) => [name, queryField(shape[name] as z.ZodType)]))),
    body: !hasBody
      ? undefined
      : door.body !== undefined
        ? (shape[door.body] as z.ZodType)
        : inBody.length === Object.keys(shape).length
          ? input // with what its fields demand of each other
          : z.strictObject(pick(inBody)),
  };
}

/** Numbers come as text in a query string. */
function queryField(field: z.ZodType): z.ZodType {
  const { inner, mayBeAbsent } = unwrapped(field);
  if (inner._zod.def.type !== 'number') return field;
  const number = z.coerce.number().pipe(inner as z.ZodInt);
  return mayBeAbsent ? number.optional() : number;
}

/** Documents are in Markdown, the OpenAPI document is read anywhere. */
function withoutLinks(about: string): string {
  return about.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
}

async function traced<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  const { traceparent, tracestate } = request.headers;
  const trace = contextOf({ traceparent: firstOf(traceparent), tracestate: firstOf(tracestate) });
  const parent = withRequestId(request.id, trace);
  const route = request.routeOptions.url ?? '';
  const attributes = { 'http.request.method': request.method, 'http.route': route };
  const span = openSpan(`${request.method} ${route}`, SpanKind.SERVER, attributes, parent);
  try {
    const result = await context.with(withSpan(span, parent), work);
    endSpan(span);
    return result;
  } catch (error) {
    endSpan(span, error instanceof Refused || error instanceof InvalidInput ? undefined : error); // that is the caller's mistake, not ours
    throw error;
  }
}
