import { context } from '@opentelemetry/api';
import {
  chooseRequestId,
  InvalidInput,
  printable,
  ResourceExhausted,
  ServiceError,
  Unauthenticated,
  withRequestId,
  type Logger,
} from '@bellhop/runtime';
import type { Behind } from '../../calls/behind.ts';
import type { Call, FrameAnswer, FrameDoor } from '../../calls/call.ts';
import type { Connection } from '../../connections/connection.ts';
import { CALL_MS } from '../../connections/reading-pace.ts';
import { answerFrame, envelope, PROTOCOL_VERSION, type Envelope } from '../../connections/envelope.ts';
import { checkShape, parseInput } from '../../domain/parse-input.ts';
import { KickedOut, publicErrorOf, Refused, withRequest } from '../../domain/public-error.ts';
import type { GatewayEvents } from '../../events.ts';
import { hasTooManyMembers, TOO_MANY_MEMBERS } from '../json-bounds.ts';

/** A frame that clients may send. */
interface Frame extends FrameDoor {
  readonly needsLogin: boolean;
}

export interface FrameHandlerDeps {
  readonly frames: ReadonlyMap<string, Frame>;
  readonly behind: Behind;
  readonly limits: { readonly maxFrameBytes: number; readonly maxPendingFrames: number };
  readonly events: GatewayEvents;
  readonly log: Logger;
}

/** The frames that the calls make up, by their types. */
export function frameTable(calls: readonly Call[]): ReadonlyMap<string, Frame> {
  return new Map(
    calls.flatMap(({ name, access, frame }) =>
      frame === undefined ? [] : [[name, { ...frame, needsLogin: access !== 'device' }]],
    ),
  );
}

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
  const requestId = chooseRequestId(undefined, context.active());
  let request: Envelope | undefined;
  try {
    request = openEnvelope(data, isBinary, limits.maxFrameBytes);
    if (connection.pendingFrames >= limits.maxPendingFrames) {
      throw new ResourceExhausted(`${limits.maxPendingFrames} frames wait for their answers`, { retryAfterMs: 200 });
    }
    connection.pendingFrames += 1;
    try {
      const opened = request;
      const answer = await context.with(withRequestId(requestId, context.active()), () =>
        handle(opened, connection, deps),
      );
      events.frame(request.type, 'ok');
      connection.send(answerFrame(request.id, 'ok', answer.body));
      answer.afterwards?.();
      if (answer.closeAfter !== undefined) connection.close(answer.closeAfter);
    } finally {
      connection.pendingFrames -= 1;
    }
  } catch (error) {
    const type = request !== undefined && deps.frames.has(request.type) ? request.type : 'unknown';
    events.frame(type, 'error');
    const body =
      error instanceof BadFrame
        ? { code: error.code, message: error.message, ...(error.field === '' ? {} : { field: error.field }) }
        : withRequest(publicErrorOf(error), requestId);
    const at = { err: error, requestId, type };
    if (!(error instanceof ServiceError)) log.error(at, 'bug in a frame handler, report it with this line');
    else if ('requestId' in body) log.warn(at, 'frame cannot be served now: what it needs is away, see `err`');
    if (request?.type === 'login') events.loginFailed(body.code);
    connection.send(answerFrame(request?.id ?? (error instanceof BadFrame ? error.replyTo : undefined), 'error', body));
    closeAfter(error, connection);
  }
}

async function handle(
  { type, body }: Envelope,
  connection: Connection,
  { frames, behind }: FrameHandlerDeps,
): Promise<FrameAnswer> {
  const frame = frames.get(type);
  if (frame === undefined)
    throw new BadFrame('UNKNOWN_TYPE', `there is no frame of type ${printable(type)}`, { field: 'type' });
  if (frame.needsLogin && (connection.session === undefined || !connection.isReady))
    throw new BadFrame('NOT_LOGGED_IN', 'log in first and wait for the answer', { field: 'type' });
  frame.admit?.(connection);
  if (frame.isLight !== true) connection.spend(CALL_MS);
  return frame.serve(parseInput(frame.input, body), { connection, behind });
}

function openEnvelope(data: Buffer, isBinary: boolean, maxBytes: number): Envelope {
  if (data.length > maxBytes)
    throw new BadFrame('FRAME_TOO_LARGE', `the frame has ${data.length} bytes, ${maxBytes} are allowed`);
  if (isBinary) throw new BadFrame('MALFORMED_FRAME', 'frames are text');
  const text = data.toString('utf8');
  if (hasTooManyMembers(text)) throw new BadFrame('MALFORMED_FRAME', `the frame ${TOO_MANY_MEMBERS}`);
  let json: unknown;
  try {
    json = JSON.parse(text);
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
