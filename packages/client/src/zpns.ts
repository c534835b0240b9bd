import { reconnectDelayMs } from './backoff.ts';
import { Emitter } from './emitter.ts';
import { getCall, getMessageID, getPayload, type VendorMessage, type ZPNsCall } from './vendor-payload.ts';
import { ZIM } from './zim.ts';
import { ZIMError } from './zim-error.ts';
import type { ZPNsVendorBridge } from './zpns-bridge.ts';
import { zpnsCallbacks, type ArrivalVendor, type ThroughVendor } from './zpns-callbacks.ts';
import type { ZPNsConfig, ZPNsDeviceSettings, ZPNsVendor } from './zpns-config.ts';

/** The message as it was handed over, and the call it is about, if any: after the login a tap answers with `zim.callAccept(call.callID)`. */
export type ZPNsNotification = VendorMessage & { readonly call?: ZPNsCall };

/** See `zpnsCallbacks` for which vendor gives which. */
export interface ZPNsEvents {
  /** The device has its push address. All vendors. */
  registered: { readonly pushID: string };
  /** A notification was shown. xiaomi alone, while the app lives. */
  notificationArrived: ZPNsNotification;
  /** A notification was tapped. All vendors. */
  notificationClicked: ZPNsNotification;
  /** A data message has come. huawei (with its permission) and fcm. */
  throughMessageReceived: ZPNsNotification;
  /** The vendor gave no token, a registration was refused, or a handler of yours failed. */
  error: unknown;
}

interface Registration {
  readonly vendor: ZPNsVendor;
  readonly token: string;
  readonly isSent: boolean;
}

/** Not told for the moment: the same may be taken later, at the latest after the next login. */
const LATER = new Set(['UNAVAILABLE', 'RESOURCE_EXHAUSTED', 'RATE_LIMITED', 'TIMEOUT', 'CONNECTION_LOST']);
const PAUSES = { firstMs: 500, maxMs: 30_000 };

/** Push of one device, with the names of ZPNs. */
export class ZPNs {
  static readonly #instances = new WeakMap<ZIM, ZPNs>();
  static #shared: ZPNsConfig | ZPNsDeviceSettings = {};

  readonly #zim: ZIM;
  readonly #emitter = new Emitter<ZPNsEvents>();
  #config: ZPNsConfig | ZPNsDeviceSettings | undefined;
  #registration: Registration | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #running: { readonly bridge: ZPNsVendorBridge; readonly vendor: ZPNsVendor } | undefined;

  /** Push of this ZIM's device; of one ZIM always the same. */
  static create(zim: ZIM): ZPNs {
    const made = ZPNs.#instances.get(zim) ?? new ZPNs(zim);
    ZPNs.#instances.set(zim, made);
    return made;
  }

  /** Push of the device of the ZIM that was created last. Throws `NOT_CREATED` when there is none. */
  static getInstance(): ZPNs {
    const zim = ZIM.getInstance();
    if (zim === undefined) throw new ZIMError('NOT_CREATED', 'call ZIM.create first');
    return ZPNs.create(zim);
  }

  /** Vendors and settings for the registrations that follow. */
  static setPushConfig(config: ZPNsConfig | ZPNsDeviceSettings): void {
    ZPNs.#shared = config;
  }

