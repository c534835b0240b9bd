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

  it('has at most 200 characters and never half of one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const { text: shown = '' } = previewOf({ text }, '');
        expect([...shown].length).toBe(Math.min(200, [...text].length));
        expect(text.startsWith(shown)).toBe(true);
        expect(shown.isWellFormed()).toBe(true);
      }),
    );
  });
});
