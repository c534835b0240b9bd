import type { Scenario } from '../demo.ts';

const said = { title: 'Football', content: 'Alice: who brings the ball?' };
const asked = { title: 'Football', content: 'Alice: @oscar, you are in goal' };

export const mutedGroup: Scenario = {
  title: 'oscar has muted a group: his phone stays silent, until somebody mentions him so that it notifies',
  play: async (demo, timeline) => {
    const oscar = await demo.phone('oscar-huawei', 'huawei');
    await oscar.logIn('oscar');
    const groupId = `football-${Date.now().toString(36)}`;
    await demo.alice.createGroup(groupId, ['oscar']);
    await oscar.mute(groupId);
    oscar.kill();
    await demo.untilOffline('oscar');

    timeline.begin();
    const first = await demo.alice.send({ groupId }, said.content, said);
    const trace = await demo.trace(first.messageId, (entries) => entries.some(({ userID }) => userID === 'oscar'));
    const ofOscar = trace.filter(({ userID }) => userID === 'oscar');
    timeline.events([
      { atMs: first.acceptedAtMs, text: `alice's message to the group is accepted: ${first.messageId}` },
      ...ofOscar.map(({ at, text }) => ({ atMs: at, text: `oscar: ${text}` })),
    ]);
    timeline.expect(
      ofOscar.length > 0 && ofOscar.every(({ kind, text }) => kind === 'not-pushed' && text.includes('muted')),
      'nothing rings, and the trace says why',
    );

    const second = await demo.alice.send({ groupId }, asked.content, asked, ['oscar']);
    timeline.at(second.acceptedAtMs, 'alice mentions oscar');
    const shown = await oscar.nextNotification();
    timeline.events([{ atMs: shown?.displayedAt, text: `huawei shows "${shown?.title}: ${shown?.content}"` }]);
    timeline.expect(shown?.content === asked.content, 'a mention that notifies comes through, and comes first');

    timeline.at(Date.now(), 'oscar opens the app');
    await oscar.logIn('oscar');
    const [missed, mention] = await Promise.all([oscar.message(first.messageId), oscar.message(second.messageId)]);
    timeline.events([
      { atMs: missed?.atMs, text: `it shows "${missed?.message.message}"` },
      { atMs: mention?.atMs, text: `it shows "${mention?.message.message}"` },
    ]);
    timeline.expect(
      missed !== undefined && mention !== undefined,
      'muted means silent, not lost: both messages are there',
    );
    await oscar.logOut();
  },
};
