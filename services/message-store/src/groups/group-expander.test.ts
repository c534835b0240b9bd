import { Lapsed } from '@bellhop/kafka';
import { silentLogger, Unavailable } from '@bellhop/runtime';
import { describe, expect, it, vi } from 'vitest';
import fc from 'fast-check';
import type { Reached } from '../db/expansion-store.ts';
import { groupExpander, type ExpandedPage, type Progress } from './group-expander.ts';

const app = 'demo';
const huge = { app, groupId: 'huge' };
const pages = 3;

/** What outlasts a process. */
function keptProgress(): Progress<string> & { readonly known: ReadonlyMap<string, Reached> } {
  const known = new Map<string, Reached>();
  return {
    known,
    of: (messages) => Promise.resolve(messages.map((message) => known.get(message))),
    save: (reached) => {
      for (const { message, after, recipients } of reached) known.set(message, { after, recipients });
      return Promise.resolve();
    },
    forget: (messages) => {
      for (const message of messages) known.delete(message);
      return Promise.resolve();
    },
  };
}

/** Three pages of one member each; tells which message met which page, in order. */
function setUp(
  over: {
    onPage?: (page: ExpandedPage<string>) => void;
    settled?: (page: ExpandedPage<string>) => Promise<unknown>;
    progress?: Progress<string>;
  } = {},
) {
  const seen: string[] = [];
  const gone = new Set<string>();
  const expander = groupExpander<string>({
    members: {
      pageWithSettings: (group, after) => {
        const index = after === '' ? 1 : Number(after) + 1;
        const next = index < pages ? String(index) : undefined;
        return Promise.resolve({
          userIds: [`${group.groupId}-${index}`],
          next,
          settings: new Map(),
          startSeqs: new Map(),
        });
      },
      nameOf: ({ groupId }) => Promise.resolve(`name of ${groupId}`),
    },
    progress: over.progress ?? keptProgress(),
    seqOf: () => 1,
    isOurs: (message) => !gone.has(message),
    handlePage: (page) => {
      over.onPage?.(page);
      for (const message of page.messages) seen.push(`${message} ${page.page.userIds.join()}`);
      return Promise.resolve(
        page.messages.map(() => ({ recipients: 1, settled: over.settled?.(page) ?? Promise.resolve() })),
      );
    },
    log: silentLogger(),
  });
  return { expander, seen, gone };
}

