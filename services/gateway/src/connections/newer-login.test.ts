import { describe, expect, it } from 'vitest';
import { endedBy, type Login } from './newer-login.ts';

const phone: Login = { app: 'demo', userId: 'bob', deviceId: 'phone', loginNumber: 5, userDeviceIds: ['phone'] };
const tablet: Login = { ...phone, deviceId: 'tablet', loginNumber: 6, userDeviceIds: ['tablet'] };

describe('a newer login', () => {
  it.each<[string, Partial<Login>, RegExp | undefined]>([
    ['of the user that leaves no room for this device', {}, /another device/],
    ['of the user that leaves this device its place', { userDeviceIds: ['phone', 'tablet'] }, undefined],
    ['of the user that says nothing about other devices', { userDeviceIds: [] }, undefined],
    ['of another user', { userId: 'eve' }, undefined],
    ['in another app', { app: 'other' }, undefined],
    ['that is older', { loginNumber: 4 }, undefined],
    ['that is this one', { loginNumber: 5, deviceId: 'phone' }, undefined],
    ['whose number is not known', { loginNumber: 0, deviceId: 'phone' }, undefined],
    ['on this device', { deviceId: 'phone', userDeviceIds: ['phone'] }, /this device/],
    ['of another user on this device', { deviceId: 'phone', userId: 'eve', userDeviceIds: ['phone'] }, /this device/],
    ['on this device that was resumed', { deviceId: 'phone', userDeviceIds: [] }, /this device/],
  ])('%s', (_, over, reason) => {
    const ended = endedBy(phone, { ...tablet, ...over });
    if (reason === undefined) expect(ended).toBeUndefined();
    else expect(ended).toMatch(reason);
  });

  it('ends a login without a number only on its own device', () => {
    const unnumbered = { ...phone, loginNumber: 0 };
    expect(endedBy(unnumbered, tablet)).toBeUndefined();
    expect(endedBy(unnumbered, { ...tablet, deviceId: 'phone' })).toMatch(/this device/);
  });
});
