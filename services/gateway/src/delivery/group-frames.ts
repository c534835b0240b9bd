import { jsonEnumValue, type GroupChangedNews } from '@bellhop/contracts';
import { eventFrame } from '../connections/envelope.ts';

/** The frame that tells what has changed in a group; none for a change that this version does not know. */
export function groupFrame(news: GroupChangedNews): string | undefined {
  const change = jsonEnumValue('GroupChange', news.change);
  if (change === undefined) return undefined;
  const { groupId, actingUserId, userIds, userCount, atMs } = news;
  return eventFrame('groupChanged', {
    groupID: groupId,
    change,
    ...(actingUserId === '' ? {} : { actingUserID: actingUserId }),
    userIDs: userIds,
    userCount,
    at: atMs,
    ...detailsOf(news),
  });
}

function detailsOf({
  change,
  role,
  isMuted,
  muteUntilMs,
  info,
  attributes,
  deletedAttributeKeys,
}: GroupChangedNews): Record<string, unknown> {
  switch (change) {
    case 'GROUP_CHANGE_ROLE':
      return { role: jsonEnumValue('GroupRole', role) };
    case 'GROUP_CHANGE_MUTED':
    case 'GROUP_CHANGE_MEMBERS_MUTED':
      return { isMuted, ...(muteUntilMs === 0 ? {} : { muteUntil: muteUntilMs }) };
    case 'GROUP_CHANGE_INFO':
      return {
        name: info?.name ?? '',
        notice: info?.notice ?? '',
        joinRule: jsonEnumValue('GroupJoinRule', info?.joinRule ?? 'GROUP_JOIN_RULE_FREE'),
      };
    case 'GROUP_CHANGE_ATTRIBUTES':
      return { attributes, deletedKeys: deletedAttributeKeys };
    case 'GROUP_CHANGE_UNSPECIFIED':
    case 'GROUP_CHANGE_JOINED':
    case 'GROUP_CHANGE_LEFT':
    case 'GROUP_CHANGE_KICKED':
    case 'GROUP_CHANGE_OWNER':
    case 'GROUP_CHANGE_DISSOLVED':
      return {};
    default:
      return change satisfies never;
  }
}
