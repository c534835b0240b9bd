import { createHash } from 'node:crypto';
import type { CheckTargetsRequestInput, TargetState } from '@bellhop/contracts';
import { Unavailable } from '@bellhop/runtime';
import { describe, expect, it } from 'vitest';
import { aCallTask, aTask } from '../../test/a-task.ts';
import type { CheckTasks } from '../domain/checked-task.ts';
import { targetChecker } from './target-client.ts';

/** A push-router that gives these states, one target after the other. */
function aRouter(...states: TargetState[]) {
  const asked: NonNullable<CheckTargetsRequestInput['targets']> = [];
  const check = targetChecker({
    vendor: 'xiaomi',
    client: {
      checkTargets: ({ targets = [] }) => {
        const from = asked.length;
        asked.push(...targets);
        const answers = targets.map((_, index) => ({
          state: states[from + index] ?? 'TARGET_STATE_GOOD',
          hasNewer: false,
          badge: 0,
        }));
        return Promise.resolve({ targets: answers });
      },
    },
  });
  return { asked, check };
}

type Answer = Awaited<ReturnType<CheckTasks>>[number];
const supersededIn = (answer: Answer) =>
  answer === undefined || answer instanceof Unavailable ? undefined : answer.superseded;

describe('the question about a target', () => {
  it('of a message names its conversation, and no call', async () => {
    const { asked, check } = aRouter();
    await check([aTask({ conversationId: 'peer/a/b', seq: 7, toGroupId: 'g', decidedAtMs: 5 })]);
    expect(asked).toEqual([
      {
        app: 'demo',
        pushId: 'p_a',
        userId: 'a',
        tokenSha256: createHash('sha256').update('token-a').digest('hex'),
        conversationId: 'peer/a/b',
        seq: 7,
        toGroupId: 'g',
        callId: '',
        messageId: 'm',
        endsRinging: false,
        ignoresUserRules: false,
        onlyOffline: false,
        decidedAtMs: 5,
        takesBackNotifyId: 0,
        inBackground: false,
        wantsBadge: false,
      },
    ]);
  });

  it('of what takes a notification away names that one', async () => {
    const { asked, check } = aRouter();
    await check([aTask({ notifyId: 77, takesBack: true })]);
    expect(asked).toMatchObject([{ takesBackNotifyId: 77 }]);
  });

  it('that is to ring names the call, and no conversation', async () => {
    const { asked, check } = aRouter();
    await check([aCallTask('RING')]);
    expect(asked).toMatchObject([{ conversationId: '', callId: 'c1' }]);
  });

  it.each(['MISSED', 'ANSWERED'] as const)('of %s asks whether the call rings again', async (kind) => {
    const { asked, check } = aRouter();
    await check([aCallTask(kind)]);
    expect(asked).toMatchObject([{ conversationId: '', callId: 'c1', endsRinging: true, userId: 'a' }]);
  });
});

it('without message-store, which rings alone need, what ends the ringing is answered all the same', async () => {
  const check = targetChecker({
    vendor: 'xiaomi',
    client: {
      checkTargets: ({ targets = [] }) =>
        targets.some(({ callId }) => callId !== '')
          ? Promise.reject(new Error('message-store does not answer'))
          : Promise.resolve({
              targets: targets.map(() => ({ state: 'TARGET_STATE_GOOD', hasNewer: false, badge: 0 })),
            }),
    },
  });
  const [ring, end, message] = await check([aCallTask('RING'), aCallTask('MISSED'), aTask({})]);
  expect(ring).toBeUndefined();
  expect([supersededIn(end), supersededIn(message)]).toEqual([[undefined], [undefined]]);
});

it.each([
  ['is away: that is no attempt', new Unavailable('push-router does not answer'), 'CHECK_UNAVAILABLE'],
  ['answers, and cannot say', new Error('internal error'), undefined],
])('says of each task when push-router %s', async (_, failure, code) => {
  const check = targetChecker({ vendor: 'xiaomi', client: { checkTargets: () => Promise.reject(failure) } });
  const answers = await check([aCallTask('RING'), aCallTask('MISSED'), aTask({}), aTask({})]);
  expect(answers.map((answer) => (answer instanceof Unavailable ? answer.code : answer))).toEqual(Array(4).fill(code));
});

