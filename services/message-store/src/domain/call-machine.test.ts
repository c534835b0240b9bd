import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decide,
  dependsOnDevice,
  isRinging,
  MAX_MEMBERS,
  MAX_OTHERS,
  nextDeadline,
  transitions,
  type CallCommand,
  type CallRecord,
  type Decision,
  type UserEvent,
  type UserState,
} from './call-machine.ts';

const NOW = 1_764_000_000_000;
const where = (nowMs = NOW) => ({ app: 'demo', callId: 'c1', nowMs });
const by = (userId: string, deviceId = `${userId}-phone`, extendedData = '') => ({ userId, deviceId, extendedData });

const calling = (invitees: readonly string[], timeoutSeconds = 60): CallCommand => ({
  kind: 'call',
  ...by('alice', 'alice-phone', 'room'),
  invitees,
  timeoutSeconds,
  pushConfig: null,
});
const callTo = (...invitees: string[]): CallRecord => decide(undefined, calling(invitees), where()).call as CallRecord;
/** The call after commands, all of which must be taken. */
const after = (call: CallRecord, ...commands: readonly (CallCommand | [CallCommand, number])[]): CallRecord =>
  commands.reduce<CallRecord>((now, given) => {
    const [command, atMs] = Array.isArray(given) ? given : [given, NOW];
    const decision = decide(now, command, where(atMs));
    expect(decision.refusal).toBeUndefined();
    return decision.call as CallRecord;
  }, call);
const refusalOf = (call: CallRecord | undefined, command: CallCommand, atMs = NOW) =>
  decide(call, command, where(atMs)).refusal?.replace('CALL_REFUSAL_', '');
const statesOf = (call: CallRecord | undefined) =>
  Object.fromEntries((call?.members ?? []).map(({ userId, state }) => [userId, state]));
const lastChange = ({ changes }: Decision) => changes.at(-1);

describe('every state and every event', () => {
  const states = Object.keys(transitions) as UserState[];
  const events = Object.keys(transitions.inviting) as UserEvent[];

  it('has a defined answer', () => {
    for (const state of states)
      for (const event of events)
        expect(transitions[state][event], `${state} × ${event}`).toMatch(
          new RegExp(`^(${states.join('|')}|stays|CALL_REFUSAL_[A-Z_]+)$`),
        );
  });

  it('leaves nobody ringing after what ends the ringing', () => {
    for (const state of states)
      for (const event of ['accept', 'reject', 'cancel', 'timeout', 'join', 'end'] as const) {
        const next = transitions[state][event];
        const ringing = isRinging({ state: next in transitions ? (next as UserState) : state });
        expect(ringing, `${state} × ${event}`).toBe(false);
      }
  });

  it('rings nobody again but by an invitation', () => {
    for (const state of states.filter((one) => !isRinging({ state: one })))
      for (const event of events.filter((one) => one !== 'invite')) {
        const next = transitions[state][event];
        expect(next in transitions && isRinging({ state: next as UserState }), `${state} × ${event}`).toBe(false);
      }
  });
});

