import type { GroupJoinRule, GroupRefusal, MentionsInput, NotifyMode } from '@bellhop/contracts';

/** A message as the model keeps it. */
export interface ModelMessage {
  readonly seq: number;
  readonly messageId: string;
  readonly conversationId: string;
  readonly senderUserId: string;
  readonly toUserId: string;
  readonly toGroupId: string;
  readonly targets: readonly string[];
  readonly acceptedAtMs: number;
  readonly asksPush: boolean;
  readonly isRevocation: boolean;
  localId: string;
  /** What it says, as answers have it; mentions among it. */
  said: Readonly<Record<string, unknown>>;
  mentions: MentionsInput | undefined;
  revokedBy: string | undefined;
}

/** A user's part in a conversation. */
interface Part {
  start: number;
  end: number | undefined;
  read: number;
  deletedUpTo: number;
  deleted: Set<number>;
  nameAtEnd: string | undefined;
}

interface Position {
  delivered: number;
  synced: number;
  had: number;
}

interface Group {
  name: string;
  notice: string;
  owner: string;
  joinRule: GroupJoinRule;
  muteUntil: number | undefined;
  isDissolved: boolean;
  /** In the order in which they came. */
  members: Map<string, 'owner' | 'admin' | 'member'>;
  mutes: Map<string, number>;
  attributes: Map<string, string>;
}

export interface Denied {
  readonly refusal: GroupRefusal;
  readonly requiredRole?: string;
  readonly limit?: number;
}

const RANK = { member: 0, admin: 1, owner: 2 };
export const ROLE = { member: 'GROUP_ROLE_MEMBER', admin: 'GROUP_ROLE_ADMIN', owner: 'GROUP_ROLE_OWNER' } as const;
const DAY_MS = 86_400_000;

/** Message-store without anything in it: what the contracts say of one app, in memory. */
export class PlainModel {
  now: number;
  readonly retentionDays: number;
  readonly maxMembers: number;
  readonly revokeWithinMs: number;
  readonly messages = new Map<string, ModelMessage[]>();
  readonly parts = new Map<string, Part>();
  readonly positions = new Map<string, Position>();
  readonly groups = new Map<string, Group>();
  readonly settings = new Map<string, { mode: NotifyMode; until: number }>();

  constructor(limits: { now: number; retentionDays: number; maxMembers: number; revokeWithinMs: number }) {
    this.now = limits.now;
    this.retentionDays = limits.retentionDays;
    this.maxMembers = limits.maxMembers;
    this.revokeWithinMs = limits.revokeWithinMs;
  }

  of(conversationId: string): ModelMessage[] {
    const all = this.messages.get(conversationId) ?? [];
    this.messages.set(conversationId, all);
    return all;
  }

  last(conversationId: string): number {
    return this.of(conversationId).length;
  }

  part(userId: string, conversationId: string): Part | undefined {
    return this.parts.get(`${userId} ${conversationId}`);
  }

  conversationsOf(userId: string): string[] {
    return [...this.parts.keys()].flatMap((key) => {
      const [user, conversationId = ''] = key.split(' ');
      return user === userId ? [conversationId] : [];
    });
  }

  position(userId: string, deviceId: string, conversationId: string): Position {
    const key = `${userId} ${deviceId} ${conversationId}`;
    const place = this.positions.get(key) ?? { delivered: 0, synced: 0, had: 0 };
    this.positions.set(key, place);
    return place;
  }

  isGiven({ acceptedAtMs }: ModelMessage): boolean {
    return acceptedAtMs >= this.now - this.retentionDays * DAY_MS;
  }

  has(userId: string, message: ModelMessage): boolean {
    const mine = this.part(userId, message.conversationId);
    if (mine === undefined) return false;
    const { seq, targets, senderUserId } = message;
    return (
      seq > Math.max(mine.start, mine.deletedUpTo) &&
      seq <= (mine.end ?? seq) &&
      (targets.length === 0 || targets.includes(userId) || senderUserId === userId) &&
      !mine.deleted.has(seq)
    );
  }

  /** What a user has of a conversation and is given, oldest first. */
  given(userId: string, conversationId: string): ModelMessage[] {
    return this.of(conversationId).filter((message) => this.has(userId, message) && this.isGiven(message));
  }

  // Sending

