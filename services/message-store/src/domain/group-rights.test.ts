import type { GroupJoinRule } from '@bellhop/contracts';
import { describe, expect, it } from 'vitest';
import { denialOf, isMutedAt, joinDenial, sendPermission, type GroupAction, type Role } from './group-rights.ts';

const group = (joinRule: GroupJoinRule = 'GROUP_JOIN_RULE_FREE', isDissolved = false) => ({ joinRule, isDissolved });
const actions: readonly GroupAction[] = [
  'look',
  'invite',
  'edit',
  'kick',
  'mute members',
  'mute all',
  'set a role',
  'transfer',
  'dissolve',
];
const may = (by: Role | 'app', to: readonly Role[] = []) =>
  actions.filter((action) => denialOf(action, group(), by, to) === undefined);

describe('what may be done to a group', () => {
  it('depends on who does it', () => {
    expect(may('member')).toEqual(['look', 'invite']);
    expect(may('admin')).toEqual(['look', 'invite', 'edit', 'kick', 'mute members', 'mute all']);
    expect(may('owner')).toEqual(actions);
    expect(may('app')).toEqual(actions);
  });

  it('says what role it takes', () => {
    expect(denialOf('edit', group(), 'member')).toEqual({
      refusal: 'GROUP_REFUSAL_NOT_ALLOWED',
      requiredRole: 'GROUP_ROLE_ADMIN',
    });
    expect(denialOf('dissolve', group(), 'admin')).toEqual({
      refusal: 'GROUP_REFUSAL_NOT_ALLOWED',
      requiredRole: 'GROUP_ROLE_OWNER',
    });
  });

  it.each(['kick', 'mute members'] as const)('to %s takes a higher role than theirs, and the owner stays', (action) => {
    expect(denialOf(action, group(), 'admin', ['member', 'member'])).toBeUndefined();
    expect(denialOf(action, group(), 'admin', ['member', 'admin'])).toMatchObject({ requiredRole: 'GROUP_ROLE_OWNER' });
    expect(denialOf(action, group(), 'owner', ['admin'])).toBeUndefined();
    for (const by of ['admin', 'owner', 'app'] as const)
      expect(denialOf(action, group(), by, ['owner'])).toEqual({ refusal: 'GROUP_REFUSAL_OWNER_STAYS' });
  });

  it('is nothing where there is no group, for strangers, and but looking in one that is dissolved', () => {
    for (const action of actions) {
      expect(denialOf(action, undefined, 'app')).toEqual({ refusal: 'GROUP_REFUSAL_GROUP_NOT_FOUND' });
      expect(denialOf(action, group(), undefined)).toEqual({ refusal: 'GROUP_REFUSAL_NOT_A_MEMBER' });
      expect(denialOf(action, group('GROUP_JOIN_RULE_FREE', true), 'app')).toEqual(
        action === 'look' ? undefined : { refusal: 'GROUP_REFUSAL_GROUP_DISSOLVED' },
      );
    }
  });

  it.each<[GroupJoinRule, Role | 'nobody', string | undefined]>([
    ['GROUP_JOIN_RULE_FREE', 'member', undefined],
    ['GROUP_JOIN_RULE_MEMBERS_INVITE', 'member', 'GROUP_REFUSAL_INVITATION_NEEDED'],
    ['GROUP_JOIN_RULE_ADMINS_INVITE', 'admin', 'GROUP_REFUSAL_INVITATION_NEEDED'],
    ['GROUP_JOIN_RULE_CLOSED', 'nobody', 'GROUP_REFUSAL_GROUP_CLOSED'],
  ])('under %s a %s may invite', (rule, least, joining) => {
    const inviting = (['member', 'admin', 'owner'] as const).filter(
      (by) => denialOf('invite', group(rule), by) === undefined,
    );
    expect(inviting[0] ?? 'nobody').toBe(least);
    expect(denialOf('invite', group(rule), 'app')).toBeUndefined();
    expect(joinDenial(group(rule), { isMember: false })?.refusal).toBe(joining);
    expect(joinDenial(group(rule), { isMember: true })).toBeUndefined();
  });
});

describe('sending to a group', () => {
  const sender = {
    isKnown: true,
    isDissolved: false,
    role: 'member',
    groupMuteUntilMs: null,
    memberMuteUntilMs: null,
  } as const;
  it.each([
    ['a member', {}, 'ALLOWED', 0],
    ['no group', { isKnown: false }, 'GROUP_NOT_FOUND', 0],
    ['a stranger', { role: undefined }, 'NOT_A_MEMBER', 0],
    ['a dissolved group', { isDissolved: true, role: 'owner' }, 'GROUP_DISSOLVED', 0],
    ['a member muted until', { memberMuteUntilMs: 200 }, 'MUTED', 200],
    ['a mute that is over', { memberMuteUntilMs: 100 }, 'ALLOWED', 0],
    ['a member muted for ever', { memberMuteUntilMs: 0 }, 'MUTED', 0],
    ['a muted admin', { role: 'admin', memberMuteUntilMs: 200 }, 'MUTED', 200],
    ['a member of a muted group', { groupMuteUntilMs: 300 }, 'MUTED', 300],
    ['an admin of a muted group', { role: 'admin', groupMuteUntilMs: 0 }, 'ALLOWED', 0],
    ['both, the later end', { groupMuteUntilMs: 300, memberMuteUntilMs: 200 }, 'MUTED', 300],
    ['both, one for ever', { groupMuteUntilMs: 300, memberMuteUntilMs: 0 }, 'MUTED', 0],
  ] as const)('%s', (_, over, permission, muteUntilMs) => {
    expect(sendPermission({ ...sender, ...over }, 100)).toMatchObject({
      permission: `SEND_PERMISSION_${permission}`,
      muteUntilMs,
    });
  });

  it.each<[Role | undefined, boolean]>([
    ['owner', true],
    ['admin', true],
    ['member', false],
    [undefined, false],
  ])('%s may notify everybody who muted the group: %s', (role, expected) => {
    expect(sendPermission({ ...sender, role }, 100).mayNotifyAll).toBe(expected);
  });

  it('a mute ends at its time', () => {
    expect([isMutedAt(null, 5), isMutedAt(0, 5), isMutedAt(6, 5), isMutedAt(5, 5)]).toEqual([false, true, true, false]);
  });
});
