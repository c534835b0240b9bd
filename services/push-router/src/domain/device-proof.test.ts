import { expect, it } from 'vitest';
import { proofOf, type KnownDevice } from './device-proof.ts';

const device = (over: Partial<KnownDevice> = {}): KnownDevice => ({
  userId: 'bob',
  ownerUserId: 'bob',
  secretSha256: 'hash',
  ...over,
});

it.each<[string, KnownDevice | undefined, string, string | undefined, string]>([
  ['the first login on a device', undefined, 'bob', undefined, 'issue'],
  ['a first login that brings a secret nobody gave it', undefined, 'bob', 'other', 'issue'],
  ['the same user with the secret', device(), 'bob', 'hash', 'proven'],
  ['the same user whose secret was lost', device(), 'bob', undefined, 'issue'],
  ['the same user with an old secret', device(), 'bob', 'old', 'issue'],
  ['another user with the secret: the user of the phone has changed', device(), 'carl', 'hash', 'proven'],
  ['another user without the secret', device(), 'carl', undefined, 'taken'],
  ['another user with a wrong secret', device(), 'carl', 'other', 'taken'],
  ['the last user after their logout', device({ userId: null }), 'bob', undefined, 'issue'],
  ['another user after a logout, with the secret', device({ userId: null }), 'carl', 'hash', 'proven'],
  ['another user after a logout, without it', device({ userId: null }), 'carl', undefined, 'taken'],
  [
    'the user before, when another one is logged in',
    device({ userId: 'carl', ownerUserId: 'carl' }),
    'bob',
    undefined,
    'taken',
  ],
  [
    'a device from before there were secrets, its user',
    device({ ownerUserId: null, secretSha256: null }),
    'bob',
    undefined,
    'issue',
  ],
  [
    'a device from before there were secrets, another user',
    device({ ownerUserId: null, secretSha256: null }),
    'carl',
    undefined,
    'taken',
  ],
  [
    'a device from before that nobody uses',
    device({ userId: null, ownerUserId: null, secretSha256: null }),
    'carl',
    undefined,
    'issue',
  ],
])('%s', (_title, known, userId, secretSha256, proof) => {
  expect(proofOf(known, { userId, secretSha256 })).toBe(proof);
});