describe('messages to a large group', () => {
  it('go through its pages together and in order, later ones after them', async () => {
    const { expander, seen } = setUp();
    const first = [expander.expand(huge, 'a'), expander.expand(huge, 'b')];
    expect(expander.isUnderWay(huge)).toBe(true);
    await vi.waitUntil(() => seen.length > 0);
    first.push(expander.expand(huge, 'c'));
    expect(await Promise.all(first)).toEqual([3, 3, 3]);
    expect(seen).toEqual([
      ...['a huge-1', 'b huge-1', 'a huge-2', 'b huge-2', 'a huge-3', 'b huge-3'],
      ...['c huge-1', 'c huge-2', 'c huge-3'],
    ]);
    await vi.waitUntil(() => !expander.isUnderWay(huge));
  });

  it('take turns with those to other groups', async () => {
    const { expander, seen } = setUp();
    await Promise.all([expander.expand(huge, 'a'), expander.expand({ app, groupId: 'other' }, 'b')]);
    expect(seen.indexOf('b other-1')).toBeLessThan(seen.indexOf('a huge-3'));
    expect(seen.indexOf('b other-2')).toBeLessThanOrEqual(seen.indexOf('a huge-3') + 1);
  });

  it('say the name of the group', async () => {
    const met: unknown[] = [];
    const { expander } = setUp({ onPage: ({ groupName }) => met.push(groupName) });
    await expander.expand(huge, 'a');
    expect(met).toEqual(Array(3).fill('name of huge'));
  });

  it('try a page again that cannot be handled now, and no other one', async () => {
    let failures = 0;
    const { expander, seen } = setUp({
      onPage: ({ page }) => {
        if (page.userIds[0] === 'huge-2' && (failures += 1) < 3) throw new Unavailable('Kafka is away');
      },
    });
    expect(await expander.expand(huge, 'a')).toBe(3);
    expect(seen).toEqual(['a huge-1', 'a huge-2', 'a huge-3']);
  });

  it('fail alone when they are to blame', async () => {
    const { expander } = setUp({
      onPage: ({ messages }) => {
        if (messages.includes('bad')) throw new TypeError('a bug');
      },
    });
    const results = await Promise.allSettled(['a', 'bad', 'c'].map((message) => expander.expand(huge, message)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('are left when another replica has them, and the others go on', async () => {
    const { expander, seen, gone } = setUp({ onPage: () => void gone.add('a') });
    const results = await Promise.allSettled([expander.expand(huge, 'a'), expander.expand(huge, 'b')]);
    expect(results).toEqual([
      { status: 'rejected', reason: expect.any(Lapsed) as unknown },
      { status: 'fulfilled', value: 3 },
    ]);
    expect(seen).toEqual(['a huge-1', 'b huge-1', 'b huge-2', 'b huge-3']);
  });

  it('are left unsettled by a close, to be replayed', async () => {
    const closing: { close?: () => void } = {};
    const { expander, seen } = setUp({ onPage: () => closing.close?.() });
    closing.close = () => expander.close();
    const settled = vi.fn();
    void expander.expand(huge, 'a').finally(settled);
    await vi.waitUntil(() => seen.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toHaveLength(1);
    expect(settled).not.toHaveBeenCalled();
  });

  it('are done when all of their pages are settled, and not before', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { expander, seen } = setUp({ settled: () => promise });
    let isDone = false;
    const done = expander.expand(huge, 'a').then(() => (isDone = true));
    await vi.waitUntil(() => !expander.isUnderWay(huge));
    expect(seen).toHaveLength(3);
    expect(isDone).toBe(false);
    resolve();
    await done;
  });

  it('go on where all before was settled when another process has them, and leave nobody out', async () => {
    const never = new Promise<never>(() => undefined);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
        fc.integer({ min: 1, max: pages }),
        fc.array(fc.integer({ min: 1, max: pages }), { maxLength: pages }),
        async (messages, diesAt, unsettled) => {
          const progress = keptProgress();
          const dying: { close?: () => void } = {};
          const first = setUp({
            progress,
            onPage: ({ page }) => page.userIds[0] === `huge-${diesAt}` && dying.close?.(),
            settled: ({ page }) =>
              unsettled.some((index) => page.userIds[0] === `huge-${index}`) ? never : Promise.resolve(),
          });
          dying.close = () => first.expander.close();
          for (const message of messages) void first.expander.expand(huge, message);
          await vi.waitUntil(() => first.seen.length === messages.length * diesAt);
          const reached = Math.max(0, Math.min(diesAt, pages - 1, ...unsettled.map((index) => index - 1)));
          const isOver = diesAt === pages && unsettled.length === 0;
          const kept = isOver || reached === 0 ? undefined : String(reached);
          await vi.waitUntil(() => messages.every((message) => progress.known.get(message)?.after === kept));
          await new Promise((resolve) => setTimeout(resolve, 5)); // and goes no further
          const second = setUp({ progress });
          expect(await Promise.all(messages.map((message) => second.expander.expand(huge, message)))).toEqual(
            messages.map(() => pages),
          );
          const left = Array.from({ length: pages }, (_, index) => index + 1).filter(
            (page) => isOver || page > reached,
          );
          expect(second.seen).toEqual(left.flatMap((page) => messages.map((message) => `${message} huge-${page}`)));
          await vi.waitUntil(() => progress.known.size === 0);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('that were at different places go on one after the other', async () => {
    const progress = keptProgress();
    await progress.save([
      { message: 'a', after: '1', recipients: 1 },
      { message: 'b', after: '2', recipients: 2 },
    ]);
    const { expander, seen } = setUp({ progress });
    expect(await Promise.all(['a', 'b', 'c'].map((message) => expander.expand(huge, message)))).toEqual([3, 3, 3]);
    expect(seen).toEqual(['a huge-2', 'a huge-3', 'b huge-3', 'c huge-1', 'c huge-2', 'c huge-3']);
  });
});
