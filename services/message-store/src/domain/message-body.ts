import type { StoredMessageInput } from '@bellhop/contracts';

export type Content = Pick<StoredMessageInput, 'text' | 'custom' | 'missedCall'>;

/** A content on its way in, where what is absent may also be null. */
interface Given {
  readonly text?: string | null | undefined;
  readonly custom?: Content['custom'];
  readonly missedCall?: Content['missedCall'];
}

/** A content as a row keeps it: a text, and what kind it is. */
export interface MessageBody {
  readonly body: string;
  /** Null = text; the app's own type, 0 to 200; or one of ours, below 0. */
  readonly customType: number | null;
}

const MISSED_CALL = -1;

export function bodyOf({ text, custom, missedCall }: Given): MessageBody {
  if (missedCall != null) return { body: missedCall.callId ?? '', customType: MISSED_CALL };
  return custom == null
    ? { body: text ?? '', customType: null }
    : { body: custom.data ?? '', customType: custom.type ?? 0 };
}

export function contentOf({ body, customType }: MessageBody): Content {
  if (customType === null) return { text: body };
  return customType === MISSED_CALL ? { missedCall: { callId: body } } : { custom: { type: customType, data: body } };
}
