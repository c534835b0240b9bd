import type { Scenario } from '../demo.ts';
import { placeOf } from '../demo-phone.ts';

const push = { title: 'Alice', content: 'is calling you', payload: '{"open":"call"}' };
const timeout = 30;

export const callAnswered: Scenario = {
  title: 'alice calls kim, whose phone is offline: it rings by a push, kim opens the app and answers',
  play: async (demo, timeline) => {
    const kim = await demo.phone('kim-oppo', 'oppo');
    await kim.logIn('kim');
    kim.kill();
    await demo.untilOffline('kim');

    timeline.begin();
    const { alice } = demo;
    const { callId, acceptedAtMs } = await alice.calls.invite(['kim'], { timeout, extendedData: 'room-7', push });
    const [shown, offline] = await Promise.all([
      kim.nextNotification(),
      alice.calls.userIs('offline', { callId, userId: 'kim' }),
    ]);
    timeline.events([
      { atMs: acceptedAtMs, text: `alice's call is accepted: ${callId}` },
      { atMs: offline?.atMs, text: 'alice sees "offline": no app of kim is connected' },
      { atMs: shown?.displayedAt, text: `oppo rings: "${shown?.title}: ${shown?.content}"` },
    ]);
    timeline.expect(shown?.title === push.title && shown.content === push.content, 'the phone shows who calls');
    const { payload, call } = await kim.tap();
    timeline.at(Date.now(), 'kim taps it, and the app opens');
    timeline.expect(
      call?.kind === 'ring' && call.callID === callId && call.caller === 'alice' && payload === push.payload,
      `it finds the call in ${placeOf.oppo('call')}, beside the payload`,
    );

    await kim.logIn('kim');
    const invitation = await kim.calls.invitation(callId);
    const left = ((invitation?.remainingMs ?? 0) / 1_000).toFixed(1);
    timeline.events([
      { atMs: invitation?.atMs, text: `it rings for ${left} s more; alice's app said "${invitation?.extendedData}"` },
    ]);
    timeline.expect(
      invitation !== undefined &&
        invitation.remainingMs > 0 &&
        invitation.remainingMs < timeout * 1_000 &&
        invitation.expireAt === call?.expireAt,
      `callInvitationReceived says what is left of the ${timeout} s`,
    );
    await kim.calls.accept(callId);
    timeline.at(Date.now(), 'kim answers');
    const accepted = await alice.calls.userIs('accepted', { callId, userId: 'kim' });
    timeline.events([{ atMs: accepted?.atMs, text: 'alice sees "accepted"' }]);
    timeline.expect(accepted !== undefined, 'alice and kim are in the call');

    await alice.calls.end(callId);
    timeline.at(Date.now(), 'alice hangs up');
    const ended = await kim.calls.ended(callId);
    timeline.events([{ atMs: ended?.atMs, text: `kim's app: ended by ${ended?.byUserId}` }]);
    timeline.expect(ended?.byUserId === 'alice', 'callInvitationEnded says who has ended it');
    await kim.logOut();
  },
};
