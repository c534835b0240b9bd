import { expect, test } from 'vitest';
import { isTopicCondition } from './topic-condition.ts';

const rules = { topicName: /^[\w.~%-]+$/, allowsNot: true };
const five = [1, 2, 3, 4, 5].map((n) => `'t${n}' in topics`).join(' && ');

test.each([
  ["'a' in topics"],
  ["'a' in topics && ('b' in topics || 'c' in topics)"],
  ["!('a' in topics) && 'b' in topics"],
  ['"a" in topics'],
  [five],
])('takes %s', (text) => {
  expect(isTopicCondition(text, rules)).toBe(true);
});

test.each([
  [''],
  ['a in topics'],
  ["'a' in topics &&"],
  ["'a' in topics 'b' in topics"],
  ["('a' in topics"],
  ["'a' in topics)"],
  ["'a b' in topics"],
  [`${five} || 't6' in topics`],
])('refuses %j', (text) => {
  expect(isTopicCondition(text, rules)).toBe(false);
});

test('takes a negation only where the vendor knows one', () => {
  expect(isTopicCondition("!'a' in topics", { ...rules, allowsNot: false })).toBe(false);
});
