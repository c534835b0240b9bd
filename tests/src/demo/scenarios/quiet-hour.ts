import type { Scenario } from '../demo.ts';

const message = { title: 'Alice', content: 'Are you awake?' };
const call = { title: 'Alice', content: 'is calling you' };
const quietHours = { from: '22:00', to: '07:00' };
/** Somewhere it is always between these hours. */
const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Pacific/Honolulu'];

export const quietHour: Scenario = {
  title: 'It is night where nina is: messages leave her alone, a call rings',
  play: async (demo, timeline) => {
    const { timeZone, clock } = whereItIsNight(new Date());
    const nina = await demo.phone('nina-vivo', 'vivo');
    await nina.logIn('nina');
    await nina.keepQuiet({ ...quietHours, timeZone });
    nina.kill();
    await demo.untilOffline('nina');

    timeline.begin();
    timeline.at(Date.now(), `it is ${clock} in ${timeZone}; nina is quiet from ${quietHours.from} to ${quietHours.to}`);
    const { messageId, acceptedAtMs } = await demo.alice.send({ userId: 'nina' }, message.content, message);
    const trace = await demo.trace(messageId, (entries) => entries.some(({ userID }) => userID === 'nina'));
    const ofNina = trace.filter(({ userID }) => userID === 'nina');
    timeline.events([
      { atMs: acceptedAtMs, text: `alice's message is accepted: ${messageId}` },
      ...ofNina.map(({ at, text }) => ({ atMs: at, text: `nina: ${text}` })),
    ]);
    timeline.expect(
      ofNina.length > 0 && ofNina.every(({ kind, text }) => kind === 'not-pushed' && text.includes('quiet hours')),
      'nothing rings, and the trace says why',
    );

    const { callId, acceptedAtMs: calledAtMs } = await demo.alice.calls.invite(['nina'], { timeout: 30, push: call });
    timeline.at(calledAtMs, `alice's call is accepted: ${callId}`);
    const shown = await nina.nextNotification();
    timeline.events([{ atMs: shown?.displayedAt, text: `vivo rings: "${shown?.title}: ${shown?.content}"` }]);
    timeline.expect(shown?.content === call.content, 'the app lets calls through, and nothing else has come');
    await demo.alice.calls.cancel(callId);
    const bar = await nina.barOnce((notifications) => notifications.every(({ content }) => content !== call.content));
    timeline.events([{ atMs: bar?.atMs, text: 'alice hangs up, and it stops ringing' }]);
    timeline.expect(bar !== undefined, 'its end comes through, too');

    await nina.logIn('nina');
    const missed = await nina.message(messageId);
    timeline.events([{ atMs: missed?.atMs, text: `nina opens the app: it shows "${missed?.message.message}"` }]);
    timeline.expect(missed !== undefined, 'the message waits for her');
    await nina.logOut();
  },
};

/** A time zone in which it is night now, and what its clocks say. */
function whereItIsNight(now: Date): { timeZone: string; clock: string } {
  const clockIn = (timeZone: string): string =>
    now.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const isNight = (clock: string): boolean => clock >= quietHours.from || clock < '06:00';
  const timeZone = zones.find((zone) => isNight(clockIn(zone)));
  if (timeZone === undefined) throw new TypeError('it is night nowhere');
  return { timeZone, clock: clockIn(timeZone) };
}
