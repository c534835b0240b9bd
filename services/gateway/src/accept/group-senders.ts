import type { SendPermission } from '@bellhop/contracts';
import type { Refusal } from '../domain/refusal.ts';

export interface GroupSender {
  readonly groupId: string;
  readonly userId: string;
}

export interface GroupSenders {
  /**
   * Why they may not send to this group; undefined = they may. Throws when message-store cannot be asked.
   * @param notifiesAll the message mentions everybody so that it comes through every mute, which is for the owner and admins
   */
  refusalOf(app: string, sender: GroupSender, notifiesAll?: boolean): Promise<Refusal | undefined>;
  /** The group has changed: what is remembered of its senders, or asked at this moment, may no longer be true. */
  forgetGroup(app: string, groupId: string): void;
}

/**
 * Whoever is muted or kicked, or whose group is dissolved, can send for so much longer: gateways with connected members are told at once, others
 * are not (docs/decisions/0039).
 */
const REMEMBER_MS = 5_000;
const MAX_REMEMBERED = 20_000;
const MAX_ASKED = 500;

interface Answer {
  readonly permission: SendPermission | undefined;
  readonly muteUntilMs: number;
  readonly mayNotifyAll: boolean;
}

/** Of somebody who is allowed to send, and for how long it may be believed. */
interface Remembered extends Answer {
  readonly untilMs: number;
}

/**
 * Asks message-store who may send to which group: everything that comes up in one turn of the event loop in one call.
 * Only permissions are remembered, and for a short time: who has just joined may send at once.
 */
export function groupSenders({
  check,
  clock,
}: {
  check: (request: {
    app: string;
    senders: GroupSender[];
  }) => Promise<{ permissions: SendPermission[]; muteUntilMs?: number[]; mayNotifyAll?: boolean[] }>;
  clock: () => number;
}): GroupSenders {
  /** By group: its senders. In order of insertion, so the first group is the one that was asked about longest ago. */
  const allowed = new Map<string, Map<string, Remembered>>();
  let remembered = 0;
  // Who waits for the same answer shares it, which also keeps a sender's messages in order.
  const asking = new Map<string, Map<string, Promise<Answer | undefined>>>();
  const gathering = new Map<string, { senders: GroupSender[]; answers: Promise<Answer[]> }>();
  const keyOf = (app: string, groupId: string): string => `${app}/${groupId}`;

  const forget = (key: string): void => {
    remembered -= allowed.get(key)?.size ?? 0;
    allowed.delete(key);
  };
  const remember = (key: string, userId: string, answer: Answer): void => {
    let ofGroup = allowed.get(key);
    if (ofGroup === undefined) allowed.set(key, (ofGroup = new Map<string, Remembered>()));
    if (!ofGroup.has(userId)) remembered += 1;
    ofGroup.set(userId, { ...answer, untilMs: clock() + REMEMBER_MS });
    for (const oldest of allowed.keys()) {
      if (remembered <= MAX_REMEMBERED) break;
      forget(oldest);
    }
  };

  const gather = (app: string, sender: GroupSender): Promise<Answer | undefined> => {
    let round = gathering.get(app);
    if (round === undefined || round.senders.length >= MAX_ASKED) {
      const senders: GroupSender[] = [];
      const answers = new Promise((resolve) => setImmediate(resolve)).then(async () => {
        if (gathering.get(app)?.senders === senders) gathering.delete(app);
        const { permissions, muteUntilMs = [], mayNotifyAll = [] } = await check({ app, senders });
        return permissions.map((permission, index) => ({
          permission,
          muteUntilMs: muteUntilMs[index] ?? 0,
          mayNotifyAll: mayNotifyAll[index] ?? true, // message-store of the release before does not say
        }));
      });
      round = { senders, answers };
      gathering.set(app, round);
    }
    const index = round.senders.push(sender) - 1;
    return round.answers.then((answers) => answers[index]);
  };

  const ask = (app: string, sender: GroupSender): Promise<Answer | undefined> => {
    const key = keyOf(app, sender.groupId);
    let ofGroup = asking.get(key);
    if (ofGroup === undefined) asking.set(key, (ofGroup = new Map<string, Promise<Answer | undefined>>()));
    const asked = ofGroup;
    const answered = gather(app, sender)
      .then((answer) => {
        // Forgotten meanwhile: the answer may be of before the change.
        if (answer?.permission === 'SEND_PERMISSION_ALLOWED' && asking.get(key) === asked)
          remember(key, sender.userId, answer);
        return answer;
      })
      .finally(() => {
        asked.delete(sender.userId);
        if (asked.size === 0 && asking.get(key) === asked) asking.delete(key);
      });
    asked.set(sender.userId, answered);
    return answered;
  };

  return {
    refusalOf: async (app, sender, notifiesAll = false) => {
      const key = keyOf(app, sender.groupId);
      const known = allowed.get(key)?.get(sender.userId);
      if (known !== undefined && known.untilMs > clock()) return refusalOf(sender, known, notifiesAll);
      return refusalOf(sender, await (asking.get(key)?.get(sender.userId) ?? ask(app, sender)), notifiesAll);
    },
    forgetGroup: (app, groupId) => {
      const key = keyOf(app, groupId);
      forget(key);
      asking.delete(key);
    },
  };
}

function refusalOf(
  { groupId, userId }: GroupSender,
  answer: Answer | undefined,
  notifiesAll: boolean,
): Refusal | undefined {
  const field = 'toGroupID';
  const { muteUntilMs = 0 } = answer ?? {};
  switch (answer?.permission) {
    case 'SEND_PERMISSION_ALLOWED':
      if (!notifiesAll || answer.mayNotifyAll) return undefined;
      return {
        code: 'NOT_ALLOWED',
        message: `${userId} may mention everybody in group ${groupId}, but not so that it notifies those who muted it: that takes an admin`,
        field: 'mentions.notify',
        requiredRole: 'admin',
      };
    case 'SEND_PERMISSION_GROUP_NOT_FOUND':
      return { code: 'GROUP_NOT_FOUND', message: `there is no group ${groupId}`, field };
    case 'SEND_PERMISSION_GROUP_DISSOLVED':
      return { code: 'GROUP_DISSOLVED', message: `the group ${groupId} was dissolved: nobody can send to it`, field };
    case 'SEND_PERMISSION_MUTED':
      return {
        code: 'MUTED',
        message: `${userId} may not write in group ${groupId} ${
          muteUntilMs === 0 ? 'until an owner or admin ends the mute' : `before ${new Date(muteUntilMs).toISOString()}`
        }`,
        field,
        ...(muteUntilMs === 0 ? {} : { muteUntil: muteUntilMs }),
      };
    case 'SEND_PERMISSION_NOT_A_MEMBER':
    case 'SEND_PERMISSION_UNSPECIFIED':
    case undefined:
      return { code: 'NOT_A_MEMBER', message: `${userId} is not a member of group ${groupId}`, field };
    default:
      return answer?.permission satisfies undefined;
  }
}
