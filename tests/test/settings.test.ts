import { randomUUID } from 'node:crypto';
import {
  vendorNames,
  vendorSettingsCatalogue,
  vendorToProto,
  type VendorName,
  type VendorSettingsInput,
} from '@bellhop/contracts';
import { testContext, until } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPipeline, type Pipeline } from '../src/start-pipeline.ts';
import { simulatorCertificates } from '../src/system/prepare-app.ts';

const context = testContext();
let pipeline: Pipeline;

const clickAction = { kind: 'CLICK_ACTION_KIND_LAUNCH_APP' } as const;
const image = 'https://example.com/picture.png';
/** Every setting of every vendor, with a value that the vendor takes. */
const everything = {
  xiaomi: {
    channelId: 'bellhop-im',
    channelName: 'Chat',
    notifyType: 'VIBRATE',
    sound: 'android.resource://com.example.bellhop/raw/ring',
    templateId: 'p-7',
    clickAction,
    bigText: true,
    hideInForeground: true,
    onlySendOnce: false,
    pushKind: 'NOTIFICATION',
  },
  huawei: {
    channelId: 'im',
    category: 'IM',
    importance: 'NORMAL',
    notifyType: 'SOUND',
    sound: '/raw/shake',
    clickAction,
    image,
    bigText: true,
    hideInForeground: true,
    urgency: 'NORMAL',
    visibility: 'PRIVATE',
    receiptId: 'RCP1',
    groupByThread: true,
    pushKind: 'NOTIFICATION',
    badgeMode: 'SET',
  },
  oppo: {
    channelId: 'bellhop-im',
    category: 'IM',
    notifyLevel: 2,
    templateId: 't-9',
    clickAction,
    bigText: true,
    showTtlSeconds: 3_600,
    pushKind: 'NOTIFICATION',
    badgeMode: 'SET',
  },
  vivo: {
    category: 'ORDER',
    notifyType: 'SILENT',
    clickAction,
    hideInForeground: true,
    onlySendOnce: true,
    pushKind: 'NOTIFICATION',
  },
  fcm: {
    channelId: 'im',
    importance: 'MAX',
    notifyType: 'ALL',
    sound: 'default',
    clickAction,
    image,
    visibility: 'PUBLIC',
    collapseKey: 'CONVERSATION',
    directBoot: true,
    analyticsLabel: 'chat-1',
    mutableContent: true,
    pushKind: 'NOTIFICATION',
  },
} satisfies Record<VendorName, VendorSettingsInput>;

const message = (toUserId: string, pushConfig: object) => ({
  messageId: randomUUID(),
  conversationId: `peer/alice/${toUserId}`,
  senderUserId: 'alice',
  toUserId,
  text: 'hello',
  pushConfig: { title: 'Alice', content: 'says hello', ...pushConfig },
});

/** Sends to a phone of its own, and answers what the phone shows. */
async function ring(vendor: VendorName, pushConfig: object) {
  const user = `${vendor}-${randomUUID().slice(0, 8)}`;
  const phone = await pipeline.phoneFor(user, vendor);
  const sent = message(user, pushConfig);
  await pipeline.send([sent]);
  const entry = await until(async () => {
    const { entries } = await pipeline.traces.getMessageTrace({ app: 'demo', messageId: sent.messageId });
    return entries.find(({ attempt }) => attempt > 0);
  });
  expect(entry).toMatchObject({ kind: 'vendor-accepted', attempt: 1 });
  const [notification] = await pipeline.control.notificationsAfter(phone.phoneId, 0, 15_000);
  const { badge } = await pipeline.control.phone(phone.phoneId);
  return { notification, badge, text: entry.text };
}

beforeAll(async () => {
  pipeline = await startPipeline(context);
  const { admin, control, simulator } = pipeline;
  await admin.createApp({ app: 'demo', packageName: 'com.example.bellhop' });
  for (const [vendor, credential] of Object.entries(await simulatorCertificates(control, simulator.urls))) {
    await admin.saveCertificateSet({
      app: 'demo',
      vendor: vendorToProto(vendor as VendorName),
      credentialJson: JSON.stringify({ ...credential, ...(vendor === 'huawei' ? { badgeClass: 'a.Main' } : {}) }),
    });
  }
  const appId = async (of: VendorName) => (await control.apps()).find((app) => app.vendor === of)?.appId ?? '';
  await control.updateApp('xiaomi', await appId('xiaomi'), { templates: [{ id: 'p-7', variables: [] }] });
  const receipts = [{ id: 'RCP1', url: 'http://127.0.0.1:9/receipts' }];
  await control.updateApp('huawei', await appId('huawei'), { receipts });
  await admin.saveResource({ app: 'demo', resource: { resourcesId: 'everything', vendors: everything } });
  await admin.saveResource({
    app: 'demo',
    resource: { resourcesId: 'plain', vendors: { xiaomi: { channelId: 'bellhop-im' } } },
  });
});

afterAll(async () => {
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

it('has every setting of every vendor in the resource', () => {
  for (const vendor of vendorNames) {
    const own = Object.entries(vendorSettingsCatalogue).filter(([, { vendors }]) => vendors[vendor] !== undefined);
    const names = [...own.map(([name]) => name), 'clickAction'];
    expect([vendor, Object.keys(everything[vendor]).sort()]).toEqual([vendor, names.sort()]);
  }
});

describe.each(vendorNames)('%s', (vendor) => {
  it('takes all of its settings together', async () => {
    const { notification } = await ring(vendor, { resourcesId: 'everything', threadId: 't' });
    expect(notification).toMatchObject({ title: 'Alice', content: 'says hello' });
  });

  it('is told no category that nobody chose', async () => {
    const { notification } = await ring(vendor, { resourcesId: 'plain' });
    expect(notification?.category ?? null).toBe(vendor === 'huawei' || vendor === 'vivo' ? 'IM' : null);
  });
});

it("a message's own settings win over the resource, no against yes too", async () => {
  const vendors = { oppo: { category: 'NONE', bigText: false } };
  const { notification } = await ring('oppo', { content: 'x'.repeat(60), resourcesId: 'everything', vendors });
  expect(notification).toMatchObject({ category: null, content: `${'x'.repeat(49)}…` });
});

it('a wish that the vendor does not have stands in the trace', async () => {
  const { text } = await ring('xiaomi', { resourcesId: 'plain', threadId: 't', enableBadge: true, badgeIncrement: 1 });
  expect(text).toContain('xiaomi has no threadID, enableBadge here: passed over');
});

it("a message's own badge is set, not added", async () => {
  const { badge } = await ring('oppo', { resourcesId: 'everything', enableBadge: true, badgeIncrement: 7 });
  expect(badge).toBe(7);
});

it('a device from a sandbox gets test pushes: all that an app under review may send', async () => {
  const { control, devices } = pipeline;
  const vivo = (await control.apps()).find((app) => app.vendor === 'vivo')?.appId ?? '';
  const { phoneId, token } = await control.createPhone({ vendor: 'vivo' });
  await control.updateApp('vivo', vivo, { underReview: true, testTokens: [token] });
  const device = { app: 'demo', deviceId: 'reviewed', userId: 'reviewed' };
  await devices.bindDevice(device);
  await devices.registerDevice({ ...device, vendor: 'VENDOR_VIVO', token, environment: 'sandbox' });
  await pipeline.send([message('reviewed', {})]);
  expect(await control.notificationsAfter(phoneId, 0, 15_000)).toMatchObject([{ title: 'Alice' }]);
  await control.updateApp('vivo', vivo, { underReview: false, testTokens: [] });
});
