import { vendorNames } from '@bellhop/contracts';
import type { Scenario } from '../demo.ts';
import { placeOf } from '../demo-phone.ts';

const payload = '{"open":"chat/alice"}';
const push = { title: 'Alice', content: 'Dinner at eight?', payload };

export const peerMessage: Scenario = {
  title: 'A message to bob, whose five phones are all offline',
  play: async (demo, timeline) => {
    const phones = await Promise.all(vendorNames.map((vendor) => demo.phone(`bob-${vendor}`, vendor)));
    for (const phone of phones) await phone.logIn('bob');
    for (const phone of phones) phone.kill();
    await demo.untilOffline('bob');

    timeline.begin();
    const { messageId, acceptedAtMs } = await demo.alice.send({ userId: 'bob' }, push.content, push);
    const shown = await Promise.all(
      phones.map(async (phone) => ({ phone, notification: await phone.nextNotification() })),
    );
    timeline.events([
      { atMs: acceptedAtMs, text: `alice's message is accepted: ${messageId}` },
      ...shown.map(({ phone, notification }) => ({
        atMs: notification?.displayedAt,
        text: `${phone.vendor.padEnd(6)} shows "${notification?.title}: ${notification?.content}"`,
      })),
    ]);
    timeline.expect(
      shown.every(({ notification }) => notification?.title === push.title && notification.content === push.content),
      'every phone shows title and content',
    );
    for (const { phone } of shown) {
      timeline.expect(
        (await phone.tap()).payload === payload,
        `${phone.vendor.padEnd(6)} finds payload in ${placeOf[phone.vendor]('payload')}`,
      );
    }

    const [opened] = phones;
    if (opened === undefined) throw new TypeError('bob has no phone');
    timeline.at(Date.now(), `bob opens the app on his ${opened.vendor} phone`);
    await opened.logIn('bob');
    const offline = await opened.message(messageId);
    if (offline !== undefined) timeline.at(offline.atMs, `it shows what he missed: "${offline.message.message}"`);
    timeline.expect(offline?.message.isOffline === true, 'the message arrives after the next login');
    for (const phone of phones) phone.kill();
  },
};
