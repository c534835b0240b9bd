import type { TelemetryOptions } from '@bellhop/runtime';

type SpanProcessor = NonNullable<TelemetryOptions['spanProcessor']>;
export type RecordedSpan = Parameters<SpanProcessor['onEnd']>[0];

/** Keeps the spans that have ended, in the place of a collector: give `processor` to `startTelemetry`. */
export function recordSpans(): { readonly processor: SpanProcessor; readonly spans: readonly RecordedSpan[] } {
  const spans: RecordedSpan[] = [];
  return {
    spans,
    processor: {
      onStart: () => undefined,
      onEnd: (span) => void spans.push(span),
      forceFlush: () => Promise.resolve(),
      shutdown: () => Promise.resolve(),
    },
  };
}
