import type { CallStore } from '../db/call-store.ts';
import type { CallDesk } from './call-desk.ts';

const DAY_MS = 86_400_000;
/** Nobody talks for longer; a call whose devices vanished would never end. */
const LONGEST_CALL_MS = DAY_MS;
const PAGE = 500;

/** Ends calls that nobody is there to end, and deletes those past retention. */
export async function tidyCalls({
  calls,
  desk,
  nowMs,
  retentionDays,
}: {
  calls: Pick<CallStore, 'runningSince' | 'deleteBefore'>;
  desk: Pick<CallDesk, 'carryOut'>;
  nowMs: number;
  retentionDays: number;
}): Promise<void> {
  for (;;) {
    const running = await calls.runningSince(nowMs - LONGEST_CALL_MS, PAGE);
    await Promise.all(running.map((key) => desk.carryOut({ ...key, command: { kind: 'abandon' } })));
    if (running.length < PAGE) break;
  }
  await calls.deleteBefore(nowMs - retentionDays * DAY_MS);
}
