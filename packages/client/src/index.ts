export * from './call-types.ts';
export * from './conversation-types.ts';
export { ZIM_ERROR_UNKNOWN, zimErrorNumbers } from './error-numbers.ts';
export * from './group-types.ts';
export * from './message-types.ts';
export { ZIMCXHandleType, type ZIMPushConfig, type ZIMVoIPConfig } from './push-config.ts';
export type { ConnectionEvent, ConnectionState } from './session.ts';
export type { KeyValueStorage } from './storage.ts';
export * from './types.ts';
export * from './user-types.ts';
export {
  getCall,
  getMessageID,
  getPayload,
  type VendorMessage,
  type VendorName,
  type ZPNsCall,
} from './vendor-payload.ts';
export type { WebSocketConstructor, WebSocketLike } from './web-socket.ts';
export type { ZIMAppConfig } from './app-config.ts';
export { ZIM, type ZIMLoginConfig, type ZIMLoginResult } from './zim.ts';
export { ZIMError } from './zim-error.ts';
export { zpnsCallbacks, type ArrivalVendor, type ThroughVendor } from './zpns-callbacks.ts';
export { ZPNsConfig, type ZPNsDeviceSettings, type ZPNsVendor } from './zpns-config.ts';
export type { ZPNsVendorBridge, ZPNsVendorListener } from './zpns-bridge.ts';
export { ZPNs, type ZPNsEvents, type ZPNsNotification } from './zpns.ts';
