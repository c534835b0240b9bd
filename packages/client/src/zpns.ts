import { Emitter } from './emitter.ts';
import { getCall, getPayload, type VendorMessage, type ZPNsCall } from './vendor-payload.ts';
import type { ZIM } from './zim.ts';
import { ZIMError } from './zim-error.ts';

export type ZPNsVendor = 'xiaomi' | 'huawei' | 'oppo' | 'vivo' | 'fcm';

/** What the app is and where it runs. */
export interface ZPNsConfig {
  /** Which certificate set of the app the device's tokens belong to. Default 1. */
  readonly appType?: number;
  readonly environment?: 'production' | 'sandbox';
  readonly platform?: string;
  /** BCP 47, e.g. zh-CN. */
  readonly locale?: string;
  /** IANA, e.g. Asia/Shanghai. */
  readonly timeZone?: string;
  readonly appVersion?: string;
}

/** The message as it was handed over, and the call it is about, if any: after the login a tap answers with `zim.callAccept(call.callID)`. */
export type ZPNsNotification = VendorMessage & { readonly call?: ZPNsCall };

export interface ZPNsEvents extends Record<string, unknown> {
  registered: { readonly pushID: string };
  notificationArrived: ZPNsNotification;
  notificationClicked: ZPNsNotification;
  throughMessageReceived: ZPNsNotification;
  error: unknown;
}

/** Push of one device, with the names of ZPNs. */
export class ZPNs {
  readonly #zim: ZIM;
  readonly #emitter = new Emitter<ZPNsEvents>();
  #config: ZPNsConfig = {};
  #registration: { readonly vendor: ZPNsVendor; readonly token: string; readonly isSent: boolean } | undefined;

  static create(zim: ZIM): ZPNs {
    return new ZPNs(zim);
  }

  constructor(zim: ZIM) {
    this.#zim = zim;
    zim.onReady(({ pushID }) => {
      // Also when the server has lost the device: it answers a login without a PushID then.
      if (this.#registration === undefined || (this.#registration.isSent && pushID !== undefined)) return;
      this.#send().catch((error: unknown) => this.#emit('error', error));
    });
  }

  /** The payload of the message's push config, from where each vendor puts it. */
  static getPayload(message: VendorMessage): string | undefined {
    return getPayload(message);
  }

  /** The call that a notification is about, if any, from where each vendor puts it. */
  static getCall(message: VendorMessage): ZPNsCall | undefined {
    return getCall(message);
  }

  on<Name extends keyof ZPNsEvents & string>(event: Name, handler: (payload: ZPNsEvents[Name]) => unknown): void {
    this.#emitter.on(event, handler);
  }

  off<Name extends keyof ZPNsEvents & string>(event: Name, handler?: (payload: ZPNsEvents[Name]) => unknown): void {
    this.#emitter.off(event, handler);
  }

  /** Settings for the registrations that follow. */
  setPushConfig(config: ZPNsConfig): void {
    this.#config = config;
  }

  /**
   * Hands over the token of the vendor's library; call it again when the vendor refreshes the token. Before login it is kept and
   * sent after; `registered` tells the PushID. Resolves with the PushID, or undefined when it will be sent after the login.
   */
  async registerPush(vendor: ZPNsVendor, token: string): Promise<string | undefined> {
    this.#registration = { vendor, token, isSent: false };
    this.#zim.registersPush();
    if (this.#zim.connectionState !== 'connected') return undefined;
    return this.#send().catch((error: unknown) => {
      if (error instanceof ZIMError && error.code === 'CONNECTION_LOST') return undefined; // the next login sends it
      throw error;
    });
  }

  /**
   * Stops every push to this device until it registers again. Without a connection it is kept and told as soon as there is one (see
   * `pendingDeviceChanges` of ZIM); it then resolves when it is kept.
   */
  async unregisterPush(): Promise<void> {
    this.#registration = undefined;
    await this.#zim.unregisterPush();
  }

  /** Called by the app's vendor callbacks: hands the message to the handlers of `notificationArrived`. */
  handleNotificationArrived(message: VendorMessage): void {
    this.#emit('notificationArrived', withCall(message));
  }

  /** The same for a tap on a notification. */
  handleNotificationClicked(message: VendorMessage): void {
    this.#emit('notificationClicked', withCall(message));
  }

  /** The same for a data message, which only huawei and fcm hand to the app. */
  handleThroughMessage(message: VendorMessage): void {
    this.#emit('throughMessageReceived', withCall(message));
  }

  async #send(): Promise<string> {
    const registration = this.#registration;
    if (registration === undefined) throw new ZIMError('NOT_REGISTERED', 'there is no token to register');
    const { vendor, token } = registration;
    const answer = await this.#zim.request('registerPush', { vendor, token, ...this.#config });
    const { pushID } = answer;
    if (this.#registration === registration) this.#registration = { ...registration, isSent: true };
    this.#emit('registered', { pushID });
    return pushID;
  }

  #emit<Name extends keyof ZPNsEvents & string>(event: Name, payload: ZPNsEvents[Name]): void {
    this.#emitter.emit(event, payload).catch((error: unknown) => {
      if (event !== 'error') this.#emit('error', error);
    });
  }
}

function withCall(message: VendorMessage): ZPNsNotification {
  const call = getCall(message);
  return call === undefined ? message : { ...message, call };
}
