import { createHash } from 'node:crypto';
import {
  LONGEST_RETRY_STEP_MS,
  type PushAttemptInput,
  type PushResult,
  type PushTarget,
  type PushTask,
} from '@bellhop/contracts';
import { keepable } from '@bellhop/runtime';
import { isRing } from './call.ts';
import { ignoredWishes } from './ignored-wishes.ts';
import { attemptAtLeisure } from './plan-urgent-retry.ts';
import type { SendOutcome } from './send-outcome.ts';

/** What follows from one attempt at a task. */
export interface Settlement {
  /** One line of the trace per target. */
  readonly attempts: readonly PushAttemptInput[];
  /** What each target's attempt counts as: what a vendor has said often enough is a refusal. */
  readonly outcomes: readonly SendOutcome[];
  /** Targets to try again, all at one time. */
  readonly retry: { readonly topic: string; readonly dueAtMs: number; readonly task: PushTask } | undefined;
  /** Targets that no retry can help. */
  readonly deadLetter:
    { readonly task: PushTask; readonly class: string; readonly code: string; readonly message: string } | undefined;
}

/** Chooses when the next attempt is made, and in which topic it waits for that. */
export type PlanRetry = (input: {
  attempt: number;
  expiresAtMs: number;
  retryAfterMs: number | undefined;
}) => { readonly kind: 'retry'; readonly topic: string; readonly dueAtMs: number } | { readonly kind: 'expired' };

/** Decides retry, clean-up and dead letter for every target of a task. An invalid token is cleaned up, not dead-lettered. */
export function settleTask(input: {
  readonly task: PushTask;
  readonly outcomes: readonly SendOutcome[];
  readonly shortened: readonly string[];
  readonly nowMs: number;
  readonly tookMs: number;
  readonly planRetry: PlanRetry;
}): Settlement {
  const { task, shortened, nowMs, tookMs } = input;
  const attempt = task.attempts + 1;
  const isLastTry =
    input.planRetry({ attempt, expiresAtMs: task.expiresAtMs, retryAfterMs: undefined }).kind === 'expired';
  const isHeldEnough = attempt >= MOST_TRIES_OF_HELD || isLastTry;
  const doubtful = task.doubtfulAttempts + 1;
  const outcomes = input.outcomes.map((outcome) => finalOutcome(outcome, { task, doubtful, isHeldEnough }));
  const again: { target: PushTarget; retryAfterMs: number | undefined }[] = [];
  const dead: { target: PushTarget; outcome: SendOutcome & { reason: string } }[] = [];

  task.targets.forEach((target, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) throw new TypeError(`no outcome for target ${index} of task ${task.taskId}`);
    switch (outcome.kind) {
      case 'accepted':
      case 'invalid-token':
      case 'superseded':
        break;
      case 'rejected':
      case 'misconfigured':
        dead.push({ target, outcome });
        break;
      case 'held':
        if (!isHeldEnough) again.push({ target, retryAfterMs: undefined });
        break;
      case 'throttled':
      case 'unavailable':
        again.push({ target, retryAfterMs: outcome.retryAfterMs });
        break;
      case 'quota-exhausted':
        again.push({ target, retryAfterMs: quotaWaitMs(outcome.untilMs, task.expiresAtMs, nowMs) });
        break;
      default:
        outcome satisfies never;
    }
  });

  // Whose pause outlasts the life is over; the others do not wait for it, nor end with it.
  const inTime = again.filter(({ retryAfterMs = 0 }) => nowMs + retryAfterMs < task.expiresAtMs);
  const waiting = inTime.length === 0 ? again : inTime;
  const hints = waiting.flatMap(({ retryAfterMs }) => (retryAfterMs === undefined ? [] : [retryAfterMs]));
  const plan =
    waiting.length === 0
      ? undefined
      : input.planRetry({
          attempt,
          expiresAtMs: task.expiresAtMs,
          retryAfterMs: hints.length === 0 ? undefined : Math.max(...hints),
        });
  const retried = new Set(plan?.kind === 'retry' ? waiting.map(({ target }) => target) : []);
  const over = new Set(again.map(({ target }) => target).filter((target) => !retried.has(target)));

  const ignored = wishesToTell(task);
  const attempts = task.targets.map((target, index): PushAttemptInput => {
    const outcome = outcomes[index] as SendOutcome;
    return {
      ...attemptOf(task, target, { attempt, nowMs, tookMs, shortened, ignored }),
      result: over.has(target) ? 'PUSH_RESULT_EXPIRED' : results[outcome.kind],
      vendorCode: keepable(outcome.code, 64),
      reason: outcome.kind === 'accepted' ? '' : keepable(outcome.reason, 200),
      vendorMessageId: outcome.kind === 'accepted' ? keepable(outcome.vendorMessageId, 256) : '',
      retryAtMs: plan?.kind === 'retry' && retried.has(target) ? plan.dueAtMs : 0,
      ...(outcome.kind === 'invalid-token'
        ? {
            invalidTokenSha256: createHash('sha256').update(target.token).digest('hex'),
            invalidSinceMs: outcome.sinceMs ?? 0,
          }
        : {}),
    };
  });

  const firstDead = dead[0]?.outcome;
  return {
    attempts,
    outcomes,
    retry:
      plan?.kind === 'retry'
        ? {
            topic: plan.topic,
            dueAtMs: plan.dueAtMs,
            task: {
              ...task,
              attempts: attempt,
              doubtfulAttempts: outcomes.some(isInDoubt) ? doubtful : task.doubtfulAttempts,
              targets: waiting.map(({ target }) => target),
            },
          }
        : undefined,
    deadLetter:
      firstDead === undefined
        ? undefined
        : {
            task: { ...task, attempts: attempt, targets: dead.map(({ target }) => target) },
            class: firstDead.kind,
            code: firstDead.code,
            message: firstDead.reason,
          },
  };
}

