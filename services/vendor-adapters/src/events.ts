import { metrics } from '@opentelemetry/api';
import type { VendorName } from '@bellhop/contracts';
import type { Logger } from '@bellhop/runtime';
import type { SendOutcome } from './domain/send-outcome.ts';

/** What happens in an adapter, as metrics and log lines. */
export interface AdapterEvents {
  attempted(vendor: VendorName, outcomes: readonly SendOutcome[], tookMs: number, messageId: string): void;
  expired(vendor: VendorName, targets: number): void;
  publishFailed(error: unknown, attempt: number): void;
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
  return {
    attempted: (vendor, outcomes, tookMs, messageId) => {
      duration.record(tookMs, { vendor });
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
