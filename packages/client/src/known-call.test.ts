import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CallUser } from './call-shapes.ts';
import type { ZIMCallUserState } from './call-types.ts';
import { KnownCall } from './known-call.ts';

const USERS = ['alice', 'bob', 'carl'] as const;
const state = fc.constantFrom<ZIMCallUserState[]>('inviting', 'received', 'accepted', 'rejected', 'quit');
const change = fc.dictionary(fc.constantFrom(...USERS), state, { minKeys: 1 });
const userOf = (userID: string, is: ZIMCallUserState): CallUser => ({
  userID,
  state: is,
  extendedData: '',
  changedAt: 0,
});

/** Changes of a call, and the order in which a phone gets them: late, twice, some as a whole call that was asked for. */
const story = fc.array(change, { minLength: 1, maxLength: 8 }).chain((changes) =>
  fc.record({
    changes: fc.constant(changes),
    order: fc.array(fc.record({ index: fc.nat({ max: changes.length - 1 }), isWhole: fc.boolean() }), {
      maxLength: 20,
    }),
  }),
);

it('ends up with what is true of each user, and tells no user anything older than before, whatever the order', () => {
  fc.assert(
    fc.property(story, ({ changes, order }) => {
      const call = new KnownCall('c', 'bob');
      const whole = (index: number): CallUser[] => {
        const states = Object.assign({}, ...changes.slice(0, index + 1)) as Record<string, ZIMCallUserState>;
        return Object.entries(states).map(([userID, is]) => userOf(userID, is));
      };
      const changedBy = (index: number): CallUser[] =>
        Object.entries(changes[index] ?? {}).map(([userID, is]) => userOf(userID, is));
      const told = new Map<string, ZIMCallUserState>();
      const versions = new Map<string, number>();
      for (const { index, isWhole } of order) {
        const version = index + 1;
        const news = isWhole ? call.differing(whole(index), version) : call.changed(changedBy(index), version);
        for (const { userID, state: is } of news) {
          expect(version).toBeGreaterThan(versions.get(userID) ?? 0);
          versions.set(userID, version);
          told.set(userID, is);
        }
      }
      call.differing(whole(changes.length - 1), changes.length + 1).forEach(({ userID, state: is }) => {
        told.set(userID, is);
      });
      const truth = new Map(whole(changes.length - 1).map(({ userID, state: is }) => [userID, is]));
      expect(new Map([...told].sort())).toEqual(new Map([...truth].sort()));
    }),
  );
});
