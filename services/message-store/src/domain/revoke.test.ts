import { describe, expect, it } from 'vitest';
import type { Role } from './group-rights.ts';
import { MISSED_CALL, REVOCATION } from './message-body.ts';
import { decideRevoke, type RevocableMessage } from './revoke.ts';

const sentAtMs = 1_000_000;
const message: RevocableMessage = {
  senderUserId: 'alice',
  acceptedAtMs: sentAtMs,
  customType: null,
  isRevoked: false,
  targetUserIds: [],
};
const decide = (
  over: Partial<RevocableMessage>,
  userId: string | undefined,
  { role, afterMs = 0 }: { role?: Role; afterMs?: number } = {},
) =>
  decideRevoke(
    { ...message, ...over },
    { by: userId === undefined ? undefined : { userId, role }, withinSeconds: 120, nowMs: sentAtMs + afterMs },
  );
const refused = (refusal: string) => ({ kind: 'refused', refusal: `CONVERSATION_REFUSAL_${refusal}` });

describe('a message', () => {
  it('is revoked by its sender within the limit, to the millisecond', () => {
    expect(decide({}, 'alice', { afterMs: 120_000 })).toEqual({ kind: 'revoke' });
    expect(decide({}, 'alice', { afterMs: 120_001 })).toEqual({ ...refused('MESSAGE_TOO_OLD'), limit: 120 });
  });

  it('is revoked by owners and admins of the group and by the app itself at any time', () => {
    for (const role of ['owner', 'admin'] as const)
      expect(decide({}, 'bob', { role, afterMs: 1e9 }).kind).toBe('revoke');
    expect(decide({}, undefined, { afterMs: 1e9 }).kind).toBe('revoke');
    expect(decide({}, 'alice', { role: 'owner', afterMs: 1e9 }).kind).toBe('revoke');
  });

  it('is revoked by nobody else', () => {
    expect(decide({}, 'bob')).toEqual(refused('NOT_THE_SENDER'));
    expect(decide({}, 'bob', { role: 'member' })).toEqual(refused('NOT_THE_SENDER'));
  });

  it('is not there for who has not received it', () => {
    expect(decide({ targetUserIds: ['carol'] }, 'bob', { role: 'admin' })).toEqual(refused('MESSAGE_NOT_FOUND'));
    expect(decide({ targetUserIds: ['bob'] }, 'bob', { role: 'admin' }).kind).toBe('revoke');
    expect(decideRevoke(undefined, { by: undefined, withinSeconds: 120, nowMs: 0 })).toEqual(
      refused('MESSAGE_NOT_FOUND'),
    );
  });

  it('is revoked once: again is the same, however late', () => {
    expect(decide({ isRevoked: true }, 'alice', { afterMs: 1e9 })).toEqual({ kind: 'revoked already' });
    expect(decide({ isRevoked: true }, 'bob')).toEqual(refused('NOT_THE_SENDER'));
  });

  it('stays when it is a revocation or a missed call', () => {
    for (const customType of [REVOCATION, MISSED_CALL])
      for (const by of ['alice', undefined]) expect(decide({ customType }, by)).toEqual(refused('NOT_REVOCABLE'));
  });
});
