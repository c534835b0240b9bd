import { randomUUID } from 'node:crypto';
import {
  pushDeadLetterTopic,
  pushTask,
  vendorNames,
  vendorToProto,
  type PushTask,
  type VendorName,
} from '@bellhop/contracts';
import { collectEvents, testContext, until, type CollectedEvents } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPipeline, type Pipeline, type RegisteredPhone } from '../src/start-pipeline.ts';
import { simulatorCertificates } from '../src/system/prepare-app.ts';

const context = testContext();
let pipeline: Pipeline;
let deadLetters: CollectedEvents<PushTask>;

const toUser = (toUserId: string, over: object = {}) => ({
  messageId: randomUUID(),
  conversationId: `peer/alice/${toUserId}`,
  senderUserId: 'alice',
  toUserId,
  text: 'hello',
  pushConfig: { title: 'Alice', content: 'says hello', payload: '{"call":1}', resourcesId: 'chat' },
  ...over,
});
const shown = async ({ phoneId }: RegisteredPhone) => (await pipeline.control.phone(phoneId)).notifications;
const traceOf = async (messageId: string) =>
  (await pipeline.traces.getMessageTrace({ app: 'demo', messageId })).entries;

const deadLettered = () => deadLetters.events.map(({ messageId }) => messageId);

beforeAll(async () => {
  pipeline = await startPipeline(context);
  const { admin, control, simulator } = pipeline;
  await admin.createApp({ app: 'demo', packageName: 'com.example.bellhop' });
  for (const [vendor, credential] of Object.entries(await simulatorCertificates(control, simulator.urls))) {
    await admin.saveCertificateSet({
      app: 'demo',
      vendor: vendorToProto(vendor as VendorName),
      credentialJson: JSON.stringify(credential),
    });
  }
  await admin.saveResource({
    app: 'demo',
    resource: {
      resourcesId: 'chat',
      vendors: { xiaomi: { channelId: 'bellhop-im' }, oppo: { channelId: 'bellhop-im' } },
    },
  });
  await admin.saveResource({
    app: 'demo',
    resource: { resourcesId: 'templates', vendors: { xiaomi: { channelId: 'bellhop-im', templateId: 'p-7' } } },
  });
  deadLetters = await collectEvents(pipeline.kafka, {
    topics: vendorNames.map(pushDeadLetterTopic),
    event: pushTask,
    onFatal: context.onFatal,
  });
});

afterAll(async () => {
  await deadLetters.stop();
  await pipeline.close();
  expect(context.fatal).toEqual([]);
});

