import type { Mention, NotifyMode } from '@bellhop/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMuted, mentionOf, notifyModeAt } from './notify.ts';

const mode = fc.constantFrom('NOTIFY_MODE_MENTIONS' as const, 'NOTIFY_MODE_NONE' as const);

describe('what a user wants to be notified of', () => {
  it('is everything without a setting', () => {
    expect(notifyModeAt(undefined, 0)).toBe('NOTIFY_MODE_ALL');
  });

  it('is as set until the setting ends, and everything from then on', () => {
    fc.assert(
      fc.property(mode, fc.option(fc.nat(), { nil: null }), fc.nat(), (set, muteUntilMs, nowMs) => {
        const holds = muteUntilMs === null || nowMs < muteUntilMs;
        expect(notifyModeAt({ mode: set, muteUntilMs }, nowMs)).toBe(holds ? set : 'NOTIFY_MODE_ALL');
      }),
    );
  });

  it.each<[NotifyMode, Mention, boolean]>([
    ['NOTIFY_MODE_ALL', 'MENTION_UNSPECIFIED', false],
    ['NOTIFY_MODE_ALL', 'MENTION_NAMED', false],
    ['NOTIFY_MODE_MENTIONS', 'MENTION_UNSPECIFIED', true],
    ['NOTIFY_MODE_MENTIONS', 'MENTION_NAMED', false],
    ['NOTIFY_MODE_MENTIONS', 'MENTION_NOTIFIED', false],
    ['NOTIFY_MODE_NONE', 'MENTION_UNSPECIFIED', true],
    ['NOTIFY_MODE_NONE', 'MENTION_NAMED', true],
    ['NOTIFY_MODE_NONE', 'MENTION_NOTIFIED', false],
  ])('%s and %s: muted is %s', (wanted, mention, muted) => {
    expect(isMuted(wanted, mention)).toBe(muted);
  });
});

describe('a mention', () => {
  it.each([
    ['nobody', null, 'MENTION_UNSPECIFIED'],
    ['others', { userIds: ['carol'] }, 'MENTION_UNSPECIFIED'],
    ['others, notifying', { userIds: ['carol'], notify: true }, 'MENTION_UNSPECIFIED'],
    ['the user', { userIds: ['carol', 'bob'] }, 'MENTION_NAMED'],
    ['all', { all: true }, 'MENTION_NAMED'],
    ['the user, notifying', { userIds: ['bob'], notify: true }, 'MENTION_NOTIFIED'],
    ['all, notifying', { all: true, notify: true }, 'MENTION_NOTIFIED'],
  ])('of %s', (_whom, mentions, expected) => {
    expect(mentionOf(mentions, 'bob')).toBe(expected);
  });
});
