import type { z } from 'zod';
import type { Connection } from '../connections/connection.ts';
import type { Session } from '../connections/session.ts';
import { parseInput } from '../domain/parse-input.ts';

/** What a frame is answered with. */
export interface FrameAnswer {
  readonly body: object;
  /** Closes the connection after the answer. */
  readonly closeAfter?: 'loggedOut';
}

/** A type of frame that clients may send when logged in. */
export interface Frame {
  handle(body: unknown, session: Session, connection: Connection): Promise<FrameAnswer> | FrameAnswer;
}

/** A frame whose body is checked by a schema before it is handled. */
export function frame<Schema extends z.ZodType>(
  schema: Schema,
  handle: (body: z.output<Schema>, session: Session, connection: Connection) => Promise<FrameAnswer> | FrameAnswer,
): Frame {
  return { handle: (body, session, connection) => handle(parseInput(schema, body), session, connection) };
}
