import { SpanKind, type Span } from '@opentelemetry/api';
import { contextOf, openSpan, traceHeaders, withSpan } from '@bellhop/runtime';
import type { OutgoingRecord } from './outgoing-record.ts';

/**
 * A record on its way to Kafka: a span from `publish` until Kafka has it, and the record naming that span, so that whoever consumes it
 * is its child. A record without a trace stays as it is.
 */
export function openProducerSpan(record: OutgoingRecord): { record: OutgoingRecord; span: Span | undefined } {
  if (record.headers['traceparent'] === undefined) return { record, span: undefined };
  const parent = contextOf(record.headers);
  const span = openSpan(
    `send ${record.topic}`,
    SpanKind.PRODUCER,
    {
      'messaging.system': 'kafka',
      'messaging.destination.name': record.topic,
      'messaging.operation.type': 'send',
    },
    parent,
  );
  if (span === undefined) return { record, span };
  return { record: { ...record, headers: { ...record.headers, ...traceHeaders(withSpan(span, parent)) } }, span };
}
