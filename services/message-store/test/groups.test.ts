import type { GroupChangedNews, SyncServiceDefinition } from '@bellhop/contracts';
import type { RequestInput } from '@bellhop/grpc';
import { until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGroupMessage } from './a-message.ts';
import { startStore } from './store-harness.ts';

let store: Awaited<ReturnType<typeof startStore>>;

const app = 'demo';
const HOUR_MS = 3_600_000;
let made = 0;

/** A new group of `owner`, with `ada` as admin and `mia` and `max` as members. */
const aGroup = async (over: Parameters<typeof store.groups.createGroup>[0] = {}) => {
  const group = { app, groupId: `g${(made += 1)}` };
  const created = { ...group, ownerUserId: 'owner', memberUserIds: ['ada', 'mia', 'max'], ...over };
  expect(await store.groups.createGroup(created)).toMatchObject({ refusal: 'GROUP_REFUSAL_UNSPECIFIED' });
  await store.groups.setGroupMemberRole({
    ...group,
    userId: 'owner',
    memberUserId: 'ada',
    role: 'GROUP_ROLE_ADMIN',
  });
  return group;
};
const mayThey = async (groupId: string, ...userIds: string[]) => {
  const senders = userIds.map((userId) => ({ groupId, userId }));
  const { permissions, muteUntilMs } = await store.sync.checkGroupSenders({ app, senders });
  return { permissions: permissions.map((one) => one.replace('SEND_PERMISSION_', '')), muteUntilMs };
};
const rolesOf = async (group: { app: string; groupId: string }) =>
  Object.fromEntries(
    (await store.groups.listGroupMembers(group)).members.map(({ userId, role }) => [
      userId,
      role.replace('GROUP_ROLE_', '').toLowerCase(),
    ]),
  );
const newsFor = (userId: string, groupId: string) =>
  store.delivered.flatMap(({ userId: to, news }): GroupChangedNews[] =>
    to === userId && news?.groupChanged?.groupId === groupId ? [news.groupChanged] : [],
  );
const historyOf = async (userId: string, groupId: string) => {
  const request = { app, userId, conversationId: `group/${groupId}` };
  return (await store.conversations.queryMessages(request)).messages.map(({ text }) => text).reverse();
};
const stored = async (group: { groupId: string }, text: string, over: Parameters<typeof aGroupMessage>[1] = {}) => {
  const message = aGroupMessage(group.groupId, { senderUserId: 'owner', text, ...over });
  await store.publish(message);
  await until(async () => (await historyOf('owner', group.groupId)).includes(text), {
    message: `${text} to be stored`,
  });
  return message;
};

beforeAll(async () => {
  store = await startStore([{ app, packageName: 'com.example.demo' }]);
});
afterAll(async () => {
  await store.close();
  expect(store.context.fatal).toEqual([]);
});

