import { contentSha256, type MessageContent } from '@bellhop/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, contentOf, contentOfRow, digestOf, isAnother } from './message-body.ts';

const text = fc.string({ maxLength: 20 });
const content: fc.Arbitrary<MessageContent> = fc.oneof(
  fc.record({ text }),
  fc.record({ custom: fc.record({ type: fc.integer({ min: 0, max: 200 }), data: text }) }),
  fc.record({ missedCall: fc.record({ callId: text }) }),
  fc.record({
    media: fc.record(
      { kind: fc.constantFrom('MEDIA_KIND_IMAGE', 'MEDIA_KIND_VIDEO'), url: text, sizeBytes: fc.nat(), name: text },
      { requiredKeys: ['kind'] },
    ),
  }),
  fc.record({ combined: fc.record({ title: text, previews: fc.array(text), data: text }) }),
  fc.record({ revocation: fc.record({ messageId: text, seq: fc.nat(), senderUserId: text }) }),
);
const message = fc
  .tuple(
    content,
    fc.option(fc.record({ userIds: fc.array(text), all: fc.boolean(), notify: fc.boolean() }), { nil: null }),
  )
  .map(([said, mentions]) => ({ ...said, mentions }));

describe('what a row keeps of a message', () => {
  it('says the same as the message', () => {
    fc.assert(
      fc.property(message, (given) => {
        expect(contentSha256(contentOf(bodyOf(given)))).toBe(contentSha256(given));
      }),
    );
  });

  it('is nothing any more when the message was revoked', () => {
    const row = { body: '', custom_type: null, mentions: null, revoked_by: 'alice' };
    expect(contentOfRow(row)).toEqual({ revokedByUserId: 'alice' });
  });
});

describe('the digest of a message', () => {
  it('tells every two contents apart', () => {
    const all: MessageContent[] = [
      { text: 'x' },
      { custom: { type: 0, data: 'x' } },
      { custom: { type: 1, data: 'x' } },
      { missedCall: { callId: 'x' } },
      { media: { kind: 'MEDIA_KIND_IMAGE', url: 'x' } },
      { media: { kind: 'MEDIA_KIND_FILE', url: 'x' } },
      { media: { kind: 'MEDIA_KIND_IMAGE', url: 'x', width: 1 } },
      { media: { kind: 'MEDIA_KIND_IMAGE', url: 'x', height: 1 } },
      { combined: { title: 'x' } },
      { combined: { title: 'x', data: 'x' } },
      { revocation: { messageId: 'x' } },
      { text: 'x', mentions: { all: true } },
      { text: 'x', mentions: { userIds: ['bob'] } },
      { text: 'x', mentions: { userIds: ['bob'], notify: true } },
      { text: 'x', targetUserIds: ['bob'] },
      { text: 'x', targetUserIds: ['bob', 'carl'] },
    ];
    expect(new Set(all.map(contentSha256)).size).toBe(all.length);
  });

  it('is the same for what is said in other words of the contract', () => {
    expect(contentSha256({ media: { kind: 'MEDIA_KIND_FILE', url: 'x', name: '', sizeBytes: 0 } })).toBe(
      contentSha256({ media: { kind: 'MEDIA_KIND_FILE', url: 'x' } }),
    );
    expect(contentSha256({ text: 'x', mentions: { userIds: [], all: false, notify: true } })).toBe(
      contentSha256({ text: 'x' }),
    );
    expect(contentSha256({ text: 'x', targetUserIds: ['carl', 'bob', 'carl'] })).toBe(
      contentSha256({ text: 'x', targetUserIds: ['bob', 'carl'] }),
    );
  });
});

describe('another message under a local id', () => {
  const given = { localId: 'l', text: 'x', targetUserIds: ['bob'] };
  const revoked = { localId: 'l', revokedByUserId: 'alice', targetUserIds: [] };
  const erased = { ...revoked, localId: '' };

  it('is one that says something else, or something to others', () => {
    expect(isAnother(given, given)).toBe(false);
    expect(isAnother(given, { ...given, text: 'y' })).toBe(true);
    expect(isAnother(given, { ...given, targetUserIds: [] })).toBe(true);
    expect(digestOf(given, { withTargets: true })).toBe(contentSha256(given));
    expect(digestOf(given, { withTargets: false })).toBe(contentSha256({ text: 'x' }));
    expect(digestOf(undefined, { withTargets: true })).toBe('');
  });

  it('is none for what was revoked, and any for what its sender wrote before they were erased', () => {
    expect(isAnother(given, revoked)).toBe(false);
    expect(digestOf(revoked, { withTargets: true })).toBe('');
    expect(isAnother(given, erased)).toBe(true);
    expect(digestOf(erased, { withTargets: true })).not.toBe('');
  });

  it('is none that has no local id, and is read again after it was revoked', () => {
    expect(isAnother({ ...given, localId: '' }, erased)).toBe(false);
  });
});
