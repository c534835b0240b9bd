import type { Notification } from './notification.ts';

/** How long a text is, in the counting of some vendor. Every code point counts at least 1. */
export type Measure = (text: string) => number;

export const utf16Units: Measure = (text) => text.length;

export const utf8Bytes: Measure = (text) => Buffer.byteLength(text);

/** Bytes that the text takes inside a JSON string. */
export const jsonBytes: Measure = (text) => Buffer.byteLength(JSON.stringify(text)) - 2;

const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The text itself when it fits, else its longest beginning that ends between two characters as people see them, and an
 * ellipsis. A single "character" longer than the limit (stacked accents) is cut between code points.
 */
export function shorten(text: string, max: number, measure: Measure): string {
  if (measure(text) <= max) return text;
  const room = max - measure(ELLIPSIS);
  if (room < 0) return '';
  // No code point is longer than two units or measures less than 1: the cut is inside this part, which bounds the work.
  const part = text.slice(0, 2 * max + 2);
  const kept = beginning(segmentsOf(part), room, measure);
  return (kept === '' ? beginning(part, room, measure) : kept).trimEnd() + ELLIPSIS;
}

function* segmentsOf(text: string): Generator<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}

function beginning(pieces: Iterable<string>, room: number, measure: Measure): string {
  let kept = '';
  let used = 0;
  for (const piece of pieces) {
    used += measure(piece);
    if (used > room) break;
    kept += piece;
  }
  return kept;
}

/** What was cut, or left out, for a vendor that has no room for it. */
export type ShortenedField = 'title' | 'content' | 'extendedData';

/** Title and content as they are sent, and which of them had to be cut. */
export interface Texts {
  readonly title: string;
  readonly content: string;
  readonly shortened: readonly ('title' | 'content')[];
}

/** Cuts title and content to a vendor's limits. */
export function shortenTexts(
  notification: Pick<Notification, 'title' | 'content'>,
  limits: { title: number; content: number },
): Texts {
  return textsOf(
    notification,
    shorten(notification.title, limits.title, utf16Units),
    shorten(notification.content, limits.content, utf16Units),
  );
}

/**
 * Cuts until a whole message fits in a limit: the content first, then the title.
 * @param sizeOf the size of the message with these texts, in the units of `measure`
 * @returns undefined when the message is too large even without texts
 */
export function shortenToFit(
  { title, content }: Pick<Notification, 'title' | 'content'>,
  maxSize: number,
  measure: Measure,
  sizeOf: (title: string, content: string) => number,
): Texts | undefined {
  const over = sizeOf(title, content) - maxSize;
  if (over <= 0) return { title, content, shortened: [] };
  const shortContent = shorten(content, Math.max(measure(content) - over, measure(ELLIPSIS)), measure);
  const stillOver = sizeOf(title, shortContent) - maxSize;
  const shortTitle =
    stillOver <= 0 ? title : shorten(title, Math.max(measure(title) - stillOver, measure(ELLIPSIS)), measure);
  return sizeOf(shortTitle, shortContent) > maxSize ? undefined : textsOf({ title, content }, shortTitle, shortContent);
}

function textsOf(original: { title: string; content: string }, title: string, content: string): Texts {
  const shortened: ('title' | 'content')[] = [];
  if (title !== original.title) shortened.push('title');
  if (content !== original.content) shortened.push('content');
  return { title, content, shortened };
}
