import { NO_CATEGORY, type VendorSettings } from '@bellhop/contracts';

/** The message class to tell a vendor; '' = none. */
export function categoryOf({ category }: Pick<VendorSettings, 'category'>, standard: string): string {
  if (category === NO_CATEGORY) return '';
  return category || standard;
}
