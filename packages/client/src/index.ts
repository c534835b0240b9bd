export type { ConnectionEvent, ConnectionState } from './session.ts';
export type { KeyValueStorage } from './storage.ts';
export * from './types.ts';
export { getPayload, type VendorMessage } from './vendor-payload.ts';
export type { WebSocketConstructor, WebSocketLike } from './web-socket.ts';
export type { ZIMAppConfig } from './app-config.ts';
export { ZIM, type ZIMLoginResult } from './zim.ts';
export { ZIMError } from './zim-error.ts';
export { ZPNs, type ZPNsConfig, type ZPNsEvents, type ZPNsVendor } from './zpns.ts';
