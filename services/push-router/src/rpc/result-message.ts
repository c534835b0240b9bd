import { jsonEnumValue, vendorToProto, type PushTargetResultInput } from '@bellhop/contracts';
import type { DirectTarget } from '../domain/direct-push.ts';
import type { TargetResult } from '../domain/target-results.ts';

/** How a push stands with a target, as contracts have it. */
export function resultMessage(target: DirectTarget, { state, devices }: TargetResult): PushTargetResultInput {
  return {
    ...target,
    state,
    devices: devices.map(({ deviceId, pushId, vendor, verdict, shows }) => ({
      ...{ deviceId, pushId, verdict: jsonEnumValue('PushVerdict', verdict) ?? '', ...shows },
      ...(vendor === undefined ? {} : { vendor: vendorToProto(vendor) }),
    })),
  };
}
