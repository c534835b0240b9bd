import type { Scenario } from '../demo.ts';
import type { TraceEntryJson } from '../trace-lines.ts';

export const changeOfUser: Scenario = {
  title: 'grace logs out and heidi logs in, on the same phone',
  play: async (demo, timeline) => {
    const phone = await demo.phone('shared-oppo', 'oppo');
    await phone.logIn('grace');
    await phone.logOut();
    await phone.logIn('heidi');
    phone.kill();
    await demo.untilOffline('grace', 'heidi');

    timeline.begin();
    const toGrace = await demo.alice.send({ userId: 'grace' }, 'For grace', { title: 'Alice', content: 'For grace' });
    timeline.at(toGrace.acceptedAtMs, 'alice writes to grace');
    const toHeidi = await demo.alice.send({ userId: 'heidi' }, 'For heidi', { title: 'Alice', content: 'For heidi' });
    timeline.at(toHeidi.acceptedAtMs, 'alice writes to heidi');
    const shown = await phone.nextNotification();
    if (shown !== undefined) timeline.at(shown.displayedAt, `the phone shows "${shown.content}"`);
    // The sender's own device has a line there, too.
    const isVerdict = ({ kind, userID }: TraceEntryJson): boolean => kind === 'not-pushed' && userID === 'grace';
    const trace = await demo.trace(toGrace.messageId, (entries) => entries.some(isVerdict));
    const verdict = trace.find(isVerdict);
    if (verdict !== undefined) timeline.at(verdict.at, `grace: ${verdict.text}`);
    const more = await phone.nextNotification(0);
    timeline.expect(shown?.content === 'For heidi' && more === undefined, 'pushes go to the new user only');
    timeline.expect(verdict !== undefined, 'the trace says why grace was not pushed');
  },
};
