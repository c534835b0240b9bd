import { defined } from './defined.ts';
import type { ZIMGroupAttributes, ZIMGroupEvents, ZIMGroupJoinRule, ZIMGroupMemberRole } from './group-types.ts';

/** A frame `groupChanged`, as docs/websocket-protocol.md has it. */
interface GroupChanged {
  readonly groupID: string;
  readonly change: string;
  readonly actingUserID?: string;
  readonly userIDs: readonly string[];
  readonly userCount: number;
  readonly at: number;
  readonly role?: ZIMGroupMemberRole;
  readonly isMuted?: boolean;
  readonly muteUntil?: number;
  readonly name?: string;
  readonly notice?: string;
  readonly joinRule?: ZIMGroupJoinRule;
  readonly attributes?: ZIMGroupAttributes;
  readonly deletedKeys?: readonly string[];
}

const memberEvents = {
  joined: { state: 'enter', event: 'joined' },
  left: { state: 'quit', event: 'left' },
  kicked: { state: 'quit', event: 'kickedOut' },
} as const;

/** What is told of a change, by event; nothing of one that this version does not know. */
export function groupNews(body: Readonly<Record<string, unknown>>, ownUserID: string): Partial<ZIMGroupEvents> {
  const changed = body as unknown as GroupChanged;
  if (typeof body['groupID'] !== 'string' || !Array.isArray(body['userIDs'])) return {};
  const { groupID, change, actingUserID, userCount, at, isMuted = false, muteUntil } = changed;
  const userIDs: readonly string[] = changed.userIDs;
  const news = defined({ groupID, timestamp: at, operatorUserID: actingUserID });
  const mute = defined({ isMuted, muteUntil });
  switch (change) {
    case 'joined':
    case 'left':
    case 'kicked': {
      const told = memberEvents[change];
      return {
        groupMemberStateChanged: { ...news, ...told, userIDs, userCount },
        ...(userIDs.includes(ownUserID) ? { groupStateChanged: { ...news, ...told } } : {}),
      };
    }
    case 'dissolved':
      return { groupStateChanged: { ...news, state: 'quit', event: 'dismissed' } };
    case 'role':
    case 'owner': {
      const role = change === 'owner' ? 'owner' : (changed.role ?? 'member');
      return { groupMemberInfoUpdated: { ...news, userList: userIDs.map((userID) => ({ userID, role })) } };
    }
    case 'membersMuted':
      return { groupMemberInfoUpdated: { ...news, userList: userIDs.map((userID) => ({ userID, ...mute })) } };
    case 'muted':
      return { groupMutedInfoUpdated: { ...news, ...mute } };
    case 'info': {
      const { name: groupName = '', notice: groupNotice = '', joinRule = 'free' } = changed;
      return { groupInfoUpdated: { ...news, groupName, groupNotice, joinRule } };
    }
    case 'attributes': {
      const { attributes: groupAttributes = {}, deletedKeys = [] } = changed;
      return { groupAttributesUpdated: { ...news, groupAttributes, deletedKeys } };
    }
    default:
      return {};
  }
}
