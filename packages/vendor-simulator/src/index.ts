export { startVendorSimulator } from './start-vendor-simulator.ts';
export type { VendorSimulator, VendorSimulatorOptions } from './start-vendor-simulator.ts';
export { simulatorControl } from './control/simulator-control.ts';
export type { NewPhone, SimulatorControl } from './control/simulator-control.ts';
export type { AcceptedRecord, ClickAnswer, NotificationPage, PhoneView, TokenView } from './control/views.ts';
export type {
  App,
  FcmApp,
  FcmSettings,
  HuaweiApp,
  HuaweiReceiptConfiguration,
  HuaweiSettings,
  OppoApp,
  OppoSettings,
  ServiceAccount,
  VivoApp,
  VivoSettings,
  XiaomiApp,
  XiaomiSettings,
} from './credentials/app.ts';
export type { NewApp } from './credentials/make-app.ts';
export type { AcceptedTarget, SeenRequest, VendorStats } from './observation/observation.ts';
export type { Fault, FaultKind, FaultRequest } from './faults/fault.ts';
export type {
  CallbackName,
  ClickResult,
  DataMessage,
  DisplayedNotification,
  FiredCallback,
} from './phones/phone-records.ts';
export type { PhoneState } from './phones/platform-rules.ts';
export { VENDORS } from './vendor.ts';
export type { Vendor } from './vendor.ts';
