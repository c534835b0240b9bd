// Original file: proto/bellhop/presence/v1/presence_service.proto

import type { PresenceStateInput as _bellhop_presence_v1_PresenceStateInput, PresenceState as _bellhop_presence_v1_PresenceState } from '../../../bellhop/presence/v1/PresenceState.ts';
import type { ConnectedDeviceInput as _bellhop_presence_v1_ConnectedDeviceInput, ConnectedDevice as _bellhop_presence_v1_ConnectedDevice } from '../../../bellhop/presence/v1/ConnectedDevice.ts';

/**
 * Presence of one user.
 */
export interface UserPresenceInput {
  /**
   * The user.
   */
  'userId'?: (string);
  /**
   * His state.
   */
  'state'?: (_bellhop_presence_v1_PresenceStateInput);
  /**
   * His live connections; empty unless ONLINE.
   */
  'devices'?: (_bellhop_presence_v1_ConnectedDeviceInput)[];
}

/**
 * Presence of one user.
 */
export interface UserPresence {
  /**
   * The user.
   */
  'userId': (string);
  /**
   * His state.
   */
  'state': (_bellhop_presence_v1_PresenceState);
  /**
   * His live connections; empty unless ONLINE.
   */
  'devices': (_bellhop_presence_v1_ConnectedDevice)[];
}
