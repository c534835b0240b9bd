import { describe, expect, it } from 'vitest';
import { jsonBytes, shorten, shortenTexts, shortenToFit, utf16Units, utf8Bytes } from './shorten.ts';

const family = '👨‍👩‍👧‍👦';

describe('shorten', () => {
  it.each([
    ['', 5, ''],
    ['12345', 5, '12345'],
    ['123456', 5, '1234…'],
    ['你好世界再见', 5, '你好世界…'],
    ['ab😀😀😀', 5, 'ab😀…'],
    ['abc😀😀', 5, 'abc…'],
    [`ab${family}`, 5, 'ab…'],
    ['cafe\u0301cafe', 5, 'caf…'],
    ['🇩🇪🇫🇷🇨🇳', 9, '🇩🇪🇫🇷…'],
    ['word word', 6, 'word…'],
    ['ab', 1, '…'],
    ['ab', 0, ''],
  ])('%j to %i UTF-16 units is %j', (text, max, expected) => {
    expect(shorten(text, max, utf16Units)).toBe(expected);
  });

  it('cuts inside a pile of accents that alone is too long', () => {
    expect(shorten('a' + '\u0301'.repeat(100), 10, utf16Units)).toHaveLength(10);
  });

  it('never makes a lone surrogate and never exceeds the limit', () => {
    const text = `a😀${family}é你"\n`.repeat(30);
    for (const measure of [utf16Units, utf8Bytes, jsonBytes]) {
      for (let max = 3; max < 120; max += 1) {
        const short = shorten(text, max, measure);
        expect(short.isWellFormed()).toBe(true);
        expect(measure(short)).toBeLessThanOrEqual(max);
      }
    }
  });

  it('takes little time for a very long text', () => {
    const long = '😀'.repeat(1_000_000);
    const start = performance.now();
    shorten(long, 40, utf16Units);
    expect(performance.now() - start).toBeLessThan(50);
  });
});

it('shortenTexts tells which text was cut', () => {
  expect(shortenTexts({ title: 'long title', content: 'short' }, { title: 4, content: 10 })).toEqual({
    title: 'lon…',
    content: 'short',
    shortened: ['title'],
  });
});

describe('shortenToFit', () => {
  const size = (title: string, content: string) => 10 + utf8Bytes(title) + utf8Bytes(content);

  it.each([
    ['fits', 'title', 'content', 30, []],
    ['cuts the content first', 'title', 'c'.repeat(50), 30, ['content']],
    ['then the title', 't'.repeat(50), 'c'.repeat(50), 30, ['title', 'content']],
  ])('%s', (_, title, content, max, shortened) => {
    const texts = shortenToFit({ title, content }, max, utf8Bytes, size);
    expect(texts?.shortened).toEqual(shortened);
    expect(size(texts?.title ?? '', texts?.content ?? '')).toBeLessThanOrEqual(max);
  });

  it('gives up when the rest alone is too large', () => {
    expect(shortenToFit({ title: 'title', content: 'content' }, 12, utf8Bytes, size)).toBeUndefined();
  });
});