  /** The message that an id means now: a retry within two days is the same one. */
  kept(conversationId: string, messageId: string, acceptedAtMs: number): ModelMessage | undefined {
    return this.of(conversationId).find(
      (one) => one.messageId === messageId && one.acceptedAtMs >= acceptedAtMs - 2 * DAY_MS,
    );
  }

  store(message: Omit<ModelMessage, 'seq'>): ModelMessage {
    const { conversationId, messageId, acceptedAtMs, toUserId, senderUserId } = message;
    const before = this.kept(conversationId, messageId, acceptedAtMs);
    if (before !== undefined) return before;
    const stored = { ...message, seq: this.last(conversationId) + 1 };
    this.of(conversationId).push(stored);
    if (toUserId !== '') for (const userId of [senderUserId, toUserId]) this.open(userId, conversationId, 0);
    return stored;
  }

  private open(userId: string, conversationId: string, start: number): void {
    const key = `${userId} ${conversationId}`;
    const mine = this.parts.get(key);
    if (mine === undefined)
      this.parts.set(key, {
        start,
        end: undefined,
        read: 0,
        deletedUpTo: 0,
        deleted: new Set(),
        nameAtEnd: undefined,
      });
    else if (mine.end !== undefined) Object.assign(mine, { start, end: undefined, nameAtEnd: undefined });
  }

  advance(
    userId: string,
    deviceId: string,
    conversationId: string,
    had: readonly { seq: number; isOwn: boolean }[],
  ): void {
    const place = this.position(userId, deviceId, conversationId);
    const mine = this.part(userId, conversationId);
    const floor = Math.max(mine?.start ?? 0, mine?.deletedUpTo ?? 0);
    const reach = (from: number, seqs: ReadonlySet<number>): number => {
      let to = from;
      while (seqs.has(to + 1)) to += 1;
      // Places beneath are had already.
      return to;
    };
    const known = Math.max(place.had, place.delivered, floor);
    const delivered = Math.max(place.delivered, floor);
    const to = reach(known, new Set(had.map(({ seq }) => seq)));
    const acked = reach(delivered, new Set(had.filter(({ isOwn }) => !isOwn).map(({ seq }) => seq)));
    if (to > known) place.had = to;
    if (acked > delivered) place.delivered = acked;
  }

  receipt(userId: string, conversationId: string): { readSeq: number; deliveredSeq: number } {
    const mine = this.part(userId, conversationId);
    const readSeq = mine !== undefined && mine.read > mine.start ? mine.read : 0;
    const places = [...this.positions].flatMap(([key, { delivered, synced, had }]) =>
      key.startsWith(`${userId} `) && key.endsWith(` ${conversationId}`) ? [delivered, synced, had] : [],
    );
    return { readSeq, deliveredSeq: Math.max(readSeq, 0, ...places) };
  }

  // Groups

  role(groupId: string, userId: string): 'owner' | 'admin' | 'member' | undefined {
    return this.groups.get(groupId)?.members.get(userId);
  }

  denial(
    action: 'look' | 'edit' | 'kick' | 'mute members' | 'mute all' | 'set a role' | 'transfer' | 'dissolve' | 'invite',
    groupId: string,
    by: string,
    to: readonly string[] = [],
  ): Denied | undefined {
    const group = this.groups.get(groupId);
    if (group === undefined) return { refusal: 'GROUP_REFUSAL_GROUP_NOT_FOUND' };
    const role = this.role(groupId, by);
    if (by !== '' && role === undefined) return { refusal: 'GROUP_REFUSAL_NOT_A_MEMBER' };
    if (action === 'look') return undefined;
    if (group.isDissolved) return { refusal: 'GROUP_REFUSAL_GROUP_DISSOLVED' };
    if (role !== undefined) {
      if (action === 'invite' && group.joinRule === 'GROUP_JOIN_RULE_CLOSED')
        return { refusal: 'GROUP_REFUSAL_GROUP_CLOSED' };
      const ofOwner = action === 'set a role' || action === 'transfer' || action === 'dissolve';
      const ofAll = action === 'invite' && group.joinRule !== 'GROUP_JOIN_RULE_ADMINS_INVITE';
      const needed = ofOwner ? 'owner' : ofAll ? 'member' : 'admin';
      if (RANK[role] < RANK[needed]) return { refusal: 'GROUP_REFUSAL_NOT_ALLOWED', requiredRole: ROLE[needed] };
    }
    if (action !== 'kick' && action !== 'mute members' && action !== 'set a role') return undefined;
    const roles = to.map((userId) => this.role(groupId, userId));
    if (roles.includes('owner')) return { refusal: 'GROUP_REFUSAL_OWNER_STAYS' };
    if (role === 'admin' && roles.includes('admin'))
      return { refusal: 'GROUP_REFUSAL_NOT_ALLOWED', requiredRole: ROLE.owner };
    return undefined;
  }

