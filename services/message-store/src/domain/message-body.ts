import {
  contentSha256,
  type CombinedContentInput,
  type MediaContentInput,
  type MentionsInput,
  type MessageContent,
  type RevocationInput,
  type StoredMessageInput,
} from '@bellhop/contracts';

export type Content = Pick<
  StoredMessageInput,
  'text' | 'custom' | 'missedCall' | 'media' | 'combined' | 'revocation' | 'mentions' | 'revokedByUserId'
>;

/** What counts as the same message under a local id. */
export type KeptContent = Content &
  Pick<MessageContent, 'targetUserIds'> & {
    /** Empty also where its sender was erased. */
    readonly localId: string;
  };

/** A content as a row keeps it: a text, what kind it is, and whom it mentions. */
export interface MessageBody {
  readonly body: string;
  /** Null = text; the app's own type, 0 to 200; or one of ours, below 0. */
  readonly customType: number | null;
  /** JSON; null = nobody. */
  readonly mentions: string | null;
}

/** Kinds of ours. A release that does not know one gives it to clients as a custom type below 0. */
export const MISSED_CALL = -1;
export const MEDIA = -2;
export const COMBINED = -3;
export const REVOCATION = -4;

export function bodyOf(content: MessageContent): MessageBody {
  return { ...saidBy(content), mentions: mentionsBody(content.mentions) };
}

function saidBy(content: MessageContent): Omit<MessageBody, 'mentions'> {
  const { text, custom, missedCall, media, combined, revocation } = content;
  if (custom != null) return { body: custom.data ?? '', customType: custom.type ?? 0 };
  if (media != null) return { body: JSON.stringify(media), customType: MEDIA };
  if (combined != null) return { body: JSON.stringify(combined), customType: COMBINED };
  if (revocation != null) return { body: JSON.stringify(revocation), customType: REVOCATION };
  if (missedCall != null) return { body: missedCall.callId ?? '', customType: MISSED_CALL };
  return { body: text ?? '', customType: null };
}

function mentionsBody(mentions: MentionsInput | null | undefined): string | null {
  const { userIds = [], all = false, notify = false } = mentions ?? {};
  return all || userIds.length > 0 ? JSON.stringify({ userIds, all, notify }) : null;
}

export function contentOf({ mentions, ...body }: MessageBody): Content {
  return mentions === null ? said(body) : { ...said(body), mentions: mentionsOf(mentions) };
}

function said({ body, customType }: Omit<MessageBody, 'mentions'>): Content {
  switch (customType) {
    case null:
      return { text: body };
    case MEDIA:
      return { media: JSON.parse(body) as MediaContentInput };
    case COMBINED:
      return { combined: JSON.parse(body) as CombinedContentInput };
    case REVOCATION:
      return { revocation: JSON.parse(body) as RevocationInput };
    case MISSED_CALL:
      return { missedCall: { callId: body } };
    default:
      return { custom: { type: customType, data: body } };
  }
}

/**
 * Whether a message is not the one that is kept under its id. Of what was revoked nothing is known any more, and a retry of it is no other message; but what
 * the sender wrote before they were erased is nobody's to repeat: who comes under their id is told that the local id is taken.
 */
export function isAnother(message: MessageContent & { readonly localId: string }, kept: KeptContent): boolean {
  if (kept.revokedByUserId !== undefined) return kept.localId !== message.localId;
  return contentSha256(kept) !== contentSha256(message);
}

/** That of a message whose sender was erased: no content has it. */
const OF_ERASED = 'erased';

/** What tells another content under a local id from a retry; empty = nothing is known. A retry of what was revoked is taken, and dropped where it is stored. */
export function digestOf(kept: KeptContent | undefined, { withTargets }: { withTargets: boolean }): string {
  if (kept === undefined) return '';
  if (kept.revokedByUserId !== undefined) return kept.localId === '' ? OF_ERASED : '';
  return contentSha256(withTargets ? kept : { ...kept, targetUserIds: [] });
}

export function mentionsOf(mentions: string): MentionsInput {
  return JSON.parse(mentions) as MentionsInput;
}

/** What a row says: a message that was revoked says nothing any more. */
export function contentOfRow(row: {
  readonly body: string;
  readonly custom_type: number | null;
  readonly mentions: string | null;
  readonly revoked_by: string;
}): Content {
  if (row.revoked_by !== '') return { revokedByUserId: row.revoked_by };
  return contentOf({ body: row.body, customType: row.custom_type, mentions: row.mentions });
}
