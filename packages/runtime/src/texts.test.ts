import { describe, expect, it } from 'vitest';
import { keepable, printable, shownName, textProblem, withoutControls } from './texts.ts';

describe('texts that can be kept', () => {
  it('names where a U+0000 is', () => {
    expect(textProblem({ a: [{ b: 'fine' }, { b: 'x\0' }] })).toEqual({
      path: ['a', 1, 'b'],
      message: 'must not contain U+0000',
    });
  });

  it('looks at keys, too, and spells out what cannot be shown', () => {
    expect(textProblem({ parameters: { 'a\0': 'x' } })?.path).toEqual(['parameters', 'a\\u0000']);
  });

  it.each(['a\ud83d', '\udc00', '\ud83d\ud83d\ude00', 'a\udc00b'])('refuses half of a surrogate pair', (text) => {
    expect(textProblem({ text })?.path).toEqual(['text']);
  });

  it.each(['', 'a', '😀', '\ufffd', '\u0001', '\uffff', '👩‍👩‍👧‍👦'])('has nothing against %j', (text) => {
    expect(textProblem({ text, list: [text], [text]: 1, nothing: null, yes: true })).toBeUndefined();
  });

  it('refuses what is nested too deep instead of failing on it', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    expect(textProblem(deep)).toMatchObject({ message: 'must not be nested deeper than 64 levels' });
  });
});

it('keeps of a foreign text what can be kept', () => {
  expect(keepable('a\0b\ud83dc😀', 6)).toBe('ab\ufffdc\ufffd');
});

describe('texts that are shown', () => {
  it('keep no control characters but line breaks and tabs', () => {
    expect(withoutControls('a\u0001b\u009fc\r\nd\te\u007f', { lines: true })).toBe('abc\nd\te');
  });

  it('are one line where there is only one', () => {
    expect(withoutControls('a\nb\tc\u0007', { lines: false })).toBe('a b c');
  });

  it('spell out what turns a line around', () => {
    expect(printable('a\u202eb\0\ud83d')).toBe('a\\u202eb\\u0000\\ud83d');
  });

  it('are the beginning of a name that is long, and are something where it is empty', () => {
    expect(shownName('a'.repeat(100))).toBe('a'.repeat(100));
    expect(shownName(`${'a'.repeat(99)}😀b`)).toBe(`${'a'.repeat(99)}\\ud83d…`);
    expect(shownName('')).toBe('""');
    expect(textProblem({ ['k'.repeat(500_000)]: '\0' })?.path).toEqual([`${'k'.repeat(100)}…`]);
  });
});
