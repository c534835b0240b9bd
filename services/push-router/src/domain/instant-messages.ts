import type { VendorName, VendorSettingsInput } from '@bellhop/contracts';

/** Classes that vendors count and limit as marketing. */
const LIMITED = new Set(['NEWS', 'CONTENT', 'MARKETING', 'SOCIAL']);

/**
 * Why a vendor treats messages with these settings as marketing, of which a device gets few a day and the rest disappears; undefined = it has a
 * channel or category that carries instant messages, as far as can be said here.
 */
export function starvingReason(
  vendor: VendorName,
  { channelId = '', category = '' }: Pick<VendorSettingsInput, 'channelId' | 'category'>,
): string | undefined {
  switch (vendor) {
    case 'xiaomi':
      return channelId === ''
        ? 'xiaomi: no private channel, so it goes to the public one, which allows about one push a day and device'
        : undefined;
    case 'huawei':
      return category === 'NONE' || category === 'MARKETING'
        ? `huawei: category ${category} is marketing, which is silent and allows about two pushes a day and device`
        : undefined;
    case 'oppo':
      return LIMITED.has(category)
        ? `oppo: category ${category} is content and marketing, which allows about two pushes a day and device`
        : undefined;
    case 'vivo':
      return LIMITED.has(category) || category === 'NONE'
        ? `vivo: category ${category} is operational, which allows about two pushes a day and device`
        : undefined;
    case 'fcm':
      return undefined;
  }
}

/** The same for a credential and the resource that messages have when they name none: also what a vendor does where both say nothing. */
export function credentialWarnings(
  vendor: VendorName,
  { settings, credentialCategory }: { readonly settings: VendorSettingsInput; readonly credentialCategory: string },
): string[] {
  const category = settings.category || credentialCategory;
  const reason = starvingReason(vendor, { ...settings, category });
  if (reason !== undefined) return [`${reason}; name a resource with one in pushRules.messageResourcesID`];
  if (vendor === 'oppo' && category === '' && (settings.channelId ?? '') === '')
    return [
      'oppo: no category and no private channel, so messages are content and marketing, of which a device gets about two a day; give the credential a category, or name a resource with one in pushRules.messageResourcesID',
    ];
  return [];
}
