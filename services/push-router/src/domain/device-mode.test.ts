import { describe, expect, it } from 'vitest';
import { devicesToEnd, type LoggedInDevice } from './device-mode.ts';

const device = (deviceId: string, platform: string, loginNumber: number): LoggedInDevice => ({
  deviceId,
  platform,
  loginNumber,
});
const phone = device('phone', 'android', 1);
const tablet = device('tablet', 'ios', 2);
const browser = device('browser', 'web', 3);
const nine = Array.from({ length: 9 }, (_, index) => device(`d${index}`, 'android', index + 1));

describe('the devices that a login ends', () => {
  it.each([
    ['single', 'android', [], []],
    ['single', 'android', [phone], ['phone']],
    ['single', 'web', [phone], ['phone']],
    ['single', 'ios', [phone, tablet, browser], ['browser', 'tablet', 'phone']],
    ['dual', 'web', [phone], []],
    ['dual', 'android', [browser], []],
    ['dual', 'ios', [phone, browser], ['phone']],
    ['dual', 'Web', [phone, browser], ['browser']],
    ['dual', '', [phone, browser], ['phone']],
    ['dual', 'web', [phone, tablet], ['phone']], // two natives from the time of another mode: the later stays
    ['multi', 'android', nine, []],
    ['multi', 'web', [...nine, device('d9', 'ios', 10)], ['d0']],
    ['multi', 'web', [device('old', 'ios', 0), ...nine, device('d9', 'ios', 10)], ['d0', 'old']],
  ] as const)('%s, on %s', (mode, platform, others, ended) => {
    expect(devicesToEnd(mode, { platform }, others)).toEqual(ended);
  });
});
