import { createHash } from 'node:crypto';
import type {
  CombinedContentInput,
  CustomContentInput,
  MediaContentInput,
  MentionsInput,
  MissedCallInput,
  RevocationInput,
} from './gen/index.ts';

/** What a message says, in one of its forms, whom it mentions, and whom it is for where that is not everybody. */
export interface MessageContent {
  readonly text?: string | null | undefined;
  readonly custom?: CustomContentInput | null | undefined;
  readonly missedCall?: MissedCallInput | null | undefined;
  readonly media?: MediaContentInput | null | undefined;
  readonly combined?: CombinedContentInput | null | undefined;
  readonly revocation?: RevocationInput | null | undefined;
  readonly mentions?: MentionsInput | null | undefined;
  readonly targetUserIds?: readonly string[] | undefined;
}

/** SHA-256 of what a message says and to whom, hex: two messages are the same when theirs are equal. */
export function contentSha256(content: MessageContent): string {
  const { form, said } = saidBy(content);
  const hash = createHash('sha256').update(`${form}\0`).update(said);
  const { userIds = [], all = false, notify = false } = content.mentions ?? {};
  const targets = [...new Set(content.targetUserIds)].sort();
  // No text has U+0000 in it. Without mentions and targets it is what it was before they counted.
  if (all || userIds.length > 0) hash.update(`\0mentions\0${JSON.stringify([userIds, all, notify])}`);
  if (targets.length > 0) hash.update(`\0targets\0${JSON.stringify(targets)}`);
  return hash.digest('hex');
}

function saidBy({ text, custom, missedCall, media, combined, revocation }: MessageContent): {
  form: string;
  said: string;
} {
  if (missedCall != null) return { form: 'missed call', said: missedCall.callId ?? '' };
  if (custom != null) return { form: `custom ${custom.type ?? 0}`, said: custom.data ?? '' };
  if (media != null) return { form: 'media', said: listed(mediaFields, media) };
  if (combined != null) return { form: 'combined', said: listed(combinedFields, combined) };
  if (revocation != null) return { form: 'revocation', said: revocation.messageId ?? '' };
  return { form: 'text', said: text ?? '' };
}

const mediaFields = {
  kind: '',
  url: '',
  name: '',
  sizeBytes: 0,
  mimeType: '',
  durationMs: 0,
  width: 0,
  height: 0,
  thumbnailUrl: '',
} satisfies { readonly [Name in keyof Required<MediaContentInput>]: string | number };
const combinedFields = { title: '', previews: [], data: '' } satisfies {
  readonly [Name in keyof Required<CombinedContentInput>]: unknown;
};

/** The values of all fields in their order; one that is not set is as one with its default. */
function listed<Fields extends object>(fields: Fields, content: { readonly [Name in keyof Fields]?: unknown }): string {
  return JSON.stringify(
    Object.entries(fields).map(([name, empty]) => content[name as keyof Fields] ?? (empty as unknown)),
  );
}