  create(groupId: string, owner: string, members: readonly string[], name: string): Denied | { memberCount: number } {
    const group = this.groups.get(groupId);
    const all = [...new Set([owner, ...members])];
    if (group === undefined) {
      if (all.length > this.maxMembers) return { refusal: 'GROUP_REFUSAL_GROUP_FULL', limit: this.maxMembers };
      this.groups.set(groupId, {
        name,
        notice: '',
        owner,
        joinRule: 'GROUP_JOIN_RULE_FREE',
        muteUntil: undefined,
        isDissolved: false,
        members: new Map(),
        mutes: new Map(),
        attributes: new Map(),
      });
      this.add(groupId, all);
      this.groups.get(groupId)?.members.set(owner, 'owner');
      return { memberCount: all.length };
    }
    if (group.owner !== owner) return { refusal: 'GROUP_REFUSAL_GROUP_EXISTS' };
    if (group.isDissolved) return { refusal: 'GROUP_REFUSAL_GROUP_DISSOLVED' };
    return { memberCount: group.members.size };
  }

  add(groupId: string, userIds: readonly string[]): Denied | { memberCount: number } {
    const group = this.groups.get(groupId);
    if (group === undefined) return { refusal: 'GROUP_REFUSAL_GROUP_NOT_FOUND' };
    const fresh = [...new Set(userIds)].filter((userId) => !group.members.has(userId));
    const memberCount = group.members.size + fresh.length;
    if (fresh.length > 0 && memberCount > this.maxMembers)
      return { refusal: 'GROUP_REFUSAL_GROUP_FULL', limit: this.maxMembers };
    for (const userId of fresh) {
      group.members.set(userId, 'member');
      this.open(userId, `group/${groupId}`, this.last(`group/${groupId}`));
    }
    return { memberCount };
  }

  invite(groupId: string, by: string, userIds: readonly string[]): Denied | { memberCount: number } {
    return this.denial('invite', groupId, by) ?? this.add(groupId, userIds);
  }

  join(groupId: string, userId: string): Denied | undefined {
    const group = this.groups.get(groupId);
    if (group === undefined) return { refusal: 'GROUP_REFUSAL_GROUP_NOT_FOUND' };
    if (group.isDissolved) return { refusal: 'GROUP_REFUSAL_GROUP_DISSOLVED' };
    if (!group.members.has(userId) && group.joinRule !== 'GROUP_JOIN_RULE_FREE')
      return {
        refusal:
          group.joinRule === 'GROUP_JOIN_RULE_CLOSED'
            ? 'GROUP_REFUSAL_GROUP_CLOSED'
            : 'GROUP_REFUSAL_INVITATION_NEEDED',
      };
    const result = this.add(groupId, [userId]);
    return 'refusal' in result ? result : undefined;
  }

  private remove(groupId: string, userIds: readonly string[]): void {
    const group = this.groups.get(groupId);
    const conversationId = `group/${groupId}`;
    for (const userId of userIds) {
      if (group?.members.delete(userId) !== true) continue;
      const mine = this.part(userId, conversationId);
      if (mine !== undefined) Object.assign(mine, { end: this.last(conversationId), nameAtEnd: group.name });
      this.settings.delete(`${userId} ${conversationId}`);
    }
  }

  leave(groupId: string, userId: string): Denied | undefined {
    const group = this.groups.get(groupId);
    if (group === undefined) return { refusal: 'GROUP_REFUSAL_GROUP_NOT_FOUND' };
    const role = this.role(groupId, userId);
    if (role === undefined) return { refusal: 'GROUP_REFUSAL_NOT_A_MEMBER' };
    this.remove(groupId, [userId]);
    if (role !== 'owner') return undefined;
    const [heir] = [...group.members.keys()].toSorted(
      (a, b) => Number(this.role(groupId, b) === 'admin') - Number(this.role(groupId, a) === 'admin'),
    );
    if (heir === undefined) this.groups.delete(groupId);
    else this.setOwner(groupId, heir);
    return undefined;
  }

