import { describe, expect, it } from 'vitest';
import { filled, localesFor, notBlank } from './push-texts.ts';

describe('the locales to look for', () => {
  it.each([
    ['zh-HK', ['zh-hk', 'zh-hant', 'zh', 'en']],
    ['zh_TW', ['zh-tw', 'zh-hant', 'zh', 'en']],
    ['zh-SG', ['zh-sg', 'zh-hans', 'zh', 'en']],
    ['zh-Hant-HK', ['zh-hant-hk', 'zh-hant', 'zh', 'en']],
    ['sr-Latn-RS', ['sr-latn-rs', 'sr-latn', 'sr', 'en']],
    ['en-GB', ['en-gb', 'en-latn', 'en']],
    // By its new name, too, as Android has it for long.
    ['iw', ['he-hebr', 'iw', 'he', 'en']],
    ['', ['en']],
    ['no tag at all!', ['no tag at all!', 'en']],
  ])('of a device that says %j', (locale, expected) => {
    expect(localesFor(locale, 'en')).toEqual(expected);
  });
});

it('a text is filled with what is given for it, and with nothing that all objects have', () => {
  expect(filled('{sender}: {constructor} {toString}', { sender: 'Ann' })).toBe('Ann: {constructor} {toString}');
});

it.each(['', '  ', '\n\t', '\u0007', '\u200b', '\u3164\u3164', '\u202e\u2060'])(
  'a name that nobody sees is none: %j',
  (name) => {
    expect(notBlank(name, 'alice')).toBe('alice');
  },
);

it.each(['a\u200b', '👨\u200d👩\u200d👧', '✌️'])('a name with something to see stays as it is: %j', (name) => {
  expect(notBlank(name, 'alice')).toBe(name);
});
