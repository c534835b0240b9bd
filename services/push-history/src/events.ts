import { metrics } from '@opentelemetry/api';

/** What happens in push-history, as metrics. */
export interface HistoryEvents {
  /** Lines of the trace were written. */
  traced(lines: number): void;
}

export function historyEvents(): HistoryEvents {
  const lines = metrics.getMeter('bellhop').createCounter('bellhop_trace_entries', {
    description: 'Lines of the trace written',
  });
  return { traced: (count) => lines.add(count) };
}
