import { randomUUID } from 'node:crypto';
import { context, createContextKey, trace, type Context } from '@opentelemetry/api';

const key = createContextKey('bellhop request id');
const fitting = /^[\w.-]{8,64}$/;

/**
 * The id of a request: what the caller calls it, or its trace, or a new one. The caller is told it with an error, and every log line of
 * the request has it, in other services too.
 */
export function chooseRequestId(given: string | undefined, from: Context): string {
  if (given !== undefined && fitting.test(given)) return given;
  return trace.getSpanContext(from)?.traceId ?? randomUUID();
}

/** A context of the request with this id. */
export function withRequestId(requestId: string, from: Context): Context {
  return from.setValue(key, requestId);
}

/** The id of the request that something is done for; undefined = for none, or for many. */
export function requestIdOf(from: Context = context.active()): string | undefined {
  return from.getValue(key) as string | undefined;
}