describe('roles', () => {
  it('are given and taken by the owner alone, and a transfer makes another owner', async () => {
    const group = await aGroup();
    const change = { ...group, memberUserId: 'mia', role: 'GROUP_ROLE_ADMIN' as const };
    expect(await store.groups.setGroupMemberRole({ ...change, userId: 'ada' })).toEqual({
      refusal: 'GROUP_REFUSAL_NOT_ALLOWED',
      requiredRole: 'GROUP_ROLE_OWNER',
    });
    await store.groups.setGroupMemberRole(change); // the app needs no role
    expect(await rolesOf(group)).toEqual({ ada: 'admin', max: 'member', mia: 'admin', owner: 'owner' });
    await store.groups.setGroupMemberRole({ ...change, userId: 'owner', role: 'GROUP_ROLE_MEMBER' });
    expect(await store.groups.setGroupMemberRole({ ...change, memberUserId: 'nobody' })).toMatchObject({
      refusal: 'GROUP_REFUSAL_MEMBER_NOT_FOUND',
    });
    expect(await store.groups.setGroupMemberRole({ ...change, memberUserId: 'owner' })).toMatchObject({
      refusal: 'GROUP_REFUSAL_OWNER_STAYS',
    });
    await expect(store.groups.setGroupMemberRole({ ...change, role: 'GROUP_ROLE_OWNER' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field: 'role',
    });
    expect(await store.groups.transferGroupOwner({ ...group, userId: 'owner', newOwnerUserId: 'mia' })).toMatchObject({
      refusal: 'GROUP_REFUSAL_UNSPECIFIED',
    });
    expect(await rolesOf(group)).toEqual({ ada: 'admin', max: 'member', mia: 'owner', owner: 'member' });
    expect((await store.groups.getGroup(group)).group).toMatchObject({ ownerUserId: 'mia', memberCount: 4 });
  });

  it('pass to the longest-standing admin when the owner leaves', async () => {
    const group = await aGroup({ memberUserIds: ['zoe', 'ada'] });
    await store.groups.leaveGroup({ ...group, userId: 'owner' });
    expect(await rolesOf(group)).toEqual({ ada: 'owner', zoe: 'member' });
  });

  it('let an owner or admin revoke what others wrote', async () => {
    const group = await aGroup();
    const { messageId } = await stored(group, 'a mistake', { senderUserId: 'max', acceptedAtMs: Date.now() - HOUR_MS });
    const revoke = { app, conversationId: `group/${group.groupId}`, messageId };
    expect(await store.conversations.revokeMessage({ ...revoke, userId: 'mia' })).toMatchObject({
      refusal: 'CONVERSATION_REFUSAL_NOT_THE_SENDER',
    });
    expect(await store.conversations.revokeMessage({ ...revoke, userId: 'ada' })).toMatchObject({
      refusal: 'CONVERSATION_REFUSAL_UNSPECIFIED',
    });
  });

  it('revoke what was sent to some alone: they and its author learn of it, and nobody else', async () => {
    const group = await aGroup();
    const { messageId } = await stored(group, 'for two', { senderUserId: 'max', targetUserIds: ['ada', 'owner'] });
    const revoke = { app, conversationId: `group/${group.groupId}`, messageId, userId: 'ada' };
    await store.conversations.revokeMessage(revoke);
    const learns = async (userId: string) =>
      (await store.sync.sync({ app, userId, deviceId: `of-${userId}`, pageSize: 200 })).messages.some(
        ({ revocation }) => revocation?.messageId === messageId,
      );
    await until(() => learns('owner'), { message: 'the revocation to be stored' });
    expect([await learns('max'), await learns('mia')]).toEqual([true, false]);
  });
});

it('a group that is created once more stays as it is: who was removed does not come back, and nobody past the join rule', async () => {
  const group = await aGroup({ joinRule: 'GROUP_JOIN_RULE_CLOSED' });
  await store.groups.kickGroupMembers({ ...group, userId: 'owner', userIds: ['max'] });
  const again = { ...group, ownerUserId: 'owner', memberUserIds: ['max', 'zoe'] };
  expect(await store.groups.createGroup(again)).toMatchObject({
    refusal: 'GROUP_REFUSAL_UNSPECIFIED',
    memberCount: 3,
  });
  expect(Object.keys(await rolesOf(group))).toEqual(['ada', 'mia', 'owner']);
});

describe('a kick', () => {
  it('is told to each of those whom it concerns, by name, however many they are', async () => {
    const users = Array.from({ length: 250 }, (_, index) => `many-${String(index).padStart(3, '0')}`);
    const group = await aGroup({ memberUserIds: ['ada', ...users] });
    const connected = ['many-000', 'many-100', 'many-249', 'ada'];
    for (const user of connected) store.online.set(user, [`${user}-phone`]);
    await store.groups.kickGroupMembers({ ...group, userId: 'owner', userIds: users });
    const kicks = (user: string) =>
      newsFor(user, group.groupId).filter(({ change }) => change === 'GROUP_CHANGE_KICKED');
    await until(() => connected.every((user) => kicks(user).length === 1));
    for (const user of connected) {
      const [told] = kicks(user);
      expect(told?.userIds.length).toBeLessThanOrEqual(100);
      expect([told?.userIds.includes(user), told?.userCount]).toEqual([user !== 'ada', 250]);
      store.online.delete(user);
    }
  });

  it('ends what a member receives, sees and may send; their pushes do not leave', async () => {
    const group = await aGroup();
    await stored(group, 'before');
    expect(await store.groups.kickGroupMembers({ ...group, userId: 'ada', userIds: ['max', 'nobody'] })).toMatchObject({
      memberCount: 3,
    });
    await stored(group, 'after');
    expect(await historyOf('max', group.groupId)).toEqual(['before']);
    expect(await mayThey(group.groupId, 'max')).toMatchObject({ permissions: ['NOT_A_MEMBER'] });
    const readers: RequestInput<SyncServiceDefinition, 'CheckReaders'>['readers'] = ['max', 'mia'].map((userId) => ({
      app,
      userId,
      deviceId: 'phone',
      conversationId: `group/${group.groupId}`,
      toGroupId: group.groupId,
      seq: 1,
    }));
    expect((await store.sync.checkReaders({ readers })).readers).toMatchObject([{ hasLeft: true }, { hasLeft: false }]);
    // Who is back sees what comes from then on; what they were to be pushed before is not in their history.
    await store.groups.inviteToGroup({ ...group, userIds: ['max'] });
    await stored(group, 'back');
    expect(await historyOf('max', group.groupId)).toEqual(['back']);
    const again = [1, 3].flatMap((seq) => readers.map((reader) => ({ ...reader, seq })));
    expect((await store.sync.checkReaders({ readers: again })).readers.map(({ hasLeft }) => hasLeft)).toEqual([
      ...[true, false],
      ...[false, false],
    ]);
  });

  it('takes a higher role, for all or none', async () => {
    const group = await aGroup();
    const kick = (userId: string, ...userIds: string[]) => store.groups.kickGroupMembers({ ...group, userId, userIds });
    expect(await kick('mia', 'max')).toMatchObject({ requiredRole: 'GROUP_ROLE_ADMIN' });
    expect(await kick('ada', 'max', 'owner')).toMatchObject({ refusal: 'GROUP_REFUSAL_OWNER_STAYS' });
    expect(await kick('stranger', 'max')).toMatchObject({ refusal: 'GROUP_REFUSAL_NOT_A_MEMBER' });
    expect(Object.keys(await rolesOf(group))).toHaveLength(4);
    await kick('owner', 'ada');
    expect(Object.keys(await rolesOf(group))).toEqual(['max', 'mia', 'owner']);
  });

  it('does not take back what was accepted before: it is stored and delivered', async () => {
    const group = await aGroup();
    store.online.set('mia', ['mia-phone']);
    await store.groups.kickGroupMembers({ ...group, userId: 'owner', userIds: ['max'] });
    await stored(group, 'under way', { senderUserId: 'max' });
    await until(() => store.delivered.some(({ userId, message }) => userId === 'mia' && message?.text === 'under way'));
    expect(await historyOf('max', group.groupId)).toEqual([]);
  });
});

describe('a group that is dissolved', () => {
  it('keeps what its members have, and takes nothing more', async () => {
    const group = await aGroup();
    await stored(group, 'before');
    expect(await store.groups.dissolveGroup({ ...group, userId: 'ada' })).toMatchObject({
      requiredRole: 'GROUP_ROLE_OWNER',
    });
    await store.groups.dissolveGroup({ ...group, userId: 'owner' });
    await stored(group, 'under way');
    expect(await historyOf('max', group.groupId)).toEqual(['before', 'under way']);
    expect(await mayThey(group.groupId, 'owner', 'max')).toMatchObject({
      permissions: ['GROUP_DISSOLVED', 'GROUP_DISSOLVED'],
    });
    expect(await store.groups.inviteToGroup({ ...group, userIds: ['x'] })).toMatchObject({
      refusal: 'GROUP_REFUSAL_GROUP_DISSOLVED',
    });
    expect(await store.groups.createGroup({ ...group, ownerUserId: 'owner' })).toMatchObject({
      refusal: 'GROUP_REFUSAL_GROUP_DISSOLVED',
    });
    expect((await store.groups.getGroup({ ...group, userId: 'max' })).group).toMatchObject({ isDissolved: true });
    expect((await store.groups.listUserGroups({ app, userId: 'max', pageSize: 200 })).groups).not.toContainEqual(
      expect.objectContaining({ groupId: group.groupId }),
    );
    expect(await store.groups.leaveGroup({ ...group, userId: 'max' })).toEqual({
      refusal: 'GROUP_REFUSAL_UNSPECIFIED',
    });
  });
});

describe('a mute', () => {
  it('of a member holds until its end, outlasts leaving, and lets them receive', async () => {
    const group = await aGroup();
    const muteUntilMs = Date.now() + HOUR_MS;
    const mute = { ...group, userIds: ['max'], isMuted: true };
    expect(await store.groups.muteGroupMembers({ ...mute, userId: 'mia' })).toMatchObject({
      requiredRole: 'GROUP_ROLE_ADMIN',
    });
    await store.groups.muteGroupMembers({ ...mute, userId: 'ada', muteUntilMs });
    expect(await mayThey(group.groupId, 'mia', 'max')).toEqual({
      permissions: ['ALLOWED', 'MUTED'],
      muteUntilMs: [0, muteUntilMs],
    });
    await store.groups.leaveGroup({ ...group, userId: 'max' });
    await store.groups.joinGroup({ ...group, userId: 'max' });
    expect(await mayThey(group.groupId, 'max')).toMatchObject({ permissions: ['MUTED'] });
    const { members } = await store.groups.listGroupMembers(group);
    expect(members.find(({ userId }) => userId === 'max')).toMatchObject({ isMuted: true, muteUntilMs });
    await stored(group, 'to all', { pushConfig: null });
    expect(await historyOf('max', group.groupId)).toEqual(['to all']);
    await store.groups.muteGroupMembers({ ...mute, isMuted: false });
    expect(await mayThey(group.groupId, 'max')).toMatchObject({ permissions: ['ALLOWED'] });
    await expect(store.groups.muteGroupMembers({ ...mute, muteUntilMs: 1 })).rejects.toMatchObject({
      field: 'muteUntil',
    });
  });

  it('of a muted member’s group goes on pushing to them', async () => {
    const group = await aGroup();
    await store.groups.muteGroupMembers({ ...group, userIds: ['max'], isMuted: true });
    const { messageId } = await stored(group, 'pushed', { pushConfig: { title: 't', content: 'c' } as never });
    await until(() => store.offlineOf(messageId).length > 0);
    expect(store.offlineOf(messageId).flatMap(({ recipients }) => recipients.map(({ userId }) => userId))).toContain(
      'max',
    );
  });

  it('ends for who becomes the owner, whom nobody could let write again', async () => {
    const group = await aGroup();
    const { groupId } = group;
    await store.groups.muteGroupMembers({ ...group, userIds: ['ada', 'mia', 'max'], isMuted: true });
    await store.groups.transferGroupOwner({ ...group, userId: 'owner', newOwnerUserId: 'mia' });
    expect((await mayThey(groupId, 'mia', 'ada')).permissions).toEqual(['ALLOWED', 'MUTED']);
    await store.groups.leaveGroup({ ...group, userId: 'mia' }); // ada inherits
    expect((await mayThey(groupId, 'ada', 'max')).permissions).toEqual(['ALLOWED', 'MUTED']);
  });

  it('of all lets the owner and admins write', async () => {
    const group = await aGroup();
    await store.groups.muteGroup({ ...group, userId: 'ada', isMuted: true });
    expect(await mayThey(group.groupId, 'owner', 'ada', 'mia')).toMatchObject({
      permissions: ['ALLOWED', 'ALLOWED', 'MUTED'],
    });
    expect((await store.groups.getGroup(group)).group).toMatchObject({ isMuted: true, muteUntilMs: 0 });
    await store.groups.muteGroup({ ...group, isMuted: false });
    expect(await mayThey(group.groupId, 'mia')).toMatchObject({ permissions: ['ALLOWED'] });
  });
});

describe('what a group says of itself', () => {
  it('has a name, a notice and a rule, which owner and admins set', async () => {
    const group = await aGroup({ name: 'Old', joinRule: 'GROUP_JOIN_RULE_ADMINS_INVITE' });
    await store.groups.updateGroupName({ ...group, userId: 'ada', name: 'New' });
    await store.groups.updateGroupNotice({ ...group, userId: 'owner', notice: 'be kind' });
    expect(await store.groups.updateGroupName({ ...group, userId: 'mia', name: 'Mine' })).toMatchObject({
      requiredRole: 'GROUP_ROLE_ADMIN',
    });
    expect(await store.groups.getGroup({ ...group, userId: 'mia' })).toMatchObject({
      role: 'GROUP_ROLE_MEMBER',
      group: { name: 'New', notice: 'be kind', joinRule: 'GROUP_JOIN_RULE_ADMINS_INVITE', memberCount: 4 },
    });
    expect(await store.groups.getGroup({ ...group, userId: 'stranger' })).toMatchObject({
      refusal: 'GROUP_REFUSAL_NOT_A_MEMBER',
    });
    const invite = { ...group, userIds: ['new'] };
    expect(await store.groups.inviteToGroup({ ...invite, inviterUserId: 'mia' })).toMatchObject({
      refusal: 'GROUP_REFUSAL_NOT_ALLOWED',
      requiredRole: 'GROUP_ROLE_ADMIN',
    });
    expect(await store.groups.joinGroup({ ...group, userId: 'new' })).toMatchObject({
      refusal: 'GROUP_REFUSAL_INVITATION_NEEDED',
    });
    await store.groups.updateGroupJoinRule({ ...group, joinRule: 'GROUP_JOIN_RULE_CLOSED' });
    expect(await store.groups.inviteToGroup({ ...invite, inviterUserId: 'owner' })).toMatchObject({
      refusal: 'GROUP_REFUSAL_GROUP_CLOSED',
    });
    expect(await store.groups.inviteToGroup({ ...invite, userIds: ['new', 'new'] })).toMatchObject({ memberCount: 5 });
  });

  it('has at most 50 attributes', async () => {
    const group = await aGroup();
    const many = Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`key${index}`, `${index}`]));
    await store.groups.setGroupAttributes({ ...group, userId: 'owner', attributes: { ...many, kind: 'refused' } });
    expect(await store.groups.setGroupAttributes({ ...group, attributes: { more: '1', key0: 'x' } })).toMatchObject({
      refusal: 'GROUP_REFUSAL_TOO_MANY_ATTRIBUTES',
      limit: 50,
    });
    await store.groups.setGroupAttributes({ ...group, attributes: { key0: 'again' } });
    await store.groups.deleteGroupAttributes({ ...group, keys: ['key1', 'unknown'] });
    const { attributes } = await store.groups.getGroupAttributes({ ...group, userId: 'mia' });
    expect(Object.keys(attributes)).toHaveLength(49);
    expect(attributes).toMatchObject({ key0: 'again', kind: 'refused' });
    expect(attributes).not.toHaveProperty('key1');
    expect(await store.groups.setGroupAttributes({ ...group, userId: 'mia', attributes: { a: 'b' } })).toMatchObject({
      requiredRole: 'GROUP_ROLE_ADMIN',
    });
    await expect(
      store.groups.setGroupAttributes({ ...group, attributes: { a: 'ü'.repeat(513) } }),
    ).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field: 'attributes.a' });
  });

  it('is on the list of its members, in pages', async () => {
    const groups = [await aGroup({ ownerUserId: 'lister' }), await aGroup({ memberUserIds: ['ada', 'lister'] })];
    const ids = groups.map(({ groupId }) => groupId).sort();
    const first = await store.groups.listUserGroups({ app, userId: 'lister', pageSize: 1 });
    const second = await store.groups.listUserGroups({ app, userId: 'lister', pageToken: first.nextPageToken });
    expect([...first.groups, ...second.groups].map(({ groupId }) => groupId)).toEqual(ids);
    expect(second.nextPageToken).toBe('');
    await store.groups.leaveGroup({ ...(groups[0] as { app: string; groupId: string }), userId: 'lister' });
    expect((await store.groups.listUserGroups({ app, userId: 'lister' })).groups).toHaveLength(1);
  });
});