  private constructor(zim: ZIM) {
    this.#zim = zim;
    zim.onReady(({ pushID }) => {
      // Also when the server has lost the device: it answers a login without a PushID then.
      if (this.#registration === undefined || (this.#registration.isSent && pushID !== undefined)) return;
      this.#send(this.#registration).catch(this.#emitter.fail);
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

  /** Adds a handler of an event (see `ZPNsEvents`). */
  on<Name extends keyof ZPNsEvents>(event: Name, handler: (payload: ZPNsEvents[Name]) => unknown): void {
    this.#emitter.on(event, handler);
  }

  /** Takes a handler away, or all of the event. */
  off<Name extends keyof ZPNsEvents>(event: Name, handler?: (payload: ZPNsEvents[Name]) => unknown): void {
    this.#emitter.off(event, handler);
  }

  /** Vendors and settings of this device alone, over those of `ZPNs.setPushConfig`. */
  setPushConfig(config: ZPNsConfig | ZPNsDeviceSettings): void {
    this.#config = config;
  }

  /**
   * Registers for push: with the vendors' libraries, by a bridge to them, of which the first vendor counts that the phone has and the config
   * enables; or with a token that the app has got itself, then call it again when the vendor changes the token. Before a login the token is kept
   * and sent after, and again when it is refused for the moment; `registered` tells the PushID. Resolves with the PushID, or undefined when the token is
   * still to come or to be sent.
   */
  async registerPush(bridge: ZPNsVendorBridge): Promise<string | undefined>;
  async registerPush(vendor: ZPNsVendor, token: string): Promise<string | undefined>;
  async registerPush(by: ZPNsVendor | ZPNsVendorBridge, token = ''): Promise<string | undefined> {
    if (typeof by === 'string') return this.#register(by, token);
    await this.#start(by);
    return undefined;
  }

  /**
   * Stops every push to this device until it registers again. Without a connection it is kept and told as soon as there is one (see
   * `pendingDeviceChanges` of ZIM); it then resolves when it is kept.
   */
  async unregisterPush(): Promise<void> {
    this.#registration = undefined;
    await Promise.all([this.#zim.unregisterPush(), this.#stop()]);
  }

  /** Called by the app's vendor callbacks: hands the message to the handlers of `notificationArrived`. */
  handleNotificationArrived(message: VendorMessage<ArrivalVendor>): void {
    this.#hand('notificationArrived', message);
  }

  /** The same for a tap on a notification. */
  handleNotificationClicked(message: VendorMessage): void {
    this.#hand('notificationClicked', message);
  }

  /** The same for a data message, which only huawei and fcm hand to the app. */
  handleThroughMessage(message: VendorMessage<ThroughVendor>): void {
    this.#hand('throughMessageReceived', message);
  }

  /** A message of a vendor that has no such callback is a mistake in the app's wiring: it throws rather than let a screen wait for the next one. */
  #hand(event: 'notificationArrived' | 'notificationClicked' | 'throughMessageReceived', message: VendorMessage): void {
    const givers = event === 'notificationClicked' ? [message.vendor] : zpnsCallbacks[event];
    if (!givers.includes(message.vendor))
      throw new ZIMError('CALLBACK_NOT_SUPPORTED', `${message.vendor} has no ${event}: ${givers.join(', ')} have it`, {
        field: 'vendor',
      });
    const call = getCall(message);
    const messageID = getMessageID(message);
    if (messageID !== undefined)
      this.#zim.reportNotification(messageID, event === 'notificationClicked' ? 'clicked' : 'arrived');
    this.#emitter.tell(event, call === undefined ? message : { ...message, call });
  }

  get #settings(): ZPNsDeviceSettings & Partial<Pick<ZPNsConfig, 'enabled'>> {
    return this.#config ?? ZPNs.#shared;
  }

  async #start(bridge: ZPNsVendorBridge): Promise<void> {
    const { enabled = new Map<ZPNsVendor, object>() } = this.#settings;
    const vendor = (await bridge.vendors()).find((name) => enabled.has(name));
    if (vendor === undefined)
      throw new ZIMError('NO_VENDOR', `the phone has none of these vendors: ${[...enabled.keys()].join(', ')}`);
    await this.#stop();
    const running = { bridge, vendor };
    this.#running = running;
    const ifRunning =
      <Said extends unknown[]>(act: (...said: Said) => void) =>
      (...said: Said): void => {
        if (this.#running === running) act(...said);
      };
    await bridge.start(vendor, enabled.get(vendor) ?? {}, {
      onToken: ifRunning((token) => {
        this.#register(vendor, token).catch(this.#emitter.fail);
      }),
      onFailed: ifRunning((reason) =>
        this.#emitter.fail(new ZIMError('VENDOR_FAILED', `${vendor} gave no token: ${reason}`)),
      ),
      onNotificationArrived: ifRunning((message) => this.handleNotificationArrived(message)),
      onNotificationClicked: ifRunning((message) => this.handleNotificationClicked(message)),
      onThroughMessage: ifRunning((message) => this.handleThroughMessage(message)),
    });
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.bridge.stop(running.vendor);
  }

  async #register(vendor: ZPNsVendor, token: string): Promise<string | undefined> {
    this.#registration = { vendor, token, isSent: false };
    this.#zim.registersPush();
    if (this.#zim.connectionState !== 'connected') return undefined;
    return this.#send(this.#registration);
  }

  /** Gives undefined when it could not be told now: it is later. */
  async #send(registration: Registration, attempt = 1): Promise<string | undefined> {
    clearTimeout(this.#again);
    // By name: an object of the app may have more, and the server refuses what it does not know.
    const { appType, environment, platform, locale, timeZone, appVersion, vendor, token } = {
      ...this.#settings,
      ...registration,
    };
    try {
      const { pushID } = await this.#zim.registerPush({
        appType,
        environment,
        platform,
        locale,
        timeZone,
        appVersion,
        vendor,
        token,
      });
      if (this.#registration === registration) this.#registration = { ...registration, isSent: true };
      this.#emitter.tell('registered', { pushID });
      return pushID;
    } catch (error) {
      const { code, retryAfterMs = 0 } = error as ZIMError;
      if (!LATER.has(code)) throw error;
      this.#again = setTimeout(
        () => {
          if (this.#registration === registration && this.#zim.connectionState === 'connected')
            this.#send(registration, attempt + 1).catch(this.#emitter.fail);
        },
        Math.max(retryAfterMs, reconnectDelayMs(attempt, PAUSES)),
      );
      return undefined;
    }
  }
}
