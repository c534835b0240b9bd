/** The kind of a revocation in a row, as `REVOCATION` in domain/message-body.ts. */
const REVOCATION = -4;

/**
 * Conditions of a statement that make a `message` one that a user has: `mine` is their row of user_conversation, `user` the place of their id.
 * Single deletions are only looked up where there are any.
 */
export function visibleTo(user: string): string {
  return `message.app = mine.app and message.conversation_id = mine.conversation_id
         and message.seq > greatest(mine.start_seq, mine.deleted_seq) and message.seq <= coalesce(mine.end_seq, message.seq)
         and (message.target_user_ids = '{}' or ${user} = any (message.target_user_ids) or message.sender_user_id = ${user})
         and (not mine.has_deletions or not exists (
           select from message_store.deleted_message gone
            where gone.app = mine.app and gone.user_id = mine.user_id and gone.conversation_id = mine.conversation_id and gone.seq = message.seq))`;
}

/**
 * Condition that a `message` was accepted since then; `+ 0` keeps it from the indexes. Plans are made for any conversation, and most are short: with a
 * bound on the time the index by id looks cheaper than the key, and then the whole of a long conversation is read and sorted for one page.
 */
export function acceptedSince(oldest: string): string {
  return `message.created_at + 0 >= ${oldest}::bigint`;
}

/** No count goes further: it would read as many rows. */
export const MOST_UNREAD = 1_000;

/** Nor further back: what a user wrote themselves, and what was for others, is read on the way and not counted. */
export const MOST_LOOKED_AT = 10_000;

/**
 * How many messages a user has not read: `readSeq` is up to where they have, `last` the last message that they may have, `oldest` from when on messages
 * are given.
 */
export function unreadCount({
  user,
  readSeq,
  last,
  oldest,
}: {
  user: string;
  readSeq: string;
  last: string;
  oldest: string;
}): string {
  // In the order of the key, so that it is read by it: a limit that the plan does not know makes that cheaper than sorting. Nothing is looked up where
  // all is read, as in most conversations.
  return `case when ${last} > ${readSeq} then (select count(*) from (
           select 1 from message_store.message
            where ${visibleTo(user)}
         and message.seq > greatest(${readSeq}, ${last} - ${MOST_LOOKED_AT}) and ${acceptedSince(oldest)}
         and message.sender_user_id <> ${user} and message.revoked_by = '' and message.custom_type is distinct from ${REVOCATION}
            order by message.seq desc limit (select ${MOST_UNREAD})) unread) else 0 end`;
}

/** The columns of a `message` as receivers see it. */
export const MESSAGE_COLUMNS = `message.message_id, message.conversation_id, message.seq, message.sender_user_id, message.to_user_id, message.to_group_id,
         message.local_id, message.body, message.custom_type, message.mentions, message.revoked_by, message.created_at`;
