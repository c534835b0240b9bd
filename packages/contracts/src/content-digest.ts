import { createHash } from 'node:crypto';

/** What a message says, in one of its forms. */
export interface MessageContent {
  readonly text?: string | null | undefined;
  readonly custom?: { readonly type?: number; readonly data?: string } | null | undefined;
  readonly missedCall?: { readonly callId?: string } | null | undefined;
}

/** SHA-256 of what a message says, hex: two messages say the same when theirs are equal. */
export function contentSha256({ text, custom, missedCall }: MessageContent): string {
  const form = missedCall != null ? 'missed call' : custom == null ? 'text' : `custom ${custom.type ?? 0}`;
  return createHash('sha256')
    .update(`${form}\0`)
    .update(missedCall?.callId ?? custom?.data ?? text ?? '')
    .digest('hex');
}
