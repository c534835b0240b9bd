import { describe, expect, it } from 'vitest';
import { decide, type CallRecord, type CallCommand } from './call-machine.ts';
import { erasedFromCall, leavingCommand } from './erase-from-call.ts';

const after = (commands: readonly CallCommand[]): CallRecord => {
  const made = commands.reduce<CallRecord | undefined>(
    (call, command) => decide(call, command, { app: 'demo', callId: 'c', nowMs: 1_000 }).call,
    undefined,
  );
  if (made === undefined) throw new Error('no call was made');
  return made;
};
const acting = (userId: string) => ({ userId, deviceId: `phone of ${userId}`, extendedData: `words of ${userId}` });
const pushConfig = { title: 'words of ann' };
const calls: CallCommand = {
  kind: 'call',
  ...acting('ann'),
  invitees: ['bob', 'cem'],
  timeoutSeconds: 60,
  pushConfig,
};

describe('a user who is erased', () => {
  it('leaves a call in the way that fits where they stand', () => {
    const rung = after([calls]);
    expect(leavingCommand(rung, 'ann')).toEqual({ kind: 'abandon' });
    expect(leavingCommand(rung, 'bob')).toMatchObject({ kind: 'reject', userId: 'bob' });
    const talking = after([calls, { kind: 'accept', ...acting('bob') }]);
    expect(leavingCommand(talking, 'bob')).toMatchObject({ kind: 'quit', userId: 'bob' });
    const invites: CallCommand = { kind: 'invite', ...acting('bob'), invitees: ['dan'], pushConfig: null };
    expect(leavingCommand(after([calls, { kind: 'accept', ...acting('bob') }, invites]), 'bob')).toEqual({
      kind: 'abandon',
    });
    const without = after([calls, { kind: 'reject', ...acting('bob') }]);
    expect(leavingCommand(without, 'bob')).toBeUndefined();
    expect(leavingCommand(after([calls, { kind: 'abandon' }]), 'ann')).toBeUndefined();
  });

  it('leaves nothing of what they gave to it, and what others gave', () => {
    const call = after([
      calls,
      { kind: 'confirm', userId: 'bob', deviceId: 'tablet of bob' },
      { kind: 'accept', ...acting('bob') },
      { kind: 'end', ...acting('bob') },
    ]);
    const withoutBob = erasedFromCall(call, 'bob');
    expect(JSON.stringify(withoutBob)).not.toMatch(/of bob/);
    expect(withoutBob).toMatchObject({ extendedData: 'words of ann', pushConfig, callerDeviceId: 'phone of ann' });
    expect(withoutBob.members.map(({ userId, state }) => [userId, state])).toEqual(
      call.members.map(({ userId, state }) => [userId, state]),
    );
    const withoutBoth = erasedFromCall(withoutBob, 'ann');
    expect(JSON.stringify(withoutBoth)).not.toMatch(/of (ann|bob)/);
    expect(erasedFromCall(withoutBoth, 'ann')).toEqual(withoutBoth);
  });

  it('leaves how those who ring still are told that it is over, without the words', () => {
    const config = {
      ...{ title: 'words of bob', content: 'words of bob', payload: 'words of bob', threadId: 'words of bob' },
      ...{ resourcesId: 'ring', vendors: { apns: { sound: 'ring.caf' } } },
      voIp: { handleType: 'phoneNumber', handleValue: 'words of bob', hasVideo: true },
    };
    const talking = after([
      { ...calls, invitees: ['bob'] },
      { kind: 'accept', ...acting('bob') },
      { kind: 'invite', ...acting('bob'), invitees: ['dan'], pushConfig: config },
      { kind: 'accept', ...acting('dan') },
      { kind: 'invite', ...acting('ann'), invitees: ['eve'], pushConfig: null },
    ]);
    const left = leavingCommand(talking, 'bob');
    expect(left).toMatchObject({ kind: 'quit' });
    const withoutBob = erasedFromCall(talking, 'bob');
    expect(JSON.stringify(withoutBob)).not.toMatch(/words of bob/);
    const { resourcesId, vendors } = config;
    expect(withoutBob.pushConfig).toEqual({ resourcesId, vendors, voIp: { hasVideo: true } });
    expect(erasedFromCall(withoutBob, 'bob')).toEqual(withoutBob);
  });
});
