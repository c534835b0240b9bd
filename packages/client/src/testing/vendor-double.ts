import type { VendorMessage, ZPNsVendor, ZPNsVendorBridge, ZPNsVendorListener } from '../index.ts';

/** The libraries of a phone's vendors, for tests: whoever uses them otherwise than `ZPNsVendorBridge` says gets an error. */
export class VendorDouble implements ZPNsVendorBridge {
  readonly started: { readonly vendor: ZPNsVendor; readonly credentials: unknown }[] = [];
  #listener: ZPNsVendorListener | undefined;
  #running: ZPNsVendor | undefined;
  readonly #has: readonly ZPNsVendor[];

  constructor(...has: ZPNsVendor[]) {
    this.#has = has;
  }

  vendors(): readonly ZPNsVendor[] {
    return this.#has;
  }

  start(vendor: ZPNsVendor, credentials: object, listener: ZPNsVendorListener): void {
    if (!this.#has.includes(vendor)) throw new Error(`the phone has no ${vendor}`);
    if (this.#running !== undefined && this.#running !== vendor) throw new Error(`${this.#running} still runs`);
    this.#running = vendor;
    this.#listener = listener;
    this.started.push({ vendor, credentials });
  }

  stop(vendor: ZPNsVendor): void {
    if (this.#running !== vendor) throw new Error(`${vendor} does not run`);
    this.#running = undefined;
  }

  /** What the library says now; also after its end, as libraries do. */
  get says(): ZPNsVendorListener {
    if (this.#listener === undefined) throw new Error('no library was started');
    return this.#listener;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  click(message: VendorMessage): void {
    this.says.onNotificationClicked(message);
  }
}
