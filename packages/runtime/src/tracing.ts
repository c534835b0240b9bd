import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Span,
  type SpanKind,
} from '@opentelemetry/api';
import { messageOf } from './errors.ts';

/** Headers that carry a trace: `traceparent`, `tracestate`. */
export type TraceHeaders = Record<string, string>;

/** The trace headers of a context; empty when nothing is traced. */
export function traceHeaders(from: Context = context.active()): TraceHeaders {
  const carrier: TraceHeaders = {};
  propagation.inject(from, carrier);
  return carrier;
}

/** The context that trace headers describe. */
export function contextOf(headers: Readonly<Record<string, string | undefined>>): Context {
  return headers['traceparent'] === undefined ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, headers);
}

/** A context that no span is made in, here or behind a call: for what is asked all the time. */
export const untraced: Context = trace.setSpanContext(ROOT_CONTEXT, {
  traceId: '1'.padStart(32, '0'),
  spanId: '1'.padStart(16, '0'),
  traceFlags: TraceFlags.NONE,
});

/**
 * Opens a span as a child of `parent`, or nothing when that trace is not kept (a span costs some µs even then).
 * @param links spans of other traces that this one also works for
 */
export function openSpan(
  name: string,
  kind: SpanKind,
  attributes: Attributes,
  parent: Context = context.active(),
  links: readonly Span[] = [],
): Span | undefined {
  const parentSpan = trace.getSpanContext(parent);
  if (parentSpan !== undefined && (parentSpan.traceFlags & 1) === 0) return undefined;
  const span = trace
    .getTracer('bellhop')
    .startSpan(name, { kind, attributes, links: links.map((link) => ({ context: link.spanContext() })) }, parent);
  return span.isRecording() ? span : undefined;
}

/** The context in which a span is the current one. */
export function withSpan(span: Span | undefined, parent: Context): Context {
  return span === undefined ? parent : trace.setSpan(parent, span);
}

/** Ends a span; with an error it is marked as failed. */
export function endSpan(span: Span | undefined, error?: unknown): void {
  if (span === undefined) return;
  if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error).slice(0, 200) });
  span.end();
}
