import type { EffectivePushRules, MessagePreview, OfflineRecipients, PreviewKind } from '@bellhop/contracts';
import { withoutControls } from '@bellhop/runtime';
import { textNames } from './push-rules.ts';

/** The texts of one language, none left out. */
export type PushWords = Readonly<Record<(typeof textNames)[number], string>>;

/** What stands on the screen. */
export interface Words {
  readonly title: string;
  readonly content: string;
}

const english: PushWords = {
  peerTitle: '{sender}',
  groupTitle: '{group}',
  peerText: '{text}',
  groupText: '{sender}: {text}',
  image: '[Image]',
  file: '[File]',
  audio: '[Audio]',
  video: '[Video]',
  combined: '[Chat history]',
  custom: '[Message]',
  folded: '[{count}] {text}',
  revoked: '[Message recalled]',
  missedCall: 'Missed call',
  answeredElsewhere: 'Answered on another device',
};

/**
 * The locales to look for, best first: that of the device, the same with its script, its language in that script, its language, the app's default and its language. So a
 * phone in Taiwan (zh-TW) finds texts in zh-Hant before those in zh.
 */
export function localesFor(locale: string, defaultLocale: string): string[] {
  const tag = locale.replaceAll('_', '-');
  const names = [tag, withScript(tag)].flatMap(shortened);
  const isLanguage = (name: string): boolean => !name.includes('-');
  const found = [
    ...names.filter((name) => !isLanguage(name)),
    ...names.filter(isLanguage),
    ...shortened(defaultLocale),
  ];
  return [...new Set(found)].filter((name) => name !== '');
}

/** A tag, and what is left of it without its last parts. */
function shortened(tag: string): string[] {
  const parts = tag.toLowerCase().split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}

/** A tag with the script that its language has in its country. What devices say need not be a tag. */
function withScript(tag: string): string {
  try {
    const { language, script = '' } = new Intl.Locale(tag).maximize();
    return script === '' ? tag : `${language}-${script}`;
  } catch {
    return tag;
  }
}

/** The first of these locales that there is, by the name it was given. */
export function firstLocale(wanted: readonly string[], there: Readonly<Record<string, unknown>>): string | undefined {
  const names = Object.keys(there);
  for (const locale of wanted) {
    const found = names.find((name) => name.toLowerCase() === locale);
    if (found !== undefined) return found;
  }
  return undefined;
}

const chosen = new WeakMap<EffectivePushRules['texts'], Map<string, PushWords>>();

/** The texts for a device: those of its locale, what is left out there from the app's default locale, and the rest in English. */
export function wordsFor({ texts, defaultLocale }: EffectivePushRules, locale: string): PushWords {
  let known = chosen.get(texts);
  if (known === undefined) chosen.set(texts, (known = new Map<string, PushWords>()));
  const key = `${defaultLocale}/${locale}`;
  let words = known.get(key);
  if (words === undefined) {
    const own = firstLocale(localesFor(locale, defaultLocale), texts);
    const fallback = firstLocale(localesFor(defaultLocale, ''), texts);
    const of = (name: (typeof textNames)[number]): string =>
      (own === undefined ? '' : texts[own]?.[name]) ||
      (fallback === undefined ? '' : texts[fallback]?.[name]) ||
      english[name];
    words = Object.fromEntries(textNames.map((name) => [name, of(name)])) as PushWords;
    if (known.size > 1_000) known.clear(); // locales come from devices
    known.set(key, words);
  }
  return words;
}

const kinds: Partial<Record<PreviewKind, (typeof textNames)[number]>> = {
  PREVIEW_KIND_IMAGE: 'image',
  PREVIEW_KIND_FILE: 'file',
  PREVIEW_KIND_AUDIO: 'audio',
  PREVIEW_KIND_VIDEO: 'video',
  PREVIEW_KIND_COMBINED: 'combined',
};

/** What the notification of a message without push config says. No title is blank. */
export function defaultWords(
  event: Pick<OfflineRecipients, 'senderUserId' | 'toGroupId' | 'preview'>,
  words: PushWords,
  senderName: string,
): Words {
  const isGroup = event.toGroupId !== '';
  const sender = notBlank(senderName, event.senderUserId);
  const group = groupNameOf(event);
  const values = { sender, group, text: previewText(event.preview, words), count: '1' };
  return {
    title: notBlank(filled(isGroup ? words.groupTitle : words.peerTitle, values), isGroup ? group : sender),
    content: notBlank(filled(isGroup ? words.groupText : words.peerText, values), words.custom),
  };
}

/** What a group is called on screens: its name, else its id. */
export function groupNameOf({ preview, toGroupId }: Pick<OfflineRecipients, 'toGroupId' | 'preview'>): string {
  return notBlank(preview?.groupName ?? '', toGroupId);
}

/** What stands for several messages of a conversation: the newest one's words, counted. */
export function foldedWords(
  newest: Words,
  words: PushWords,
  { count, sender, group }: { readonly count: number; readonly sender: string; readonly group: string },
): Words {
  if (count < 2) return newest;
  return {
    title: newest.title,
    content: notBlank(
      filled(words.folded, { text: newest.content, count: String(count), sender, group }),
      newest.content,
    ),
  };
}

function previewText(preview: MessagePreview | null, words: PushWords): string {
  const text = preview?.text ?? '';
  if (preview?.kind === 'PREVIEW_KIND_TEXT') return notBlank(text, words.custom);
  const label = words[kinds[preview?.kind ?? 'PREVIEW_KIND_CUSTOM'] ?? 'custom'];
  return isBlank(text) ? label : `${label} ${text}`;
}

/** In one go: what a value brings in is not looked through again. */
export function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([^{}]*)\}/g, (placeholder, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? placeholder) : placeholder,
  );
}

/** Names and texts of users may be of spaces, control characters or what nobody sees alone; vendors, who get no controls, refuse a push that says nothing. */
export function notBlank(text: string, instead: string): string {
  return isBlank(text) ? instead : text;
}

/** Such as a zero-width space or a Hangul filler. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

function isBlank(text: string): boolean {
  return withoutControls(text, { lines: true }).replaceAll(invisible, '').trim() === '';
}
