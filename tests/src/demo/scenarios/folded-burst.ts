import type { Scenario } from '../demo.ts';

const messages = 12;
/** Within the window of the app, and no faster than a client may send. */
const everyMs = 150;

const push = (n: number) => ({ title: 'Concert', content: `Alice: photo ${n} of ${messages}` });

export const foldedBurst: Scenario = {
  title: `${messages} messages in 2 s: peggy's phone rings once, and then tells of all of them in one notification`,
  play: async ({ folding }, timeline) => {
    const peggy = await folding.phone('peggy-fcm', 'fcm');
    await peggy.logIn('peggy');
    peggy.kill();
    await folding.untilOffline('peggy');
    const groupId = `concert-${Date.now().toString(36)}`;
    await folding.alice.createGroup(groupId, ['peggy']);

    timeline.begin();
    const sending: ReturnType<typeof folding.alice.send>[] = [];
    for (let n = 1; n <= messages; n += 1) {
      if (n > 1) await new Promise((resolve) => setTimeout(resolve, everyMs));
      sending.push(folding.alice.send({ groupId }, push(n).content, push(n)));
    }
    const sent = await Promise.all(sending);
    const first = await peggy.nextNotification();
    const isOfPeggy = ({ userID }: { userID?: string }): boolean => userID === 'peggy';
    const second = await folding.trace(sent[1]?.messageId ?? '', (entries) => entries.some(isOfPeggy));
    const held = second.filter(isOfPeggy);
    timeline.events([
      { atMs: sent[0]?.acceptedAtMs, text: `the first message is accepted: ${sent[0]?.messageId}` },
      { atMs: first?.displayedAt, text: `fcm shows "${first?.title}: ${first?.content}"` },
      ...held.map(({ at, text }) => ({ atMs: at, text: `the second message: ${text}` })),
      { atMs: sent.at(-1)?.acceptedAtMs, text: `the last of ${messages} messages is accepted` },
    ]);
    timeline.expect(first?.content === push(1).content, 'the first message rings at once');
    timeline.expect(
      held.length === 1 && held[0]?.kind === 'not-pushed',
      'the others wait, and the trace of each of them says so',
    );

    const counted = await peggy.nextNotification();
    timeline.events([{ atMs: counted?.displayedAt, text: `fcm shows "${counted?.title}: ${counted?.content}"` }]);
    timeline.expect(
      counted?.content === `[${messages}] ${push(messages).content}`,
      'one notification tells of all, with a count and the words of the newest',
    );
    const bar = await peggy.barOnce((shown) => shown.length === 1 && shown[0]?.n === counted?.n);
    timeline.expect(bar !== undefined, 'it is in the place of the first one: the bar has one notification');
    timeline.expect((await peggy.nextNotification(0)) === undefined, `the phone rang twice, not ${messages} times`);
  },
};
