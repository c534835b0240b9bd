import { Unavailable } from '@bellhop/runtime';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createConversationOrder, type ConversationOrder } from './conversation-order.ts';

const task = (conversationId: string, ...devices: string[]) => ({
  app: 'demo',
  conversationId,
  attempts: 0,
  targets: devices.map((pushId) => ({ pushId })),
});
/** Work that lasts until it is told to end. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<string>();
  const work = vi.fn(() => promise);
  return { work, end: () => resolve('sent') };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));
const run = (order: ConversationOrder, of: ReturnType<typeof task>, work: () => Promise<string>) =>
  order.run(of, { work, late: () => 'late' });

describe('pushes of one conversation to one device', () => {
  it('leave one after the other; those to others, or of others, do not wait', async () => {
    const order = createConversationOrder({ maxWaitMs: 5_000 });
    const [first, second, otherDevice, otherTalk] = [gate(), gate(), gate(), gate()];
    const results = [
      run(order, task('talk', 'phone'), first.work),
      run(order, task('talk', 'phone'), second.work),
      run(order, task('talk', 'tablet'), otherDevice.work),
      run(order, task('another', 'phone'), otherTalk.work),
    ];
    await settled();
    expect([first, second, otherDevice, otherTalk].map(({ work }) => work.mock.calls.length)).toEqual([1, 0, 1, 1]);
    first.end();
    await settled();
    expect(second.work).toHaveBeenCalledOnce();
    for (const one of [second, otherDevice, otherTalk]) one.end();
    expect(await Promise.all(results)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  it('wait for a task of several devices, and it for all of theirs', async () => {
    const order = createConversationOrder({ maxWaitMs: 5_000 });
    const [phone, both, tablet] = [gate(), gate(), gate()];
    const results = [
      run(order, task('talk', 'phone'), phone.work),
      run(order, task('talk', 'phone', 'tablet'), both.work),
      run(order, task('talk', 'tablet'), tablet.work),
    ];
    await settled();
    expect([both, tablet].map(({ work }) => work.mock.calls.length)).toEqual([0, 0]);
    phone.end();
    await settled();
    expect([both, tablet].map(({ work }) => work.mock.calls.length)).toEqual([1, 0]);
    both.end();
    tablet.end();
    expect(await Promise.all(results)).toEqual(['sent', 'sent', 'sent']);
  });

  it('go on behind one that failed', async () => {
    const order = createConversationOrder({ maxWaitMs: 5_000 });
    const failing = run(order, task('talk', 'phone'), () => Promise.reject(new Error('broken')));
    const next = run(order, task('talk', 'phone'), () => Promise.resolve('sent'));
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('sent');
  });

  it('give up after a while, and whoever is behind them still does not overtake the first', async () => {
    const order = createConversationOrder({ maxWaitMs: 20 });
    const [first, second, third] = [gate(), gate(), gate()];
    const one = run(order, task('talk', 'phone'), first.work);
    expect(await run(order, task('talk', 'phone'), second.work)).toBe('late');
    const three = run(order, task('talk', 'phone'), third.work);
    await settled();
    expect(third.work).not.toHaveBeenCalled();
    first.end();
    third.end();
    expect(await Promise.all([one, three])).toEqual(['sent', 'sent']);
    expect(second.work).not.toHaveBeenCalled();
  });

  it('are late for no fault of their vendor when a service of ours is away: that is told', async () => {
    const order = createConversationOrder({ maxWaitMs: 20 });
    const away = new Unavailable('push-router does not answer');
    const first = Promise.withResolvers<string>();
    const one = run(order, task('talk', 'phone'), () => first.promise);
    const [second, third] = [gate(), gate()];
    const two = run(order, task('talk', 'phone'), second.work);
    const three = run(order, task('talk', 'phone'), third.work);
    first.reject(away);
    await expect(one).rejects.toBe(away);
    await expect(three).rejects.toBe(away);
    second.end();
    expect(await two).toBe('sent');
  });

  it('do not wait behind more than 50', async () => {
    const order = createConversationOrder({ maxWaitMs: 5_000 });
    const first = gate();
    const waiting = Array.from({ length: 51 }, () => run(order, task('talk', 'phone'), first.work));
    expect(await run(order, task('talk', 'phone'), first.work)).toBe('late');
    first.end();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['sent']));
    expect(await run(order, task('talk', 'phone'), () => Promise.resolve('sent'))).toBe('sent');
  });

  it('never wait for a retry, and a retry never for them', async () => {
    const order = createConversationOrder({ maxWaitMs: 5_000 });
    const [retry, fresh] = [gate(), gate()];
    const results = [
      run(order, { ...task('talk', 'phone'), attempts: 1 }, retry.work),
      run(order, task('talk', 'phone'), fresh.work),
      run(order, { ...task('talk', 'phone'), attempts: 1 }, retry.work),
    ];
    await settled();
    expect([retry, fresh].map(({ work }) => work.mock.calls.length)).toEqual([2, 1]);
    retry.end();
    fresh.end();
    expect(await Promise.all(results)).toEqual(['sent', 'sent', 'sent']);
  });

  it('of a call wait for a retry too: a ringing that is tried again leaves before its end', async () => {
    const order = createConversationOrder({ maxWaitMs: 5_000, ordersRetries: true });
    const [ring, end] = [gate(), gate()];
    const results = [
      run(order, { ...task('call/c1', 'phone'), attempts: 1 }, ring.work),
      run(order, task('call/c1', 'phone'), end.work),
    ];
    await settled();
    expect([ring, end].map(({ work }) => work.mock.calls.length)).toEqual([1, 0]);
    ring.end();
    await settled();
    expect(end.work).toHaveBeenCalledOnce();
    end.end();
    expect(await Promise.all(results)).toEqual(['sent', 'sent']);
  });

  it('keep their order whatever tasks come and however long each takes', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            conversation: fc.constantFrom('a', 'b'),
            devices: fc.uniqueArray(fc.constantFrom('1', '2', '3'), { minLength: 1 }),
            turns: fc.nat(5),
          }),
          { maxLength: 40 },
        ),
        async (plans) => {
          const order = createConversationOrder({ maxWaitMs: 5_000 });
          const begun = new Map<string, number[]>();
          const ended = new Set<number>();
          await Promise.all(
            plans.map(({ conversation, devices, turns }, index) =>
              run(order, task(conversation, ...devices), async () => {
                for (const device of devices) {
                  const key = `${conversation}/${device}`;
                  const before = begun.get(key) ?? [];
                  expect(before.every((earlier) => earlier < index && ended.has(earlier))).toBe(true);
                  begun.set(key, [...before, index]);
                }
                for (let turn = 0; turn < turns; turn += 1) await settled();
                ended.add(index);
                return 'sent';
              }),
            ),
          );
          expect(ended.size).toBe(plans.length);
        },
      ),
      { numRuns: 50 },
    ));
});
