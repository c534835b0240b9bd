import type { MessageAccepted } from '@bellhop/contracts';
import type { Statements } from '@bellhop/postgres';
import type { PushedAs } from '../domain/pushed-as.ts';

/** How long a revocation waits. */
export const REVOKING = { lockWithinMs: 10_000, idleWithinMs: 10_000 };

// Without its content the local id stays taken: a retry of what was revoked is no new message. Whom it mentioned stays known, beside what clients see: its notification came
// to them through a mute, and the revocation, which may be handled again, has to.
const REVOKE = `
  with marked as (
    update message_store.conversation set revoked_seq = greatest(revoked_seq, $3)
     where app = $1 and conversation_id = $2
  )
  update message_store.message
     set pushed_as = case when mentions is null then pushed_as else coalesce(pushed_as, '{}') || jsonb_build_object('mentions', mentions::jsonb) end,
         body = '', custom_type = null, mentions = null, revoked_by = case when revoked_by = '' then $5 else revoked_by end
   where app = $1 and conversation_id = $2 and seq = $3 and message_id = $4
  returning asks_push, pushed_as`;

/** What a revoked message was. */
interface Revoked {
  readonly asksPush: boolean;
  readonly pushedAs: PushedAs;
}

/** Takes the content of messages away; tells how they were pushed. One by one: each is found by its key, and a batch has few. */
export async function revokeMessages(
  { prepared }: Statements,
  messages: readonly MessageAccepted[],
): Promise<(Revoked | undefined)[]> {
  const revoked: (Revoked | undefined)[] = [];
  for (const { app, conversationId, revocation, senderUserId } of messages) {
    if (revocation == null) {
      revoked.push(undefined);
      continue;
    }
    const { messageId, seq } = revocation;
    const [row] = await prepared<{ asks_push: boolean; pushed_as: PushedAs | null }>('revoke-message', REVOKE, [
      app,
      conversationId,
      seq,
      messageId,
      senderUserId,
    ]);
    revoked.push(row && { asksPush: row.asks_push, pushedAs: row.pushed_as ?? {} });
  }
  return revoked;
}
