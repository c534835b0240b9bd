import type { OfflineRecipients } from '@bellhop/contracts';

/** Since when a call has rung that an event makes ring no longer, Unix ms; undefined = it ends no ringing. */
export function rangSinceMs({
  call,
  acceptedAtMs,
}: Pick<OfflineRecipients, 'call' | 'acceptedAtMs'>): number | undefined {
  if (call === null || call.kind === 'CALL_PUSH_KIND_RING') return undefined;
  return call.rangAtMs || acceptedAtMs;
}

/** What clocks of services may differ by. */
const CLOCKS_DIFFER_BY_MS = 5_000;

/** Until when a login must have ended to have ended while it rang: when the end of the ringing was decided. Later it is somebody's who has left the phone. */
export function rangUntilMs({ decidedAtMs }: Pick<OfflineRecipients, 'decidedAtMs'>): number {
  return decidedAtMs + CLOCKS_DIFFER_BY_MS;
}
