// Original file: proto/bellhop/push/v1/device_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { BindDeviceRequestInput as _bellhop_push_v1_BindDeviceRequestInput, BindDeviceRequest as _bellhop_push_v1_BindDeviceRequest } from '../../../bellhop/push/v1/BindDeviceRequest.ts';
import type { BindDeviceResponseInput as _bellhop_push_v1_BindDeviceResponseInput, BindDeviceResponse as _bellhop_push_v1_BindDeviceResponse } from '../../../bellhop/push/v1/BindDeviceResponse.ts';
import type { ListUserDevicesRequestInput as _bellhop_push_v1_ListUserDevicesRequestInput, ListUserDevicesRequest as _bellhop_push_v1_ListUserDevicesRequest } from '../../../bellhop/push/v1/ListUserDevicesRequest.ts';
import type { ListUserDevicesResponseInput as _bellhop_push_v1_ListUserDevicesResponseInput, ListUserDevicesResponse as _bellhop_push_v1_ListUserDevicesResponse } from '../../../bellhop/push/v1/ListUserDevicesResponse.ts';
import type { RegisterDeviceRequestInput as _bellhop_push_v1_RegisterDeviceRequestInput, RegisterDeviceRequest as _bellhop_push_v1_RegisterDeviceRequest } from '../../../bellhop/push/v1/RegisterDeviceRequest.ts';
import type { RegisterDeviceResponseInput as _bellhop_push_v1_RegisterDeviceResponseInput, RegisterDeviceResponse as _bellhop_push_v1_RegisterDeviceResponse } from '../../../bellhop/push/v1/RegisterDeviceResponse.ts';
import type { UnbindDeviceRequestInput as _bellhop_push_v1_UnbindDeviceRequestInput, UnbindDeviceRequest as _bellhop_push_v1_UnbindDeviceRequest } from '../../../bellhop/push/v1/UnbindDeviceRequest.ts';
import type { UnbindDeviceResponseInput as _bellhop_push_v1_UnbindDeviceResponseInput, UnbindDeviceResponse as _bellhop_push_v1_UnbindDeviceResponse } from '../../../bellhop/push/v1/UnbindDeviceResponse.ts';
import type { UnregisterDeviceRequestInput as _bellhop_push_v1_UnregisterDeviceRequestInput, UnregisterDeviceRequest as _bellhop_push_v1_UnregisterDeviceRequest } from '../../../bellhop/push/v1/UnregisterDeviceRequest.ts';
import type { UnregisterDeviceResponseInput as _bellhop_push_v1_UnregisterDeviceResponseInput, UnregisterDeviceResponse as _bellhop_push_v1_UnregisterDeviceResponse } from '../../../bellhop/push/v1/UnregisterDeviceResponse.ts';
import type { UpdateDeviceRequestInput as _bellhop_push_v1_UpdateDeviceRequestInput, UpdateDeviceRequest as _bellhop_push_v1_UpdateDeviceRequest } from '../../../bellhop/push/v1/UpdateDeviceRequest.ts';
import type { UpdateDeviceResponseInput as _bellhop_push_v1_UpdateDeviceResponseInput, UpdateDeviceResponse as _bellhop_push_v1_UpdateDeviceResponse } from '../../../bellhop/push/v1/UpdateDeviceResponse.ts';

/**
 * Devices, PushIDs and bindings. Served by push-router; asked by the gateway. Internal.
 */
