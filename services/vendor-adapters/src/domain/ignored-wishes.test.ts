import { pushTask, vendorNames, vendorToProto } from '@bellhop/contracts';
import { describe, expect, it } from 'vitest';
import { ignoredWishes } from './ignored-wishes.ts';

const asking = { threadId: 't', badgeIncrement: 1, templateId: 'p-1' };
const taskFor = (vendor: (typeof vendorNames)[number], more: object = {}) =>
  pushTask.decode(pushTask.encode({ vendor: vendorToProto(vendor), ...more }));

describe('what a message asks for and its vendor lacks', () => {
  it.each([
    ['xiaomi', {}, ['threadID', 'enableBadge']],
    ['huawei', {}, ['threadID', 'templateID']],
    ['huawei', { settings: { groupByThread: true } }, ['templateID']],
    ['oppo', {}, ['threadID']],
    ['vivo', {}, ['threadID', 'templateID']],
    ['fcm', { platform: 'android' }, ['threadID', 'templateID']],
    ['fcm', { platform: 'ios' }, ['templateID']],
  ] as const)('%s %j: %j', (vendor, more, ignored) => {
    expect(ignoredWishes(taskFor(vendor, { ...asking, ...more }))).toEqual(ignored);
  });

  it.each(vendorNames)('is nothing where nothing was asked for: %s', (vendor) => {
    expect(ignoredWishes(taskFor(vendor))).toEqual([]);
  });
});
