import type { VendorSettings, VendorSettingsInput } from './gen/index.ts';
import type { VendorName } from './vendors.ts';

/** Settings of a resource, by their names in proto; `clickAction` and what every vendor has is left out. */
export type VendorSettingName = Exclude<keyof VendorSettings, 'clickAction' | `_${string}`>;

interface VendorSetting {
  /** Name in JSON. */
  readonly json: string;
  readonly type: 'text' | 'number' | 'flag';
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
/** Written as "true" in documents; false is taken too, against what the resource says. */
const flag = { allowed: 'true', pattern: /^(true|false)$/ };
const noise = oneOf('ALL', 'SOUND', 'VIBRATE', 'SILENT');
const picture = { allowed: 'an https address of at most 1,024 characters', pattern: /^https:\/\/\S{1,1016}$/ };
/** No category is told, whatever the default is. */
export const NO_CATEGORY = 'NONE';
/** Of oppo and vivo (oppo §5.1, vivo §5.1): the first six are their unlimited class. */
const chineseCategories = oneOf(
  ...['IM', 'ACCOUNT', 'TODO', 'DEVICE_REMINDER', 'ORDER', 'SUBSCRIPTION'],
  ...['NEWS', 'CONTENT', 'MARKETING', 'SOCIAL'],
  NO_CATEGORY,
);
/** huawei §5; PLAY_VOICE is for data messages alone. */
const huaweiCategories = oneOf(
  ...['IM', 'VOIP', 'SUBSCRIPTION', 'TRAVEL', 'HEALTH', 'WORK', 'ACCOUNT', 'EXPRESS', 'FINANCE'],
  ...['DEVICE_REMINDER', 'SYSTEM_REMINDER', 'MAIL', 'MARKETING'],
  NO_CATEGORY,
);

/**
 * What a resource may say to which vendor: the one list for checks, API and documents. Numbers and booleans are checked as their text.
 * Sources: the vendors' documents; `docs/certificates.md` says which rights some of them need.
 */
export const vendorSettingsCatalogue: Readonly<Record<VendorSettingName, VendorSetting>> = {
  channelId: {
    json: 'channelID',
    type: 'text',
    about: 'notification channel, registered at the vendor or in the app',
    vendors: { xiaomi: text(64), huawei: text(64), oppo: text(64), fcm: text(64) },
  },
  category: {
    json: 'category',
    type: 'text',
    about: 'message class',
    vendors: { huawei: huaweiCategories, oppo: chineseCategories, vivo: chineseCategories },
  },
  importance: {
    json: 'importance',
    type: 'text',
    about: 'how much the notification disturbs',
    vendors: { huawei: oneOf('LOW', 'NORMAL'), fcm: oneOf('MIN', 'LOW', 'DEFAULT', 'HIGH', 'MAX') },
  },
  notifyLevel: {
    json: 'notifyLevel',
    type: 'number',
    about: 'bar, lock screen, banner; with a category only',
    vendors: { oppo: oneOf('1', '2', '16') },
  },
  sound: {
    json: 'sound',
    type: 'text',
    about: 'sound of the app',
    vendors: { xiaomi: text(256), huawei: text(256), fcm: text(256) },
  },
  templateId: {
    json: 'templateID',
    type: 'text',
    about: 'template registered at the vendor; wins over the message’s own',
    vendors: { xiaomi: text(64), oppo: text(64) },
  },
  image: {
    json: 'image',
    type: 'text',
    about: 'address of a picture, https',
    vendors: { huawei: picture, fcm: picture },
  },
  notifyType: {
    json: 'notifyType',
    type: 'text',
    about: 'which noise it makes',
    vendors: { xiaomi: noise, huawei: noise, vivo: noise, fcm: noise },
  },
  channelName: {
    json: 'channelName',
    type: 'text',
    about: 'name of the channel, as it is registered',
    vendors: { xiaomi: text(64) },
  },
  hideInForeground: {
    json: 'hideInForeground',
    type: 'flag',
    about: 'not shown while the app is in front',
    vendors: { xiaomi: flag, huawei: flag, vivo: flag },
  },
  onlySendOnce: {
    json: 'onlySendOnce',
    type: 'flag',
    about: 'to devices that are online, or never',
    vendors: { xiaomi: flag, vivo: flag },
  },
  showTtlSeconds: {
    json: 'showTTLSeconds',
    type: 'number',
    about: 'taken from the bar after so many seconds',
    vendors: {
      oppo: { allowed: '1 to 86,400', pattern: /^([1-9]\d{0,3}|[1-7]\d{4}|8[0-5]\d{3}|86[0-3]\d{2}|86400)$/ },
    },
  },
  bigText: {
    json: 'bigText',
    type: 'flag',
    about: 'a long text can be unfolded',
    vendors: { xiaomi: flag, huawei: flag, oppo: flag },
  },
  urgency: { json: 'urgency', type: 'text', about: 'of data', vendors: { huawei: oneOf('HIGH', 'NORMAL') } },
  visibility: {
    json: 'visibility',
    type: 'text',
    about: 'on the lock screen',
    vendors: { huawei: oneOf('PRIVATE', 'PUBLIC', 'SECRET'), fcm: oneOf('PRIVATE', 'PUBLIC', 'SECRET') },
  },
  receiptId: {
    json: 'receiptID',
    type: 'text',
    about: 'receipt configuration of the vendor’s console',
    vendors: { huawei: text(64) },
  },
  groupByThread: {
    json: 'groupByThread',
    type: 'flag',
    about: 'only the newest notification of a thread is shown',
    vendors: { huawei: flag },
  },
  collapseKey: {
    json: 'collapseKey',
    type: 'text',
    about: 'only the newest of these is kept for an offline device; CONVERSATION = one key per conversation',
    vendors: { fcm: text(64) },
  },
  directBoot: { json: 'directBoot', type: 'flag', about: 'also before the phone is unlocked', vendors: { fcm: flag } },
  analyticsLabel: {
    json: 'analyticsLabel',
    type: 'text',
    about: 'label of the vendor’s statistics',
    vendors: { fcm: { allowed: '1 to 50 letters, digits, -, _, ., ~ or %', pattern: /^[\w.~%-]{1,50}$/ } },
  },
  mutableContent: {
    json: 'mutableContent',
    type: 'flag',
    about: 'iPhones: the app may change it before it is shown',
    vendors: { fcm: flag },
  },
  pushKind: {
    json: 'pushKind',
    type: 'text',
    about:
      'a notification, or data that only the app sees; DATA for one vendor asks for it at all, and NOTIFICATION lets one without data have that',
    vendors: {
      xiaomi: oneOf('NOTIFICATION'),
      huawei: oneOf('DATA', 'NOTIFICATION'),
      oppo: oneOf('NOTIFICATION'),
      vivo: oneOf('NOTIFICATION'),
      fcm: oneOf('DATA', 'NOTIFICATION'),
    },
  },
  badgeMode: {
    json: 'badgeMode',
    type: 'text',
    about: 'the badge shows the user’s count (SET) or rises by the increment (ADD)',
    vendors: { huawei: oneOf('ADD', 'SET'), oppo: oneOf('ADD', 'SET') },
  },
};

/** The settings that a vendor has, by their names in JSON. */
export function settingsOfVendor(vendor: VendorName): string[] {
  const own = Object.values(vendorSettingsCatalogue).filter(({ vendors }) => vendors[vendor] !== undefined);
  return [...own.map(({ json }) => json), 'clickAction'];
}

/** What is wrong with settings for a vendor: the first problem, by the setting's name in JSON. Settings that are not said fit. */
export function vendorSettingsProblem(
  vendor: VendorName,
  settings: VendorSettingsInput,
): { readonly setting: string; readonly message: string } | undefined {
  for (const [name, { json, vendors }] of Object.entries(vendorSettingsCatalogue)) {
    const value = settings[name as VendorSettingName];
    if (!isSaid(value)) continue;
    const rule = vendors[vendor];
    if (rule === undefined)
      return { setting: json, message: `is not known to ${vendor}, which has ${settingsOfVendor(vendor).join(', ')}` };
    if (!rule.pattern.test(String(value))) return { setting: json, message: `must be ${rule.allowed}` };
  }
  return clickActionProblem(settings.clickAction) ?? undefined;
}

/** An instant message of oppo wants a registered template (2025 rules); undefined where there is one, or no need. */
export function missingTemplate(
  vendor: VendorName,
  { category, templateId }: Pick<VendorSettingsInput, 'category' | 'templateId'>,
): string | undefined {
  return vendor === 'oppo' && category === 'IM' && !isSaid(templateId)
    ? 'is missing: oppo wants a registered template for the category IM; give its id, or another category'
    : undefined;
}

/** Whether a vendor has pushes that show nothing and only reach the app. */
export function hasDataPushes(vendor: VendorName): boolean {
  return vendorSettingsCatalogue.pushKind.vendors[vendor]?.pattern.test('DATA') === true;
}

/** Settings of a message over those of a resource, setting by setting. */
export function mergedSettings(
  resource: VendorSettingsInput | undefined,
  message: VendorSettingsInput | undefined,
): VendorSettingsInput {
  if (message === undefined) return resource ?? {};
  const said = Object.entries(message).filter(([name, value]) => isSaid(value) && !name.startsWith('_'));
  return { ...resource, ...Object.fromEntries(said) };
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== 0;
}

/** An action that needs a value has a fitting one. */
function clickActionProblem(
  action: VendorSettingsInput['clickAction'],
): { readonly setting: string; readonly message: string } | undefined {
  if (action == null) return undefined;
  const { kind, value = '' } = action;
  const setting = 'clickAction.value';
  if (value.length > 1_024) return { setting, message: 'must have at most 1,024 characters' };
  if (kind === 'CLICK_ACTION_KIND_OPEN_PAGE' && value === '')
    return { setting, message: 'is missing: the page to open' };
  if (kind === 'CLICK_ACTION_KIND_OPEN_URL' && !(URL.canParse(value) && new URL(value).protocol === 'https:'))
    return { setting, message: 'must be an https URL' };
  return undefined;
}
