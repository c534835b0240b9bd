import { counter } from '@bellhop/runtime';

/** What happens in push-history, as metrics. */
export interface HistoryEvents {
  /** Lines of the trace were written. */
  traced(lines: number): void;
}

export function historyEvents(): HistoryEvents {
  const lines = counter('bellhop_trace_entries', { unit: '{line}', description: 'Lines of the trace written' });
  return { traced: (count) => lines.add(count) };
}
