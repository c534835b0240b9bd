import type { VendorSettings } from '@bellhop/contracts';
import { expect, it } from 'vitest';
import { digestOf, type AskedPush } from './push-digest.ts';

const huawei: VendorSettings = {
  ...{ channelId: '', category: 'IM', importance: '', notifyLevel: 0, sound: '', clickAction: null, templateId: '' },
  ...{ image: '', notifyType: '', channelName: '', showTtlSeconds: 0, urgency: '', visibility: '', receiptId: '' },
  ...{ collapseKey: '', analyticsLabel: '', badgeMode: '', pushKind: '', bigText: false },
};
const pushConfig = {
  ...{ title: 'Parcel', content: 'It is here', payload: '', resourcesId: '', threadId: '', enableBadge: false },
  ...{ badgeIncrement: 0, templateId: '', titleParameters: { name: '' }, contentParameters: {}, vendors: { huawei } },
  voIp: null,
};
const content = { pushConfig, ttlSeconds: 0, onlyOffline: false, ignoreUserRules: false, collapseKey: '' };
const asked: AskedPush = { targets: [{ userId: 'ann' }, { pushId: 'p1' }], content, sendAtMs: 0 };
/** As the first release kept it. */
const KEPT = '07dff313463ea1c0b06e7a37470011df224453396e33a91024079559aa764377';
const withConfig = (config: object): AskedPush => ({
  ...asked,
  content: { ...content, pushConfig: { ...pushConfig, ...config } },
});

it('is what it was when pushes were first kept', () => {
  expect(digestOf(asked)).toBe(KEPT);
});

it('stays when a release adds fields that nobody has set', () => {
  const added = { text: '', number: 0, flag: false, message: null, list: [], map: {}, choice: 'CHOICE_UNSPECIFIED' };
  expect(digestOf(withConfig({ ...added, vendors: { huawei: { ...huawei, ...added } } }))).toBe(KEPT);
  expect(digestOf({ ...asked, content: { ...content, ...added } })).toBe(KEPT);
});

it('is the same in whatever order members come', () => {
  const reversed = Object.fromEntries(Object.entries(content).reverse()) as unknown as AskedPush['content'];
  expect(digestOf({ ...asked, content: reversed })).toBe(KEPT);
});

it.each<[string, AskedPush]>([
  ['a word', withConfig({ title: 'Parcels' })],
  ['what a template is to say', withConfig({ titleParameters: {} })],
  ['a setting of a vendor', withConfig({ vendors: { huawei: { ...huawei, category: '' } } })],
  ['a vendor', withConfig({ vendors: {} })],
  ['what a later release added', withConfig({ added: 'x' })],
  ['the order of targets', { ...asked, targets: asked.targets.toReversed() }],
  ['its time', { ...asked, sendAtMs: 1 }],
])('differs by %s', (_, other) => {
  expect(digestOf(other)).not.toBe(KEPT);
});
