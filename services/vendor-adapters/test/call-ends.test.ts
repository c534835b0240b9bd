import { vendorNames, type VendorCredentials, type VendorName } from '@bellhop/contracts';
import {
  simulatorControl,
  startVendorSimulator,
  type SimulatorControl,
  type VendorSimulator,
} from '@bellhop/vendor-simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callEnds } from '../src/domain/call-ends.ts';
import type { VendorAdapter } from '../src/domain/vendor-adapter.ts';
import { createFcmAdapter } from '../src/vendors/fcm/adapter.ts';
import { createHuaweiAdapter } from '../src/vendors/huawei/adapter.ts';
import { createOppoAdapter } from '../src/vendors/oppo/adapter.ts';
import { createVivoAdapter } from '../src/vendors/vivo/adapter.ts';
import { createXiaomiAdapter } from '../src/vendors/xiaomi/adapter.ts';
import { aCall, aNotification, ringText, targetsOf } from './a-notification.ts';
import { simulatorCredential } from './simulator-credential.ts';
import { use, type Used } from './use-adapter.ts';

const adapters: { [V in VendorName]: VendorAdapter<VendorCredentials[V]> } = {
  xiaomi: createXiaomiAdapter(),
  huawei: createHuaweiAdapter(),
  oppo: createOppoAdapter(),
  vivo: createVivoAdapter(),
  fcm: createFcmAdapter(),
};

let simulator: VendorSimulator;
let control: SimulatorControl;
beforeAll(async () => {
  simulator = await startVendorSimulator();
  control = simulatorControl(simulator.controlUrl);
});
afterAll(() => simulator.close());

describe.each(vendorNames)('a %s phone', (vendor) => {
  const connect = async (): Promise<Used> =>
    use(adapters[vendor] as VendorAdapter<unknown>, await simulatorCredential(control, simulator.urls, vendor));
  const phoneOf = () => control.createPhone({ vendor });
  const of = (token: string) => ({
    packageName: 'com.example.bellhop',
    title: 'Alice',
    settings: vendor === 'xiaomi' || vendor === 'oppo' ? { channelId: 'bellhop-im' } : {},
    targets: targetsOf(token),
  });
  const ring = (token: string, ttlSeconds = 59) =>
    aNotification({ ...of(token), content: 'calls you', call: aCall('ring'), ttlSeconds });
  const end = (token: string, kind: 'missed' | 'answered') =>
    aNotification({
      ...of(token),
      taskId: 'f'.repeat(32),
      content: 'Missed call',
      call: aCall(kind),
      isQuiet: true,
    });
  const barOf = async (phoneId: string) => (await control.phone(phoneId)).bar.map(({ content }) => content);
  const replaced = callEnds[vendor] === 'replace' ? ['Missed call'] : [];

  it('rings, and its app finds the call', async () => {
    const [used, phone] = [await connect(), await phoneOf()];
    expect(await used.outcomes(ring(phone.token))).toMatchObject([{ kind: 'accepted' }]);
    expect(await barOf(phone.phoneId)).toEqual(['calls you']);
    const clicked = await control.click(phone.phoneId);
    expect(clicked).toMatchObject({ payload: '{"a":1}', extras: { call: ringText } });
  });

  it.each(['missed', 'answered'] as const)(`shows ${String(replaced)} after a call was %s`, async (kind) => {
    const [used, phone, other] = [await connect(), await phoneOf(), await phoneOf()];
    for (const { token } of [phone, other]) await used.outcomes(ring(token));
    expect(await used.outcomes(end(phone.token, kind))).toMatchObject([{ kind: 'accepted' }]);
    expect(await barOf(phone.phoneId)).toEqual(replaced);
    expect(await barOf(other.phoneId)).toEqual(['calls you']);
  });

  it('loses a message that was revoked, or shows that it was', async () => {
    const [used, phone, other] = [await connect(), await phoneOf(), await phoneOf()];
    for (const { token } of [phone, other]) await used.outcomes(aNotification({ ...of(token), content: 'Hi' }));
    const recall = { taskId: 'e'.repeat(32), content: '[Message recalled]', takesBack: true, isQuiet: true };
    expect(await used.outcomes(aNotification({ ...of(phone.token), ...recall }))).toMatchObject([{ kind: 'accepted' }]);
    expect(await barOf(phone.phoneId)).toEqual(vendor === 'xiaomi' ? [] : ['[Message recalled]']);
    expect(await barOf(other.phoneId)).toEqual(['Hi']);
  });

  it('that was offline does not ring afterwards', async () => {
    const [used, phone] = [await connect(), await phoneOf()];
    await control.setPhoneState(phone.phoneId, { online: false });
    await used.outcomes(ring(phone.token, 120));
    await used.outcomes(end(phone.token, 'missed'));
    await control.setPhoneState(phone.phoneId, { online: true });
    expect(await barOf(phone.phoneId)).toEqual(replaced);
  });
});

it('rings on a vivo phone that is online, and never later, when less than a minute is left', async () => {
  const used = use(createVivoAdapter(), (await simulatorCredential(control, simulator.urls, 'vivo')) as never);
  const phone = await control.createPhone({ vendor: 'vivo' });
  await control.setPhoneState(phone.phoneId, { online: false });
  const notification = aNotification({ call: aCall('ring'), ttlSeconds: 59, targets: targetsOf(phone.token) });
  expect(await used.outcomes(notification)).toMatchObject([{ kind: 'accepted' }]);
  await control.setPhoneState(phone.phoneId, { online: true });
  expect((await control.phone(phone.phoneId)).notifications).toEqual([]);
});
