import type { StoreDatabase } from './database.ts';

/** A message to a large group. */
export interface ExpandedMessage {
  readonly app: string;
  readonly messageId: string;
}

/** How far it has come. */
export interface Reached {
  /** Members up to this one are settled. */
  readonly after: string;
  /** Recipients among them. */
  readonly recipients: number;
}

/** How far messages to large groups have come, so that whoever takes one over after a crash or a rebalance goes on there. */
export interface ExpansionStore {
  /** In order; undefined where nothing is known. */
  of(messages: readonly ExpandedMessage[]): Promise<(Reached | undefined)[]>;
  /** Of one that is named twice, as a message and its retry are that wait together, the one that has come less far counts. */
  save(reached: readonly (ExpandedMessage & Reached)[], nowMs: number): Promise<void>;
  forget(messages: readonly ExpandedMessage[]): Promise<void>;
  /** Forgets those that nobody has brought further since then. */
  forgetOlder(beforeMs: number): Promise<void>;
}

export function expansionStore(db: StoreDatabase): ExpansionStore {
  return {
    of: async (messages) => {
      const rows = await db.prepared<{ app: string; message_id: string; after_user_id: string; recipients: number }>(
        'expansions-of',
        `select app, message_id, after_user_id, recipients
           from unnest($1::text[], $2::text[]) as wanted (app, message_id) join message_store.expansion using (app, message_id)`,
        keysOf(messages),
      );
      const found = new Map(
        rows.map((row) => [`${row.app} ${row.message_id}`, { after: row.after_user_id, recipients: row.recipients }]),
      );
      return messages.map(({ app, messageId }) => found.get(`${app} ${messageId}`));
    },
    save: async (reached, nowMs) => {
      await db.prepared(
        'save-expansions',
        `insert into message_store.expansion as known (app, message_id, after_user_id, recipients, changed_at)
         select distinct on (app, message_id) *, $5::bigint
           from unnest($1::text[], $2::text[], $3::text[], $4::integer[]) as reached (app, message_id, after_user_id, recipients)
          order by app, message_id, after_user_id
         on conflict (app, message_id) do update
           set after_user_id = excluded.after_user_id, recipients = excluded.recipients, changed_at = excluded.changed_at
          where known.after_user_id < excluded.after_user_id`,
        [...keysOf(reached), reached.map(({ after }) => after), reached.map(({ recipients }) => recipients), nowMs],
      );
    },
    forget: async (messages) => {
      await db.prepared(
        'forget-expansions',
        `delete from message_store.expansion using unnest($1::text[], $2::text[]) as done (app, message_id)
          where expansion.app = done.app and expansion.message_id = done.message_id`,
        keysOf(messages),
      );
    },
    forgetOlder: async (beforeMs) => {
      await db.prepared('forget-old-expansions', 'delete from message_store.expansion where changed_at < $1', [
        beforeMs,
      ]);
    },
  };
}

function keysOf(messages: readonly ExpandedMessage[]): string[][] {
  return [messages.map(({ app }) => app), messages.map(({ messageId }) => messageId)];
}
