import {
  vendorFromProto,
  type PushDecisionInput,
  type PushTargetState,
  type PushVerdict,
  type Vendor,
  type VendorName,
} from '@bellhop/contracts';
import type { PushPlan } from './plan-push.ts';

/** How a push stands with a target, and what was found of its devices. */
export interface TargetResult {
  readonly state: PushTargetState;
  readonly devices: readonly DeviceResult[];
}

export interface DeviceResult {
  readonly deviceId: string;
  /** Empty of a device that is not registered for push. */
  readonly pushId: string;
  readonly vendor: VendorName | undefined;
  readonly verdict: PushVerdict;
  /** What it shows; only of a device that is pushed to. */
  readonly shows?: { readonly title: string; readonly content: string; readonly resourcesId: string };
}

export interface ResultOfUser {
  readonly userId: string;
  readonly result: DeviceResult;
}

/** What a plan says of each device, and of users without any. */
export function deviceResults({ tasks, decisions }: PushPlan, resourcesId: string): ResultOfUser[] {
  const shows = new Map(
    tasks.flatMap(({ task: { title = '', content = '', targets } }) =>
      (targets ?? []).map(({ pushId = '' }) => [pushId, { title, content, resourcesId }]),
    ),
  );
  return decisions.map((decision) => resultOf(decision, shows.get(decision.pushId ?? '')));
}

/** How a push stands with a user, by what is said of their devices. */
export function userResult(own: readonly ResultOfUser[]): TargetResult {
  const devices = own.map(({ result }) => result).filter(({ verdict }) => verdict !== 'PUSH_VERDICT_NO_DEVICE');
  return devices.length === 0 ? { state: 'PUSH_TARGET_STATE_NO_DEVICE', devices } : standingOf(devices);
}

export function standingOf(devices: readonly DeviceResult[]): TargetResult {
  const isPushed = devices.some(({ verdict }) => verdict === 'PUSH_VERDICT_PUSHED');
  return { state: isPushed ? 'PUSH_TARGET_STATE_PUSHED' : 'PUSH_TARGET_STATE_NOT_PUSHED', devices };
}

function resultOf(
  { userId = '', deviceId = '', pushId = '', vendor, verdict }: PushDecisionInput,
  shows: DeviceResult['shows'],
): ResultOfUser {
  return {
    userId,
    result: {
      deviceId,
      pushId,
      vendor: vendor === undefined ? undefined : vendorFromProto(vendor as Vendor),
      verdict: verdict as PushVerdict,
      ...(shows === undefined ? {} : { shows }),
    },
  };
}
