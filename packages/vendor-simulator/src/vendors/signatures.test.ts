import { expect, test } from 'vitest';
import { signatureOf as oppoSignature } from './oppo/auth.ts';
import { signatureOf as vivoSignature } from './vivo/auth.ts';

test.each([
  [
    'bbbb1111cccc2222dddd3333eeee4444',
    '1700000000000',
    '0123456789abcdef0123456789abcdef',
    'ac32ed75147be628eadcc30f47a3d1740edea0722f0364932fa09f21ef8cd3c5',
  ],
  ['key', '1', 'secret', '0bf81ee73ae51e84d47cb77616babb919f457b6501a5adda997e5d52c9ee2d5f'],
  [
    'bbbb1111cccc2222dddd3333eeee4444',
    '1795488305036',
    '0123456789abcdef0123456789abcdef',
    '0d86e8bf7946ef1d91c000c520e2dc52439b132197e265166a19409d431e1304',
  ],
])('oppo signs %s at %s as in the vectors of oppo.md', (key, timestamp, secret, sign) => {
  expect(oppoSignature(key, timestamp, secret)).toBe(sign);
});

test.each([
  [
    '10004',
    '25509283-3767-4b9e-83fe-b6e55ac6243e',
    '1501484120000',
    '7265f2a4-ebbb-44bf-88b9-b03e67dfdc21',
    'fe3b46a2befc60334c2388676a752bd6',
  ],
  [
    '105000001',
    '11111111-2222-3333-4444-555555555555',
    '1760000000000',
    'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    'c91c1fe5fd4bfc92ba293587d22d039e',
  ],
])('vivo signs app %s as in the vectors of vivo.md', (appId, key, timestamp, secret, sign) => {
  expect(vivoSignature(appId, key, timestamp, secret)).toBe(sign);
});
