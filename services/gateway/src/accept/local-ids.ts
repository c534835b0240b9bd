import {
  contentSha256,
  type FindContentsRequestInput,
  type FindContentsResponse,
  type MessageKey,
} from '@bellhop/contracts';
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
/** No question takes longer; a message waits for the one before its own, too. */
const ANSWER_WITHIN_MS = 300;
/** After a failure nothing is asked for so long. */
const PAUSE_MS = 2_000;

/**
 * What this gateway took is remembered, since message-store has it only a moment later; what is older, message-store is asked for. One question of an
 * app is under way at a time, and what comes meanwhile is asked together: the busier the gateway, the fewer its questions for each message.
 */
export function localIds({
  find,
  clock,
}: {
  find: (request: FindContentsRequestInput) => Promise<FindContentsResponse>;
  clock: () => number;
}): LocalIds {
  const digests = latestDigests();
  const latestRounds = new Map<string, Round>();
  let pausedUntil = 0;

  const ask = async (app: string, keys: MessageKey[]): Promise<string[]> => {
    if (clock() < pausedUntil) return [];
    try {
      return (await inTime(find({ app, messages: keys, withTargets: true }), ANSWER_WITHIN_MS, 'looking up local ids'))
        .contentSha256;
    } catch {
      pausedUntil = clock() + PAUSE_MS;
      return [];
    }
  };

  const openRound = (app: string): Round => {
    const nextTurn = new Promise((resolve) => setImmediate(resolve));
    const before = latestRounds.get(app)?.answer;
    const round: Round = {
      keys: [],
      isAsked: false,
      answer: Promise.all([nextTurn, before]).then(async () => {
        round.isAsked = true;
        const answer = await ask(app, round.keys);
        if (latestRounds.get(app) === round) latestRounds.delete(app);
        return answer;
      }),
    };
    latestRounds.set(app, round);
    return round;
  };

  /** The digest of what message-store has under this id; undefined = nothing that is known. */
  const stored = async (app: string, key: MessageKey): Promise<string | undefined> => {
    const latest = latestRounds.get(app);
    const round = latest === undefined || latest.isAsked || latest.keys.length >= MAX_ASKED ? openRound(app) : latest;
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
      digests.remember(messageId, digest);
      return stored(app, { conversationId: conversationIdOf(message), messageId }).then((before) => {
        if (before === undefined || before === digest) return undefined;
        digests.remember(messageId, before);
        return conflict;
      });
    },
  };
}

interface Round {
  readonly keys: MessageKey[];
  isAsked: boolean;
  /** In the order of the keys; never rejects. */
  readonly answer: Promise<string[]>;
}

/** Digests by message id, at least the latest half of MAX_REMEMBERED: forgetting one by one from the head of a map grows slow. */
function latestDigests() {
  let newer = new Map<string, string>();
  let older = newer;
  return {
    get: (messageId: string): string | undefined => newer.get(messageId) ?? older.get(messageId),
    remember: (messageId: string, digest: string): void => {
      if (newer.size >= MAX_REMEMBERED / 2) {
        older = newer;
        newer = new Map();
      }
      newer.set(messageId, digest);
    },
  };
}

const conflict: Refusal = {
  code: 'LOCAL_ID_CONFLICT',
  message: 'another message of this sender in this conversation has this localMessageID: a new message needs a new one',
  field: 'localMessageID',
};
