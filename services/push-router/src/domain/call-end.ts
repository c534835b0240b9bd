import type { OfflineRecipients } from '@bellhop/contracts';

/** Since when a call has rung that an event makes ring no longer, Unix ms; undefined = it ends no ringing. */
export function rangSinceMs({
  call,
  acceptedAtMs,
}: Pick<OfflineRecipients, 'call' | 'acceptedAtMs'>): number | undefined {
  if (call === null || call.kind === 'CALL_PUSH_KIND_RING') return undefined;
  return call.rangAtMs || acceptedAtMs;
}
