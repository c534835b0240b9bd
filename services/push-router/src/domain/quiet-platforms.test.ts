import { describe, expect, it } from 'vitest';
import { isSilenceable, isSilenced, witnesses, witnessesSince } from './quiet-platforms.ts';

const rule = { onlinePlatforms: ['web', 'windows'], quietPlatforms: ['android'] };
const none = { onlinePlatforms: [], quietPlatforms: [] };
const AT = 1_764_000_000_000;
const device = (deviceId: string, connectedAtMs = AT - 60_000, platform = 'Web') => ({
  deviceId,
  platform,
  connectedAtMs,
});

describe('a device', () => {
  it.each<[string, typeof rule, string, string[], boolean, boolean]>([
    ['on a quiet platform, beside one that silences', rule, 'android', ['windows'], true, true],
    ['on a quiet platform, beside another', rule, 'android', ['ios'], true, false],
    ['on a quiet platform, alone', rule, 'android', [], true, false],
    ['on a quiet platform, however it is written', rule, 'Android', ['web'], true, true],
    ['on another platform', rule, 'ios', ['web'], false, false],
    ['that did not say its platform', rule, '', ['web'], false, false],
    ['of a user without a rule', none, 'android', ['web'], false, false],
  ])('%s', (_, of, platform, online, silenceable, silenced) => {
    expect([isSilenceable(of, platform), isSilenced(of, platform, new Set(online))]).toEqual([silenceable, silenced]);
  });
});

describe('at the end of a burst a user is online', () => {
  it.each<[string, 'NO_CONNECTION' | 'NO_ACK', ReturnType<typeof device>[], string[]]>([
    ['on what is connected', 'NO_CONNECTION', [device('browser'), device('laptop')], ['browser', 'laptop']],
    ['not on what did not acknowledge', 'NO_ACK', [device('browser'), device('laptop')], ['laptop']],
    ['on what has connected again since', 'NO_ACK', [device('browser', AT + 1)], ['browser']],
    ['nowhere that is not known', 'NO_ACK', [], []],
  ])('%s', (_, reason, connected, expected) => {
    const newest = { reason: `OFFLINE_REASON_${reason}`, decidedAtMs: AT } as const;
    const online = witnesses({ ...newest, recipients: [{ deviceIds: ['browser'] }] }, connected);
    expect(online.map(({ deviceId }) => deviceId)).toEqual(expected);
  });
});

describe('a push that waited is kept back by what', () => {
  const connected = [device('frozen', AT), device('desk', AT + 1, 'Windows')];
  it.each([
    ['connected since it was decided', 0, ['windows']],
    ['connected since, when settings changed before', AT, ['windows']],
    ['is connected, when settings changed since', AT + 1, ['web', 'windows']],
  ])('%s', (_, settingsChangedAtMs, expected) => {
    expect(witnessesSince(connected, { decidedAtMs: AT, settingsChangedAtMs })).toEqual(new Set(expected));
  });
});
