import type { PushDecision } from '@bellhop/contracts';
import { expect, it } from 'vitest';
import { entryOf } from './trace-entries.ts';
import { rowOfDecision } from './trace-row.ts';

const decision = (over: Partial<PushDecision>): PushDecision => ({
  app: 'demo',
  messageId: 'm1',
  userId: 'bob',
  deviceId: 'phone',
  pushId: 'p1',
  verdict: 'PUSH_VERDICT_PUSHED',
  vendor: 'VENDOR_XIAOMI',
  taskId: 't1',
  offlineReason: 'no connection',
  acceptedAtMs: 1,
  storedAtMs: 2,
  decidedAtMs: 3,
  atMs: 4,
  notes: [],
  ...over,
});
const textOf = (over: Partial<PushDecision>): string => entryOf(rowOfDecision(decision(over))).text ?? '';

it('tells of a push what was chosen because nobody said it', () => {
  expect(textOf({})).toBe('offline (no connection): task for xiaomi');
  expect(textOf({ notes: ["resource im, the app's own for messages", 'xiaomi: no private channel'] })).toBe(
    "offline (no connection): task for xiaomi; resource im, the app's own for messages; xiaomi: no private channel",
  );
});

it.each([
  ['MUTED', 'the receiver muted the conversation, or wants to be notified of mentions alone'],
  ['QUIET_HOURS', "it is one of the receiver's quiet hours"],
  ['QUIET_PLATFORM', "the receiver is online on a platform that silences this device's"],
  ['FREQUENCY_CAP', 'the receiver had as many pushes in this minute as the app allows'],
  ['FOLDED', 'gathered with other messages of the conversation; a counted notification follows'],
  ['REVOKED', 'the message was revoked before its push was decided'],
  ['READ', 'the receiver has read it meanwhile'],
  ['NOT_A_MEMBER', 'the receiver has left the group meanwhile'],
  ['NOT_REGISTERED', 'the device is not registered for push, or whom the push is for is not logged in on it'],
] as const)('says of a push that was not made that it is %s', (verdict, text) => {
  expect(textOf({ verdict: `PUSH_VERDICT_${verdict}`, taskId: '' })).toBe(`not pushed: ${text}`);
});

it('says of a push that was not made that the device had not acknowledged, where that is why one was wanted', () => {
  const verdict = 'PUSH_VERDICT_NOT_REGISTERED';
  expect(textOf({ verdict, taskId: '', offlineReason: 'no acknowledgement' })).toBe(
    'not pushed (no acknowledgement): the device is not registered for push, or whom the push is for is not logged in on it',
  );
  expect(textOf({ verdict, taskId: '', offlineReason: 'whether connected or not' })).not.toContain('acknowledge');
});
