import { expect, it } from 'vitest';
import { ReceivedWindow } from './received-window.ts';

it('takes each message once, late ones too, and what is very old for known', () => {
  const window = new ReceivedWindow({ width: 10 });
  expect([1, 2, 2, 5, 4, 4].map((seq) => window.isNew('c', seq))).toEqual([true, true, false, true, true, false]);
  expect(window.isNew('c', 100)).toBe(true);
  expect(window.isNew('c', 50)).toBe(false);
  expect(window.isNew('other', 50)).toBe(true);
});

it('forgets the conversations that were not used longest', () => {
  const window = new ReceivedWindow({ maxConversations: 2 });
  for (const name of ['a', 'b', 'a', 'c']) window.isNew(name, 1);
  expect(window.isNew('a', 1)).toBe(false);
  expect(window.isNew('b', 1)).toBe(true);
});

it('shows a message again that the app could not take', () => {
  const window = new ReceivedWindow();
  window.isNew('c', 1);
  window.forget('c', 1);
  expect(window.isNew('c', 1)).toBe(true);
});
