import type { PushRulesInput, PushTextsInput } from '@bellhop/contracts';
import { InvalidInput, textProblem } from '@bellhop/runtime';

/** What may stand in the texts of pushes that the system words. */
const PLACEHOLDERS = ['sender', 'group', 'text', 'count'];
const MAX_TEXT = 256;
const MAX_LOCALE = 35;
/** The form of a language tag; whether there is such a language is the app's business. */
export const LOCALE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/** The names of the texts that the system words. */
export const textNames = [
  'peerTitle',
  'groupTitle',
  'peerText',
  'groupText',
  'image',
  'file',
  'audio',
  'video',
  'combined',
  'custom',
  'folded',
  'revoked',
  'missedCall',
  'answeredElsewhere',
] as const satisfies readonly (keyof PushTextsInput)[];

/** Rules after a change: what is not said stays, texts of a locale replace that locale's, and empty ones take the locale away. */
export function changedRules(before: PushRulesInput, change: PushRulesInput): PushRulesInput {
  const { texts, background, ...rest } = change;
  const said = Object.entries(rest).filter(([name, value]) => value !== undefined && !name.startsWith('_'));
  const byLocale = Object.entries({ ...before.texts, ...texts }).map(
    ([locale, given]) => [locale, saidTexts(given)] as const,
  );
  return {
    ...before,
    ...(Object.fromEntries(said) as PushRulesInput),
    ...(background === undefined || background === 'BACKGROUND_POLICY_UNSPECIFIED' ? {} : { background }),
    texts: Object.fromEntries(byLocale.filter(([, given]) => Object.keys(given).length > 0)),
  };
}

/** The resources that rules name, each with the field that names it. */
export function resourcesNamed({
  messageResourcesId = '',
  callResourcesId = '',
}: PushRulesInput): { readonly field: string; readonly resourcesId: string }[] {
  return [
    { field: 'pushRules.messageResourcesID', resourcesId: messageResourcesId },
    { field: 'pushRules.callResourcesID', resourcesId: callResourcesId },
  ].filter(({ resourcesId }) => resourcesId !== '');
}

/** Checks rules as an operator gave them. Whether their resources exist, the store knows. */
export function checkedRules(rules: PushRulesInput | null): PushRulesInput {
  if (rules === null) return {};
  const unkeepable = textProblem(rules);
  if (unkeepable !== undefined) {
    const field = ['pushRules', ...unkeepable.path].join('.');
    throw new InvalidInput(`${field} ${unkeepable.message}`, { field });
  }
  for (const [locale, texts] of Object.entries(rules.texts ?? {})) {
    checkLocale(`pushRules.texts.${locale}`, locale);
    checkTexts(`pushRules.texts.${locale}`, texts);
  }
  if (rules.defaultLocale !== undefined) checkLocale('pushRules.defaultLocale', rules.defaultLocale);
  return rules;
}

/** A language tag such as en or zh-CN. */
export function checkLocale(field: string, locale: string): void {
  if (locale.length > MAX_LOCALE || !LOCALE.test(locale))
    throw new InvalidInput(`${field} must be a language tag such as en or zh-CN, of at most ${MAX_LOCALE} characters`, {
      field,
    });
}

function checkTexts(path: string, texts: PushTextsInput): void {
  for (const [name, text] of Object.entries(saidTexts(texts))) {
    const field = `${path}.${name}`;
    if ([...text].length > MAX_TEXT)
      throw new InvalidInput(`${field} must have at most ${MAX_TEXT} characters`, { field });
    if (text.trim() === '')
      throw new InvalidInput(`${field} must not be blank; leave it out for the default`, { field });
    const unknown = [...text.matchAll(/\{([^{}]*)\}/g)].find(
      ([, placeholder = '']) => !PLACEHOLDERS.includes(placeholder),
    );
    if (unknown !== undefined)
      throw new InvalidInput(
        `${field} has ${unknown[0]}; there is ${PLACEHOLDERS.map((each) => `{${each}}`).join(', ')}`,
        { field },
      );
  }
}

function saidTexts(texts: PushTextsInput): Record<string, string> {
  return Object.fromEntries(textNames.flatMap((name) => (texts[name] ? [[name, texts[name]]] : [])));
}
