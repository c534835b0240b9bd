import type { VendorSettings } from './gen/index.ts';
import type { VendorName } from './vendors.ts';

/** Settings of a resource, by their names in proto; `clickAction` and what every vendor has is left out. */
export type VendorSettingName = Exclude<keyof VendorSettings, 'clickAction' | `_${string}`>;

interface VendorSetting {
  /** Name in JSON. */
  readonly json: string;
  /** What it is. */
  readonly about: string;
  /** Who has it, and what is allowed there. */
  readonly vendors: Partial<Record<VendorName, { readonly allowed: string; readonly pattern: RegExp }>>;
}

const text = (max: number) => ({ allowed: `at most ${max} characters`, pattern: new RegExp(`^[^]{0,${max}}$`, 'u') });
const oneOf = (...values: string[]) => ({
  allowed: values.join(', '),
  pattern: new RegExp(`^(${values.join('|')})$`),
});
const category = { allowed: 'upper-case letters and _, or NONE', pattern: /^[A-Z_]{1,32}$/ };

/**
 * What a resource may say to which vendor: the one list for checks, API and documents. Numbers and booleans are checked as their text.
 * Sources: the vendors' documents; `docs/certificates.md` says which rights some of them need.
 */
export const vendorSettingsCatalogue: Readonly<Record<VendorSettingName, VendorSetting>> = {
  channelId: {
    json: 'channelID',
    about: 'notification channel, registered at the vendor or in the app',
    vendors: { xiaomi: text(64), huawei: text(64), oppo: text(64), fcm: text(64) },
  },
  category: {
    json: 'category',
    about: 'message class',
    vendors: { huawei: category, oppo: category, vivo: category },
  },
  importance: {
    json: 'importance',
    about: 'how much the notification disturbs',
    vendors: { huawei: oneOf('LOW', 'NORMAL'), fcm: oneOf('MIN', 'LOW', 'DEFAULT', 'HIGH', 'MAX') },
  },
  notifyLevel: {
    json: 'notifyLevel',
    about: 'bar, lock screen, banner; with a category only',
    vendors: { oppo: oneOf('1', '2', '16') },
  },
  sound: {
    json: 'sound',
    about: 'sound of the app',
    vendors: { xiaomi: text(256), huawei: text(256), fcm: text(256) },
  },
  templateId: {
    json: 'templateID',
    about: 'template registered at the vendor; wins over the message’s own',
    vendors: { xiaomi: text(64), oppo: text(64) },
  },
};

/** What is wrong with settings for a vendor: the first problem, by the setting's name in JSON. */
export function vendorSettingsProblem(
  vendor: VendorName,
  settings: Readonly<Record<VendorSettingName, unknown>>,
): { readonly setting: string; readonly message: string } | undefined {
  for (const [name, { json, vendors }] of Object.entries(vendorSettingsCatalogue)) {
    const value = settings[name as VendorSettingName];
    if (value === undefined || value === '' || value === 0 || value === false) continue; // not said
    const rule = vendors[vendor];
    if (rule === undefined) {
      const known = Object.values(vendorSettingsCatalogue).flatMap((one) => (one.vendors[vendor] ? [one.json] : []));
      return { setting: json, message: `is not known to ${vendor}, which has ${[...known, 'clickAction'].join(', ')}` };
    }
    if (!rule.pattern.test(String(value))) return { setting: json, message: `must be ${rule.allowed} on ${vendor}` };
  }
  if (vendor === 'oppo' && settings.category === 'IM' && settings.templateId === '')
    return { setting: 'templateID', message: 'is missing: oppo wants a registered template for the category IM' };
  return undefined;
}
