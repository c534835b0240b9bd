import type { MessageAccepted } from '@bellhop/contracts';
import type { NotifySetting } from '../domain/notify.ts';
import type { StoreDatabase } from './database.ts';
import { settingColumn, settingOf, type SettingRow } from './setting-row.ts';

/** What a conversation's pushes depend on beside their message. */
export interface NotifyFacts {
  /** Empty for a peer conversation. */
  readonly groupName: string;
  /** By user: those that differ from the default. */
  readonly settings: ReadonlyMap<string, NotifySetting>;
}

export interface ConversationOfUser {
  readonly app: string;
  readonly userId: string;
  readonly conversationId: string;
}

export type SettingResult =
  { readonly kind: 'set' | 'not-in-conversation' } | { readonly kind: 'too-many'; readonly limit: number };

type InConversation = Pick<MessageAccepted, 'app' | 'conversationId' | 'toGroupId'>;

/** What users want to be notified of. */
export interface SettingStore {
  /** The facts of these messages' conversations, read in one query. */
  factsOf(messages: readonly InConversation[]): Promise<(message: InConversation) => NotifyFacts>;
  /**
   * Sets what a user wants to be notified of in a conversation that they are in; undefined = everything.
   * @param nowMs settings that have ended by then count no more
   */
  set(of: ConversationOfUser, setting: NotifySetting | undefined, nowMs: number): Promise<SettingResult>;
}

/** Peer conversations that a user may have muted. Groups are not counted. */
export const MAX_MUTED_PEERS = 500;

const NOTHING: NotifyFacts = { groupName: '', settings: new Map() };
const BRIEFLY = { lockWithinMs: 2_000, idleWithinMs: 5_000 };

// By key (`lateral`): few conversations have settings, and the statistics of the table say little of these.
const FACTS = `
  select wanted.app, wanted.conversation_id, null as group_name, setting.user_id, setting.notify_mode, setting.mute_until
    from unnest($1::text[], $2::text[]) as wanted (app, conversation_id)
   cross join lateral (
      select user_id, notify_mode, mute_until from message_store.conversation_setting given
       where given.app = wanted.app and given.conversation_id = wanted.conversation_id offset 0) setting
  union all
  select wanted.app, wanted.conversation_id, named.name, null, null, null
    from unnest($3::text[], $4::text[], $5::text[]) as wanted (app, conversation_id, group_id)
   cross join lateral (
      select name from message_store.chat_group
       where chat_group.app = wanted.app and chat_group.group_id = wanted.group_id limit 1) named`;

const CLEAR = `delete from message_store.conversation_setting where app = $1 and conversation_id = $2 and user_id = $3`;

const END = `delete from message_store.conversation_setting where app = $1 and user_id = $2 and mute_until <= $3`;

const COUNT_PEERS = `
  select count(*) as muted from message_store.conversation_setting
   where app = $1 and user_id = $2 and conversation_id like 'peer/%' and conversation_id <> $3`;

const SET = `
  insert into message_store.conversation_setting (app, conversation_id, user_id, notify_mode, mute_until)
  values ($1, $2, $3, $4, $5)
  on conflict (app, conversation_id, user_id) do update set notify_mode = excluded.notify_mode, mute_until = excluded.mute_until`;

export function settingStore(db: StoreDatabase): SettingStore {
  return {
    factsOf: async (messages) => {
      if (messages.length === 0) return () => NOTHING;
      const all = [
        ...new Map(messages.map((message) => [keyOf(message.app, message.conversationId), message])).values(),
      ];
      const ofGroups = all.filter(({ toGroupId }) => toGroupId !== undefined);
      const rows = await db.prepared<
        SettingRow & { app: string; conversation_id: string; group_name: string | null; user_id: string | null }
      >('notify-facts', FACTS, [
        all.map(({ app }) => app),
        all.map(({ conversationId }) => conversationId),
        ofGroups.map(({ app }) => app),
        ofGroups.map(({ conversationId }) => conversationId),
        ofGroups.map(({ toGroupId }) => toGroupId),
      ]);
      const found = new Map<string, { groupName: string; settings: Map<string, NotifySetting> }>();
      for (const row of rows) {
        const key = keyOf(row.app, row.conversation_id);
        const facts = found.get(key) ?? { groupName: '', settings: new Map<string, NotifySetting>() };
        found.set(key, facts);
        const setting = settingOf(row);
        if (row.user_id !== null && setting !== undefined) facts.settings.set(row.user_id, setting);
        facts.groupName = row.group_name ?? facts.groupName;
      }
      return ({ app, conversationId }) => found.get(keyOf(app, conversationId)) ?? NOTHING;
    },

    set: ({ app, userId, conversationId }, setting, nowMs) =>
      db.transaction(async ({ prepared }): Promise<SettingResult> => {
        // One at a time of a user: the limit holds. Who leaves or is kicked waits, or is out of it already: what is set is forgotten with the membership.
        const mine = await prepared(
          'lock-conversation-of-user',
          `select pg_advisory_xact_lock(hashtextextended('setting/' || $1 || '/' || $2, 0))
             from message_store.user_conversation where app = $1 and user_id = $2 and conversation_id = $3 and end_seq is null for share`,
          [app, userId, conversationId],
        );
        if (mine.length === 0) return { kind: 'not-in-conversation' };
        if (setting === undefined) {
          await prepared('clear-setting', CLEAR, [app, conversationId, userId]);
          return { kind: 'set' };
        }
        await prepared('end-settings', END, [app, userId, nowMs]);
        if (conversationId.startsWith('peer/')) {
          const [counted] = await prepared<{ muted: number }>('count-muted-peers', COUNT_PEERS, [
            app,
            userId,
            conversationId,
          ]);
          if ((counted?.muted ?? 0) >= MAX_MUTED_PEERS) return { kind: 'too-many', limit: MAX_MUTED_PEERS };
        }
        await prepared('set-setting', SET, [
          app,
          conversationId,
          userId,
          settingColumn(setting.mode),
          setting.muteUntilMs,
        ]);
        return { kind: 'set' };
      }, BRIEFLY),
  };
}

function keyOf(app: string, conversationId: string): string {
  return `${app} ${conversationId}`;
}
