import type { PushTask } from '@bellhop/contracts';
import { isRetryable, messageOf, Unavailable } from '@bellhop/runtime';
import { isRing } from './call.ts';
import type { Notification } from './notification.ts';
import type { SendOutcome } from './send-outcome.ts';

/** What was found when the targets of a task were looked at again. */
export interface CheckedTask {
  /** One per target: why nothing is sent to it any more; undefined = it may be sent. */
  readonly superseded: readonly (Extract<SendOutcome, { kind: 'superseded' }> | undefined)[];
  /** Later messages of the conversation have been pushed, or are about to be: this one must not ring as if it were the newest. */
  readonly isOvertaken: boolean;
  /** What stands on the badges of its users now, when it shows the number; 0 = nothing that holds for all of them · absent = nobody said, as a push-router of the release before. */
  readonly badge?: number | undefined;
}

/** Looks at the targets of tasks again, together: one answer per task, in order; where nobody can say, what `unanswered` makes of why. */
export type CheckTasks = (tasks: readonly PushTask[]) => Promise<readonly (CheckedTask | Unavailable | undefined)[]>;

/** What a task says of the badge. A number that was right when the push was decided would set the badge back by now. */
export function badgeToSend(
  { badgeIncrement, badge }: Pick<PushTask, 'badgeIncrement' | 'badge'>,
  checked: Pick<CheckedTask, 'badge'> | undefined,
): Pick<Notification, 'badgeIncrement' | 'badge'> {
  if (badge === 0 || checked?.badge === undefined) return { badgeIncrement, badge };
  return checked.badge === 0 ? { badgeIncrement: 0, badge: 0 } : { badgeIncrement, badge: checked.badge };
}

/** A service of ours is away: no attempt at the vendor, which would put it off for longer each time. undefined: it answers, and cannot say for a reason that may stay. */
export function unanswered(error: unknown): Unavailable | undefined {
  return isRetryable(error)
    ? new Unavailable(messageOf(error), { code: 'CHECK_UNAVAILABLE', cause: error })
    : undefined;
}

/** What was decided so long ago must be looked at again before it leaves: users log out, read and leave meanwhile. */
export const FRESH_MS = 1_000;

/**
 * Until when what is known of a task counts, without looking again. A later attempt is looked at in any case, and so is what rings: a call may
 * end at any moment, and must not ring then.
 */
export function freshUntilMs(task: Pick<PushTask, 'attempts' | 'decidedAtMs' | 'call'>): number {
  return task.attempts > 0 || isRing(task) ? Number.NEGATIVE_INFINITY : task.decidedAtMs + FRESH_MS;
}
