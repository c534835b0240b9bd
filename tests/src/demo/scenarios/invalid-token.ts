import type { Scenario } from '../demo.ts';

export const invalidToken: Scenario = {
  title: "judy's phone has a token that fcm calls invalid",
  play: async (demo, timeline) => {
    const judy = await demo.phone('judy-fcm', 'fcm');
    await judy.logIn('judy');
    judy.kill();
    await demo.untilOffline('judy');
    await judy.changeTokenSilently();
    const deadLettersBefore = await demo.deadLetters();

    timeline.begin();
    const push = { title: 'Alice', content: 'Hello?' };
    const first = await demo.alice.send({ userId: 'judy' }, 'Hello?', push);
    timeline.at(first.acceptedAtMs, `alice's message is accepted: ${first.messageId}`);
    const trace = await demo.trace(first.messageId, (entries) => entries.some(({ kind }) => kind === 'invalid-token'));
    timeline.events(trace.filter(({ kind }) => kind === 'invalid-token').map(({ at, text }) => ({ atMs: at, text })));
    await demo.untilTokenless('judy'); // push-history writes the trace, push-router clears the token: either is first
    const second = await demo.alice.send({ userId: 'judy' }, 'Hello again?', push);
    timeline.at(second.acceptedAtMs, 'alice writes again');
    const after = await demo.trace(second.messageId, (entries) => entries.some(({ userID }) => userID === 'judy'));
    timeline.events(after.filter(({ userID }) => userID === 'judy').map(({ at, text }) => ({ atMs: at, text })));
    timeline.expect(
      after.some(({ kind, userID }) => kind === 'not-pushed' && userID === 'judy'),
      'the token is cleared: the second message makes no push',
    );
    timeline.expect((await demo.deadLetters()) === deadLettersBefore, 'no dead letter is written');
  },
};
