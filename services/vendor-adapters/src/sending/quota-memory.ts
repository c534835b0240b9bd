import type { PushTask } from '@bellhop/contracts';
import { isRecall } from '../domain/call-ends.ts';
import type { SendOutcome } from '../domain/send-outcome.ts';

/** Which quotas of one credential are used up: vendors lower the quota of an app that goes on calling (vivo §5.2, xiaomi §0). */
export interface QuotaMemory {
  note(task: PushTask, outcome: SendOutcome): void;
  /** The vendor's refusal, as long as it stands. */
  usedUp(task: PushTask): SendOutcome | undefined;
}

/** Vendors count per channel or per category: a quota is that of the two together, so no other class is stopped with it. */
export function createQuotaMemory(clock: () => number): QuotaMemory {
  const refusals = new Map<string, Extract<SendOutcome, { kind: 'quota-exhausted' }>>();
  return {
    note: (task, outcome) => {
      if (outcome.kind === 'quota-exhausted') refusals.set(quotaOf(task), outcome);
    },
    usedUp: (task) => {
      if (refusals.size === 0 || isRecall(task)) return undefined;
      const refusal = refusals.get(quotaOf(task));
      if (refusal === undefined || clock() < refusal.untilMs) return refusal;
      refusals.delete(quotaOf(task));
      return undefined;
    },
  };
}

function quotaOf({ settings }: PushTask): string {
  return JSON.stringify([settings?.channelId ?? '', settings?.category ?? '']);
}
