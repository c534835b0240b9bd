import type { PushTask, VendorName } from '@bellhop/contracts';
import {
  ageBuckets,
  appLabel,
  boundedLabel,
  counter,
  histogram,
  logSeldom,
  messageAge,
  type Logger,
} from '@bellhop/runtime';
import { callOf } from './domain/call.ts';
import { isEnd } from './domain/call-ends.ts';
import type { SendOutcome } from './domain/send-outcome.ts';
import type { Settlement } from './domain/settle-task.ts';

/** What happens in an adapter, as metrics and log lines. */
export interface AdapterEvents {
  attempted(vendor: VendorName, attempt: Attempt): void;
  expired(vendor: VendorName, task: Pick<PushTask, 'app' | 'targets'>): void;
  publishFailed(error: unknown, attempt: number): void;
}

export interface Attempt {
  readonly task: Pick<PushTask, 'app' | 'messageId' | 'acceptedAtMs' | 'attempts' | 'call' | 'takesBack'>;
  readonly settled: Pick<Settlement, 'retry' | 'deadLetter'>;
  /** One per target. */
  readonly outcomes: readonly SendOutcome[];
  /** The vendor's time. */
  readonly tookMs: number;
  readonly nowMs: number;
}

/** What can become of an attempt. */
const outcomes = [
  'accepted',
  'invalid-token',
  'held',
  'superseded',
  'rejected',
  'throttled',
  'quota-exhausted',
  'misconfigured',
  'unavailable',
  'expired',
] as const satisfies (SendOutcome['kind'] | 'expired')[];

/** Codes are the vendors' own, and what they are going to say is theirs to choose. */
const MOST_CODES = 100;

/**
 * @param of whose events these are, and which apps metrics name; series that alerts look at are there from the start, since Prometheus
 * sees no increase in what begins with 1
 */
export function adapterEvents(
  log: Logger,
  of: { readonly vendor?: VendorName; readonly metricsApps?: readonly string[] | undefined } = {},
): AdapterEvents {
  const appOf = appLabel(of.metricsApps);
  const codeOf = boundedLabel(MOST_CODES);
  const pushes = counter('bellhop_pushes', {
    unit: '{push}',
    description: `Attempts at targets by outcome: ${outcomes.join(', ')}`,
    labels: ['vendor', 'outcome'],
  });
  const answers = counter('bellhop_vendor_refusals', {
    unit: '{push}',
    description: "Attempts that were not accepted, by outcome and the vendor's own code",
    labels: ['vendor', 'outcome', 'code'],
  });
  const ofApp = counter('bellhop_app_pushes', {
    unit: '{push}',
    description: 'Attempts at targets by app (those of METRICS_APPS) and outcome',
    labels: ['app', 'vendor', 'outcome'],
  });
  const retries = counter('bellhop_push_retries', {
    unit: '{push}',
    description: 'Targets that are tried again later',
    labels: ['vendor'],
  });
  const dead = counter('bellhop_push_dead_letters', {
    unit: '{push}',
    description: 'Targets that no retry can help, in push.dead-letter.<vendor>.v1, by class: rejected, misconfigured',
    labels: ['vendor', 'class'],
  });
  const duration = histogram('bellhop_vendor_call_duration', {
    unit: 'ms',
    description: 'Time the vendor took to answer',
    labels: ['vendor'],
    buckets: callBuckets,
  });
  const latency = histogram('bellhop_push_latency', {
    unit: 'ms',
    description: 'From the gateway accepting a message to the vendor accepting its push, retries included',
    labels: ['vendor'],
    buckets: ageBuckets,
  });
  const latencyOfApp = histogram('bellhop_app_push_latency', {
    unit: 'ms',
    description: 'The like by app (those of METRICS_APPS)',
    labels: ['app'],
    buckets: ageBuckets,
  });
  const aged = messageAge('answered');
  // The trace says it of each push, and the counters how many.
  const warnings = new Map(outcomes.map((outcome) => [outcome, logSeldom(log, 'warn')]));
  const failedToPublish = logSeldom(log, 'error');

  const count = (vendor: VendorName, app: string, targets: number, outcome: (typeof outcomes)[number]): void => {
    pushes.add(targets, { vendor, outcome });
    ofApp.add(targets, { app: appOf(app), vendor, outcome });
  };
  if (of.vendor !== undefined) {
    const { vendor } = of;
    for (const outcome of outcomes) pushes.add(0, { vendor, outcome });
    for (const cause of ['rejected', 'misconfigured']) dead.add(0, { vendor, class: cause });
    retries.add(0, { vendor });
  }

  return {
    attempted: (vendor, { task, outcomes: made, settled, tookMs, nowMs }) => {
      const { app, messageId, acceptedAtMs, attempts } = task;
      if (tookMs > 0) duration.record(tookMs, { vendor }); // else no call was made
      const ageMs = nowMs - acceptedAtMs;
      // Between a call and its end lies the time it rang.
      const hasAge = !isEnd({ call: callOf(task), takesBack: task.takesBack });
      if (hasAge && attempts === 0) aged(ageMs);
      const accepted = made.filter(({ kind }) => kind === 'accepted').length;
      if (accepted > 0) {
        if (hasAge) {
          latency.record(ageMs, { vendor });
          latencyOfApp.record(ageMs, { app: appOf(app) });
        }
        log.debug({ vendor, messageId, targets: accepted }, 'push accepted');
        count(vendor, app, accepted, 'accepted');
      }
      for (const { outcome, targets } of failuresOf(made)) {
        const { kind, code, reason } = outcome;
        count(vendor, app, targets, kind);
        answers.add(targets, { vendor, outcome: kind, code: codeOf(code) });
        if (kind === 'rejected' || kind === 'misconfigured') {
          log.error({ vendor, app, messageId, outcome: kind, code, reason, targets }, deadLettered[kind]);
        } else {
          warnings.get(kind)?.({ vendor, app, messageId, outcome: kind, code, targets }, 'push not accepted');
        }
      }
      const { retry, deadLetter } = settled;
      if (retry !== undefined) retries.add(retry.task.targets.length, { vendor });
      if (deadLetter !== undefined) dead.add(deadLetter.task.targets.length, { vendor, class: deadLetter.class });
    },
    expired: (vendor, { app, targets }) => count(vendor, app, targets.length, 'expired'),
    publishFailed: (error, attempt) =>
      failedToPublish({ err: error, attempt }, 'outcome of a push not published, trying again: is Kafka away?'),
  };
}

const callBuckets = [5, 10, 25, 50, 75, 100, 250, 500, 750, 1_000, 2_500, 5_000, 7_500, 10_000];

/** What happened, and what to do. */
const deadLettered = {
  rejected: 'push dead-lettered: the vendor refuses its content; `npm run dead-letters` shows it',
  misconfigured:
    'push dead-lettered: the vendor refuses the credential; save the right certificate set, then send the dead letters back',
} as const;

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
