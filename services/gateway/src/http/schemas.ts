import { z } from 'zod';
import { vendorNames } from '@bellhop/contracts';
import { appId, groupId } from '../domain/identifiers.ts';

export const appParams = z.object({ app: appId });
export const groupParams = z.object({ app: appId, groupID: groupId });
export const vendor = z.enum(vendorNames);

/** A whole number in a query string. */
export function queryNumber(min: number, max: number) {
  return z.coerce.number().pipe(z.int().min(min).max(max));
}
