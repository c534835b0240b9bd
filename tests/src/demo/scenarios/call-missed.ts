import type { Scenario } from '../demo.ts';

const push = { title: 'Alice', content: 'is calling you' };
const timeout = 4;

export const callMissed: Scenario = {
  title: `alice calls mike for ${timeout} s, and nobody answers: a missed call is left`,
  play: async (demo, timeline) => {
    const mike = await demo.phone('mike-fcm', 'fcm');
    await mike.logIn('mike');
    mike.kill();
    await demo.untilOffline('mike');

    timeline.begin();
    const { callId, acceptedAtMs } = await demo.alice.calls.invite(['mike'], { timeout, push });
    timeline.at(acceptedAtMs, `alice's call is accepted: ${callId}`);
    const shown = await mike.nextNotification();
    timeline.events([{ atMs: shown?.displayedAt, text: `fcm rings: "${shown?.title}: ${shown?.content}"` }]);
    const [notReceived, ended, bar] = await Promise.all([
      demo.alice.calls.userIs('notReceived', { callId, userId: 'mike' }),
      demo.alice.calls.ended(callId),
      mike.barOnce((notifications) => notifications.every(({ content }) => content !== push.content)),
    ]);
    const [missed, ...more] = bar?.shown ?? [];
    timeline.events([
      { atMs: notReceived?.atMs, text: 'alice sees "notReceived"' },
      { atMs: ended?.atMs, text: "alice's app: ended, by nobody" },
      { atMs: bar?.atMs, text: `mike's notification bar shows "${missed?.title}: ${missed?.content}"` },
    ]);
    timeline.expect(
      notReceived !== undefined && ended !== undefined && ended.byUserId === undefined,
      'the call ends by itself',
    );
    timeline.expect(
      shown?.content === push.content && missed?.content === 'Missed call' && more.length === 0,
      'the bar has "Missed call" in place of what rang',
    );

    timeline.at(Date.now(), 'mike opens the app');
    await mike.logIn('mike');
    const left = await mike.missedCall(callId);
    timeline.events([
      { atMs: left?.atMs, text: `it shows a missed call in the conversation with ${left?.message.conversationID}` },
    ]);
    timeline.expect(
      left?.message.isOffline === true && left.message.conversationID === 'alice',
      'the missed call is in the history that the login syncs',
    );
    timeline.expect((await mike.calls.invitation(callId, 0)) === undefined, 'the app does not ring for it any more');
    await mike.logOut();
  },
};
