import { expect, it } from 'vitest';
import { hasTooManyMembers } from './json-bounds.ts';

const listOf = (entry: string, count: number): string => `[${Array<string>(count).fill(entry).join(',')}]`;
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const membersOf = (count: number): string => `{${Array.from({ length: count }, (_, n) => `"${n}":1`).join(',')}}`;

it.each([
  ['20,000 entries', listOf('"a"', 20_000), false],
  ['more', listOf('"a"', 20_001), true],
  ['20,000 members', membersOf(20_000), false],
  ['more', membersOf(20_001), true],
  ['20,000 levels', deep(20_000), false],
  ['more', deep(20_001), true],
  ['entries that are lists', listOf('{}', 10_001), true],
  ['commas and brackets in texts', JSON.stringify({ a: '[{,'.repeat(30_000), b: `\\"${'['.repeat(30_000)}` }), false],
  ['a text without its end', `["${','.repeat(30_000)}`, false],
])('a body has more members than any request, or not: %s', (_, json, isTooMany) => {
  expect(hasTooManyMembers(json)).toBe(isTooMany);
});