  private setOwner(groupId: string, userId: string): void {
    const group = this.groups.get(groupId);
    if (group === undefined) return;
    for (const [member, role] of group.members) if (role === 'owner') group.members.set(member, 'member');
    group.members.set(userId, 'owner');
    group.owner = userId;
    group.mutes.delete(userId);
  }

  kick(groupId: string, by: string, userIds: readonly string[]): Denied | { memberCount: number } {
    const denied = this.denial('kick', groupId, by, userIds);
    if (denied !== undefined) return denied;
    this.remove(groupId, userIds);
    return { memberCount: this.groups.get(groupId)?.members.size ?? 0 };
  }

  setRole(groupId: string, by: string, userId: string, role: 'admin' | 'member'): Denied | undefined {
    const denied = this.denial('set a role', groupId, by, [userId]);
    if (denied !== undefined) return denied;
    if (this.role(groupId, userId) === undefined) return { refusal: 'GROUP_REFUSAL_MEMBER_NOT_FOUND' };
    this.groups.get(groupId)?.members.set(userId, role);
    return undefined;
  }

  transfer(groupId: string, by: string, userId: string): Denied | undefined {
    const denied = this.denial('transfer', groupId, by);
    if (denied !== undefined) return denied;
    if (this.role(groupId, userId) === undefined) return { refusal: 'GROUP_REFUSAL_MEMBER_NOT_FOUND' };
    if (this.role(groupId, userId) !== 'owner') this.setOwner(groupId, userId);
    return undefined;
  }

  isMuted(until: number | undefined): boolean {
    return until !== undefined && (until === 0 || until > this.now);
  }

  permission(groupId: string, userId: string): { permission: string; muteUntilMs: number; mayNotifyAll: boolean } {
    const group = this.groups.get(groupId);
    const role = this.role(groupId, userId);
    const mayNotifyAll = role === 'owner' || role === 'admin';
    const that = (permission: string, muteUntilMs = 0) => ({ permission, muteUntilMs, mayNotifyAll });
    if (group === undefined) return that('SEND_PERMISSION_GROUP_NOT_FOUND');
    if (role === undefined) return that('SEND_PERMISSION_NOT_A_MEMBER');
    if (group.isDissolved) return that('SEND_PERMISSION_GROUP_DISSOLVED');
    const ends = [group.mutes.get(userId), role === 'member' ? group.muteUntil : undefined].filter((until) =>
      this.isMuted(until),
    ) as number[];
    if (ends.length === 0) return that('SEND_PERMISSION_ALLOWED');
    return that('SEND_PERMISSION_MUTED', ends.includes(0) ? 0 : Math.max(...ends));
  }

  // What users do in conversations

  notifyMode(userId: string, conversationId: string): { mode: NotifyMode; until: number } {
    const set = this.settings.get(`${userId} ${conversationId}`);
    return set === undefined || (set.until !== 0 && set.until <= this.now)
      ? { mode: 'NOTIFY_MODE_ALL', until: 0 }
      : set;
  }

  unread(userId: string, conversationId: string): number {
    const read = this.part(userId, conversationId)?.read ?? 0;
    return this.given(userId, conversationId).filter(
      (one) => one.seq > read && one.senderUserId !== userId && one.revokedBy === undefined && !one.isRevocation,
    ).length;
  }

  erase(userId: string): void {
    for (const groupId of [...this.groups.keys()]) this.leave(groupId, userId);
    for (const conversationId of this.conversationsOf(userId)) {
      for (const message of this.of(conversationId)) {
        if (message.senderUserId !== userId || message.isRevocation) continue;
        if (message.revokedBy === undefined || message.localId !== '' || message.mentions !== undefined)
          message.revokedBy = userId;
        Object.assign(message, { said: {}, mentions: undefined, localId: '' });
      }
      const mine = this.part(userId, conversationId);
      const last = this.last(conversationId);
      if (mine === undefined || mine.start >= last) continue;
      const end = mine.end === undefined ? undefined : last;
      Object.assign(mine, { start: last, read: last, deletedUpTo: 0, deleted: new Set(), end, nameAtEnd: undefined });
    }
    const theirs = (key: string) => key.startsWith(`${userId} `);
    for (const key of [...this.positions.keys()].filter(theirs)) this.positions.delete(key);
    for (const key of [...this.settings.keys()].filter(theirs)) this.settings.delete(key);
    for (const group of this.groups.values()) group.mutes.delete(userId);
  }
}
