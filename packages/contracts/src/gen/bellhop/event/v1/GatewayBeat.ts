// Original file: proto/bellhop/event/v1/gateway_beat.proto


/**
 * A gateway lives: the lease of all its sessions. Topic presence.node.v1, key = gateway address + epoch.
 * From every gateway, each 3 s, to every presence replica; without one for 10 s its sessions are offline.
 */
export interface GatewayBeatInput {
  /**
   * Address (host:port) of the gateway.
   */
  'gatewayAddress'?: (string);
  /**
   * Which life of that gateway.
   */
  'gatewayEpoch'?: (string);
  /**
   * Open connections.
   */
  'connections'?: (number);
  /**
   * True = the gateway ended in order; its lease ends now.
   */
  'closing'?: (boolean);
}

/**
 * A gateway lives: the lease of all its sessions. Topic presence.node.v1, key = gateway address + epoch.
 * From every gateway, each 3 s, to every presence replica; without one for 10 s its sessions are offline.
 */
export interface GatewayBeat {
  /**
   * Address (host:port) of the gateway.
   */
  'gatewayAddress': (string);
  /**
   * Which life of that gateway.
   */
  'gatewayEpoch': (string);
  /**
   * Open connections.
   */
  'connections': (number);
  /**
   * True = the gateway ended in order; its lease ends now.
   */
  'closing': (boolean);
}
