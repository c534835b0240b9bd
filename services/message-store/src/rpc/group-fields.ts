import type { GroupJoinRule } from '@bellhop/contracts';
import { idField, textField } from '@bellhop/grpc';
import { InvalidInput } from '@bellhop/runtime';
import type { Acting, Mute } from '../db/group-change-store.ts';
import type { GroupDenial } from '../domain/group-rights.ts';
import { muteEndField } from './mute-end-field.ts';

export const MAX_NAME = 50;
export const MAX_NOTICE = 300;

export function groupOf(request: { app: string; groupId: string }): { app: string; groupId: string } {
  return { app: textField('app', request.app, 32), groupId: idField('groupID', request.groupId) };
}

/** The group, and who does it: empty = the app itself. */
export function actingIn(request: { app: string; groupId: string; userId: string }): Acting {
  return { ...groupOf(request), userId: textField('userID', request.userId, 64, { optional: true }) };
}

/** Not given = everybody may come in. */
export function joinRuleField(rule: GroupJoinRule): GroupJoinRule {
  return rule === 'GROUP_JOIN_RULE_UNSPECIFIED' ? 'GROUP_JOIN_RULE_FREE' : rule;
}

/** Undefined = the mute ends. */
export function muteField({ isMuted, muteUntilMs }: { isMuted: boolean; muteUntilMs: number }, nowMs: number): Mute {
  return isMuted ? { untilMs: muteEndField(muteUntilMs, nowMs) } : undefined;
}

export function pageSizeField(size: number, { max, otherwise }: { max: number; otherwise: number }): number {
  if (size < 0 || size > max)
    throw new InvalidInput(`pageSize is ${size}, 1 to ${max} are allowed`, { field: 'pageSize' });
  return size === 0 ? otherwise : size;
}

/** A refusal as responses have it. */
export function refusalOf({ refusal, requiredRole, limit }: GroupDenial) {
  return {
    refusal,
    ...(requiredRole === undefined ? {} : { requiredRole }),
    ...(limit === undefined ? {} : { limit }),
  };
}
