import { expect, it } from 'vitest';
import { targetState } from './target-state.ts';

const target = {
  userId: 'bob',
  tokenSha256: 'hash',
  endsRinging: false,
  decidedAtMs: 100_000,
  ignoresUserRules: false,
};
const device = {
  ...{ userId: 'bob', endedUserId: null, endedAtMs: 0, tokenSha256: 'hash' },
  ...{
    isSilenced: false,
    isQuiet: false,
    isTold: false,
    tellsOfOthers: false,
    isReplaced: false,
    isOnlineAfterAll: false,
  },
};
const reader = { hasLeft: false, hasRead: false, hasNewer: false, isSilenced: false, isMuted: false, isRevoked: false };

it.each<[string, Parameters<typeof targetState>[1], Parameters<typeof targetState>[2], string]>([
  ['all is as it was', device, reader, 'GOOD'],
  ['nothing is known of the message', device, undefined, 'GOOD'],
  ['the device is gone', undefined, reader, 'NOT_BOUND'],
  ['its user has logged out', { ...device, userId: null }, reader, 'NOT_BOUND'],
  ['a newer login has ended theirs', { ...device, userId: null, endedUserId: 'bob' }, reader, 'NOT_BOUND'],
  ['another user has logged in', { ...device, userId: 'carl' }, reader, 'NOT_BOUND'],
  ['its token was refreshed', { ...device, tokenSha256: 'other' }, reader, 'TOKEN_CHANGED'],
  ['it was unregistered', { ...device, tokenSha256: null }, reader, 'TOKEN_CHANGED'],
  ['the user has left the group', device, { ...reader, hasLeft: true }, 'NOT_A_MEMBER'],
  ['the user has read the message', device, { ...reader, hasRead: true }, 'READ'],
  ['the message was revoked', device, { ...reader, isRevoked: true, hasRead: true }, 'REVOKED'],
  [
    'the message was revoked, and its notification tells of others',
    { ...device, tellsOfOthers: true },
    { ...reader, isRevoked: true },
    'GOOD',
  ],
  ['the user muted the conversation', { ...device, isSilenced: true }, { ...reader, isMuted: true }, 'MUTED'],
  [
    'the user came online where that silences it',
    { ...device, isSilenced: true, isQuiet: true },
    reader,
    'QUIET_PLATFORM',
  ],
  ['a quiet hour has begun', { ...device, isQuiet: true }, reader, 'QUIET_HOURS'],
  ['a counted notification stands for it', { ...device, isTold: true }, reader, 'TOLD'],
  ['it is for devices that are not connected', { ...device, isOnlineAfterAll: true }, reader, 'CONNECTED'],
  ['a newer push has its place', { ...device, isReplaced: true }, reader, 'REPLACED'],
  ['the call rings no longer', device, { ...reader, isSilenced: true }, 'SILENCED'],
])('%s', (_title, now, state, expected) => {
  expect(targetState(target, now, state)).toEqual({ state: `TARGET_STATE_${expected}`, hasNewer: false });
});

it.each([{ hasRead: true }, { isMuted: true }])('what takes a notification away leaves for who has %o, too', (over) => {
  const state = { ...reader, ...over };
  expect(targetState({ ...target, ignoresUserRules: true }, device, state).state).toBe('TARGET_STATE_GOOD');
});

it('says that there is something newer', () => {
  expect(targetState(target, device, { ...reader, hasNewer: true }).hasNewer).toBe(true);
});

it.each([
  [{ ...reader, isSilenced: true }, 'GOOD'],
  [undefined, 'GOOD'],
  [reader, 'RINGING_AGAIN'],
])('what ends a ringing (%o) leaves unless the call rings again', (state, expected) => {
  const silenced = { ...device, isSilenced: true };
  expect(targetState({ ...target, endsRinging: true }, silenced, state).state).toBe(`TARGET_STATE_${expected}`);
});

it.each([
  ['a newer login has ended theirs', { userId: null, endedUserId: 'bob', endedAtMs: 99_000 }, 'GOOD'],
  ['it was ended at the same moment', { userId: null, endedUserId: 'bob', endedAtMs: 105_000 }, 'GOOD'],
  ['it was ended after it rang', { userId: null, endedUserId: 'bob', endedAtMs: 105_001 }, 'NOT_BOUND'],
  ['its user has logged out', { userId: null }, 'NOT_BOUND'],
  ['another user has logged in', { userId: 'carl' }, 'NOT_BOUND'],
  ["it was another user's", { userId: null, endedUserId: 'carl' }, 'NOT_BOUND'],
  ['it was unregistered', { userId: null, endedUserId: 'bob', tokenSha256: null }, 'TOKEN_CHANGED'],
])('what ends a ringing on a device of which %s', (_title, over, expected) => {
  const { state } = targetState({ ...target, endsRinging: true }, { ...device, ...over }, undefined);
  expect(state).toBe(`TARGET_STATE_${expected}`);
});
