import { contentSha256, type FindContentsRequestInput, type FindContentsResponse } from '@bellhop/contracts';
import { contentOf } from '../domain/content-input.ts';
import { inTime } from '../domain/in-time.ts';
import { conversationIdOf, messageIdOf } from '../domain/message-identity.ts';
import type { MessageInput } from '../domain/message-input.ts';
import type { Refusal } from '../domain/refusal.ts';

/** Whether a local id was used before for another message. */
export interface LocalIds {
  /**
   * Takes the local id for this content.
   * @returns why it is taken by another one; undefined = it is free, or this is a retry. A promise of the same where message-store must
   *   be asked; it never rejects: when message-store cannot be asked, the id counts as free, and message-store drops the second
   *   content and says so in the trace
   */
  take(app: string, message: MessageInput): Refusal | undefined | Promise<Refusal | undefined>;
}

const MAX_REMEMBERED = 20_000;
const MAX_ASKED = 500;
/** No message waits longer for this. */
const ANSWER_WITHIN_MS = 300;
/** After a failure nothing is asked for so long. */
const PAUSE_MS = 2_000;

/** What this gateway took is remembered, since message-store has it only a moment later; what is older, message-store is asked for, all of one turn in one call. */
export function localIds({
  find,
  clock,
}: {
  find: (request: FindContentsRequestInput) => Promise<FindContentsResponse>;
  clock: () => number;
}): LocalIds {
  const digests = new Map<string, string>(); // by message id, in the order of their coming
  const gathering = new Map<
    string,
    { keys: { conversationId: string; messageId: string }[]; answer: Promise<string[]> }
  >();
  let pausedUntil = 0;

  const remember = (messageId: string, digest: string): void => {
    digests.set(messageId, digest);
    const [oldest] = digests.keys();
    if (digests.size > MAX_REMEMBERED && oldest !== undefined) digests.delete(oldest);
  };

  const ask = async (app: string, keys: { conversationId: string; messageId: string }[]): Promise<string[]> => {
    if (clock() < pausedUntil) return [];
    try {
      return (await inTime(find({ app, messages: keys }), ANSWER_WITHIN_MS, 'looking up local ids')).contentSha256;
    } catch {
      pausedUntil = clock() + PAUSE_MS;
      return [];
    }
  };

  /** The digest of what message-store has under this id; undefined = nothing that is known. */
  const stored = async (
    app: string,
    key: { conversationId: string; messageId: string },
  ): Promise<string | undefined> => {
    let round = gathering.get(app);
    if (round === undefined || round.keys.length >= MAX_ASKED) {
      const keys: { conversationId: string; messageId: string }[] = [];
      const answer = new Promise((resolve) => setImmediate(resolve)).then(() => {
        if (gathering.get(app)?.keys === keys) gathering.delete(app);
        return ask(app, keys);
      });
      gathering.set(app, (round = { keys, answer }));
    }
    const index = round.keys.push(key) - 1;
    const digest = (await round.answer)[index];
    return digest === '' ? undefined : digest;
  };

  return {
    take: (app, message) => {
      if (message.localMessageID === undefined) return undefined;
      const messageId = messageIdOf(app, message);
      const digest = contentSha256(contentOf(message));
      const known = digests.get(messageId);
      if (known !== undefined) return known === digest ? undefined : conflict;
      remember(messageId, digest);
      return stored(app, { conversationId: conversationIdOf(message), messageId }).then((before) => {
        if (before === undefined || before === digest) return undefined;
        remember(messageId, before);
        return conflict;
      });
    },
  };
}

const conflict: Refusal = {
  code: 'LOCAL_ID_CONFLICT',
  message: 'another message of this sender in this conversation has this localMessageID: a new message needs a new one',
  field: 'localMessageID',
};
