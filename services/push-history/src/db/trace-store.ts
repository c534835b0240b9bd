import type { TraceRow } from '../domain/trace-row.ts';
import type { Place } from '../domain/page-token.ts';
import type { HistoryDatabase } from './database.ts';

export interface TraceStore {
  /** Writes rows; those that are there already stay as they are, so a replay changes nothing. Few and large statements, whatever comes. */
  write(rows: readonly TraceRow[]): Promise<void>;
  /** Oldest first, after a place. */
  ofMessage(of: { app: string; messageId: string; after: Place | undefined; limit: number }): Promise<PlacedRow[]>;
  /** Newest first, after a place. */
  ofPushId(of: { app: string; pushId: string; after: Place | undefined; limit: number }): Promise<PlacedRow[]>;
  /** Erases lines about a user, at most so many; tells how many. */
  erase(of: { app: string; userId: string; limit: number }): Promise<number>;
}

/** A row with its place in the order of its trace. */
export type PlacedRow = TraceRow & { readonly place: Place };

/** Larger statements are no faster and hold more memory. */
const ROWS_PER_STATEMENT = 2_000;

// The task counts, too: a call's ringing and its end may be decided for one device in one millisecond. And the verdict on a device that did not acknowledge, which
// may be decided together with the one that it was online. Other lines are known by what they always were: one that is written again after an upgrade is the same.
const WRITE = `
  insert into push_history.trace
         (line, created_at, app, message_id, subject, kind, attempt, user_id, device_id, vendor, code, vendor_message_id, detail)
  select hashtextextended(concat_ws(' ', message_id, subject, kind, attempt, detail ->> 'taskId',
           case when kind = 'not-pushed' and detail ->> 'offlineReason' = 'no acknowledgement' then code end), 0), given.*
    from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::jsonb[])
         as given (created_at, app, message_id, subject, kind, attempt, user_id, device_id, vendor, code, vendor_message_id, detail)
  on conflict do nothing`;

// A name without its table would order by the text.
const COLUMNS =
  'created_at, line::text, app, message_id, subject, kind, attempt, user_id, device_id, vendor, code, vendor_message_id, detail';

/**
 * Devices say what they like of messages: it counts where a push was made for that device, and once.
 * Looked up among the device's lines since the message's first one. A message to a large group has hundreds of thousands of lines: `|| ''` keeps them
 * from being read for each line of the page.
 * @param messageId the message of a line of `trace`
 */
function isTrue(messageId: string): string {
  const ofThePush = (alias: string): string =>
    `${alias}.subject = trace.subject and ${alias}.app = trace.app and ${alias}.message_id || '' = ${messageId}
                and ${alias}.created_at >= (select first.created_at from push_history.trace first where first.message_id = ${messageId} order by first.created_at limit 1)`;
  return `(trace.kind not in ('arrived', 'clicked') or (
     exists (select from push_history.trace push where ${ofThePush('push')} and push.kind = 'task')
     and not exists (select from push_history.trace before
              where ${ofThePush('before')} and before.kind = trace.kind and (before.created_at, before.line) < (trace.created_at, trace.line))))`;
}

const OF_MESSAGE = `
  select ${COLUMNS} from push_history.trace
   where ${isTrue('$1')} and message_id = $1 and app = $2 and (trace.created_at, trace.line) > ($3, $4)
   order by trace.created_at, trace.line limit $5`;

const OF_PUSH_ID = `
  select ${COLUMNS} from push_history.trace
   where ${isTrue('trace.message_id')} and subject = $1 and app = $2 and (trace.created_at, trace.line) < ($3, $4)
   order by trace.created_at desc, trace.line desc limit $5`;

const ERASE = `
  with part as (select message_id, created_at, line from push_history.trace where user_id = $1 and user_id <> '' and app = $2 limit $3)
  delete from push_history.trace using part
   where (trace.message_id, trace.created_at, trace.line) = (part.message_id, part.created_at, part.line)
  returning 1`;

const BEFORE_ALL: Place = { atMs: -1, line: '0' };
const AFTER_ALL: Place = { atMs: Number.MAX_SAFE_INTEGER, line: '0' };

export function traceStore(db: HistoryDatabase): TraceStore {
  return {
    write: async (rows) => {
      for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT)
        await db.prepared('write-trace', WRITE, columnsOf(rows.slice(from, from + ROWS_PER_STATEMENT)));
    },
    ofMessage: async ({ app, messageId, after = BEFORE_ALL, limit }) => {
      const found = await db.prepared<Row>('trace-of-message', OF_MESSAGE, [
        messageId,
        app,
        after.atMs,
        after.line,
        limit,
      ]);
      return found.map(placedRow);
    },
    ofPushId: async ({ app, pushId, after = AFTER_ALL, limit }) => {
      const found = await db.prepared<Row>('trace-of-push-id', OF_PUSH_ID, [
        pushId,
        app,
        after.atMs,
        after.line,
        limit,
      ]);
      return found.map(placedRow);
    },
    erase: async ({ app, userId, limit }) =>
      (await db.prepared('erase-trace-of-user', ERASE, [userId, app, limit])).length,
  };
}

function columnsOf(rows: readonly TraceRow[]): unknown[][] {
  return [
    rows.map((row) => row.atMs),
    rows.map((row) => row.app),
    rows.map((row) => row.messageId),
    rows.map((row) => row.subject),
    rows.map((row) => row.kind),
    rows.map((row) => row.attempt),
    rows.map((row) => row.userId),
    rows.map((row) => row.deviceId),
    rows.map((row) => row.vendor),
    rows.map((row) => row.code),
    rows.map((row) => row.vendorMessageId),
    rows.map((row) => JSON.stringify(row.detail)),
  ];
}

interface Row {
  created_at: number;
  line: string;
  app: string;
  message_id: string;
  subject: string;
  kind: string;
  attempt: number;
  user_id: string;
  device_id: string;
  vendor: TraceRow['vendor'];
  code: string;
  vendor_message_id: string;
  detail: TraceRow['detail'];
}

function placedRow(row: Row): PlacedRow {
  return {
    place: { atMs: row.created_at, line: row.line },
    atMs: row.created_at,
    app: row.app,
    messageId: row.message_id,
    subject: row.subject,
    kind: row.kind,
    attempt: row.attempt,
    userId: row.user_id,
    deviceId: row.device_id,
    vendor: row.vendor,
    code: row.code,
    vendorMessageId: row.vendor_message_id,
    detail: row.detail,
  };
}
