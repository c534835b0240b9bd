import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrived,
  dueOf,
  isReplaced,
  isToldByLater,
  noFold,
  overCap,
  reaches,
  revoked,
  settled,
  showsLater,
  tellsOfOthers,
  type Fold,
} from './fold.ts';

const FOLD_MS = 60_000;
const arrive = (fold: Fold, seq: number, acceptedAtMs: number) =>
  arrived(fold, { id: `m${seq}`, seq, acceptedAtMs, foldMs: FOLD_MS, increment: 1 });
/** Messages at these seconds, and what became of each. */
const burst = (...seconds: number[]) => {
  let fold = noFold;
  const answers = seconds.map((second, index) => {
    const after = arrive(fold, index + 1, second * 1_000);
    ({ fold } = after);
    return after.answer;
  });
  return { fold, answers };
};

describe('bursts of a conversation', () => {
  it('push the first message at once and hold what comes within the window', () => {
    const { fold, answers } = burst(100, 101, 159, 160);
    expect(answers).toEqual(['push', 'hold', 'hold', 'hold']); // at 160 s the others wait to be told of: it goes with them
    expect(fold.windowEndsAtMs).toBe(160_000);
    expect(dueOf(fold, { isReadMeanwhile: false })).toMatchObject({ ids: ['m2', 'm3', 'm4'], count: 4, increment: 3 });
  });

  it('begin anew with a message that comes when nothing is held and the window is over', () => {
    const { fold, answers } = burst(100, 160);
    expect(answers).toEqual(['push', 'push']);
    expect(fold).toMatchObject({ windowEndsAtMs: 220_000, toldCount: 1, held: [] });
  });

  it('count on what stands on the screen, unless it was read', () => {
    const { fold } = burst(100, 101, 102);
    const first = settled(fold, dueOf(fold, { isReadMeanwhile: false }), { nowMs: 160_000, nextWindowMs: FOLD_MS });
    const { fold: next, answer } = arrive(first, 4, 170_000);
    expect(answer).toBe('hold');
    expect(dueOf(next, { isReadMeanwhile: false }).count).toBe(4);
    expect(dueOf(next, { isReadMeanwhile: true }).count).toBe(1);
  });

  it('tell of a message in the words of a later one, and not of that one itself', () => {
    const { fold } = burst(100, 101, 102);
    const isTold = (state: Fold) => ['m1', 'm2', 'm3', 'm9'].map((id) => isToldByLater(state, id));
    expect(isTold(fold)).toEqual([false, false, false, false]); // nothing but m1 is on the screen
    const told = dueOf(fold, { isReadMeanwhile: false });
    const after = settled(fold, told, { nowMs: 160_000, nextWindowMs: FOLD_MS });
    expect(isTold(after)).toEqual([true, true, false, false]);
    expect(arrive(after, 1, 100_000)).toEqual({ fold: after, answer: 'hold' }); // the push of m1 had not left: a crash
    expect(isTold(settled(fold, told, { nowMs: 160_000, nextWindowMs: undefined }))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(isTold(arrive(after, 4, 230_000).fold)).toEqual([false, false, false, false]); // another burst: m4 stands for itself
  });

  it('replace on the screen what was told of before, or was pushed at once when another burst began', () => {
    const { fold } = burst(100, 101, 102);
    const areReplaced = (state: Fold) => ['m1', 'm2', 'm3', 'm4', 'm9'].map((id) => isReplaced(state, id));
    expect(areReplaced(fold)).toEqual([false, false, false, false, false]);
    const told = dueOf(fold, { isReadMeanwhile: false });
    const after = settled(fold, told, { nowMs: 160_000, nextWindowMs: FOLD_MS });
    expect(areReplaced(after)).toEqual([true, true, false, false, false]);
    const { fold: next } = arrive(after, 4, 230_000);
    expect(areReplaced(next)).toEqual([true, true, true, false, false]); // m4 stands in its place
    expect(areReplaced(revoked(next, 'm4').fold)).toEqual([false, false, false, false, false]); // nothing does
  });

  it('show what is later than a revocation once they were told of, or another one began; not while that is held', () => {
    const { fold } = burst(100, 101);
    const { fold: without } = revoked(fold, 'm1');
    const { fold: held } = arrive(without, 4, 103_000); // the revocation is the third message
    expect(showsLater(held, 3)).toBe(false);
    const told = settled(held, dueOf(held, { isReadMeanwhile: false }), { nowMs: 160_000, nextWindowMs: FOLD_MS });
    expect([showsLater(told, 3), showsLater(told, 5)]).toEqual([true, false]);
    const next = arrive(revoked(burst(100).fold, 'm1').fold, 3, 160_000).fold;
    expect(showsLater(next, 2)).toBe(true);
    expect(showsLater(revoked(next, 'm3').fold, 2)).toBe(false);
  });

  it('that begin with a message over the cap leave on the screen what stood there', () => {
    const before = burst(100).fold;
    const { fold: after } = arrive(before, 2, 230_000);
    const capped = overCap(before, after, 'm2');
    expect(capped.windowEndsAtMs).toBe(290_000);
    expect([isReplaced(after, 'm1'), isReplaced(capped, 'm1')]).toEqual([true, false]);
    expect([showsLater(after, 1), showsLater(capped, 1)]).toEqual([true, false]);
    expect([revoked(after, 'm1').answer, revoked(capped, 'm1').answer]).toEqual(['stays', 'take back']);
    expect(revoked(capped, 'm2').answer).toBe('stays');
    expect(arrive(capped, 2, 230_000)).toEqual({ fold: capped, answer: 'push' }); // and is over the cap again
    const { fold: held } = arrive(capped, 3, 231_000);
    expect(dueOf(held, { isReadMeanwhile: false })).toMatchObject({ ids: ['m3'], count: 2 });
  });

  it('know on which devices the words before stand still', () => {
    const devices = ['phone', 'tablet'];
    const reaching = (before: Fold, after: Fold, ...reached: string[]) =>
      reaches(before, after, { devices, reached: new Set(reached) });
    const tell = (fold: Fold, isReadMeanwhile = false) =>
      settled(fold, dueOf(fold, { isReadMeanwhile }), { nowMs: 160_000, nextWindowMs: FOLD_MS });
    const behind = (fold: Fold) => ['m1', 'm2', 'm3'].map((id) => revoked(fold, id).behind);
    const one = reaching(noFold, burst(100).fold, ...devices);
    expect(behind(one)).toEqual([[], [], []]);
    const { fold: held } = arrive(one, 2, 101_000);
    const told = reaching(held, tell(held), 'tablet');
    expect(behind(told)).toEqual([['phone'], [], []]);
    const { fold: more } = arrive(told, 3, 161_000);
    expect(behind(reaching(more, tell(more), 'tablet'))).toEqual([['phone'], [], []]);
    expect(behind(reaching(more, tell(more), 'phone'))).toEqual([[], ['tablet'], []]);
    expect(behind(reaching(noFold, tell(more, true), 'tablet'))).toEqual([[], [], []]);
    expect(behind({ ...told, toldBy: 'm3' })).toEqual([[], [], []]); // another notification since, by a release that did not know of this
    expect(behind(reaching(told, told, 'phone'))).toEqual([[], [], []]); // it did not acknowledge, and follows
  });

  it('tell of others under the id of their newest message when that was revoked while it was held', () => {
    const { fold } = burst(100, 101, 102);
    const tell = (state: Fold) =>
      settled(state, dueOf(state, { isReadMeanwhile: false }), { nowMs: 160_000, nextWindowMs: FOLD_MS });
    const areOfOthers = (state: Fold) => ['m1', 'm2', 'm3'].map((id) => tellsOfOthers(state, id));
    const { fold: wordless } = revoked(fold, 'm3');
    expect(areOfOthers(wordless)).toEqual([false, false, true]); // it has left, which is not marked yet
    expect(areOfOthers(tell(wordless))).toEqual([false, false, true]);
    expect(areOfOthers(tell(fold))).toEqual([false, false, false]);
    expect(areOfOthers(revoked(tell(fold), 'm3').fold)).toEqual([false, false, false]); // it has the words of m3
    const nobody = revoked(revoked(tell(wordless), 'm1').fold, 'm2').fold;
    expect(areOfOthers(nobody)).toEqual([false, false, false]);
  });

  it('know up to which message they told, and not of what came meanwhile or was told to nobody', () => {
    const { fold } = burst(100, 101);
    const told = dueOf(fold, { isReadMeanwhile: false });
    const { fold: meanwhile } = arrive(fold, 3, 160_500);
    const toldSeq = (nextWindowMs: number | undefined) =>
      settled(meanwhile, told, { nowMs: 161_000, nextWindowMs }).toldSeq;
    expect(toldSeq(FOLD_MS)).toBe(2);
    expect(toldSeq(undefined)).toBe(1);
  });

  it('let the next message ring at once when nothing rang at the end of the window', () => {
    const { fold } = burst(100, 101);
    const quiet = settled(fold, dueOf(fold, { isReadMeanwhile: true }), { nowMs: 160_000, nextWindowMs: undefined });
    expect(arrive(quiet, 3, 161_000).answer).toBe('push');
  });

  describe('when devices that looked connected as the window ended did not acknowledge', () => {
    const { fold } = burst(100, 101, 102);
    const told = dueOf(fold, { isReadMeanwhile: false });
    const unacknowledged = (state: Fold, seq: number) =>
      arrived(state, {
        ...{ id: `m${seq}`, seq, acceptedAtMs: (99 + seq) * 1_000 },
        ...{ foldMs: FOLD_MS, increment: 1, isUnacknowledged: true },
      });

    it('tell them of the newest message as they told the others, and of none before it', () => {
      const after = settled(fold, told, { nowMs: 160_000, nextWindowMs: FOLD_MS });
      expect(unacknowledged(after, 3)).toEqual({ fold: after, answer: 'tell' });
      expect(unacknowledged(after, 2)).toEqual({ fold: after, answer: 'hold' });
      expect(arrive(after, 3, 102_000)).toEqual({ fold: after, answer: 'hold' }); // a replay of what was told
    });

    it('hold what was told to nobody anew, to be told of at once', () => {
      const quiet = settled(fold, told, { nowMs: 160_000, nextWindowMs: undefined });
      const second = unacknowledged(quiet, 2);
      const third = unacknowledged(second.fold, 3);
      expect([second.answer, third.answer]).toEqual(['hold', 'hold']);
      expect(third.fold.held.map(({ id }) => id)).toEqual(['m2', 'm3']);
      expect(third.fold.windowEndsAtMs).toBe(160_000);
      expect(dueOf(third.fold, { isReadMeanwhile: false })).toMatchObject({ by: 'm3', count: 3 });
    });
  });

  it('keep what comes while they are told of for the next notification', () => {
    const { fold } = burst(100, 101);
    const told = dueOf(fold, { isReadMeanwhile: false });
    const { fold: meanwhile } = arrive(fold, 3, 160_500);
    const after = settled(meanwhile, told, { nowMs: 161_000, nextWindowMs: FOLD_MS });
    expect(after.held).toEqual([{ id: 'm3', increment: 1 }]);
    expect(dueOf(after, { isReadMeanwhile: false }).count).toBe(3);
  });

  it.each([
    ['that was held is told of to nobody', [100, 101], 'm2', 'untold', 0],
    ['that was no part of the burst is another’s business', [100], 'm9', 'unknown', 0],
    ['whose notification stands for it alone is taken back', [100], 'm1', 'take back', 0],
    ['beside which others are held is taken back', [100, 101], 'm1', 'take back', 1],
  ] as const)('a revoked message %s', (_, seconds, id, answer, held) => {
    const after = revoked(burst(...seconds).fold, id);
    expect([after.answer, after.fold.held.length]).toEqual([answer, held]);
    // Comes again where a device did not acknowledge: as it came first, or as one of which nothing was told.
    const again = revoked(after.fold, id);
    expect(again.fold).toBe(after.fold);
    expect(again.answer).toBe(answer === 'untold' ? 'stays' : answer);
  });

  it('a revoked message is taken back while it is told of in its words: the notification may have left', () => {
    const { fold } = burst(100, 101, 102);
    expect(revoked(fold, 'm2', true).answer).toBe('untold');
    const { fold: after, answer } = revoked(fold, 'm3', true);
    expect(answer).toBe('take back');
    const told = dueOf(fold, { isReadMeanwhile: false });
    const marked = settled(after, told, { nowMs: 160_000, nextWindowMs: FOLD_MS });
    expect([marked.toldCount, revoked(marked, 'm3').answer]).toEqual([2, 'take back']);
  });

  it('a revoked message among several on the screen is counted no longer', () => {
    const { fold } = burst(100, 101, 102);
    const told = settled(fold, dueOf(fold, { isReadMeanwhile: false }), { nowMs: 160_000, nextWindowMs: FOLD_MS });
    const { fold: after, answer } = revoked(told, 'm2');
    expect([answer, after.toldCount]).toEqual(['stays', 2]);
  });

  it('a revoked message whose words the counted notification has is taken back, however often that comes', () => {
    const { fold } = burst(100, 101, 102);
    const told = settled(fold, dueOf(fold, { isReadMeanwhile: false }), { nowMs: 160_000, nextWindowMs: FOLD_MS });
    const { fold: after, answer } = revoked(told, 'm3');
    expect([answer, after.toldCount, revoked(after, 'm3').answer]).toEqual(['take back', 2, 'take back']);
  });

  it('a revoked message that stands on the screen is taken back also when nothing rang at the end of its window', () => {
    const { fold } = burst(100, 101);
    const quiet = settled(fold, dueOf(fold, { isReadMeanwhile: true }), { nowMs: 160_000, nextWindowMs: undefined });
    expect([revoked(quiet, 'm1').answer, revoked(quiet, 'm2').answer]).toEqual(['take back', 'stays']);
  });

  it('words of a newest message that was revoked are not shown', () => {
    const { fold } = burst(100, 101, 102);
    const { fold: after } = revoked(fold, 'm3');
    expect([after.isNewestRevoked, dueOf(after, { isReadMeanwhile: false }).count]).toEqual([true, 2]);
    expect(arrive(after, 4, 103_000).fold.isNewestRevoked).toBe(false);
  });

  it('are told of at once when a thousand are held', () => {
    const { fold } = burst(100, ...Array.from({ length: 1_000 }, () => 101));
    expect(fold.windowEndsAtMs).toBe(101_000);
  });

  it('stay small however long the conversation lasts, and know all that they told of last', () => {
    let fold = noFold;
    for (let seq = 1; seq <= 1_000; seq += 1) ({ fold } = arrive(fold, seq, seq * FOLD_MS));
    expect([fold.pushed.length, fold.told.length]).toEqual([50, 50]);
    const last = 1_000 * FOLD_MS;
    for (let seq = 1_001; seq <= 1_300; seq += 1) ({ fold } = arrive(fold, seq, last + 1));
    const told = dueOf(fold, { isReadMeanwhile: false });
    const after = settled(fold, told, { nowMs: last + FOLD_MS, nextWindowMs: FOLD_MS });
    for (let seq = 1_001; seq <= 1_300; seq += 1)
      expect(arrive(after, seq, last + 1)).toEqual({ fold: after, answer: 'hold' });
    expect(arrive(after, 1_301, last + 9 * FOLD_MS).fold.told).toHaveLength(50);
  });

  it('tell of every message once and count right, whatever comes again and whenever it is told of', () => {
    const step = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ kind: fc.constant('message' as const), pauseMs: fc.integer({ min: 0, max: 90_000 }) }),
      },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), which: fc.nat({ max: 40 }) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('revoke' as const), which: fc.nat({ max: 40 }) }) },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('tell' as const), isRead: fc.boolean(), late: fc.nat({ max: 3 }) }),
      },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let fold = noFold;
        let nowMs = 0;
        const answers = new Map<string, string>();
        /** Where each message is: on the screen by itself or with others, held, or gone. */
        const onScreen = new Set<string>();
        const held = new Set<string>();
        const gone = new Set<string>();
        /** All that the notification on the screen has told of, and the one whose words it has. */
        const told = { of: new Set<string>(), by: '' };
        const came: { id: string; seq: number; acceptedAtMs: number }[] = [];
        const take = (message: { id: string; seq: number; acceptedAtMs: number }) => {
          const result = arrived(fold, { ...message, foldMs: FOLD_MS, increment: 2 });
          ({ fold } = result);
          return result.answer;
        };
        for (const one of steps) {
          if (one.kind === 'message') {
            nowMs += one.pauseMs;
            const message = { id: `m${came.length}`, seq: came.length + 1, acceptedAtMs: nowMs };
            came.push(message);
            const answer = take(message);
            answers.set(message.id, answer);
            if (answer === 'push') {
              onScreen.clear(); // the notification of the conversation is this one
              onScreen.add(message.id);
              told.of = new Set([message.id]);
              told.by = message.id;
            } else held.add(message.id);
          } else if (one.kind === 'again') {
            const message = came[one.which];
            if (message === undefined) continue;
            const before = fold;
            const answer = take(message);
            expect(fold).toBe(before);
            const isTold = told.of.has(message.id) && told.by !== message.id;
            if (answers.get(message.id) === 'push') expect(answer).toBe(isTold ? 'hold' : 'push');
            else if (!gone.has(message.id)) expect(answer).toBe('hold');
          } else if (one.kind === 'revoke') {
            const message = came[one.which];
            if (message === undefined) continue;
            ({ fold } = revoked(fold, message.id));
            gone.add(message.id);
            onScreen.delete(message.id);
            held.delete(message.id);
          } else {
            if (held.size === 0) {
              expect(fold.held).toEqual([]);
              continue;
            }
            const due = dueOf(fold, { isReadMeanwhile: one.isRead });
            if (one.isRead) {
              onScreen.clear();
              told.of.clear();
            }
            expect(new Set(due.ids)).toEqual(held);
            expect(due.count).toBe(onScreen.size + held.size);
            expect(due.increment).toBe(2 * held.size);
            for (const id of held) {
              onScreen.add(id);
              told.of.add(id);
            }
            told.by = due.by ?? '';
            held.clear();
            for (let late = 0; late < one.late; late += 1) {
              const message = { id: `m${came.length}`, seq: came.length + 1, acceptedAtMs: nowMs };
              came.push(message);
              answers.set(message.id, take(message));
              held.add(message.id);
            }
            fold = settled(fold, due, { nowMs, nextWindowMs: FOLD_MS });
          }
          expect(fold.held.map(({ id }) => id).sort()).toEqual([...held].sort());
        }
      }),
      { numRuns: 500 },
    );
  });
});
