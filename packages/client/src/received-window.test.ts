import { expect, it } from 'vitest';
import { ReceivedWindow } from './received-window.ts';

/** The message of a number, or another one that has it later. */
const message = (conversationKey: string, conversationSeq: number, numbering = 0) => ({
  conversationKey,
  conversationSeq,
  messageID: `${conversationKey}-${conversationSeq}-${numbering}`,
  timestamp: numbering * 1_000_000 + conversationSeq,
});

it('takes each message once, late ones too, however much came in between', () => {
  const window = new ReceivedWindow({ width: 10 });
  const taken = [1, 2, 2, 5, 4, 4].map((seq) => window.isNew(message('c', seq)));
  expect(taken).toEqual([true, true, false, true, true, false]);
  for (let seq = 100; seq <= 150; seq += 1) window.isNew(message('c', seq));
  expect([1, 5, 100].map((seq) => window.isNew(message('c', seq)))).toEqual([false, false, false]);
  expect([3, 50, 99, 98, 50, 3].map((seq) => window.isNew(message('c', seq)))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
  for (let seq = 151; seq <= 200; seq += 1) window.isNew(message('c', seq)); // what it has of these it has to know without their ids
  expect([3, 50, 99, 98, 51].map((seq) => window.isNew(message('c', seq)))).toEqual([false, false, false, false, true]);
  expect(window.isNew(message('other', 50))).toBe(true);
});

it('forgets the conversations that were not used longest', () => {
  const window = new ReceivedWindow({ maxConversations: 2 });
  for (const name of ['a', 'b', 'a', 'c']) window.isNew(message(name, 1));
  expect(window.isNew(message('a', 1))).toBe(false);
  expect(window.isNew(message('b', 1))).toBe(true);
});

it('shows a message again that the app could not take', () => {
  const window = new ReceivedWindow();
  window.isNew(message('c', 1));
  window.forget(message('c', 1));
  expect(window.isNew(message('c', 1))).toBe(true);
});

it('the newest message is the newest that the app could take', () => {
  const window = new ReceivedWindow();
  expect(window.newest('c')).toBeUndefined();
  for (const seq of [6, 7, 8]) window.isNew(message('c', seq));
  for (const seq of [6, 7, 8]) {
    window.forget(message('c', seq));
    expect(window.newest('c')).toBe(seq === 8 ? 5 : 8);
  }
  window.isNew(message('c', 8));
  expect(window.newest('c')).toBe(8);
});

it('shows another message with a number that has come, as of a server that was restored, and knows what is older', () => {
  const window = new ReceivedWindow();
  for (let seq = 1; seq <= 10; seq += 1) window.isNew(message('c', seq));
  const taken = [6, 7, 8, 9, 9, 10, 7].map((seq) => window.isNew(message('c', seq, seq < 8 ? 0 : 1)));
  expect(taken).toEqual([false, false, true, true, false, true, false]);
});

it('shows it also when the server has gone back far behind what is remembered', () => {
  const window = new ReceivedWindow({ width: 10 });
  for (let seq = 1; seq <= 100; seq += 1) window.isNew(message('c', seq));
  const taken = [50, 51, 51, 52].map((seq) => window.isNew(message('c', seq, 1)));
  expect(taken).toEqual([true, true, false, true]);
  expect(window.isNew(message('c', 30))).toBe(false);
});

it('what a restored server numbers anew is no gap any more', () => {
  const window = new ReceivedWindow({ width: 10 });
  for (const seq of [1, 60]) window.isNew(message('c', seq));
  expect(window.isNew(message('c', 1, 1))).toBe(true);
  for (let seq = 2; seq <= 100; seq += 1) window.isNew(message('c', seq, 1));
  expect(window.isNew(message('c', 30, 1))).toBe(false);
});
