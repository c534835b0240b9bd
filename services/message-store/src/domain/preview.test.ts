import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewOf } from './preview.ts';

describe('the preview of a message', () => {
  it.each([
    [{ text: 'hi' }, { kind: 'PREVIEW_KIND_TEXT', text: 'hi' }],
    [{ custom: { type: 7, data: 'secret' } }, { kind: 'PREVIEW_KIND_CUSTOM' }],
    [{ media: { kind: 'MEDIA_KIND_IMAGE' as const, url: 'u' } }, { kind: 'PREVIEW_KIND_IMAGE', text: '' }],
    [{ media: { kind: 'MEDIA_KIND_FILE' as const, name: 'a.pdf' } }, { kind: 'PREVIEW_KIND_FILE', text: 'a.pdf' }],
    [{ media: { kind: 'MEDIA_KIND_AUDIO' as const } }, { kind: 'PREVIEW_KIND_AUDIO' }],
    [{ media: { kind: 'MEDIA_KIND_VIDEO' as const } }, { kind: 'PREVIEW_KIND_VIDEO' }],
    [{ combined: { title: 'A and B' } }, { kind: 'PREVIEW_KIND_COMBINED', text: 'A and B' }],
    [{}, { kind: 'PREVIEW_KIND_CUSTOM' }],
  ])('of %j', (content, preview) => {
    expect(previewOf(content, 'Team')).toMatchObject({ ...preview, groupName: 'Team' });
  });

  it('has at most 200 characters, and where it ends early it says so and has no part of what people see as one', () => {
    const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
    const long = fc.oneof(
      fc.string({ unit: 'binary', minLength: 150, maxLength: 600 }),
      fc.string({ unit: fc.constantFrom('👨‍👩‍👧‍👦', '🇩🇪', 'e\u0301', '\r\n', ' ', 'a'), minLength: 20, maxLength: 300 }),
    );
    fc.assert(
      fc.property(long, (text) => {
        const { text: shown = '' } = previewOf({ text }, '');
        if ([...text].length <= 200) {
          expect(shown).toBe(text);
          return;
        }
        const kept = shown.slice(0, -1);
        expect(shown).toBe(`${kept}…`);
        expect([...shown].length).toBeLessThanOrEqual(200);
        expect(text.startsWith(kept)).toBe(true);
        const ends = Array.from(graphemes.segment(text), ({ index }) => index);
        expect(ends).toContain(kept.length);
      }),
    );
  });

  it('cuts a single character that is longer than that', () => {
    expect(previewOf({ text: `e${'\u0301'.repeat(300)}` }, '').text).toBe(`e${'\u0301'.repeat(198)}…`);
  });
});
