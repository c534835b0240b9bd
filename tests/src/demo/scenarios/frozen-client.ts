import type { Scenario } from '../demo.ts';

export const frozenClient: Scenario = {
  title: "frank's app is frozen: connected, but it does not acknowledge",
  play: async (demo, timeline) => {
    const frank = await demo.phone('frank-vivo', 'vivo');
    await frank.logIn('frank');
    frank.freeze();

    timeline.begin();
    const { messageId, acceptedAtMs } = await demo.alice.send({ userId: 'frank' }, 'Are you there?', {
      title: 'Alice',
      content: 'Are you there?',
    });
    timeline.at(acceptedAtMs, `alice's message is accepted: ${messageId}`);
    const shown = await frank.nextNotification();
    if (shown !== undefined)
      timeline.at(shown.displayedAt, `no ack in time: vivo shows "${shown.title}: ${shown.content}"`);
    timeline.expect(shown !== undefined, 'a connection that looks alive does not swallow the push');
    frank.thaw();
    const late = await frank.message(messageId);
    if (late !== undefined) timeline.at(late.atMs, `the app wakes up and shows "${late.message.message}"`);
    timeline.expect(late !== undefined, 'the message itself is not lost');
    await frank.logOut();
  },
};
