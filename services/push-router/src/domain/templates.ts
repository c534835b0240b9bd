import type { Template, VendorName } from '@bellhop/contracts';
import { InvalidInput, textProblem } from '@bellhop/runtime';
import { checkLocale } from './push-rules.ts';
import { filled, firstLocale, localesFor, type Words } from './push-texts.ts';

/** Words of pushes that messages choose by name. */
export interface AppTemplate {
  /** By locale. */
  readonly words: Readonly<Record<string, Words>>;
  /** The same template as registered at vendors. */
  readonly vendorTemplateIds: Readonly<Partial<Record<VendorName, string>>>;
}

const MOST_LOCALES = 50;
/** The vendors that have templates. */
const VENDORS: readonly VendorName[] = ['xiaomi', 'oppo'];
/** As a name of a parameter: what an app writes in braces and means as text has other characters. */
const PLACEHOLDER = /\{([^{}]+)\}/g;

/** What a template says on a device: in its locale, its language, the app's default locale, or whatever there is. */
export function templateWords(
  { words }: AppTemplate,
  {
    locale,
    defaultLocale,
    titleParameters,
    contentParameters,
  }: {
    readonly locale: string;
    readonly defaultLocale: string;
    readonly titleParameters: Readonly<Record<string, string>>;
    readonly contentParameters: Readonly<Record<string, string>>;
  },
): Words {
  const name = firstLocale(localesFor(locale, defaultLocale), words) ?? Object.keys(words).sort()[0] ?? '';
  const { title = '', content = '' } = words[name] ?? {};
  return { title: withParameters(title, titleParameters), content: withParameters(content, contentParameters) };
}

/** Parameters that the message did not bring are left out: braces on a screen say nothing. */
function withParameters(text: string, parameters: Readonly<Record<string, string>>): string {
  const missing = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => [name, ''] as const);
  return filled(text, { ...Object.fromEntries(missing), ...parameters });
}

/** Checks a template as an operator gave it. */
export function checkedTemplate(template: Template | null): AppTemplate & { readonly templateId: string } {
  const { templateId = '', words = {}, vendorTemplateIds = {} } = template ?? {};
  const unkeepable = textProblem({ words, vendorTemplateIDs: vendorTemplateIds });
  if (unkeepable !== undefined) {
    const field = unkeepable.path.join('.');
    throw new InvalidInput(`${field} ${unkeepable.message}`, { field });
  }
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(templateId))
    throw new InvalidInput('templateID must be 1 to 64 letters, digits, ., _ and -', { field: 'templateID' });
  const locales = Object.keys(words);
  if (locales.length === 0 || locales.length > MOST_LOCALES)
    throw new InvalidInput(`words must be in 1 to ${MOST_LOCALES} locales`, { field: 'words' });
  for (const [locale, { title, content }] of Object.entries(words)) {
    checkLocale(`words.${locale}`, locale);
    checkText(`words.${locale}.title`, title, 256);
    checkText(`words.${locale}.content`, content, 512);
  }
  for (const [vendor, id] of Object.entries(vendorTemplateIds)) {
    const field = `vendorTemplateIDs.${vendor}`;
    if (!VENDORS.some((known) => known === vendor))
      throw new InvalidInput(`${field}: only ${VENDORS.join(' and ')} have templates`, { field });
    if (id === '' || id.length > 64)
      throw new InvalidInput(`${field} must be the id of a registered template, of at most 64 characters`, { field });
  }
  return { templateId, words, vendorTemplateIds };
}

function checkText(field: string, text: string, max: number): void {
  if (text.trim() === '') throw new InvalidInput(`${field} is missing, or blank`, { field });
  if ([...text].length > max) throw new InvalidInput(`${field} must have at most ${max} characters`, { field });
}