describe('a call', () => {
  it('begins with its caller in it and everybody else invited', () => {
    const { changes, call } = decide(undefined, calling(['bob', 'carl'], 90), where());
    expect(statesOf(call)).toEqual({ alice: 'accepted', bob: 'inviting', carl: 'inviting' });
    expect(changes).toMatchObject([{ ringingUserIds: ['bob', 'carl'], silenced: [], actingUserId: 'alice' }]);
    expect(nextDeadline(call as CallRecord)).toBe(NOW + 90_000);
  });

  it('is one when it is made again, and another one under the same id is refused', () => {
    const call = callTo('bob');
    expect(decide(call, calling(['bob']), where())).toEqual({ changes: [], call, refusal: undefined });
    expect(refusalOf(call, calling(['carl']))).toBe('LOCAL_CALL_ID_CONFLICT');
    expect(refusalOf(call, { ...calling(['bob']), userId: 'mallory' } as CallCommand)).toBe('LOCAL_CALL_ID_CONFLICT');
    const two = after(callTo('bob', 'carl'), { kind: 'confirm', userId: 'bob', deviceId: 'phone' });
    expect(refusalOf(two, calling(['bob']))).toBe('LOCAL_CALL_ID_CONFLICT');
    expect(decide(two, calling(['carl', 'bob']), where()).refusal).toBeUndefined();
  });

  it('that does not exist is not found', () => {
    expect(refusalOf(undefined, { kind: 'accept', ...by('bob') })).toBe('CALL_NOT_FOUND');
  });

  it('is accepted once: the same device may say it again, another one is told', () => {
    const call = after(callTo('bob'), { kind: 'accept', ...by('bob', 'phone', 'hi') });
    expect(decide(call, { kind: 'accept', ...by('bob', 'phone') }, where()).changes).toEqual([]);
    expect(refusalOf(call, { kind: 'accept', ...by('bob', 'tablet') })).toBe('ALREADY_ANSWERED');
    expect(refusalOf(call, { kind: 'reject', ...by('bob', 'tablet') })).toBe('ALREADY_ANSWERED');
  });

  it('silences the other devices of who answers, and ends for who is alone', () => {
    const taken = decide(callTo('bob'), { kind: 'accept', ...by('bob') }, where());
    expect(lastChange(taken)).toMatchObject({
      changedUserIds: ['bob'],
      silenced: [{ userId: 'bob', cause: 'answered', confirmedDeviceIds: [] }],
      actingDeviceId: 'bob-phone',
      call: { isEnded: false },
    });
    const declined = decide(callTo('bob'), { kind: 'reject', ...by('bob') }, where());
    expect(lastChange(declined)).toMatchObject({ changedUserIds: ['alice', 'bob'], call: { isEnded: true } });
    expect(statesOf(declined.call)).toEqual({ alice: 'ended', bob: 'rejected' });
  });

  it('is cancelled as long as nobody has accepted, and again without harm', () => {
    const cancel: CallCommand = { kind: 'cancel', ...by('alice'), invitees: [] };
    const gone = decide(callTo('bob', 'carl'), cancel, where());
    expect(statesOf(gone.call)).toEqual({ alice: 'ended', bob: 'cancelled', carl: 'cancelled' });
    expect(lastChange(gone)?.silenced.map(({ cause }) => cause)).toEqual(['cancelled', 'cancelled']);
    expect(decide(gone.call, cancel, where()).refusal).toBeUndefined();
    expect(refusalOf(gone.call, { kind: 'accept', ...by('bob') })).toBe('INVITATION_CANCELLED');
    const taken = after(callTo('bob', 'carl'), { kind: 'accept', ...by('bob') });
    expect(refusalOf(taken, cancel)).toBe('CALL_ANSWERED');
    expect(statesOf(after(taken, { ...cancel, invitees: ['carl'] }))).toMatchObject({
      carl: 'cancelled',
    });
  });

  it('is cancelled by its caller alone', () => {
    const cancel = (userId: string): CallCommand => ({ kind: 'cancel', ...by(userId), invitees: [] });
    expect(refusalOf(callTo('bob'), cancel('bob'))).toBe('NOT_THE_CALLER');
    expect(refusalOf(callTo('bob'), cancel('mallory'))).toBe('NOT_IN_CALL');
    expect(refusalOf(callTo('bob'), { ...cancel('alice'), invitees: ['mallory'] } as CallCommand)).toBe('NOT_IN_CALL');
  });

  it.each([
    ['received', 'timeout'],
    ['inviting', 'notReceived'],
  ])('times out for who was rung (%s → %s), before anything else is decided', (state, expected) => {
    const rung = callTo('bob');
    const call = state === 'received' ? after(rung, { kind: 'confirm', userId: 'bob', deviceId: 'phone' }) : rung;
    const late = decide(call, { kind: 'accept', ...by('bob') }, where(NOW + 60_000));
    expect(late.refusal).toBe('CALL_REFUSAL_INVITATION_TIMED_OUT');
    expect(statesOf(late.call)).toEqual({ alice: 'ended', bob: expected });
    expect(late.changes).toMatchObject([{ silenced: [{ userId: 'bob', cause: 'timeout' }] }]);
    expect(decide(call, { kind: 'look' }, where(NOW + 59_999)).changes).toEqual([]);
  });

  it('knows which devices have the invitation by their connections', () => {
    const call = after(
      callTo('bob'),
      { kind: 'unreached', userId: 'bob' },
      { kind: 'confirm', userId: 'bob', deviceId: 'tablet' },
      { kind: 'confirm', userId: 'bob', deviceId: 'tablet' },
      { kind: 'confirm', userId: 'bob', deviceId: 'watch' },
    );
    expect(statesOf(call)).toMatchObject({ bob: 'received' });
    const change = lastChange(decide(call, { kind: 'cancel', ...by('alice'), invitees: [] }, where()));
    expect(change?.silenced[0]?.confirmedDeviceIds).toEqual(['tablet', 'watch']);
  });

  it('ends with its caller as long as nobody has accepted', () => {
    expect(dependsOnDevice(callTo('bob'))).toBe('alice-phone');
    expect(statesOf(after(callTo('bob'), { kind: 'callerGone', deviceId: 'alice-phone' }))).toEqual({
      alice: 'ended',
      bob: 'cancelled',
    });
    const taken = after(callTo('bob', 'carl'), { kind: 'accept', ...by('bob') });
    expect(dependsOnDevice(taken)).toBeUndefined();
    expect(decide(taken, { kind: 'callerGone', deviceId: 'alice-phone' }, where()).changes).toEqual([]);
    const ofService = decide(undefined, { ...calling(['bob']), deviceId: '' } as CallCommand, where()).call;
    expect(dependsOnDevice(ofService as CallRecord)).toBeUndefined();
  });

  it('ends with the device by which its caller has come back, and not with the one that called', () => {
    const bobGone = (device: string) =>
      after(
        callTo('bob', 'carl'),
        { kind: 'accept', ...by('bob') },
        { kind: 'quit', ...by('alice') },
        { kind: 'join', ...by('alice', device) },
        { kind: 'quit', ...by('bob') },
      );
    expect(statesOf(bobGone('alice-tablet'))).toEqual({ alice: 'accepted', bob: 'quit', carl: 'inviting' });
    expect(dependsOnDevice(bobGone('alice-tablet'))).toBe('alice-tablet');
    const gone = (deviceId: string) => decide(bobGone('alice-tablet'), { kind: 'callerGone', deviceId }, where()).call;
    expect([gone('alice-phone')?.isEnded, gone('alice-tablet')?.isEnded]).toEqual([false, true]);
    expect(dependsOnDevice(bobGone(''))).toBeUndefined(); // by the app's server
  });

  it('is ended by who is in it, left by who wants, and over when one is alone', () => {
    const three = after(callTo('bob', 'carl'), { kind: 'accept', ...by('bob') }, { kind: 'accept', ...by('carl') });
    expect(statesOf(after(three, { kind: 'end', ...by('bob') }))).toEqual({
      alice: 'ended',
      bob: 'ended',
      carl: 'ended',
    });
    const two = after(three, { kind: 'quit', ...by('alice') });
    expect(two.isEnded).toBe(false);
    expect(after(two, { kind: 'quit', ...by('bob') })).toMatchObject({ isEnded: true, endedAtMs: NOW });
    expect(refusalOf(callTo('bob'), { kind: 'end', ...by('bob') })).toBe('NOT_IN_CALL');
    expect(refusalOf(callTo('bob'), { kind: 'quit', ...by('bob') })).toBe('NOT_IN_CALL');
  });

  it('takes in who was invited, as long as it goes on', () => {
    const call = after(
      callTo('bob', 'carl', 'dan'),
      { kind: 'accept', ...by('bob') },
      { kind: 'reject', ...by('carl') },
    );
    expect(statesOf(after(call, { kind: 'join', ...by('carl') }))).toMatchObject({ carl: 'accepted' });
    expect(refusalOf(call, { kind: 'join', ...by('mallory') })).toBe('NOT_IN_CALL');
    expect(refusalOf(after(call, { kind: 'end', ...by('alice') }), { kind: 'join', ...by('carl') })).toBe('CALL_ENDED');
  });

  it('is joined by one device of a user, and by no more others than 9', () => {
    const joined = after(callTo('bob'), { kind: 'join', ...by('bob', 'phone') });
    expect(decide(joined, { kind: 'join', ...by('bob', 'phone') }, where()).changes).toEqual([]);
    expect(refusalOf(joined, { kind: 'join', ...by('bob', 'tablet') })).toBe('ALREADY_ANSWERED');
    const nine = Array.from({ length: MAX_OTHERS }, (_, index) => `u${index}`);
    const full = after(
      callTo('bob', ...nine.slice(1)),
      { kind: 'accept', ...by('bob') },
      { kind: 'reject', ...by('u1') },
      { kind: 'invite', ...by('bob'), invitees: ['u0'], pushConfig: null },
    );
    expect(refusalOf(full, { kind: 'join', ...by('u1') })).toBe('CALL_FULL');
    expect(refusalOf(full, { kind: 'accept', ...by('u0') })).toBeUndefined();
  });

  it('knows who invited whom, and by which push config it rang last', () => {
    const call = after(callTo('bob'), { kind: 'accept', ...by('bob') });
    const rung = { title: 'Bob', content: 'calls' };
    const more = after(call, { kind: 'invite', ...by('bob'), invitees: ['carl'], pushConfig: rung });
    expect(more.members.map(({ inviterUserId }) => inviterUserId)).toEqual(['', 'alice', 'bob']);
    expect(lastChange(decide(more, { kind: 'end', ...by('alice') }, where()))?.call.pushConfig).toEqual(rung);
  });

  it('invites more, and the same again when they were away', () => {
    const call = after(callTo('bob', 'carl'), { kind: 'accept', ...by('bob') }, { kind: 'reject', ...by('carl') });
    const more = decide(
      call,
      { kind: 'invite', ...by('bob'), invitees: ['carl', 'dan', 'bob'], pushConfig: null },
      where(NOW + 5),
    );
    expect(lastChange(more)?.ringingUserIds).toEqual(['carl', 'dan']);
    expect(more.call?.members.find(({ userId }) => userId === 'dan')?.deadlineAtMs).toBe(NOW + 5 + 60_000);
    expect(refusalOf(call, { kind: 'invite', ...by('carl'), invitees: ['dan'], pushConfig: null })).toBe('NOT_IN_CALL');
    const nine = Array.from({ length: MAX_OTHERS }, (_, index) => `u${index}`);
    expect(refusalOf(call, { kind: 'invite', ...by('bob'), invitees: nine, pushConfig: null })).toBe('CALL_FULL');
  });
});

