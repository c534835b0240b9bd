import type { MessageAccepted } from '@bellhop/contracts';
import type { Statements } from '@bellhop/postgres';

/** How long a revocation waits. */
export const REVOKING = { lockWithinMs: 10_000, idleWithinMs: 10_000 };

// Without its content the local id stays taken: a retry of what was revoked is no new message.
const REVOKE = `
  with marked as (
    update message_store.conversation set revoked_seq = greatest(revoked_seq, $3)
     where app = $1 and conversation_id = $2
  )
  update message_store.message
     set body = '', custom_type = null, mentions = null, revoked_by = case when revoked_by = '' then $5 else revoked_by end
   where app = $1 and conversation_id = $2 and seq = $3 and message_id = $4
  returning asks_push`;

/** Takes the content of messages away; tells which of them asked for a push. One by one: each is found by its key, and a batch has few. */
export async function revokeMessages(
  { prepared }: Statements,
  messages: readonly MessageAccepted[],
): Promise<(boolean | undefined)[]> {
  const pushed: (boolean | undefined)[] = [];
  for (const { app, conversationId, revocation, senderUserId } of messages) {
    if (revocation == null) {
      pushed.push(undefined);
      continue;
    }
    const { messageId, seq } = revocation;
    const rows = await prepared<{ asks_push: boolean }>('revoke-message', REVOKE, [
      app,
      conversationId,
      seq,
      messageId,
      senderUserId,
    ]);
    pushed.push(rows[0]?.asks_push);
  }
  return pushed;
}
