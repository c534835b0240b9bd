import {
  effectiveLimits,
  effectivePushRules,
  offlineRecipients,
  type OfflineRecipientsInput,
} from '@bellhop/contracts';
import { expect, it } from 'vitest';
import type { AppProfile } from './ports.ts';
import { isFolding } from './push-contents.ts';

const event = (over: OfflineRecipientsInput) => offlineRecipients.decode(offlineRecipients.encode(over));
const profile: AppProfile = {
  app: 'demo',
  packageName: 'com.example.demo',
  limits: effectiveLimits({ foldSeconds: 60 }),
  rules: effectivePushRules({}),
  hasUserSettings: false,
  certificates: new Set(),
  resources: new Map(),
  templates: new Map(),
};
const dataOn = (vendor: 'fcm' | 'huawei') => ({ vendors: { [vendor]: { pushKind: 'DATA' } } });

it.each<[string, OfflineRecipientsInput, boolean]>([
  ['a message', { pushConfig: { title: 'T' } }, true],
  ['a call', { call: { callId: 'c' } }, false],
  ['a data push, of whatever vendor: it shows nothing', { pushConfig: dataOn('huawei') }, false],
  ['a revocation: what it revokes may be held', { revokesMessageId: 'm0' }, true],
  ['a revocation that is a data push itself', { revokesMessageId: 'm0', pushConfig: dataOn('fcm') }, true],
])('what is gathered: %s', (_, given, expected) => {
  expect(isFolding(event(given), profile)).toBe(expected);
  expect(isFolding(event(given), { ...profile, limits: effectiveLimits({}) })).toBe(false);
});
