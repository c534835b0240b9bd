import { defined } from './defined.ts';
import type { ZIMPageConfig } from './group-types.ts';

/** A page of a list as frames ask for it. */
export function pageBody({ count, nextFlag = '' }: ZIMPageConfig): { pageSize?: number; pageToken?: string } {
  return defined({ pageSize: count, pageToken: nextFlag || undefined });
}