describe('whatever happens in whatever order', () => {
  const users = ['alice', 'bob', 'carl', 'dan', 'mallory'];
  const user = fc.constantFrom(...users);
  const acting = fc.record({
    userId: user,
    deviceId: fc.constantFrom('phone', 'tablet'),
    extendedData: fc.constant(''),
  });
  const some = fc.uniqueArray(fc.constantFrom('bob', 'carl', 'dan', 'eve'), { minLength: 1, maxLength: 3 });
  const command: fc.Arbitrary<CallCommand> = fc.oneof(
    acting.chain((actor) =>
      fc.constantFrom('accept', 'reject', 'quit', 'join', 'end').map((kind) => ({ kind: kind as 'accept', ...actor })),
    ),
    fc.record({ actor: acting, invitees: some }).map(({ actor, invitees }) => ({
      kind: 'invite' as const,
      ...actor,
      invitees,
      pushConfig: null,
    })),
    fc.record({ actor: acting, invitees: fc.oneof(some, fc.constant([])) }).map(({ actor, invitees }) => ({
      kind: 'cancel' as const,
      ...actor,
      invitees,
    })),
    fc.record({ kind: fc.constant('confirm' as const), userId: user, deviceId: fc.constantFrom('phone', 'tablet') }),
    fc.record({ kind: fc.constant('unreached' as const), userId: user }),
    fc.constant({ kind: 'look' as const }),
    fc.record({
      kind: fc.constant('callerGone' as const),
      deviceId: fc.constantFrom('alice-phone', 'phone', 'tablet'),
    }),
  );
  const steps = fc.array(fc.record({ command, afterMs: fc.integer({ min: 0, max: 40_000 }) }), { maxLength: 40 });

  it('everybody who was rung is silenced once, nobody is rung after the end, and a replay says the same', () => {
    fc.assert(
      fc.property(steps, (given) => {
        let call = callTo('bob', 'carl');
        const ringing = new Set(['bob', 'carl']);
        let nowMs = NOW;
        for (const { command: one, afterMs } of given) {
          nowMs += afterMs;
          const decision = decide(call, one, where(nowMs));
          expect(decide(call, one, where(nowMs))).toEqual(decision);
          let { version } = call;
          for (const change of decision.changes) {
            expect(change.call.version).toBe((version += 1));
            for (const { userId } of change.silenced) expect(ringing.delete(userId)).toBe(true);
            for (const userId of change.ringingUserIds) {
              expect(ringing.has(userId)).toBe(false);
              ringing.add(userId);
            }
          }
          const next = decision.call as CallRecord;
          if (decision.refusal !== undefined && decision.changes.length === 0) expect(next).toBe(call);
          if (call.isEnded) expect(next).toBe(call);
          call = next;
          const rung = call.members.filter(isRinging);
          expect(new Set(rung.map(({ userId }) => userId))).toEqual(ringing);
          for (const { deadlineAtMs } of rung) expect(deadlineAtMs).toBeGreaterThan(nowMs);
          expect(nextDeadline(call) === undefined).toBe(rung.length === 0);
          const inCall = call.members.filter(({ state }) => state === 'accepted').length;
          expect(call.isEnded).toBe(inCall === 0 || (inCall === 1 && rung.length === 0));
          expect(call.members.length).toBeLessThanOrEqual(MAX_MEMBERS);
          expect(call.endedAtMs > 0).toBe(call.isEnded);
        }
        const last = decide(call, { kind: 'look' }, where(nowMs + 600_000)).call as CallRecord;
        expect(last.members.some(isRinging)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('of two devices that accept, one wins, whichever comes first', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['phone', 'tablet', 'watch'], { minLength: 2 }), (devices) => {
        let call = callTo('bob');
        const refusals = devices.map((device) => {
          const decision = decide(call, { kind: 'accept', ...by('bob', device) }, where());
          call = decision.call as CallRecord;
          return decision.refusal;
        });
        expect(refusals.filter((refusal) => refusal === undefined)).toHaveLength(1);
        expect(call.members.find(({ userId }) => userId === 'bob')?.deviceId).toBe(devices[0]);
      }),
    );
  });
});
