import {
  InvalidInput,
  printable,
  ResourceExhausted,
  ServiceError,
  Unauthenticated,
  type Logger,
} from '@bellhop/runtime';
import type { Connection } from '../connections/connection.ts';
import { inTime } from '../domain/in-time.ts';
import { checkShape, parseInput } from '../domain/parse-input.ts';
import { KickedOut, publicErrorOf, Refused } from '../domain/public-error.ts';
import type { GatewayEvents } from '../events.ts';
import { answerFrame, envelope, PROTOCOL_VERSION, type Envelope } from './envelope.ts';
import type { Frame, FrameAnswer } from './frame.ts';
import { loginBody, logIn, type LoginDeps } from './login.ts';
import { updateDevice, updateDeviceBody } from './update-device.ts';

export interface FrameHandlerDeps {
  readonly frames: ReadonlyMap<string, Frame>;
  readonly login: LoginDeps;
  readonly limits: { readonly maxFrameBytes: number; readonly maxPendingFrames: number };
  readonly events: GatewayEvents;
  readonly log: Logger;
}

const MAX_DEVICE_UPDATES = 5;
/** Clients wait for about as long. */
const LOGIN_WITHIN_MS = 10_000;

/** Frames of connections that are not logged in. */
const beforeLogin: ReadonlySet<string> = new Set(['login', 'updateDevice']);

/** A frame that is none; told to the client with a code of its own. */
class BadFrame extends ServiceError {
  override readonly name = 'BadFrame';
  readonly field: string;
  readonly replyTo: number | undefined;

  constructor(
    code: 'MALFORMED_FRAME' | 'UNSUPPORTED_VERSION' | 'UNKNOWN_TYPE' | 'FRAME_TOO_LARGE' | 'NOT_LOGGED_IN',
    message: string,
    at: { field?: string; replyTo?: number | undefined } = {},
  ) {
    super(code, message, { retryable: false });
    this.field = at.field ?? '';
    this.replyTo = at.replyTo;
  }
}

/** Handles what a client sends. Every frame is answered exactly once; before login a broken rule ends the connection. */
export async function handleFrame(
  data: Buffer,
  isBinary: boolean,
  connection: Connection,
  deps: FrameHandlerDeps,
): Promise<void> {
  const { events, log, limits } = deps;
  let request: Envelope | undefined;
  try {
    request = openEnvelope(data, isBinary, limits.maxFrameBytes);
    if (connection.pendingFrames >= limits.maxPendingFrames) {
      throw new ResourceExhausted(`${limits.maxPendingFrames} frames wait for their answers`, { retryAfterMs: 200 });
    }
    connection.pendingFrames += 1;
    try {
      const answer = await handle(request, connection, deps);
      events.frame(request.type, 'ok');
      connection.send(answerFrame(request.id, 'ok', answer.body));
      if (answer.closeAfter !== undefined) connection.close(answer.closeAfter);
    } finally {
      connection.pendingFrames -= 1;
    }
  } catch (error) {
    const type =
      request !== undefined && (beforeLogin.has(request.type) || deps.frames.has(request.type))
        ? request.type
        : 'unknown';
    events.frame(type, 'error');
    if (!(error instanceof ServiceError)) log.error({ err: error, type }, 'bug in a frame handler');
    const body =
      error instanceof BadFrame
        ? { code: error.code, message: error.message, ...(error.field === '' ? {} : { field: error.field }) }
        : publicErrorOf(error);
    if (request?.type === 'login') events.loginFailed(body.code);
    connection.send(answerFrame(request?.id ?? (error instanceof BadFrame ? error.replyTo : undefined), 'error', body));
    closeAfter(error, connection);
  }
}

async function handle(request: Envelope, connection: Connection, deps: FrameHandlerDeps): Promise<FrameAnswer> {
  if (request.type === 'login') {
    if (connection.isReady || connection.isLoggingIn)
      throw new InvalidInput('this connection is logged in already', { field: 'type' });
    connection.isLoggingIn = true;
    try {
      const answer = await inTime(
        logIn(parseInput(loginBody, request.body), connection, deps.login),
        LOGIN_WITHIN_MS,
        'the login',
      );
      connection.isReady = true;
      return answer;
    } finally {
      connection.isLoggingIn = false;
    }
  }
  if (request.type === 'updateDevice') return handleUpdate(request, connection, deps);
  const frame = deps.frames.get(request.type);
  if (frame === undefined)
    throw new BadFrame('UNKNOWN_TYPE', `there is no frame of type ${printable(request.type)}`, { field: 'type' });
  if (connection.session === undefined || !connection.isReady)
    throw new BadFrame('NOT_LOGGED_IN', 'log in first and wait for the answer', { field: 'type' });
  return frame.handle(request.body, connection.session, connection);
}

/** Before a login only, and a few times: after it the user's own frames say the same. */
async function handleUpdate(request: Envelope, connection: Connection, deps: FrameHandlerDeps): Promise<FrameAnswer> {
  if (connection.isReady || connection.isLoggingIn)
    throw new InvalidInput('this connection is logged in: use logout and unregisterPush', { field: 'type' });
  connection.deviceUpdates += 1;
  if (connection.deviceUpdates > MAX_DEVICE_UPDATES)
    throw new InvalidInput(`a connection may send ${MAX_DEVICE_UPDATES} of these before its login`, { field: 'type' });
  return inTime(updateDevice(parseInput(updateDeviceBody, request.body), deps.login), LOGIN_WITHIN_MS, 'the update');
}

function openEnvelope(data: Buffer, isBinary: boolean, maxBytes: number): Envelope {
  if (data.length > maxBytes)
    throw new BadFrame('FRAME_TOO_LARGE', `the frame has ${data.length} bytes, ${maxBytes} are allowed`);
  if (isBinary) throw new BadFrame('MALFORMED_FRAME', 'frames are text');
  let json: unknown;
  try {
    json = JSON.parse(data.toString('utf8'));
  } catch {
    throw new BadFrame('MALFORMED_FRAME', 'the frame is not JSON');
  }
  const checked = checkShape(envelope, json);
  if (checked.ok) return checked.value;
  const { id, v } = (typeof json === 'object' && json !== null ? json : {}) as { id?: unknown; v?: unknown };
  const replyTo = typeof id === 'number' && Number.isSafeInteger(id) ? id : undefined;
  if (v !== PROTOCOL_VERSION)
    throw new BadFrame('UNSUPPORTED_VERSION', `v must be ${PROTOCOL_VERSION}`, { field: 'v', replyTo });
  const { field, message } = checked.problem;
  throw new BadFrame('MALFORMED_FRAME', message, { field, replyTo });
}

/** Ends the connection where the error does. A login that fails or is over always does; otherwise a client that is logged in may go on. */
function closeAfter(error: unknown, connection: Connection): void {
  if (error instanceof KickedOut) return connection.kickOut(error.message);
  if (connection.isReady) return;
  // The device told in vain what has become of it; it may log in all the same.
  if (error instanceof Refused && error.code === 'DEVICE_NOT_PROVEN') return;
  if (error instanceof Unauthenticated || error instanceof Refused) connection.close('unauthenticated');
  else if (error instanceof BadFrame || error instanceof InvalidInput) connection.close('protocolError');
  else connection.close('loginUnavailable');
}
