import { metrics } from '@opentelemetry/api';
import type { PushTask, VendorName } from '@bellhop/contracts';
import type { Logger } from '@bellhop/runtime';
import { callOf } from './domain/call.ts';
import { isCallEnd } from './domain/call-ends.ts';
import type { SendOutcome } from './domain/send-outcome.ts';

/** What happens in an adapter, as metrics and log lines. */
export interface AdapterEvents {
  attempted(vendor: VendorName, attempt: Attempt): void;
  expired(vendor: VendorName, targets: number): void;
  publishFailed(error: unknown, attempt: number): void;
}

export interface Attempt {
  readonly task: Pick<PushTask, 'messageId' | 'acceptedAtMs' | 'call'>;
  /** One per target. */
  readonly outcomes: readonly SendOutcome[];
  /** The vendor's time. */
  readonly tookMs: number;
  readonly nowMs: number;
}

export function adapterEvents(log: Logger): AdapterEvents {
  const meter = metrics.getMeter('bellhop');
  const pushes = meter.createCounter('bellhop_pushes', {
    description: 'Targets handed to the vendor, by outcome and the vendor code of failures',
  });
  const duration = meter.createHistogram('bellhop_vendor_call_duration', {
    unit: 'ms',
    description: 'Time the vendor took to answer',
  });
  const latency = meter.createHistogram('bellhop_push_latency', {
    unit: 'ms',
    description: 'From the gateway accepting a message to the vendor accepting its push, retries included',
    advice: {
      explicitBucketBoundaries: [
        25, 50, 100, 250, 500, 1_000, 2_000, 3_000, 5_000, 10_000, 30_000, 60_000, 300_000, 1_800_000,
      ],
    },
  });
  return {
    attempted: (vendor, { task, outcomes, tookMs, nowMs }) => {
      const { messageId, acceptedAtMs } = task;
      duration.record(tookMs, { vendor });
      const accepted = outcomes.filter(({ kind }) => kind === 'accepted').length;
      if (accepted > 0) {
        // Between a call and its end lies the time it rang.
        if (!isCallEnd(callOf(task))) latency.record(nowMs - acceptedAtMs, { vendor });
        log.debug({ vendor, messageId, targets: accepted }, 'push accepted');
      }
      if (accepted > 0) pushes.add(accepted, { vendor, outcome: 'accepted', code: '' });
      for (const { outcome, targets } of failuresOf(outcomes)) {
        const { kind, code, reason } = outcome;
        pushes.add(targets, { vendor, outcome: kind, code });
        if (kind === 'rejected' || kind === 'misconfigured') {
          log.error({ vendor, messageId, outcome: kind, code, reason, targets }, 'push dead-lettered');
        } else {
          log.warn({ vendor, messageId, outcome: kind, code, targets }, 'push not accepted');
        }
      }
    },
    expired: (vendor, targets) => pushes.add(targets, { vendor, outcome: 'expired', code: '' }),
    publishFailed: (error, attempt) =>
      log.error({ err: error, attempt }, 'outcome of a push not published, trying again'),
  };
}

type Failure = Exclude<SendOutcome, { kind: 'accepted' }>;

/** What failed, each cause once however many devices it hit: a task can have a thousand. */
function failuresOf(outcomes: readonly SendOutcome[]): { readonly outcome: Failure; readonly targets: number }[] {
  const causes = new Map<string, { readonly outcome: Failure; targets: number }>();
  for (const outcome of outcomes) {
    if (outcome.kind === 'accepted') continue;
    const cause = causes.get(`${outcome.kind} ${outcome.code}`);
    if (cause === undefined) causes.set(`${outcome.kind} ${outcome.code}`, { outcome, targets: 1 });
    else cause.targets += 1;
  }
  return [...causes.values()];
}