/** A held token is tried so often: within about three minutes the credential's other pushes have shown whether it is right. */
const MOST_TRIES_OF_HELD = 4;

function isInDoubt(outcome: SendOutcome): boolean {
  return outcome.kind === 'unavailable' && outcome.mostAttempts !== undefined;
}

/**
 * What has been tried often enough is refused: of a message within about a quarter of an hour, of a ring within seconds. What ends a ringing has its
 * hasty tries beside those. A credential that has shown nothing good meanwhile is called wrong, but not by a call: calls are too few to show anything.
 */
function finalOutcome(
  outcome: SendOutcome,
  { task, doubtful, isHeldEnough }: { task: PushTask; doubtful: number; isHeldEnough: boolean },
): SendOutcome {
  const { kind, code } = outcome;
  if (kind === 'held' && isHeldEnough && task.call == null) {
    const reason = `no push of this credential was accepted meanwhile: is it of this app? The vendor said: ${outcome.reason}`;
    return { kind: 'misconfigured', code, reason };
  }
  const tries = task.call === null || isRing(task) ? doubtful : attemptAtLeisure(doubtful);
  if (kind !== 'unavailable' || tries < (outcome.mostAttempts ?? Infinity)) return outcome;
  return { kind: outcome.isAboutCredential === true ? 'misconfigured' : 'rejected', code, reason: outcome.reason };
}

/**
 * Until the quota opens, in steps: only so many records wait in the retry consumer at a time, and those of one app that
 * wait for hours would keep out the others. A life that ends before the quota opens is over at once.
 */
function quotaWaitMs(untilMs: number, expiresAtMs: number, nowMs: number): number {
  const waitMs = Math.max(0, untilMs - nowMs);
  return untilMs >= expiresAtMs ? waitMs : Math.min(waitMs, LONGEST_RETRY_STEP_MS);
}

/** The lines of a task whose life ended before it could be sent. */
export function expireTask(task: PushTask, nowMs: number): PushAttemptInput[] {
  const ignored = wishesToTell(task);
  return task.targets.map((target) => ({
    ...attemptOf(task, target, { attempt: task.attempts + 1, nowMs, tookMs: 0, shortened: [], ignored }),
    result: 'PUSH_RESULT_EXPIRED',
    vendorCode: '',
    reason: 'its time to live ended before it was sent',
  }));
}

const results: Record<SendOutcome['kind'], PushResult> = {
  accepted: 'PUSH_RESULT_ACCEPTED',
  'invalid-token': 'PUSH_RESULT_INVALID_TOKEN',
  held: 'PUSH_RESULT_TOKEN_HELD',
  superseded: 'PUSH_RESULT_SUPERSEDED',
  rejected: 'PUSH_RESULT_REJECTED',
  throttled: 'PUSH_RESULT_THROTTLED',
  'quota-exhausted': 'PUSH_RESULT_QUOTA_EXHAUSTED',
  misconfigured: 'PUSH_RESULT_MISCONFIGURED',
  unavailable: 'PUSH_RESULT_UNAVAILABLE',
};

/** Told once per push: with its first attempt. */
function wishesToTell(task: PushTask): readonly string[] {
  return task.attempts === 0 ? ignoredWishes(task) : [];
}

function attemptOf(
  task: PushTask,
  target: PushTarget,
  {
    attempt,
    nowMs,
    tookMs,
    shortened,
    ignored,
  }: { attempt: number; nowMs: number; tookMs: number; shortened: readonly string[]; ignored: readonly string[] },
): PushAttemptInput {
  return {
    app: task.app,
    messageId: task.messageId,
    taskId: task.taskId,
    vendor: task.vendor,
    userId: target.userId,
    deviceId: target.deviceId,
    pushId: target.pushId,
    attempt,
    atMs: nowMs,
    tookMs: Math.round(tookMs),
    shortened: [...shortened],
    ignored: [...ignored],
  };
}
