import { silentLogger } from '@bellhop/runtime';
import { expect, it, vi } from 'vitest';
import type { UserPresence } from '../domain/ports.ts';
import { conversationTeller } from './tell-conversation.ts';

it('has a bounded number of news under way while presence or clients are slow, says what it leaves out, and goes on', async () => {
  const asked: ((known: Map<string, UserPresence>) => void)[] = [];
  const warn = vi.fn();
  const deliver = vi.fn(() => Promise.resolve([]));
  const tell = conversationTeller({
    presence: { of: () => new Promise((resolve) => asked.push(resolve)) },
    delivery: { deliver },
    ackTimeoutMs: () => 1_000,
    log: Object.assign(silentLogger(), { warn }),
  });
  const news = { conversationId: 'peer/ann/ben', deleted: { upToSeq: 1 } };
  const one = () => tell({ app: 'demo', news, userIds: ['ann'], except: { userId: 'ann', deviceId: 'phone' } });
  for (let nth = 0; nth < 10_001; nth += 1) one();
  expect(asked).toHaveLength(10_000);
  expect(warn).toHaveBeenCalledExactlyOnceWith({ underWay: 10_000 }, expect.stringContaining('not told'));
  const devices = ['phone', 'tablet'].map((deviceId) => ({ deviceId, gatewayAddress: 'g' }));
  for (const resolve of asked) resolve(new Map([['demo/ann', { kind: 'known', devices }]]));
  await vi.waitFor(() => expect(deliver).toHaveBeenCalledTimes(10_000));
  await vi.waitFor(() => {
    one();
    expect(asked.length).toBeGreaterThan(10_000);
  });
});
