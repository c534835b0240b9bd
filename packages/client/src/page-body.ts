import type { ZIMPageConfig } from './group-types.ts';

/** A page of a list as frames ask for it. */
export function pageBody({ count, nextFlag = '' }: ZIMPageConfig): {
  pageSize: number | undefined;
  pageToken: string | undefined;
} {
  return { pageSize: count, pageToken: nextFlag || undefined };
}
