import { z } from 'zod';
import type { Resource } from '@bellhop/contracts';
import { settingsByVendor, settingsJson } from '../domain/vendor-settings-input.ts';

/** A resource as operators write it. push-router, who owns resources, checks the values. */
export const resourceBody = z.strictObject({ vendors: settingsByVendor });

export function resourceJson({ resourcesId, vendors }: Resource) {
  return {
    resourcesID: resourcesId,
    vendors: Object.fromEntries(Object.entries(vendors).map(([name, one]) => [name, settingsJson(one)])),
  };
}
