import fc from 'fast-check';
import { expect, it, onTestFinished, vi } from 'vitest';
import { ZIM, ZIMConversationType, ZIMMessageType, type ZIMError } from './index.ts';
import { forgetfulServer, type Fate } from './testing/forgetful-server.ts';

const fate: fc.Arbitrary<Fate> = fc.oneof(
  // Not stored, or stored all the same.
  fc.record({
    isStored: fc.boolean(),
    storedAfterMs: fc.nat(80),
    answer: fc.constantFrom('none', 'lost', 'UNAVAILABLE', 'RATE_LIMITED', 'RESOURCE_EXHAUSTED', 'INTERNAL'),
    answeredAfterMs: fc.nat(150),
  }),
  // Maybe too late.
  fc.record({
    isStored: fc.constant(true),
    storedAfterMs: fc.nat(150),
    answer: fc.constant('ok'),
    answeredAfterMs: fc.nat(150),
  }),
);

/** A message to one of these, some time after the one before. */
const said = fc.record({ to: fc.constantFrom('bob', 'carol', 'team'), afterMs: fc.oneof(fc.constant(0), fc.nat(60)) });

it('whatever becomes of them on their way, messages of a conversation are stored in the order in which they were sent', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  await fc.assert(
    fc.asyncProperty(
      fc.array(said, { minLength: 2, maxLength: 12 }),
      fc.array(fate, { maxLength: 12 }),
      fc.constantFrom(400, 30_000),
      async (messages, fates, sendTimeoutMs) => {
        const server = forgetfulServer(fates);
        const zim = new ZIM({
          appID: 'demo',
          server: 'ws://im.example',
          webSocket: server.webSocket,
          reconnect: { firstMs: 1, maxMs: 5 },
          requestTimeoutMs: 100,
          sendTimeoutMs,
        });
        const login = zim.login('alice', 'token');
        await vi.advanceTimersByTimeAsync(10);
        await login;
        const failed = new Map<string, string>();
        for (const [index, { to, afterMs }] of messages.entries()) {
          await vi.advanceTimersByTimeAsync(afterMs);
          const type = to === 'team' ? ZIMConversationType.Group : ZIMConversationType.Peer;
          zim
            .sendMessage({ type: ZIMMessageType.Text, message: String(index) }, to, type)
            .catch(({ code }: ZIMError) => failed.set(String(index), code));
        }
        await vi.advanceTimersByTimeAsync(60_000);
        for (const to of ['bob', 'carol', 'team']) {
          const sent = messages.flatMap((message, index) => (message.to === to ? [String(index)] : []));
          const stored = server.stored.get(to) ?? [];
          const notFailed = (texts: readonly string[]) => texts.filter((text) => !failed.has(text));
          expect(notFailed(stored)).toEqual(notFailed(sent));
        }
        // Only what the server refused may have failed, when there was time enough.
        if (sendTimeoutMs === 30_000)
          expect([...failed.values()].filter((code) => !/INTERNAL|RATE_LIMITED|EXHAUSTED/.test(code))).toEqual([]);
        zim.destroy();
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