describe('a message to somebody offline', () => {
  it.each(vendorNames)(
    'rings his %s phone, with title, content and payload where the vendor puts it',
    async (vendor) => {
      const user = `solo-${vendor}`;
      const phone = await pipeline.phoneFor(user, vendor);
      const message = toUser(user);
      await pipeline.send([message]);
      const [notification] = await pipeline.control.notificationsAfter(phone.phoneId, 0, 15_000);
      expect(notification).toMatchObject({ title: 'Alice', content: 'says hello' });
      expect((await pipeline.control.click(phone.phoneId)).payload).toBe('{"call":1}');
      const entries = await until(async () => {
        const found = await traceOf(message.messageId);
        return found.some(({ kind }) => kind === 'vendor-accepted') && found;
      });
      expect(entries.map(({ kind }) => kind)).toEqual(['accepted', 'stored', 'task', 'vendor-accepted']);
    },
  );

  it("rings many phones of every vendor at once, and never the sender's", async () => {
    const phones = await Promise.all(
      vendorNames.flatMap((vendor) => [0, 1, 2].map((index) => pipeline.phoneFor(`many-${vendor}-${index}`, vendor))),
    );
    const sender = await pipeline.phoneFor('alice', 'huawei');
    const messages = vendorNames.flatMap((vendor) => [0, 1, 2].map((index) => toUser(`many-${vendor}-${index}`)));
    await pipeline.send(messages);
    for (const phone of phones)
      expect(await pipeline.control.notificationsAfter(phone.phoneId, 0, 15_000)).toHaveLength(1);
    expect(await shown(sender)).toEqual([]);
  });

  it('is tried again after a vendor answered 503, and the trace shows it', async () => {
    const phone = await pipeline.phoneFor('patient', 'vivo');
    await pipeline.control.addFault({
      vendor: 'vivo',
      path: 'send',
      kind: 'status',
      status: 503,
      times: 1,
      token: phone.token,
    });
    const message = toUser('patient');
    await pipeline.send([message]);
    expect(await pipeline.control.notificationsAfter(phone.phoneId, 0, 15_000)).toHaveLength(1);
    const entries = await until(async () => {
      const found = await traceOf(message.messageId);
      return found.some(({ kind }) => kind === 'vendor-accepted') && found;
    });
    const ofPatient = entries.filter(({ kind }) => kind !== 'not-pushed'); // the sender's own devices
    expect(ofPatient.map(({ kind, attempt }) => [kind, attempt]).slice(3)).toEqual([
      ['unavailable', 1],
      ['vendor-accepted', 2],
    ]);
    expect(deadLettered()).not.toContain(message.messageId);
  });

  it('fills the templates that xiaomi and oppo want for private messages', async () => {
    const { control } = pipeline;
    const apps = await control.apps();
    const oppo = apps.find(({ vendor }) => vendor === 'oppo')?.appId ?? '';
    const xiaomi = apps.find(({ vendor }) => vendor === 'xiaomi')?.appId ?? '';
    await control.updateApp('xiaomi', xiaomi, { templates: [{ id: 'p-7', variables: ['name', 'text'] }] });
    await control.updateApp('oppo', oppo, { templateRequired: true });
    const phones = [await pipeline.phoneFor('ted', 'xiaomi'), await pipeline.phoneFor('ted', 'oppo')];
    const message = toUser('ted', {
      pushConfig: {
        title: 'Alice',
        content: 'says hello',
        resourcesId: 'templates',
        templateId: 't-9', // oppo's; the resource has xiaomi's own
        titleParameters: { name: 'Alice 🎉' },
        contentParameters: { text: 'hello' },
      },
    });
    await pipeline.send([message]);
    for (const { phoneId } of phones)
      expect(await control.notificationsAfter(phoneId, 0, 15_000)).toMatchObject([{ title: 'Alice' }]);
    await control.updateApp('oppo', oppo, { templateRequired: false });
  });

  it('clears an invalid token and dead-letters nothing', async () => {
    const phone = await pipeline.phoneFor('moved', 'fcm');
    await pipeline.control.refreshToken(phone.phoneId); // the registered token is dead now
    const message = toUser('moved');
    await pipeline.send([message]);
    await until(
      async () =>
        (await pipeline.devices.listUserDevices({ app: 'demo', userId: 'moved' })).devices[0]?.hasToken === false,
      { timeoutMs: 15_000 },
    );
    await until(async () => (await traceOf(message.messageId)).at(-1)?.kind === 'invalid-token'); // written beside the clean-up
    expect(deadLettered()).not.toContain(message.messageId);
  });

  it('goes to the new user of a phone only', async () => {
    const phone = await pipeline.phoneFor('before', 'oppo');
    const shared = { app: 'demo', deviceId: 'before-oppo' };
    const { deviceSecret } = await pipeline.devices.bindDevice({ ...shared, userId: 'before' });
    await pipeline.devices.unbindDevice({ ...shared, userId: 'before' });
    await pipeline.devices.bindDevice({ ...shared, userId: 'after', deviceSecret });
    const old = toUser('before');
    await pipeline.send([
      old,
      toUser('after', { pushConfig: { title: 'For you', content: 'alone', resourcesId: 'chat' } }),
    ]);
    await pipeline.control.notificationsAfter(phone.phoneId, 0, 15_000);
    await until(async () => (await traceOf(old.messageId)).some(({ kind }) => kind === 'not-pushed'));
    expect((await shown(phone)).map(({ title }) => title)).toEqual(['For you']);
  });

  it('is not delayed by a vendor that hangs', async () => {
    await pipeline.control.addFault({ vendor: 'xiaomi', path: 'send', kind: 'hang' });
    const stuck = await pipeline.phoneFor('stuck', 'xiaomi');
    const free = await pipeline.phoneFor('free', 'huawei');
    await pipeline.send([toUser('stuck'), toUser('free')]);
    expect(await pipeline.control.notificationsAfter(free.phoneId, 0, 5_000)).toHaveLength(1);
    expect(await shown(stuck)).toEqual([]);
    await pipeline.control.clearFaults('xiaomi');
  });
});
