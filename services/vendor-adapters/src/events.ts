import { metrics } from '@opentelemetry/api';
import type { PushTask, VendorName } from '@bellhop/contracts';
import type { Logger } from '@bellhop/runtime';
import type { SendOutcome } from './domain/send-outcome.ts';

/** What happens in an adapter, as metrics and log lines. */
export interface AdapterEvents {
  attempted(vendor: VendorName, attempt: Attempt): void;
  expired(vendor: VendorName, targets: number): void;
  publishFailed(error: unknown, attempt: number): void;
}

export interface Attempt {
  readonly task: Pick<PushTask, 'messageId' | 'acceptedAtMs'>;
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
    attempted: (vendor, { task: { messageId, acceptedAtMs }, outcomes, tookMs, nowMs }) => {
      duration.record(tookMs, { vendor });
      const accepted = outcomes.filter(({ kind }) => kind === 'accepted').length;
      if (accepted > 0) {
        latency.record(nowMs - acceptedAtMs, { vendor });
        log.debug({ vendor, messageId, targets: accepted }, 'push accepted');
      }
      for (const outcome of outcomes) {
        pushes.add(1, { vendor, outcome: outcome.kind, code: outcome.kind === 'accepted' ? '' : outcome.code });
        if (outcome.kind === 'rejected' || outcome.kind === 'misconfigured') {
          log.error(
            { vendor, messageId, outcome: outcome.kind, code: outcome.code, reason: outcome.reason },
            'push dead-lettered',
          );
        } else if (outcome.kind !== 'accepted') {
          log.warn({ vendor, messageId, outcome: outcome.kind, code: outcome.code }, 'push not accepted');
        }
      }
    },
    expired: (vendor, targets) => pushes.add(targets, { vendor, outcome: 'expired', code: '' }),
    publishFailed: (error, attempt) =>
      log.error({ err: error, attempt }, 'outcome of a push not published, trying again'),
  };
}
