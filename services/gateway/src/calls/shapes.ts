import { vendorNames } from '@bellhop/contracts';
import { z } from 'zod';

// What many calls' answers are made of. Loose, since fields may be added.
export const object = z.looseObject;
export const time = z.number().meta({ description: 'Unix ms' });
export const vendor = z.enum(vendorNames);
export const nothing = object({});

/** A page of a list, as a call asks for it. */
export function page(maxSize: number, maxToken: number) {
  return { pageSize: z.int().min(1).max(maxSize).optional(), pageToken: z.string().max(maxToken).optional() };
}
export const nextPageToken = z.string().optional().meta({ description: 'Absent on the last page' });
