import type { Scenario } from '../demo.ts';

const push = { title: 'Family', content: 'Alice: the photos are here' };

export const groupMessage: Scenario = {
  title: 'A group message: carol is online, dave and erin are not, alice has a second phone',
  play: async (demo, timeline) => {
    const [carol, dave, erin, alicesOther] = await Promise.all([
      demo.phone('carol-huawei', 'huawei'),
      demo.phone('dave-oppo', 'oppo'),
      demo.phone('erin-xiaomi', 'xiaomi'),
      demo.phone('alice-huawei', 'huawei'),
    ]);
    await carol.logIn('carol');
    await dave.logIn('dave');
    await erin.logIn('erin');
    await alicesOther.logIn('alice');
    for (const phone of [dave, erin, alicesOther]) phone.kill();
    await demo.untilOffline('dave', 'erin');
    const groupId = `family-${Date.now().toString(36)}`;
    await demo.alice.createGroup(groupId, ['carol', 'dave', 'erin']);

    timeline.begin();
    const { messageId, acceptedAtMs } = await demo.alice.send({ groupId }, push.content, push);
    const [live, atDaves, atErins] = await Promise.all([
      carol.message(messageId),
      dave.nextNotification(),
      erin.nextNotification(),
    ]);
    timeline.events([
      { atMs: acceptedAtMs, text: `alice's message to the group is accepted: ${messageId}` },
      { atMs: live?.atMs, text: `carol's app shows it over its connection` },
      { atMs: atDaves?.displayedAt, text: `dave's oppo phone shows "${atDaves?.content}"` },
      { atMs: atErins?.displayedAt, text: `erin's xiaomi phone shows "${atErins?.content}"` },
    ]);
    timeline.expect(live !== undefined && !live.message.isOffline, 'carol, online, gets it live');
    timeline.expect(atDaves !== undefined && atErins !== undefined, 'dave and erin, offline, are pushed');
    // When carol's verdict is written, everything about this message is decided; only then "not pushed" means something.
    const trace = await demo.trace(
      messageId,
      (entries) =>
        entries.some(({ userID, kind }) => userID === 'carol' && kind === 'not-pushed') &&
        entries.filter(({ kind }) => kind === 'vendor-accepted').length >= 2,
    );
    const pushed = new Set(trace.filter(({ kind }) => kind === 'task').map(({ userID }) => userID));
    timeline.expect(
      (await carol.nextNotification(0)) === undefined && !pushed.has('carol'),
      'carol is not pushed: her app acknowledged the message',
    );
    timeline.expect(
      (await alicesOther.nextNotification(0)) === undefined && !pushed.has('alice'),
      "the sender's other phone is not pushed",
    );
    await carol.logOut();
  },
};