describe('members who are connected', () => {
  it('are told what changes, and who is kicked too', async () => {
    for (const userId of ['ada', 'mia', 'max', 'owner']) store.online.set(userId, [`${userId}-phone`]);
    const group = await aGroup();
    await store.groups.inviteToGroup({ ...group, userIds: ['new'], inviterUserId: 'mia' });
    await store.groups.updateGroupName({ ...group, userId: 'ada', name: 'Renamed' });
    await store.groups.muteGroupMembers({ ...group, userId: 'ada', userIds: ['mia'], isMuted: true, muteUntilMs: 0 });
    await store.groups.setGroupAttributes({ ...group, attributes: { color: 'red' } });
    await store.groups.kickGroupMembers({ ...group, userId: 'owner', userIds: ['max'] });
    await store.groups.leaveGroup({ ...group, userId: 'new' });
    await store.groups.dissolveGroup({ ...group });
    await until(() => newsFor('mia', group.groupId).length === 9);
    expect(newsFor('mia', group.groupId)).toMatchObject([
      { change: 'GROUP_CHANGE_JOINED', userIds: ['owner', 'ada', 'mia', 'max'], userCount: 4 },
      { change: 'GROUP_CHANGE_ROLE', userIds: ['ada'], role: 'GROUP_ROLE_ADMIN', actingUserId: 'owner' },
      { change: 'GROUP_CHANGE_JOINED', userIds: ['new'], actingUserId: 'mia' },
      { change: 'GROUP_CHANGE_INFO', info: { name: 'Renamed', joinRule: 'GROUP_JOIN_RULE_FREE' } },
      { change: 'GROUP_CHANGE_MEMBERS_MUTED', userIds: ['mia'], isMuted: true, muteUntilMs: 0 },
      { change: 'GROUP_CHANGE_ATTRIBUTES', attributes: { color: 'red' }, actingUserId: '' },
      { change: 'GROUP_CHANGE_KICKED', userIds: ['max'], actingUserId: 'owner' },
      { change: 'GROUP_CHANGE_LEFT', userIds: ['new'] },
      { change: 'GROUP_CHANGE_DISSOLVED', userIds: [], userCount: 0 },
    ]);
    expect(newsFor('max', group.groupId).at(-1)).toMatchObject({ change: 'GROUP_CHANGE_KICKED' });
    store.online.clear();
  });
});
