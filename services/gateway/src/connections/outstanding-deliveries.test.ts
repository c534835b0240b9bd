import { describe, expect, it } from 'vitest';
import { createOutstandingDeliveries } from './outstanding-deliveries.ts';

function setUp(max = 3) {
  const outstanding = createOutstandingDeliveries(max);
  const settled: string[] = [];
  const add = (messageId: string, sentAtMs = 0) =>
    outstanding.add({ messageId, sentAtMs, settle: (status) => settled.push(`${messageId} ${status}`) });
  return { outstanding, settled, add };
}

describe('outstanding deliveries', () => {
  it('are settled once, by the acknowledgement or by the end of the connection', () => {
    const { outstanding, settled, add } = setUp();
    add('a');
    add('b');
    expect(outstanding.acknowledge('a')).toBe(true);
    expect(outstanding.acknowledge('a')).toBe(false);
    expect(outstanding.giveUp()).toBe(1);
    expect(settled).toEqual(['a acknowledged', 'b gone']);
  });

  it('are bounded', () => {
    const { add } = setUp(2);
    expect([add('a'), add('b'), add('c'), add('a')]).toEqual([true, true, false, true]);
  });

  it('answer a message that was delivered twice with one acknowledgement', () => {
    const { outstanding, settled, add } = setUp();
    add('a');
    add('a');
    outstanding.acknowledge('a');
    expect(settled).toEqual(['a acknowledged', 'a acknowledged']);
  });

  it('are forgotten when message-store has given them up', () => {
    const { outstanding, settled, add } = setUp();
    add('a', 10);
    add('b', 20);
    expect(outstanding.oldestSentAtMs()).toBe(10);
    outstanding.expire(15);
    expect(outstanding.oldestSentAtMs()).toBe(20);
    expect(settled).toEqual([]);
  });
});
