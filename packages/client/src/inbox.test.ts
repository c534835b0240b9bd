import fc from 'fast-check';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { FrameRequest } from './frames.ts';
import { Inbox } from './inbox.ts';
import { textFromAlice } from './testing/text-from-alice.ts';
import { ZIMError } from './zim-error.ts';

/** What happens to so many messages, one after another, or to the connection. */
type Step = { readonly count: number } & (
  | { readonly does: 'live' | 'pass by' | 'are for others' }
  | { readonly does: 'sync' | 'connect'; readonly fails: boolean }
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constantFrom('live', 'pass by'), count: fc.integer({ min: 1, max: 700 }) }),
  },
  fc.record({ does: fc.constant('are for others'), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ does: fc.constantFrom('sync', 'connect'), count: fc.constant(0), fails: fc.boolean() }),
);

/** The server of one device: what it has stored, and what it knows the device to have. */
function serverOf() {
  const stored: ReturnType<typeof textFromAlice>[] = [];
  const acknowledged = new Set<number>();
  const server = {
    stored,
    isAway: false,
    /** Nothing above is known to have come, as acknowledgements of live messages move it only without gaps. */
    position: 0,
    store: (seq: number) => stored[stored.push(textFromAlice(seq)) - 1] ?? {},
    request: ((type: string, body: Record<string, never>) => answer(type, body)) as unknown as FrameRequest,
  };
  const answer = async (type: string, body: Record<string, never>): Promise<object> => {
    const {
      messages = [],
      positions = [],
      pageToken = '0',
    } = body as {
      messages?: { seq: number }[];
      positions?: { seq: number }[];
      pageToken?: string;
    };
    for (const { seq } of messages) acknowledged.add(seq);
    for (const { seq } of positions) server.position = Math.max(server.position, seq);
    for (const { seq } of stored) {
      if (seq <= server.position) continue;
      if (!acknowledged.has(seq)) break;
      server.position = seq;
    }
    if (type !== 'sync') return {};
    if (server.isAway) throw new ZIMError('UNAVAILABLE', 'away');
    const after = Math.max(server.position, Number(pageToken));
    const page = stored.filter(({ seq }) => seq > after).slice(0, 100);
    return { messages: page, nextPageToken: page.length < 100 ? undefined : String(page.at(-1)?.seq) };
  };
  return server;
}

/** So many live messages may wait for handlers or a sync (MAX_HELD in inbox.ts); what comes above that is left to a later sync. */
const MAX_WAITING = 2_000;
const tooMany = [700, 700, 700, 1].map((count) => ({ does: 'live' as const, count }));

function isInOrder(steps: readonly Step[]): boolean {
  const live = steps.reduce((sum, { does, count }) => (does === 'live' ? sum + count : sum), 0);
  return live <= MAX_WAITING && !steps.some((one) => one.does === 'pass by' || ('fails' in one && one.fails));
}

it('whatever passes a connection by and whichever sync fails, every message is shown once, and in order when neither is so and what waits fits', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const first = fc.record({ does: fc.constant('connect' as const), count: fc.constant(0), fails: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.nat(300), first, fc.array(step, { maxLength: 7 }), async (before, login, later) => {
      const steps: readonly Step[] = [{ does: 'pass by', count: before }, login, ...later];
      const server = serverOf();
      const shown: number[] = [];
      const inbox = new Inbox({
        autoAck: () => true,
        backoff: { firstMs: 3_600_000, maxMs: 3_600_000 }, // a step is to come first
        request: server.request,
        isReady: () => true,
        show: ({ conversationSeq }) => Promise.resolve(void shown.push(conversationSeq)),
        onHandlerFailed: (error) => expect(error).toBeUndefined(),
      });
      let seq = 0;
      for (const one of steps) {
        if ('fails' in one) {
          server.isAway = one.fails;
          if (one.does === 'connect') inbox.start('bob');
          else inbox.missed();
        }
        for (let index = 0; index < one.count; index += 1) {
          seq += 1;
          if (one.does === 'are for others') continue;
          const message = server.store(seq);
          if (one.does === 'live') inbox.receive(message);
        }
        // The next step may find a sync under way.
        for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
      }
      await vi.advanceTimersByTimeAsync(1);
      server.isAway = false;
      inbox.missed();
      await vi.advanceTimersByTimeAsync(1);
      inbox.stop();
      const all = server.stored.map((message) => message.seq);
      expect(shown.toSorted((a, b) => a - b)).toEqual(all);
      if (isInOrder(steps.slice(1))) expect(shown).toEqual(all);
    }),
    { numRuns: 200, examples: [[0, { does: 'connect', count: 0, fails: false }, tooMany]] },
  );
}, 60_000);
