import type { VendorSettings } from '@bellhop/contracts';

/** A resource's way to say that a vendor is to be told no category at all. */
const NO_CATEGORY = 'NONE';

/** The message class to tell a vendor; '' = none. */
export function categoryOf({ category }: Pick<VendorSettings, 'category'>, standard: string): string {
  if (category === NO_CATEGORY) return '';
  return category || standard;
}
