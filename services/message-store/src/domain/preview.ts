import type { MessageContent, MessagePreviewInput, PreviewKind } from '@bellhop/contracts';

const MAX_CHARACTERS = 200;

/** What a message is, in short: for notifications that the system words. */
export function previewOf(content: MessageContent, groupName: string): MessagePreviewInput {
  return { ...saidBy(content), groupName };
}

function saidBy({ text, media, combined }: MessageContent): MessagePreviewInput {
  if (media != null)
    return { kind: kinds[media.kind as keyof typeof kinds] ?? 'PREVIEW_KIND_FILE', text: beginning(media.name) };
  if (combined != null) return { kind: 'PREVIEW_KIND_COMBINED', text: beginning(combined.title) };
  if (text != null) return { kind: 'PREVIEW_KIND_TEXT', text: beginning(text) };
  return { kind: 'PREVIEW_KIND_CUSTOM' }; // what an app's own type says is for the app alone
}

const kinds = {
  MEDIA_KIND_IMAGE: 'PREVIEW_KIND_IMAGE',
  MEDIA_KIND_FILE: 'PREVIEW_KIND_FILE',
  MEDIA_KIND_AUDIO: 'PREVIEW_KIND_AUDIO',
  MEDIA_KIND_VIDEO: 'PREVIEW_KIND_VIDEO',
} satisfies Readonly<Record<string, PreviewKind>>;

const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** What is cut says so. Nothing that people see as one character is cut in two, be it a family of seven code points. */
function beginning(text = ''): string {
  // No code point has more than two units: the cut is inside this part, which bounds the work.
  const part = [...text.slice(0, 2 * MAX_CHARACTERS + 2)];
  if (part.length <= MAX_CHARACTERS) return text;
  const room = part.slice(0, MAX_CHARACTERS - ELLIPSIS.length).join('');
  const last = graphemes.segment(part.join('')).containing(room.length);
  // A single one that is longer (stacked accents) is cut all the same.
  const kept = last === undefined || last.index === 0 ? room : part.join('').slice(0, last.index);
  return kept.trimEnd() + ELLIPSIS;
}
