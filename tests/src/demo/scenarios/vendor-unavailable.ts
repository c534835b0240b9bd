import type { Scenario } from '../demo.ts';

export const vendorUnavailable: Scenario = {
  title: 'vivo answers 503 twice, then accepts',
  play: async (demo, timeline) => {
    const ivan = await demo.phone('ivan-vivo', 'vivo');
    await ivan.logIn('ivan');
    ivan.kill();
    await demo.untilOffline('ivan');
    await demo.control.addFault({
      vendor: 'vivo',
      path: 'send',
      kind: 'status',
      status: 503,
      retryAfterSeconds: 1,
      times: 2,
      token: ivan.token,
    });

    timeline.begin();
    const { messageId, acceptedAtMs } = await demo.alice.send({ userId: 'ivan' }, 'Patience', {
      title: 'Alice',
      content: 'Patience',
    });
    timeline.at(acceptedAtMs, `alice's message is accepted: ${messageId}`);
    const shown = await ivan.nextNotification();
    const trace = await demo.trace(messageId, (entries) => entries.some(({ kind }) => kind === 'vendor-accepted'));
    timeline.events([
      ...trace.filter(({ attempt }) => attempt !== undefined).map(({ at, text }) => ({ atMs: at, text })),
      { atMs: shown?.displayedAt, text: `vivo shows "${shown?.content}"` },
    ]);
    const attempts = trace.filter(({ attempt }) => attempt !== undefined).map(({ kind }) => kind);
    timeline.expect(shown !== undefined, 'it is tried again, and delivered');
    timeline.expect(
      attempts.join() === 'unavailable,unavailable,vendor-accepted',
      'the trace shows two attempts that failed and one that did not',
    );
  },
};