export interface DeviceServiceClient extends grpc.Client {
  /**
   * A user logs in on a device: moves the device's binding to him (last login wins), and ends those of his logins on other devices for
   * which the app's device mode leaves no room.
   */
  BindDevice(argument: _bellhop_push_v1_BindDeviceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_BindDeviceResponse>): grpc.ClientUnaryCall;
  BindDevice(argument: _bellhop_push_v1_BindDeviceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_BindDeviceResponse>): grpc.ClientUnaryCall;
  BindDevice(argument: _bellhop_push_v1_BindDeviceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_BindDeviceResponse>): grpc.ClientUnaryCall;
  BindDevice(argument: _bellhop_push_v1_BindDeviceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_BindDeviceResponse>): grpc.ClientUnaryCall;
  /**
   * A user logs in on a device: moves the device's binding to him (last login wins), and ends those of his logins on other devices for
   * which the app's device mode leaves no room.
   */
  bindDevice(argument: _bellhop_push_v1_BindDeviceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_BindDeviceResponse>): grpc.ClientUnaryCall;
  bindDevice(argument: _bellhop_push_v1_BindDeviceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_BindDeviceResponse>): grpc.ClientUnaryCall;
  bindDevice(argument: _bellhop_push_v1_BindDeviceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_BindDeviceResponse>): grpc.ClientUnaryCall;
  bindDevice(argument: _bellhop_push_v1_BindDeviceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_BindDeviceResponse>): grpc.ClientUnaryCall;
  
  /**
   * What UserDeviceService.ListDevices says: for gateways of an earlier version.
   * @deprecated
   */
  ListUserDevices(argument: _bellhop_push_v1_ListUserDevicesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_ListUserDevicesResponse>): grpc.ClientUnaryCall;
  ListUserDevices(argument: _bellhop_push_v1_ListUserDevicesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_ListUserDevicesResponse>): grpc.ClientUnaryCall;
  ListUserDevices(argument: _bellhop_push_v1_ListUserDevicesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_ListUserDevicesResponse>): grpc.ClientUnaryCall;
  ListUserDevices(argument: _bellhop_push_v1_ListUserDevicesRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_ListUserDevicesResponse>): grpc.ClientUnaryCall;
  /**
   * What UserDeviceService.ListDevices says: for gateways of an earlier version.
   * @deprecated
   */
  listUserDevices(argument: _bellhop_push_v1_ListUserDevicesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_ListUserDevicesResponse>): grpc.ClientUnaryCall;
  listUserDevices(argument: _bellhop_push_v1_ListUserDevicesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_ListUserDevicesResponse>): grpc.ClientUnaryCall;
  listUserDevices(argument: _bellhop_push_v1_ListUserDevicesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_ListUserDevicesResponse>): grpc.ClientUnaryCall;
  listUserDevices(argument: _bellhop_push_v1_ListUserDevicesRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_ListUserDevicesResponse>): grpc.ClientUnaryCall;
  
  /**
   * Registers the vendor token of a device on which the user is logged in. A refreshed token keeps the PushID.
   */
  RegisterDevice(argument: _bellhop_push_v1_RegisterDeviceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_RegisterDeviceResponse>): grpc.ClientUnaryCall;
  RegisterDevice(argument: _bellhop_push_v1_RegisterDeviceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_RegisterDeviceResponse>): grpc.ClientUnaryCall;
  RegisterDevice(argument: _bellhop_push_v1_RegisterDeviceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_RegisterDeviceResponse>): grpc.ClientUnaryCall;
  RegisterDevice(argument: _bellhop_push_v1_RegisterDeviceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_RegisterDeviceResponse>): grpc.ClientUnaryCall;
  /**
   * Registers the vendor token of a device on which the user is logged in. A refreshed token keeps the PushID.
   */
  registerDevice(argument: _bellhop_push_v1_RegisterDeviceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_RegisterDeviceResponse>): grpc.ClientUnaryCall;
  registerDevice(argument: _bellhop_push_v1_RegisterDeviceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_RegisterDeviceResponse>): grpc.ClientUnaryCall;
  registerDevice(argument: _bellhop_push_v1_RegisterDeviceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_RegisterDeviceResponse>): grpc.ClientUnaryCall;
  registerDevice(argument: _bellhop_push_v1_RegisterDeviceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_RegisterDeviceResponse>): grpc.ClientUnaryCall;
  
