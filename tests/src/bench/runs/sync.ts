import type { Benchmark } from '../benchmark.ts';
import { createBenchClient } from '../clients.ts';
import { createSender } from '../load.ts';
import { spreadOf } from '../statistics.ts';

const USERS = 30;
const CONVERSATIONS = 50;
const MISSED = 1_000;
/** The first ones warm up what answers them. */
const WARM_UP_USERS = 5;
const SETTLE_MS = 3_000;
const ALL_SHOWN_WITHIN_MS = 30_000;

export const sync: Benchmark = {
  name: 'sync',
  about: `from the call of login to the last of ${MISSED} missed messages in ${CONVERSATIONS} conversations, one user after the other`,
  run: async (bench) => {
    const sender = createSender(bench, 8);
    const users = Array.from({ length: USERS }, (_, index) => `away-${index}`);
    bench.progress(`writing ${USERS * MISSED} messages`);
    for (const userId of users) {
      await Promise.all(
        Array.from({ length: MISSED }, (_, index) =>
          sender.sendOne({ toUserID: userId, fromUserID: `friend-${index % CONVERSATIONS}` }),
        ),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const ms: number[] = [];
    const loginMs: number[] = [];
    let missing = 0;
    for (const [index, userId] of users.entries()) {
      const { zim, login } = await createBenchClient(bench, userId);
      const shown = new Set<string>();
      const all = new Promise<boolean>((resolve) => {
        setTimeout(() => resolve(false), ALL_SHOWN_WITHIN_MS).unref();
        zim.on('messageReceived', ({ messageID }) => {
          shown.add(messageID);
          if (shown.size === MISSED) resolve(true);
        });
      });
      const called = performance.now();
      await login();
      const loggedIn = performance.now();
      await all;
      if (index >= WARM_UP_USERS) {
        ms.push(performance.now() - called);
        loginMs.push(loggedIn - called);
      }
      missing += MISSED - shown.size;
      await zim.logout();
    }
    await sender.close();
    const whole = spreadOf(ms);
    return {
      figures: [
        { name: 'login to the last message, p50', value: whole.p50, unit: 'ms', target: { atMost: 150 } },
        { name: 'login to the last message, max', value: whole.max, unit: 'ms' },
        { name: 'of it the login, p50', value: spreadOf(loginMs).p50, unit: 'ms' },
        { name: 'measured', value: ms.length, unit: 'logins', target: { atLeast: 1 } },
        { name: 'missing', value: missing, unit: 'messages', target: { atMost: 0 } },
      ],
    };
  },
};
