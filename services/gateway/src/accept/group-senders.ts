import type { SendPermission } from '@bellhop/contracts';
import type { Refusal } from '../domain/refusal.ts';

export interface GroupSender {
  readonly groupId: string;
  readonly userId: string;
}

export interface GroupSenders {
  /** Why he may not send to this group; undefined = he may. Throws when message-store cannot be asked. */
  refusalOf(app: string, sender: GroupSender): Promise<Refusal | undefined>;
  /** What is remembered of this sender is no longer true. */
  forget(app: string, sender: GroupSender): void;
}

const REMEMBER_MS = 5_000;
const MAX_REMEMBERED = 20_000;
const MAX_ASKED = 500;

/**
 * Asks message-store who may send to which group: everything that comes up in one turn of the event loop in one call.
 * Only permissions are remembered, and for a short time: who has just joined may send at once.
 */
export function groupSenders({
  check,
  clock,
}: {
  check: (request: { app: string; senders: GroupSender[] }) => Promise<{ permissions: SendPermission[] }>;
  clock: () => number;
}): GroupSenders {
  const allowedUntil = new Map<string, number>(); // in order of insertion, so the first is the oldest
  // Who waits for the same answer shares it, which also keeps a sender's messages in order.
  const asking = new Map<string, Promise<Refusal | undefined>>();
  const gathering = new Map<string, { senders: GroupSender[]; answers: Promise<SendPermission[]> }>();
  const keyOf = (app: string, { groupId, userId }: GroupSender): string => `${app}/${groupId}/${userId}`;

  const remember = (key: string): void => {
    allowedUntil.delete(key);
    allowedUntil.set(key, clock() + REMEMBER_MS);
    for (const oldest of allowedUntil.keys()) {
      if (allowedUntil.size <= MAX_REMEMBERED) break;
      allowedUntil.delete(oldest);
    }
  };

  const gather = (app: string, sender: GroupSender): Promise<SendPermission | undefined> => {
    let round = gathering.get(app);
    if (round === undefined || round.senders.length >= MAX_ASKED) {
      const senders: GroupSender[] = [];
      const answers = new Promise((resolve) => setImmediate(resolve)).then(async () => {
        if (gathering.get(app)?.senders === senders) gathering.delete(app);
        return (await check({ app, senders })).permissions;
      });
      round = { senders, answers };
      gathering.set(app, round);
    }
    const index = round.senders.push(sender) - 1;
    return round.answers.then((permissions) => permissions[index]);
  };

  const ask = async (app: string, sender: GroupSender): Promise<Refusal | undefined> => {
    const key = keyOf(app, sender);
    try {
      const permission = await gather(app, sender);
      if (permission === 'SEND_PERMISSION_ALLOWED') {
        remember(key);
        return undefined;
      }
      if (permission === 'SEND_PERMISSION_GROUP_NOT_FOUND') {
        return { code: 'GROUP_NOT_FOUND', message: `there is no group ${sender.groupId}`, field: 'toGroupID' };
      }
      return {
        code: 'NOT_A_MEMBER',
        message: `${sender.userId} is not a member of group ${sender.groupId}`,
        field: 'toGroupID',
      };
    } finally {
      asking.delete(key);
    }
  };

  return {
    refusalOf: (app, sender) => {
      const key = keyOf(app, sender);
      if ((allowedUntil.get(key) ?? 0) > clock()) return Promise.resolve(undefined);
      let answer = asking.get(key);
      if (answer === undefined) asking.set(key, (answer = ask(app, sender)));
      return answer;
    },
    forget: (app, sender) => void allowedUntil.delete(keyOf(app, sender)),
  };
}
