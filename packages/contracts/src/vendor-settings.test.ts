import { describe, expect, it } from 'vitest';
import { mergedSettings, missingTemplate, vendorSettingsProblem } from './vendor-settings.ts';
import type { VendorName } from './vendors.ts';

describe('settings for a vendor', () => {
  it.each<[VendorName, object, string | undefined]>([
    ['huawei', {}, undefined],
    ['huawei', { importance: 'LOW', category: 'VOIP', notifyLevel: 0, bigText: false }, undefined],
    ['huawei', { importance: 'HIGH' }, 'importance must be LOW, NORMAL'],
    ['fcm', { importance: 'NORMAL' }, 'importance must be MIN, LOW, DEFAULT, HIGH, MAX'],
    ['fcm', { importance: 'MAX' }, undefined],
    ['xiaomi', { category: 'IM' }, 'category is not known to xiaomi, which has channelID, sound, templateID,'],
    ['vivo', { category: 'im' }, 'category must be IM, ACCOUNT, TODO'],
    ['vivo', { category: 'VOIP' }, 'category must be IM, ACCOUNT, TODO'],
    ['huawei', { category: 'NONE' }, undefined],
    ['xiaomi', { groupByThread: false }, 'groupByThread is not known to xiaomi'],
    ['oppo', { notifyLevel: 3 }, 'notifyLevel must be 1, 2, 16'],
    ['oppo', { showTtlSeconds: 86_400 }, undefined],
    ['oppo', { showTtlSeconds: 86_401 }, 'showTTLSeconds must be 1 to 86,400'],
    ['vivo', { channelId: 'x' }, 'channelID is not known to vivo'],
    ['xiaomi', { channelId: 'x'.repeat(65) }, 'channelID must be at most 64 characters'],
    ['huawei', { image: 'http://x/y' }, 'image must be an https address'],
    ['fcm', { analyticsLabel: 'a b' }, 'analyticsLabel must be'],
    ['fcm', { clickAction: { kind: 'CLICK_ACTION_KIND_OPEN_PAGE' } }, 'clickAction.value is missing: the page to open'],
    [
      'fcm',
      { clickAction: { kind: 'CLICK_ACTION_KIND_OPEN_URL', value: 'http://x' } },
      'clickAction.value must be an https URL',
    ],
  ])('%s %j: %s', (vendor, settings, problem) => {
    const found = vendorSettingsProblem(vendor, settings);
    expect(found && `${found.setting} ${found.message}`).toEqual(
      problem === undefined ? undefined : expect.stringMatching(`^${problem.replace('.', '\\.')}`),
    );
  });

  it('want a template for instant messages of oppo', () => {
    expect(missingTemplate('oppo', { category: 'IM' })).toContain('template');
    expect(missingTemplate('oppo', { category: 'IM', templateId: 't' })).toBeUndefined();
    expect(missingTemplate('oppo', { category: 'ORDER' })).toBeUndefined();
    expect(missingTemplate('huawei', { category: 'IM' })).toBeUndefined();
  });
});

it("a message's settings win over the resource's, one by one", () => {
  const action = { kind: 'CLICK_ACTION_KIND_LAUNCH_APP' } as const;
  expect(
    mergedSettings(
      { channelId: 'a', sound: 'b', clickAction: action },
      { sound: 'c', channelId: '', bigText: true, clickAction: null },
    ),
  ).toEqual({ channelId: 'a', sound: 'c', bigText: true, clickAction: action });
  expect(mergedSettings({ bigText: true }, { bigText: false })).toEqual({ bigText: false });
  expect(mergedSettings(undefined, undefined)).toEqual({});
  expect(mergedSettings({ channelId: 'a' }, undefined)).toEqual({ channelId: 'a' });
});