it.each([
  ['the number on the badge', [7, 7], 7],
  ['no number, when its users have different ones by now', [7, 8], 0],
  ['nothing, when push-router says nothing', [], undefined],
])('says of a task that shows one %s', async (_, badges, badge) => {
  const asked: (boolean | undefined)[] = [];
  const check = targetChecker({
    vendor: 'fcm',
    client: {
      checkTargets: ({ targets = [] }) => {
        asked.push(...targets.map(({ wantsBadge }) => wantsBadge));
        const answers = targets.map((_, index) => ({
          ...({ state: 'TARGET_STATE_GOOD', hasNewer: false } as const),
          ...(badges[index] === undefined ? {} : { badge: badges[index] }),
        }));
        return Promise.resolve({ targets: answers });
      },
    },
  });
  const target = { pushId: 'p', token: 't', userId: 'u', deviceId: 'd', inBackground: false };
  expect(await check([aTask({ badge: 3, targets: [target, target] })])).toMatchObject([{ badge }]);
  expect(asked).toEqual([true, true]);
});

it('names devices in the background', async () => {
  const { asked, check } = aRouter();
  await check([aTask({ targets: [{ pushId: 'p', token: 't', userId: 'u', deviceId: 'd', inBackground: true }] })]);
  expect(asked).toMatchObject([{ inBackground: true }]);
});

describe('the answer about a target', () => {
  it.each<[TargetState, string | undefined]>([
    ['TARGET_STATE_GOOD', undefined],
    ['TARGET_STATE_UNSPECIFIED', undefined],
    ['TARGET_STATE_NOT_BOUND', 'NOT_BOUND'],
    ['TARGET_STATE_TOKEN_CHANGED', 'TOKEN_CHANGED'],
    ['TARGET_STATE_NOT_A_MEMBER', 'NOT_A_MEMBER'],
    ['TARGET_STATE_READ', 'READ'],
    ['TARGET_STATE_SILENCED', 'CALL_ENDED'],
    ['TARGET_STATE_TOLD', 'TOLD'],
    ['TARGET_STATE_REPLACED', 'REPLACED'],
    ['TARGET_STATE_CONNECTED', 'CONNECTED'],
    ['TARGET_STATE_QUIET_PLATFORM', 'QUIET_PLATFORM'],
  ])('%s is superseded by %s', async (state, code) => {
    const [checked] = await aRouter(state).check([aCallTask('RING')]);
    expect(supersededIn(checked)).toMatchObject([code === undefined ? undefined : { kind: 'superseded', code }]);
  });

  it('says why a call does not ring', async () => {
    const [checked] = await aRouter('TARGET_STATE_SILENCED').check([aCallTask('RING')]);
    expect(supersededIn(checked)).toEqual([
      {
        kind: 'superseded',
        code: 'CALL_ENDED',
        reason: 'the call does not ring any more: answered, cancelled, timed out or ended',
      },
    ]);
  });

  it('goes to its own task and target, also over several calls', async () => {
    const targets = Array.from({ length: 700 }, (_, index) => ({
      pushId: `p${index}`,
      token: 't',
      userId: 'u',
      deviceId: 'd',
      inBackground: false,
    }));
    const states = Array.from({ length: 1_400 }, (_, index): TargetState =>
      index === 1_399 ? 'TARGET_STATE_SILENCED' : 'TARGET_STATE_GOOD',
    );
    const { asked, check } = aRouter(...states);
    const [first, second] = await check([aTask({ targets }), aTask({ targets })]);
    expect(asked).toHaveLength(1_400);
    expect(supersededIn(first)?.filter((one) => one !== undefined)).toEqual([]);
    expect(supersededIn(second)?.findIndex((one) => one !== undefined)).toBe(699);
  });
});
