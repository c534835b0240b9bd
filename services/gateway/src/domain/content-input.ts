import type { MediaKind, MessageAcceptedInput } from '@bellhop/contracts';
import { z } from 'zod';
import { text, userId } from './identifiers.ts';

const MAX_URL = 2_048;
const MAX_MENTIONED = 50;
const MAX_PREVIEWS = 5;
const MAX_INT32 = 2_147_483_647;

const lengthOf = (given: string): number => (given.length > MAX_URL * 2 ? given.length : [...given].length);

/** A text whose refusal says how long it is. */
const upTo = (max: number, min = 0) =>
  text()
    .refine((given) => given.length >= min, 'must not be empty')
    .refine((given) => lengthOf(given) <= max, {
      error: ({ input }) => `has ${lengthOf(String(input))} characters, ${max} are allowed`,
    })
    .meta({ ...(min > 0 ? { minLength: min } : {}), maxLength: max });

const httpsAddress = upTo(MAX_URL, 1).refine(
  (given) => /^https:\/\/[^/?#\s]/i.test(given) && URL.canParse(given),
  'must be an https address',
);

const whole = (max: number) =>
  z
    .int()
    .min(0)
    .max(max, { error: ({ input }) => `is ${String(input)}, at most ${max} is allowed` })
    .optional();

const media = z.strictObject({
  kind: z.enum(['image', 'file', 'audio', 'video']),
  url: httpsAddress,
  name: upTo(256).optional(),
  sizeBytes: whole(Number.MAX_SAFE_INTEGER),
  mimeType: upTo(128).optional(),
  durationMs: whole(MAX_INT32),
  width: whole(MAX_INT32),
  height: whole(MAX_INT32),
  thumbnailURL: httpsAddress.optional(),
});

const combined = z.strictObject({
  title: upTo(128, 1),
  previews: z
    .array(upTo(256, 1))
    .min(1, 'must have at least one entry')
    .max(MAX_PREVIEWS, { error: counted('has', 'entries', MAX_PREVIEWS) }),
  data: text(),
});

const mentions = z
  .strictObject({
    userIDs: z
      .array(userId)
      .max(MAX_MENTIONED, { error: counted('names', 'users', MAX_MENTIONED) })
      .optional(),
    all: z.boolean().optional(),
    notify: z.boolean().optional(),
  })
  .refine(({ userIDs = [], all = false }) => all || userIDs.length > 0, 'must name users in userIDs, or say all');

/** What a message may say: one of these; how long the texts may be, the app says. */
export const contentFields = {
  text: text().min(1, 'must not be empty').optional(),
  custom: z.strictObject({ type: z.int().min(0).max(200), data: text() }).optional(),
  media: media.optional(),
  combined: combined.optional(),
};
export const mentionsField = mentions.optional();

export const contentNames = ['text', 'custom', 'media', 'combined'] as const;

interface ContentInput {
  readonly text?: string | undefined;
  readonly custom?: z.output<typeof contentFields.custom>;
  readonly media?: z.output<typeof contentFields.media>;
  readonly combined?: z.output<typeof contentFields.combined>;
  readonly mentions?: z.output<typeof mentionsField>;
  readonly targetUserIDs?: readonly string[] | undefined;
}

type Content = Pick<MessageAcceptedInput, (typeof contentNames)[number] | 'mentions' | 'targetUserIds'>;

/** What a message says and to whom, as contracts have it. */
export function contentOf({ mentions: mentioned, targetUserIDs, ...message }: ContentInput): Content {
  const content = { ...saidBy(message), targetUserIds: [...(targetUserIDs ?? [])] };
  if (mentioned === undefined) return content;
  const { userIDs = [], all = false, notify = false } = mentioned;
  return { ...content, mentions: { userIds: userIDs, all, notify } };
}

function saidBy({ text: words, custom, media: thing, combined: several }: ContentInput): Content {
  if (custom !== undefined) return { custom };
  if (several !== undefined) return { combined: several };
  if (thing === undefined) return { text: words ?? '' };
  const { kind, thumbnailURL, ...fields } = thing;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return {
    media: { ...given, kind: kinds[kind], ...(thumbnailURL === undefined ? {} : { thumbnailUrl: thumbnailURL }) },
  };
}

const kinds: Readonly<Record<z.output<typeof media>['kind'], MediaKind>> = {
  image: 'MEDIA_KIND_IMAGE',
  file: 'MEDIA_KIND_FILE',
  audio: 'MEDIA_KIND_AUDIO',
  video: 'MEDIA_KIND_VIDEO',
};

function counted(verb: string, what: string, max: number) {
  return ({ input }: { input?: unknown }): string =>
    `${verb} ${(input as unknown[]).length} ${what}, ${max} are allowed`;
}
