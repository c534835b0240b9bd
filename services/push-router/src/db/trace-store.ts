import type { Selectable } from 'kysely';
import { database } from '@bellhop/postgres';
import type { TraceRow } from '../domain/trace-row.ts';
import type { RouterDatabase, Tables } from './database.ts';

export interface TraceStore {
  /** Writes rows; those that are there already stay as they are, so a replay changes nothing. One statement. */
  write(rows: readonly TraceRow[]): Promise<void>;
  ofMessage(app: string, messageId: string, limit: number): Promise<TraceRow[]>;
  /** Newest first. */
  ofPushId(app: string, pushId: string, limit: number): Promise<TraceRow[]>;
}

export function traceStore(db: RouterDatabase): TraceStore {
  return {
    write: async (rows) => {
      if (rows.length === 0) return;
      await db.prepared(
        'write-trace',
        `insert into push_router.trace (created_at, app, message_id, subject, kind, attempt, user_id, device_id, vendor, code, vendor_message_id, detail)
         select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::jsonb[])
         on conflict do nothing`,
        [
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
        ],
      );
    },
    ofMessage: (app, messageId, limit) =>
      database(async () => {
        const rows = await db.kysely
          .selectFrom('push_router.trace')
          .selectAll()
          .where('message_id', '=', messageId)
          .where('app', '=', app)
          .orderBy('created_at')
          .limit(limit)
          .execute();
        return rows.map(traceRow);
      }),
    ofPushId: (app, pushId, limit) =>
      database(async () => {
        const rows = await db.kysely
          .selectFrom('push_router.trace')
          .selectAll()
          .where('subject', '=', pushId)
          .where('app', '=', app)
          .orderBy('created_at', 'desc')
          .limit(limit)
          .execute();
        return rows.map(traceRow);
      }),
  };
}

function traceRow(row: Selectable<Tables['push_router.trace']>): TraceRow {
  return {
    atMs: row.created_at,
    app: row.app,
    messageId: row.message_id,
    subject: row.subject,
    kind: row.kind,
    attempt: row.attempt,
    userId: row.user_id,
    deviceId: row.device_id,
    vendor: row.vendor as TraceRow['vendor'],
    code: row.code,
    vendorMessageId: row.vendor_message_id,
    detail: row.detail,
  };
}
