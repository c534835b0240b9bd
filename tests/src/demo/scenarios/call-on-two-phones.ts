import type { Scenario } from '../demo.ts';

const push = { title: 'Alice', content: 'is calling you' };

export const callOnTwoPhones: Scenario = {
  title: 'alice calls lena, who has two phones: the connected one answers, the one that rang by a push stops',
  play: async (demo, timeline) => {
    const [connected, offline] = await Promise.all([
      demo.phone('lena-huawei', 'huawei'),
      demo.phone('lena-vivo', 'vivo'),
    ]);
    await offline.logIn('lena');
    offline.kill();
    await demo.untilOffline('lena');
    await connected.logIn('lena');

    timeline.begin();
    const { callId, acceptedAtMs } = await demo.alice.calls.invite(['lena'], { timeout: 30, push });
    const [invitation, shown] = await Promise.all([connected.calls.invitation(callId), offline.nextNotification()]);
    timeline.events([
      { atMs: acceptedAtMs, text: `alice's call is accepted: ${callId}` },
      { atMs: invitation?.atMs, text: "lena's huawei phone rings: its app is connected" },
      { atMs: shown?.displayedAt, text: `lena's vivo phone rings by a push: "${shown?.title}: ${shown?.content}"` },
    ]);
    timeline.expect(invitation !== undefined && shown?.content === push.content, 'both phones ring');

    await connected.calls.accept(callId);
    timeline.at(Date.now(), 'lena answers on the huawei phone');
    const [accepted, bar] = await Promise.all([
      demo.alice.calls.userIs('accepted', { callId, userId: 'lena' }),
      offline.barOnce((notifications) => notifications.length === 0),
    ]);
    timeline.events([
      { atMs: accepted?.atMs, text: 'alice sees "accepted"' },
      { atMs: bar?.atMs, text: "the vivo phone's notification bar is empty" },
    ]);
    timeline.expect(accepted !== undefined, 'alice and lena are in the call');
    timeline.expect(shown !== undefined && bar !== undefined, 'the other phone stops ringing');
    timeline.expect((await connected.nextNotification(0)) === undefined, 'the phone that answered is not pushed');

    await connected.calls.end(callId);
    timeline.at(Date.now(), 'lena hangs up');
    const ended = await demo.alice.calls.ended(callId);
    timeline.events([{ atMs: ended?.atMs, text: `alice's app: ended by ${ended?.byUserId}` }]);
    timeline.expect(ended?.byUserId === 'lena', 'alice is told');
    await connected.logOut();
  },
};
