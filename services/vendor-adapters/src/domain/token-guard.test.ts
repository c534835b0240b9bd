import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SendOutcome } from './send-outcome.ts';
import { FEW_TOKENS, judgeTokens, newTokenGuard, type TokenGuard } from './token-guard.ts';

const accepted: SendOutcome = { kind: 'accepted', vendorMessageId: 'v', code: '0' };
const invalid: SendOutcome = { kind: 'invalid-token', code: '80300007', reason: 'all tokens are invalid' };
const other: SendOutcome = { kind: 'unavailable', code: 'HTTP 503', reason: 'busy' };
const kinds = ({ outcomes }: ReturnType<typeof judgeTokens>): string[] => outcomes.map(({ kind }) => kind);
const cleared = (outcomes: readonly SendOutcome[]): number =>
  outcomes.filter(({ kind }) => kind === 'invalid-token').length;

describe('a credential that calls tokens invalid', () => {
  it('is not believed before a push was accepted', () => {
    expect(kinds(judgeTokens(newTokenGuard, [invalid, invalid]))).toEqual(['held', 'held']);
  });

  it('is not believed for having taken a notification back', () => {
    const recalled: SendOutcome = { ...accepted, isRecall: true };
    const { guard } = judgeTokens(newTokenGuard, [recalled]);
    expect(kinds(judgeTokens(guard, [recalled, invalid]))).toEqual(['accepted', 'held']);
  });

  it('is believed beside accepted ones of the same call, however many', () => {
    const judged = judgeTokens(newTokenGuard, [...Array<SendOutcome>(999).fill(invalid), accepted]);
    expect(cleared(judged.outcomes)).toBe(999);
  });

  it('is believed about a few after its last success, then no longer, until the next', () => {
    let { guard } = judgeTokens(newTokenGuard, [accepted]);
    for (let n = 0; n < FEW_TOKENS; n += 1) {
      const judged = judgeTokens(guard, [invalid]);
      expect(kinds(judged)).toEqual(['invalid-token']);
      ({ guard } = judged);
    }
    expect(kinds(judgeTokens(guard, [invalid]))).toEqual(['held']);
    ({ guard } = judgeTokens(guard, [accepted]));
    expect(kinds(judgeTokens(guard, [invalid]))).toEqual(['invalid-token']);
  });

  it('says why a token is held, in the words of the vendor', () => {
    expect(judgeTokens(newTokenGuard, [invalid]).outcomes[0]).toEqual({
      kind: 'held',
      code: '80300007',
      reason: 'all tokens are invalid; the credential has not shown that it is right, so the token stays',
    });
  });

  const calls = (outcome: fc.Arbitrary<SendOutcome>) =>
    fc.array(fc.array(outcome, { minLength: 1, maxLength: 50 }), { maxLength: 50 });
  /** Judges calls one after the other; `isRestart` forgets what was earned. */
  const judgeAll = (
    all: readonly (readonly SendOutcome[])[],
    start: TokenGuard,
    isRestart: (call: number) => boolean,
  ) => {
    let guard = start;
    let count = 0;
    all.forEach((call, index) => {
      if (isRestart(index)) guard = newTokenGuard;
      const judged = judgeTokens(guard, call);
      expect(judged.outcomes).toHaveLength(call.length);
      count += cleared(judged.outcomes);
      ({ guard } = judged);
    });
    return count;
  };

  it('clears nothing when it is wrong from the beginning, whatever it answers and however often the adapter restarts', () => {
    fc.assert(
      fc.property(calls(fc.constantFrom(invalid, other)), fc.array(fc.nat(50)), (all, restarts) => {
        expect(judgeAll(all, newTokenGuard, (call) => restarts.includes(call))).toBe(0);
      }),
    );
  });

  it('clears at most the few when it was right and has become wrong', () => {
    fc.assert(
      fc.property(
        calls(fc.constantFrom(invalid, other, accepted)),
        calls(fc.constantFrom(invalid, other)),
        (before, after) => {
          let guard = newTokenGuard;
          for (const call of before) ({ guard } = judgeTokens(guard, call));
          expect(judgeAll(after, guard, () => false)).toBeLessThanOrEqual(FEW_TOKENS);
        },
      ),
    );
  });

  it('gets every dead token cleared in the end when it is right: those that were held come again', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 7 }), (dead, perRound) => {
        let guard = newTokenGuard;
        let left = dead;
        for (let round = 0; round < 10 + dead && left > 0; round += 1) {
          ({ guard } = judgeTokens(guard, [accepted])); // the app's other devices go on
          const judged = judgeTokens(guard, Array<SendOutcome>(Math.min(left, perRound)).fill(invalid));
          ({ guard } = judged);
          left -= cleared(judged.outcomes);
        }
        expect(left).toBe(0);
      }),
    );
  });
});