  /**
   * A user logged out on a device: clears the binding if it is still his.
   */
  UnbindDevice(argument: _bellhop_push_v1_UnbindDeviceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UnbindDeviceResponse>): grpc.ClientUnaryCall;
  UnbindDevice(argument: _bellhop_push_v1_UnbindDeviceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_UnbindDeviceResponse>): grpc.ClientUnaryCall;
  UnbindDevice(argument: _bellhop_push_v1_UnbindDeviceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UnbindDeviceResponse>): grpc.ClientUnaryCall;
  UnbindDevice(argument: _bellhop_push_v1_UnbindDeviceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_UnbindDeviceResponse>): grpc.ClientUnaryCall;
  /**
   * A user logged out on a device: clears the binding if it is still his.
   */
  unbindDevice(argument: _bellhop_push_v1_UnbindDeviceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UnbindDeviceResponse>): grpc.ClientUnaryCall;
  unbindDevice(argument: _bellhop_push_v1_UnbindDeviceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_UnbindDeviceResponse>): grpc.ClientUnaryCall;
  unbindDevice(argument: _bellhop_push_v1_UnbindDeviceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UnbindDeviceResponse>): grpc.ClientUnaryCall;
  unbindDevice(argument: _bellhop_push_v1_UnbindDeviceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_UnbindDeviceResponse>): grpc.ClientUnaryCall;
  
  /**
   * Stops every push to the device until it registers again.
   */
  UnregisterDevice(argument: _bellhop_push_v1_UnregisterDeviceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UnregisterDeviceResponse>): grpc.ClientUnaryCall;
  UnregisterDevice(argument: _bellhop_push_v1_UnregisterDeviceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_UnregisterDeviceResponse>): grpc.ClientUnaryCall;
  UnregisterDevice(argument: _bellhop_push_v1_UnregisterDeviceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UnregisterDeviceResponse>): grpc.ClientUnaryCall;
  UnregisterDevice(argument: _bellhop_push_v1_UnregisterDeviceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_UnregisterDeviceResponse>): grpc.ClientUnaryCall;
  /**
   * Stops every push to the device until it registers again.
   */
  unregisterDevice(argument: _bellhop_push_v1_UnregisterDeviceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UnregisterDeviceResponse>): grpc.ClientUnaryCall;
  unregisterDevice(argument: _bellhop_push_v1_UnregisterDeviceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_UnregisterDeviceResponse>): grpc.ClientUnaryCall;
  unregisterDevice(argument: _bellhop_push_v1_UnregisterDeviceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UnregisterDeviceResponse>): grpc.ClientUnaryCall;
  unregisterDevice(argument: _bellhop_push_v1_UnregisterDeviceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_UnregisterDeviceResponse>): grpc.ClientUnaryCall;
  
  /**
   * What a device without a login says of itself, proven by its secret: that its user has logged out, that it wants no pushes.
   */
  UpdateDevice(argument: _bellhop_push_v1_UpdateDeviceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UpdateDeviceResponse>): grpc.ClientUnaryCall;
  UpdateDevice(argument: _bellhop_push_v1_UpdateDeviceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_UpdateDeviceResponse>): grpc.ClientUnaryCall;
  UpdateDevice(argument: _bellhop_push_v1_UpdateDeviceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UpdateDeviceResponse>): grpc.ClientUnaryCall;
  UpdateDevice(argument: _bellhop_push_v1_UpdateDeviceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_UpdateDeviceResponse>): grpc.ClientUnaryCall;
  /**
   * What a device without a login says of itself, proven by its secret: that its user has logged out, that it wants no pushes.
   */
  updateDevice(argument: _bellhop_push_v1_UpdateDeviceRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UpdateDeviceResponse>): grpc.ClientUnaryCall;
  updateDevice(argument: _bellhop_push_v1_UpdateDeviceRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_bellhop_push_v1_UpdateDeviceResponse>): grpc.ClientUnaryCall;
  updateDevice(argument: _bellhop_push_v1_UpdateDeviceRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_bellhop_push_v1_UpdateDeviceResponse>): grpc.ClientUnaryCall;
  updateDevice(argument: _bellhop_push_v1_UpdateDeviceRequestInput, callback: grpc.requestCallback<_bellhop_push_v1_UpdateDeviceResponse>): grpc.ClientUnaryCall;
  
}

