import { createHash } from 'node:crypto';

/** What a message says, in either of its forms. */
export interface MessageContent {
  readonly text?: string | null | undefined;
  readonly custom?: { readonly type?: number; readonly data?: string } | null | undefined;
}

/** SHA-256 of what a message says, hex: two messages say the same when theirs are equal. */
export function contentSha256({ text, custom }: MessageContent): string {
  const form = custom == null ? 'text' : `custom ${custom.type ?? 0}`;
  return createHash('sha256')
    .update(`${form}\0`)
    .update(custom?.data ?? text ?? '')
    .digest('hex');
}
