import type { SendPermission } from '@bellhop/contracts';
import { describe, expect, it } from 'vitest';
import { groupSenders, type GroupSender } from './group-senders.ts';

function setUp(permissionOf: (sender: GroupSender) => SendPermission = () => 'SEND_PERMISSION_ALLOWED') {
  const calls: GroupSender[][] = [];
  let nowMs = 0;
  const senders = groupSenders({
    check: ({ senders: asked }) => {
      calls.push(asked);
      return Promise.resolve({ permissions: asked.map(permissionOf) });
    },
    clock: () => nowMs,
  });
  return { senders, calls, pass: (ms: number) => (nowMs += ms) };
}
const dan = { groupId: 'team', userId: 'dan' };
const eve = { groupId: 'team', userId: 'eve' };

describe('who may send to a group', () => {
  it('is asked once for all that comes up together', async () => {
    const { senders, calls } = setUp();
    await Promise.all([dan, eve, dan].map((sender) => senders.refusalOf('demo', sender)));
    expect(calls).toEqual([[dan, eve]]);
  });

  it('is remembered for 5 s when allowed, and never when refused', async () => {
    const { senders, calls, pass } = setUp(({ userId }) =>
      userId === 'dan' ? 'SEND_PERMISSION_ALLOWED' : 'SEND_PERMISSION_NOT_A_MEMBER',
    );
    expect(await senders.refusalOf('demo', dan)).toBeUndefined();
    expect(await senders.refusalOf('demo', dan)).toBeUndefined();
    expect(calls).toHaveLength(1);
    expect(await senders.refusalOf('demo', eve)).toMatchObject({ code: 'NOT_A_MEMBER' });
    await senders.refusalOf('demo', eve);
    expect(calls).toHaveLength(3);
    pass(5_001);
    await senders.refusalOf('demo', dan);
    expect(calls).toHaveLength(4);
    senders.forget('demo', dan);
    await senders.refusalOf('demo', dan);
    expect(calls).toHaveLength(5);
  });

  it('fails when message-store cannot be asked, and asks again next time', async () => {
    let isDown = true;
    const senders = groupSenders({
      check: () =>
        isDown ? Promise.reject(new Error('down')) : Promise.resolve({ permissions: ['SEND_PERMISSION_ALLOWED'] }),
      clock: () => 0,
    });
    await expect(senders.refusalOf('demo', dan)).rejects.toThrow('down');
    isDown = false;
    expect(await senders.refusalOf('demo', dan)).toBeUndefined();
  });
});