/**
 * Devices, PushIDs and bindings. Served by push-router; asked by the gateway. Internal.
 */
export interface DeviceServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * A user logs in on a device: moves the device's binding to him (last login wins), and ends those of his logins on other devices for
   * which the app's device mode leaves no room.
   */
  BindDevice: grpc.handleUnaryCall<_bellhop_push_v1_BindDeviceRequest, _bellhop_push_v1_BindDeviceResponseInput>;
  
  /**
   * What UserDeviceService.ListDevices says: for gateways of an earlier version.
   */
  ListUserDevices: grpc.handleUnaryCall<_bellhop_push_v1_ListUserDevicesRequest, _bellhop_push_v1_ListUserDevicesResponseInput>;
  
  /**
   * Registers the vendor token of a device on which the user is logged in. A refreshed token keeps the PushID.
   */
  RegisterDevice: grpc.handleUnaryCall<_bellhop_push_v1_RegisterDeviceRequest, _bellhop_push_v1_RegisterDeviceResponseInput>;
  
  /**
   * A user logged out on a device: clears the binding if it is still his.
   */
  UnbindDevice: grpc.handleUnaryCall<_bellhop_push_v1_UnbindDeviceRequest, _bellhop_push_v1_UnbindDeviceResponseInput>;
  
  /**
   * Stops every push to the device until it registers again.
   */
  UnregisterDevice: grpc.handleUnaryCall<_bellhop_push_v1_UnregisterDeviceRequest, _bellhop_push_v1_UnregisterDeviceResponseInput>;
  
  /**
   * What a device without a login says of itself, proven by its secret: that its user has logged out, that it wants no pushes.
   */
  UpdateDevice: grpc.handleUnaryCall<_bellhop_push_v1_UpdateDeviceRequest, _bellhop_push_v1_UpdateDeviceResponseInput>;
  
}

export interface DeviceServiceDefinition extends grpc.ServiceDefinition {
  BindDevice: MethodDefinition<_bellhop_push_v1_BindDeviceRequestInput, _bellhop_push_v1_BindDeviceResponseInput, _bellhop_push_v1_BindDeviceRequest, _bellhop_push_v1_BindDeviceResponse>
  ListUserDevices: MethodDefinition<_bellhop_push_v1_ListUserDevicesRequestInput, _bellhop_push_v1_ListUserDevicesResponseInput, _bellhop_push_v1_ListUserDevicesRequest, _bellhop_push_v1_ListUserDevicesResponse>
  RegisterDevice: MethodDefinition<_bellhop_push_v1_RegisterDeviceRequestInput, _bellhop_push_v1_RegisterDeviceResponseInput, _bellhop_push_v1_RegisterDeviceRequest, _bellhop_push_v1_RegisterDeviceResponse>
  UnbindDevice: MethodDefinition<_bellhop_push_v1_UnbindDeviceRequestInput, _bellhop_push_v1_UnbindDeviceResponseInput, _bellhop_push_v1_UnbindDeviceRequest, _bellhop_push_v1_UnbindDeviceResponse>
  UnregisterDevice: MethodDefinition<_bellhop_push_v1_UnregisterDeviceRequestInput, _bellhop_push_v1_UnregisterDeviceResponseInput, _bellhop_push_v1_UnregisterDeviceRequest, _bellhop_push_v1_UnregisterDeviceResponse>
  UpdateDevice: MethodDefinition<_bellhop_push_v1_UpdateDeviceRequestInput, _bellhop_push_v1_UpdateDeviceResponseInput, _bellhop_push_v1_UpdateDeviceRequest, _bellhop_push_v1_UpdateDeviceResponse>
}
