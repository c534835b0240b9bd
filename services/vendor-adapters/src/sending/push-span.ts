import { context, ROOT_CONTEXT, SpanKind, trace, type Context } from '@opentelemetry/api';
import type { PushTask, VendorName } from '@bellhop/contracts';
import { endSpan, openSpan, withSpan } from '@bellhop/runtime';
import type { SendOutcome } from '../domain/send-outcome.ts';

/** Sends a task inside a span that says what became of it, as the child of `from`: the wait for a free call included. */
export async function inPushSpan<Result extends { readonly outcomes: readonly SendOutcome[] }>(
  { vendor, task, from }: { vendor: VendorName; task: PushTask; from: Context },
  send: () => Promise<Result>,
): Promise<Result> {
  const span = openSpan(
    `push ${vendor}`,
    SpanKind.INTERNAL,
    {
      'bellhop.vendor': vendor,
      'bellhop.app': task.app,
      'bellhop.message_id': task.messageId,
      'bellhop.task_id': task.taskId,
      'bellhop.targets': task.targets.length,
      'bellhop.attempt': task.attempts + 1,
    },
    from,
  );
  const result = await context.with(withSpan(span, from), send);
  if (span === undefined) return result;
  span.setAttribute('bellhop.outcomes', distinct(result.outcomes.map(({ kind }) => kind)));
  span.setAttribute('bellhop.vendor_codes', distinct(result.outcomes.map(({ code }) => code)));
  const failed = result.outcomes.find(({ kind }) => kind !== 'accepted' && kind !== 'invalid-token');
  endSpan(span, failed === undefined ? undefined : reasonOf(failed));
  return result;
}

/**
 * The context of a call that carries several tasks: that of the first one that is traced. The spans of the others link to it, so that each trace
 * leads to the call.
 */
export function sharedCallContext(contexts: readonly Context[]): Context {
  const [leader, ...others] = contexts.filter((one) => trace.getSpan(one)?.isRecording() === true);
  const leading = leader === undefined ? undefined : trace.getSpanContext(leader);
  if (leader === undefined || leading === undefined) return contexts[0] ?? ROOT_CONTEXT;
  for (const other of others) trace.getSpan(other)?.addLink({ context: leading });
  return leader;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function reasonOf(outcome: SendOutcome): string {
  return outcome.kind === 'accepted' ? '' : `${outcome.kind}: ${outcome.reason}`;
}
