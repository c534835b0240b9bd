import type { AnswerStream, Rpc, ServiceContract } from '@bellhop/grpc';
import type { KnownApp } from '@bellhop/kafka';
import type { z } from 'zod';
import type { CloseCause } from '../connections/close-codes.ts';
import type { Connection } from '../connections/connection.ts';
import type { Session } from '../connections/session.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { Behind } from './behind.ts';

/**
 * A call of the API. It is defined once, in the folder of its feature; the doors (WebSocket, HTTP, gRPC), the OpenAPI document, the tables of
 * the documents and the request types of the SDK are made from the list of all (`api.ts`).
 */
export interface Call {
  /** Its name, and the type of its frame. */
  readonly name: string;
  /** Chapter of the documents. */
  readonly chapter: Chapter;
  /** What it does: for the OpenAPI document and the tables. */
  readonly about: string;
  readonly access: Access;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /** Refusals of its own, beside those that any call may have. */
  readonly errors: readonly RefusalCode[];
  readonly http?: HttpDoor;
  readonly frame?: FrameDoor;
  readonly grpc?: GrpcDoor | GrpcStreamDoor;
}

/** Whose key it takes; `client` is a user who is logged in, `device` a connection that is not. */
export type Access = 'app' | 'app or operator' | 'operator' | 'client' | 'device';

export type Chapter =
  | 'session'
  | 'push'
  | 'messages'
  | 'conversations'
  | 'calls'
  | 'groups'
  | 'users'
  | 'userSettings'
  | 'directPushes'
  | 'traces'
  | 'apps'
  | 'keys'
  | 'certificates'
  | 'templates'
  | 'resources';

/** Somebody with a key. */
export interface KeyHolder {
  /** The app whose key it is; undefined for calls that an operator makes. */
  readonly app: KnownApp | undefined;
  readonly door: 'http' | 'grpc';
  readonly behind: Behind;
}

/** A client on its connection. */
export interface Client {
  readonly connection: Connection;
  readonly behind: Behind;
}

export interface HttpDoor {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for the fields that stand in it; `:app` is the app of the key for calls with an app's key. */
  readonly path: string;
  readonly status: 200 | 201;
  /** The one field that is the whole body; without it the body is an object with the fields that are not in the path or the query. */
  readonly body?: string;
  /** Fields in the query string beside a body. Without a body all that are not in the path are. */
  readonly query?: readonly string[];
  /** Fields of the input that the answer repeats. */
  readonly echo?: readonly string[];
  /** Fields that HTTP cannot set. */
  readonly without?: readonly string[];
  /** Each entry of the input is checked by itself, so that one that does not fit spoils no other. */
  readonly shapeOnly?: boolean;
  readonly serve: (input: Record<string, unknown>, caller: KeyHolder) => Promise<object>;
}

export interface FrameDoor {
  /** What the client sends: the input without the field that says who it is. */
  readonly input: z.ZodObject;
  /** Throws when this connection may not make the call now, before the body is looked at. */
  readonly admit?: (connection: Connection) => void;
  /** Nobody else is asked, or a rate of its own says how often. */
  readonly isLight?: boolean;
  readonly serve: (body: Record<string, unknown>, client: Client) => Promise<FrameAnswer> | FrameAnswer;
}

/** What a frame is answered with. */
export interface FrameAnswer<Body extends object = object> {
  readonly body: Body;
  /** Closes the connection after the answer. */
  readonly closeAfter?: Exclude<CloseCause, 'kickedOut'>;
  /** Begun when the answer is on its way; handles its own failure. */
  readonly afterwards?: () => void;
}

export interface GrpcDoor {
  readonly contract: ServiceContract<unknown>;
  readonly rpc: string;
  /** Takes and gives what the contract says. */
  readonly serve: (request: object, caller: KeyHolder) => Promise<object>;
}

/** An RPC that answers with a stream. */
export interface GrpcStreamDoor {
  readonly contract: ServiceContract<unknown>;
  readonly rpc: string;
  /** Ends the stream when it resolves. */
  readonly stream: (request: object, caller: KeyHolder, answers: AnswerStream<object>) => Promise<void>;
}

/** What every definition says. */
export interface Described<In extends z.ZodObject, Out extends z.ZodObject> {
  readonly name: string;
  readonly chapter: Chapter;
  readonly about: string;
  readonly input: In;
  readonly output: Out;
  readonly errors?: readonly RefusalCode[];
}

export type HttpRoute =
  `${HttpDoor['method']} /${string}` | ({ readonly route: string } & Partial<Omit<HttpDoor, 'serve'>>);

/** The HTTP door of a route such as `POST /v1/apps/:app/groups`. */
export function httpDoor(given: HttpRoute, serve: HttpDoor['serve']): HttpDoor {
  const { route, ...over } = typeof given === 'string' ? { route: given } : given;
  const [method = '', path = ''] = route.split(' ');
  return { status: 200, ...over, method: method as HttpDoor['method'], path, serve };
}

/** The names that stand in a path. */
export function namesInPath({ path }: Pick<HttpDoor, 'path'>): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}

/** The RPC of a contract that a call is, by its name. */
export interface GrpcCall<Definition, K extends Rpc<Definition>> {
  readonly contract: ServiceContract<Definition>;
  readonly rpc: K;
}

/** A call that only a client makes, over its connection: in its own name. */
export function clientCall<In extends z.ZodObject, Out extends z.ZodObject>({
  isLight = false,
  serve,
  ...described
}: Described<In, Out> & {
  readonly isLight?: boolean;
  readonly serve: (
    body: z.output<In>,
    client: Client & { readonly session: Session },
  ) => Promise<FrameAnswer<z.input<Out>>> | FrameAnswer<z.input<Out>>;
}): Call {
  return {
    errors: [],
    ...described,
    access: 'client',
    frame: {
      input: described.input,
      isLight,
      serve: (body, client) => serve(body as z.output<In>, { ...client, session: sessionOf(client) }),
    },
  };
}

/** A call of a connection that is not logged in. */
export function deviceCall<In extends z.ZodObject, Out extends z.ZodObject>({
  admit,
  serve,
  ...described
}: Described<In, Out> & {
  readonly admit: (connection: Connection) => void;
  readonly serve: (body: z.output<In>, client: Client) => Promise<FrameAnswer<z.input<Out>>>;
}): Call {
  return {
    errors: [],
    ...described,
    access: 'device',
    frame: { input: described.input, admit, serve: (body, client) => serve(body as z.output<In>, client) },
  };
}

/** The session of a client whose login is over with; the door lets no other one in. */
export function sessionOf({ connection }: Client): Session {
  if (connection.session === undefined) throw new TypeError('a frame of a client without session');
  return connection.session;
}
