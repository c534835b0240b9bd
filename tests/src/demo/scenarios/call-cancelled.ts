import type { DisplayedNotification } from '@bellhop/vendor-simulator';
import type { Scenario } from '../demo.ts';

const push = { title: 'Alice', content: 'is calling you' };

/** The users of the example call-invite: after the demo their phones ring for it. */
export const callCancelled: Scenario = {
  title: 'alice calls userA and userB and hangs up while it rings: the notifications go away',
  play: async (demo, timeline) => {
    const [atAs, atBs] = await Promise.all([
      demo.phone('userA-xiaomi', 'xiaomi'),
      demo.phone('userB-huawei', 'huawei'),
    ]);
    await atAs.logIn('userA');
    await atBs.logIn('userB');
    for (const phone of [atAs, atBs]) phone.kill();
    await demo.untilOffline('userA', 'userB');

    timeline.begin();
    const { callId, acceptedAtMs } = await demo.alice.calls.invite(['userA', 'userB'], { timeout: 30, push });
    const [ringA, ringB] = await Promise.all([atAs.nextNotification(), atBs.nextNotification()]);
    timeline.events([
      { atMs: acceptedAtMs, text: `alice's call is accepted: ${callId}` },
      { atMs: ringA?.displayedAt, text: `userA's xiaomi phone rings: "${ringA?.title}: ${ringA?.content}"` },
      { atMs: ringB?.displayedAt, text: `userB's huawei phone rings: "${ringB?.title}: ${ringB?.content}"` },
    ]);
    timeline.expect(ringA?.content === push.content && ringB?.content === push.content, 'both phones ring');

    await demo.alice.calls.cancel(callId);
    timeline.at(Date.now(), 'alice hangs up');
    const [barA, barB] = await Promise.all([
      atAs.barOnce((shown) => shown.length === 0),
      atBs.barOnce((shown) => shown.every(({ content }) => content !== push.content)),
    ]);
    const [missed, ...more] = barB?.shown ?? [];
    timeline.events([
      { atMs: barA?.atMs, text: "userA's notification bar is empty" },
      { atMs: barB?.atMs, text: `userB's notification bar shows "${missed?.title}: ${missed?.content}"` },
    ]);
    timeline.expect(ringA !== undefined && barA !== undefined, 'xiaomi takes the notification away');
    timeline.expect(
      missed?.content === 'Missed call' && missed.notifyId === ringB?.notifyId && isQuiet(missed) && more.length === 0,
      'huawei, which cannot, puts a quiet one in its place',
    );
  },
};

/** huawei shows what is of low importance without a sound. */
function isQuiet({ raw }: DisplayedNotification): boolean {
  const { android } = raw as { android?: { notification?: { importance?: string } } };
  return android?.notification?.importance === 'LOW';
}
