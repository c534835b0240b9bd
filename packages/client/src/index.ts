export type { ConnectionEvent, ConnectionState } from './session.ts';
export type { KeyValueStorage } from './random-id.ts';
export * from './types.ts';
export { getPayload, type VendorMessage } from './vendor-payload.ts';
export type { WebSocketConstructor, WebSocketLike } from './web-socket.ts';
export { ZIM, type ZIMAppConfig, type ZIMLoginResult } from './zim.ts';
export { ZIMError } from './zim-error.ts';
export { ZPNs, type ZPNsConfig, type ZPNsEvents, type ZPNsVendor } from './zpns.ts';
