import type { DeviceMode } from './gen/index.ts';

/** On how many devices a user of an app may be logged in, as HTTP and the database name it. */
export const deviceModes = ['single', 'dual', 'multi'] as const;

export type DeviceModeName = (typeof deviceModes)[number];

const protoOf: Record<DeviceModeName, DeviceMode> = {
  single: 'DEVICE_MODE_SINGLE',
  dual: 'DEVICE_MODE_DUAL',
  multi: 'DEVICE_MODE_MULTI',
};

/** The proto enum value of a mode. */
export function deviceModeToProto(name: DeviceModeName): DeviceMode {
  return protoOf[name];
}

/** The mode of a proto enum value; undefined for DEVICE_MODE_UNSPECIFIED. */
export function deviceModeFromProto(mode: DeviceMode): DeviceModeName | undefined {
  return deviceModes.find((name) => protoOf[name] === mode);
}
