import type { GroupChange, GroupChangedNewsInput } from '@bellhop/contracts';
import { logSeldom, type Logger } from '@bellhop/runtime';
import { groupKey, type MemberPages } from '../db/member-pages.ts';
import type { GroupOfApp } from '../db/group-row.ts';
import { userKey, type DeliveryPort, type PresencePort } from '../domain/ports.ts';
import { fairQueues } from './fair-queues.ts';

/** What has changed in a group, by whom, and whom it concerns. */
export type GroupTelling = GroupOfApp &
  Omit<GroupChangedNewsInput, 'groupId' | 'change' | 'userIds' | 'userCount' | 'atMs'> & {
    readonly change: GroupChange;
    /** Told in any case, also when they are no members any more. */
    readonly concerned?: readonly string[];
  };

/** Tells who is connected, and waits for nobody; who is not asks when they come back. */
export type TellGroup = (telling: GroupTelling) => void;

const PAGE = 1_000;
/** In larger groups, what concerns single members is told to them, the owner and the admins alone. */
const MOST_TOLD_OF_MEMBERS = 2_000;
/** As many as a client is told by name. */
const MAX_NAMED = 100;
const MAX_MODERATORS = 1_000;
/** What happens in one group is told in order; a group that is large, or changes often, leaves the others their turns. */
const BOUNDS = { atOnce: 4, mostOfOne: 50, most: 2_000 };

/** What every member is to know, however large the group. */
const ofAll: ReadonlySet<GroupChange> = new Set<GroupChange>([
  'GROUP_CHANGE_OWNER',
  'GROUP_CHANGE_MUTED',
  'GROUP_CHANGE_INFO',
  'GROUP_CHANGE_ATTRIBUTES',
  'GROUP_CHANGE_DISSOLVED',
]);

export function groupTeller({
  members,
  presence,
  delivery,
  ackTimeoutMs,
  log,
  clock,
}: {
  members: Pick<MemberPages, 'page' | 'moderators'>;
  presence: PresencePort;
  delivery: DeliveryPort;
  ackTimeoutMs: (app: string) => number;
  log: Logger;
  clock: () => number;
}): TellGroup {
  const inTurn = fairQueues(BOUNDS);
  const [warnOfMany, warnOfFailure] = [logSeldom(log, 'warn'), logSeldom(log, 'warn')];

  const tellUsers = async (app: string, userIds: readonly string[], news: GroupChangedNewsInput): Promise<void> => {
    if (userIds.length === 0) return;
    const known = await presence.of(userIds.map((userId) => ({ app, userId })));
    const devices = userIds.flatMap((userId) => {
      const found = known.get(userKey({ app, userId }));
      return found?.kind !== 'known' ? [] : found.devices.map((device) => ({ userId, ...device }));
    });
    if (devices.length === 0) return;
    await delivery.deliver({
      app,
      conversationNews: { conversationId: `group/${news.groupId ?? ''}`, groupChanged: news },
      devices,
      ackTimeoutMs: ackTimeoutMs(app),
      traceparent: '',
    });
  };

  const tellChunks = async (app: string, userIds: readonly string[], news: GroupChangedNewsInput): Promise<void> => {
    for (let start = 0; start < userIds.length; start += PAGE)
      await tellUsers(app, userIds.slice(start, start + PAGE), news);
  };

  const tell = async (
    { app, groupId }: GroupOfApp,
    news: GroupChangedNewsInput & { change: GroupChange },
    { concerned, actor }: { concerned: readonly string[]; actor: readonly string[] },
  ): Promise<void> => {
    const told = new Set(concerned);
    await tellUsers(
      app,
      actor.filter((userId) => !told.has(userId)),
      news,
    );
    // Whom it concerns finds themselves among those who are named, however many there are.
    for (let start = 0; start < concerned.length; start += MAX_NAMED) {
      const userIds = concerned.slice(start, start + MAX_NAMED);
      await tellUsers(app, userIds, { ...news, userIds });
    }
    for (const userId of actor) told.add(userId);
    const others = (userIds: readonly string[]): string[] => userIds.filter((userId) => !told.has(userId));
    if (!ofAll.has(news.change)) {
      const { userIds } = await members.page({ app, groupId }, '', MOST_TOLD_OF_MEMBERS + 1);
      const isSmall = userIds.length <= MOST_TOLD_OF_MEMBERS;
      return tellChunks(
        app,
        others(isSmall ? userIds : await members.moderators({ app, groupId }, MAX_MODERATORS)),
        news,
      );
    }
    let after: string | undefined = '';
    while (after !== undefined) {
      const { userIds, next } = await members.page({ app, groupId }, after, PAGE);
      await tellUsers(app, others(userIds), news);
      after = next;
    }
  };

  return ({ app, groupId, concerned = [], ...change }) => {
    const news = {
      ...change,
      groupId,
      userIds: concerned.slice(0, MAX_NAMED), // as those whom it does not concern are told
      userCount: concerned.length,
      atMs: clock(),
    };
    const isTaken = inTurn(groupKey({ app, groupId }), () =>
      tell({ app, groupId }, news, { concerned, actor: actorOf(change) }).catch((error: unknown) =>
        warnOfFailure(
          { err: error },
          'connected clients were not told of a change of a group; they see it when they ask',
        ),
      ),
    );
    if (!isTaken)
      warnOfMany(
        { app, groupId },
        'too many changes of groups at once: connected clients are not told of one, they see it when they ask',
      );
  };
}

function actorOf({ actingUserId = '' }: { actingUserId?: string }): string[] {
  return actingUserId === '' ? [] : [actingUserId];
}
