import { effectivePushRules, jsonEnumValue, type PushRules, type PushRulesInput } from '@bellhop/contracts';
import { z } from 'zod';
import { object } from '../calls/shapes.ts';
import { textOf } from '../domain/identifiers.ts';

const backgrounds = ['push', 'connection', 'bothWays'] as const;
const text = textOf(1, 256).optional();
/** Empty = none. */
const resource = z.string().regex(/^[A-Za-z0-9._-]{0,32}$/, 'must be at most 32 letters, digits, ., _ or -');
const locale = z
  .string()
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'must be a language tag such as en or zh-CN')
  .max(35, 'must have at most 35 characters');

/** Texts in one language; placeholders are checked by push-router. */
const texts = z.strictObject({
  peerTitle: text,
  groupTitle: text,
  peerText: text,
  groupText: text,
  image: text,
  file: text,
  audio: text,
  video: text,
  combined: text,
  custom: text,
  folded: text,
  revoked: text,
  missedCall: text,
  answeredElsewhere: text,
});

/** What an app wants pushed; what is left out stays. */
export const pushRulesInput = z
  .strictObject({
    messageResourcesID: resource.optional(),
    callResourcesID: resource.optional(),
    pushesByDefault: z.boolean().optional(),
    texts: z.record(locale, texts).optional(),
    defaultLocale: locale.optional(),
    background: z.enum(backgrounds).optional(),
    callsForceThrough: z.boolean().optional(),
  })
  .meta({ description: 'What is pushed, and with which words when a message has none of its own' });

/** The same, as an app has it. */
export const pushRulesOutput = object({
  messageResourcesID: z.string(),
  callResourcesID: z.string(),
  pushesByDefault: z.boolean(),
  texts: z.record(z.string(), z.record(z.string(), z.string())),
  defaultLocale: z.string(),
  background: z.enum(backgrounds),
  callsForceThrough: z.boolean(),
});

/** Rules as JSON: those in force, and the texts that were set. */
export function pushRulesJson(rules: PushRules | PushRulesInput | null): z.input<typeof pushRulesOutput> {
  const { messageResourcesId, callResourcesId, texts: byLocale, background, ...same } = effectivePushRules(rules);
  const said = Object.entries(byLocale).map(([name, given]) => [
    name,
    Object.fromEntries(Object.entries(given).filter(([, one]) => one !== '')),
  ]);
  return {
    ...same,
    messageResourcesID: messageResourcesId,
    callResourcesID: callResourcesId,
    texts: Object.fromEntries(said) as Record<string, Record<string, string>>,
    background: jsonEnumValue('BackgroundPolicy', background) as (typeof backgrounds)[number],
  };
}
