import type { SendPermission } from '@bellhop/contracts';
import { describe, expect, it } from 'vitest';
import { groupSenders, type GroupSender } from './group-senders.ts';

function setUp(permissionOf: (sender: GroupSender) => SendPermission = () => 'SEND_PERMISSION_ALLOWED') {
  const calls: GroupSender[][] = [];
  let nowMs = 0;
  const senders = groupSenders({
    check: ({ senders: asked }) => {
      calls.push(asked);
      return Promise.resolve({
        permissions: asked.map(permissionOf),
        mayNotifyAll: asked.map(({ userId }) => userId === 'admin'),
      });
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
    senders.forgetGroup('demo', 'team');
    await senders.refusalOf('demo', dan);
    expect(calls).toHaveLength(5);
  });

  it('is asked anew after the group has changed, also when the change met a question under way', async () => {
    const answers: ((permission: SendPermission) => void)[] = [];
    const senders = groupSenders({
      check: () => new Promise((resolve) => answers.push((permission) => resolve({ permissions: [permission] }))),
      clock: () => 0,
    });
    const before = senders.refusalOf('demo', dan);
    await new Promise(setImmediate);
    senders.forgetGroup('demo', 'team');
    answers[0]?.('SEND_PERMISSION_ALLOWED');
    expect(await before).toBeUndefined();
    const after = senders.refusalOf('demo', dan);
    await new Promise(setImmediate);
    answers[1]?.('SEND_PERMISSION_NOT_A_MEMBER');
    expect(await after).toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it('says until when somebody is muted', async () => {
    const senders = groupSenders({
      check: () =>
        Promise.resolve({
          permissions: ['SEND_PERMISSION_MUTED', 'SEND_PERMISSION_MUTED', 'SEND_PERMISSION_GROUP_DISSOLVED'],
          muteUntilMs: [86_400_000, 0, 0],
        }),
      clock: () => 0,
    });
    expect(
      await Promise.all([dan, eve, { ...dan, groupId: 'old' }].map((sender) => senders.refusalOf('demo', sender))),
    ).toEqual([
      {
        code: 'MUTED',
        message: 'dan may not write in group team before 1970-01-02T00:00:00.000Z',
        field: 'toGroupID',
        muteUntil: 86_400_000,
      },
      {
        code: 'MUTED',
        message: 'eve may not write in group team until an owner or admin ends the mute',
        field: 'toGroupID',
      },
      { code: 'GROUP_DISSOLVED', message: 'the group old was dissolved: nobody can send to it', field: 'toGroupID' },
    ]);
  });

  it('may notify everybody as an admin only, which is remembered with the rest', async () => {
    const { senders, calls } = setUp(({ groupId }) =>
      groupId === 'team' ? 'SEND_PERMISSION_ALLOWED' : 'SEND_PERMISSION_NOT_A_MEMBER',
    );
    const admin = { groupId: 'team', userId: 'admin' };
    for (let times = 0; times < 2; times += 1) {
      expect(await senders.refusalOf('demo', dan, true)).toMatchObject({
        code: 'NOT_ALLOWED',
        field: 'mentions.notify',
        requiredRole: 'admin',
      });
      expect(await senders.refusalOf('demo', dan)).toBeUndefined();
      expect(await senders.refusalOf('demo', admin, true)).toBeUndefined();
    }
    expect(calls).toEqual([[dan], [admin]]);
    // Who may not send at all is told that instead.
    expect(await senders.refusalOf('demo', { ...dan, groupId: 'other' }, true)).toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it('is remembered of so many senders, whole groups at a time', async () => {
    const { senders, calls } = setUp();
    const sender = (index: number) => ({ groupId: `g${index % 200}`, userId: `u${index}` });
    for (let index = 0; index < 20_001; index += 1) await senders.refusalOf('demo', sender(index));
    const asked = calls.length;
    await senders.refusalOf('demo', sender(19_999));
    expect(calls).toHaveLength(asked);
    await senders.refusalOf('demo', sender(200));
    expect(calls).toHaveLength(asked + 1);
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
