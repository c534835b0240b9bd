import type { TraceServiceDefinition } from '@bellhop/contracts';
import { textField, type Handlers } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { PlacedRow, TraceStore } from '../db/trace-store.ts';
import { pageTokenOf, placeOf, type Place } from '../domain/page-token.ts';
import { entryOf, messageTrace } from '../domain/trace-entries.ts';

/** What happened to a message or on a device, in plain words, in pages. */
export function traceServiceHandlers({ trace }: { trace: TraceStore }): Handlers<TraceServiceDefinition> {
  return {
    GetMessageTrace: async ({ app, messageId, limit, pageSize, pageToken }) => {
      const after = afterOf(pageToken);
      const size = sizeOf({ pageSize, limit }, { standard: 1_000, max: 5_000 });
      const of = { app: textField('app', app, 32), messageId: textField('messageID', messageId, 64) };
      const { rows, nextPageToken } = pageOf(await trace.ofMessage({ ...of, after, limit: size + 1 }), size);
      return { entries: after === undefined ? messageTrace(rows) : rows.map(entryOf), nextPageToken };
    },
    GetPushTrace: async ({ app, pushId, limit, pageSize, pageToken }) => {
      const after = afterOf(pageToken);
      const size = sizeOf({ pageSize, limit }, { standard: 100, max: 1_000 });
      const of = { app: textField('app', app, 32), pushId: textField('pushID', pushId, 64) };
      const { rows, nextPageToken } = pageOf(await trace.ofPushId({ ...of, after, limit: size + 1 }), size);
      return { entries: rows.map(entryOf), nextPageToken };
    },
  };
}

/** One row more than a page was asked for: it says that there is another page. */
function pageOf(found: readonly PlacedRow[], size: number): { rows: readonly PlacedRow[]; nextPageToken: string } {
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  return { rows, nextPageToken: found.length > size && last !== undefined ? pageTokenOf(last.place) : '' };
}

function afterOf(token: string): Place | undefined {
  if (token === '') return undefined;
  const place = placeOf(token);
  if (place === undefined)
    throw new InvalidInput('pageToken is not one that this service gave', { field: 'pageToken' });
  return place;
}

/** `limit` is what callers from before `pageSize` say. */
function sizeOf(
  given: { readonly pageSize: number; readonly limit: number },
  { standard, max }: { standard: number; max: number },
): number {
  const field = given.pageSize === 0 ? 'limit' : 'pageSize';
  const size = given[field];
  if (size < 0 || size > max) throw new InvalidInput(`${field} must be 1 to ${max}`, { field });
  return size === 0 ? standard : size;
}
