import {
  simulatorControl,
  startVendorSimulator,
  type SimulatorControl,
  type VendorSimulator,
} from '@bellhop/vendor-simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VendorAdapter } from '../src/domain/vendor-adapter.ts';
import { createFcmAdapter } from '../src/vendors/fcm/adapter.ts';
import { createHuaweiAdapter } from '../src/vendors/huawei/adapter.ts';
import { aCall, aNotification, ringText, targetsOf } from './a-notification.ts';
import { simulatorCredential } from './simulator-credential.ts';
import { use } from './use-adapter.ts';

let simulator: VendorSimulator;
let control: SimulatorControl;
beforeAll(async () => {
  simulator = await startVendorSimulator();
  control = simulatorControl(simulator.controlUrl);
});
afterAll(() => simulator.close());

const adapters = { huawei: createHuaweiAdapter(), fcm: createFcmAdapter() };

describe.each(['huawei', 'fcm'] as const)('a %s phone', (vendor) => {
  it('gets data past its screen: the app finds payload and call', async () => {
    const adapter = adapters[vendor] as VendorAdapter<unknown>;
    const used = use(adapter, await simulatorCredential(control, simulator.urls, vendor));
    const phone = await control.createPhone({ vendor });
    const data = aNotification({
      settings: { pushKind: 'DATA' },
      call: aCall('ring'),
      targets: targetsOf(phone.token),
    });
    expect(await used.outcomes(data)).toMatchObject([{ kind: 'accepted' }]);
    const { messages, notifications } = await control.phone(phone.phoneId);
    expect(notifications).toEqual([]);
    expect(messages).toMatchObject([{ payload: '{"a":1}', data: { call: ringText } }]);
  });
});
