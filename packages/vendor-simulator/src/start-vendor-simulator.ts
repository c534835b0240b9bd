import type { Server } from 'node:http';
import type { Clock } from './clock.ts';
import { preciseClock } from './clock.ts';
import { createControlServer } from './control/control-server.ts';
import { AppRegistry } from './credentials/app-registry.ts';
import { FaultList } from './faults/fault-list.ts';
import { listen, shutDown } from './http/listen.ts';
import { VendorClocks } from './http/vendor-clocks.ts';
import type { VendorParts, VendorProtocol } from './http/vendor-protocol.ts';
import { createVendorServer } from './http/vendor-server.ts';
import { Observation } from './observation/observation.ts';
import { Dispatcher } from './phones/dispatch.ts';
import { PhoneRegistry } from './phones/phone-registry.ts';
import type { Vendor } from './vendor.ts';
import { VENDORS } from './vendor.ts';
import { fcmProtocol } from './vendors/fcm/protocol.ts';
import { huaweiProtocol } from './vendors/huawei/protocol.ts';
import { oppoProtocol } from './vendors/oppo/protocol.ts';
import { vivoProtocol } from './vendors/vivo/protocol.ts';
import { xiaomiProtocol } from './vendors/xiaomi/protocol.ts';

export interface VendorSimulatorOptions {
  /** Default 127.0.0.1. */
  host?: string;
  /** First of consecutive ports, one per vendor in the order of VENDORS, then the control API. 0 or absent: free ports. */
  port?: number;
  /** Default: all of them. */
  vendors?: readonly Vendor[];
  /** Milliseconds since the epoch; decides expiry, quotas, signature windows and timestamps. */
  clock?: Clock;
}

export interface VendorSimulator {
  /** Base URL per vendor; its real paths follow directly. Vendors that were not chosen are missing. */
  urls: Record<Vendor, string>;
  controlUrl: string;
  close(): Promise<void>;
}

const protocols: Record<Vendor, (parts: VendorParts) => VendorProtocol> = {
  xiaomi: xiaomiProtocol,
  huawei: huaweiProtocol,
  oppo: oppoProtocol,
  vivo: vivoProtocol,
  fcm: fcmProtocol,
};

/** Starts the stand-ins of the chosen vendors and the control API, each on a port of its own. */
export async function startVendorSimulator(options: VendorSimulatorOptions = {}): Promise<VendorSimulator> {
  const { host = '127.0.0.1', port = 0, clock = preciseClock } = options;
  const vendors = VENDORS.filter((vendor) => options.vendors?.includes(vendor) ?? true);
  const observation = new Observation();
  const faults = new FaultList();
  const clocks = new VendorClocks();
  const phones = new PhoneRegistry(clock);
  const dispatcher = new Dispatcher(observation, clock);
  const servers: Server[] = [];
  const running = new Map<Vendor, VendorProtocol>();
  const portAt = (index: number): number => (port === 0 ? 0 : port + index);

  const close = async (): Promise<void> => {
    for (const protocol of running.values()) protocol.stop();
    dispatcher.stop();
    await Promise.all(servers.map(shutDown));
  };

  try {
    const urls: Partial<Record<Vendor, string>> = {};
    // The apps need FCM's address for their account files, so the servers listen before the protocols exist.
    // Nobody knows the addresses until this function returns.
    for (const [index, vendor] of vendors.entries()) {
      const server = createVendorServer({
        vendor,
        protocol: () => running.get(vendor),
        faults,
        observation,
        clock,
        clocks,
      });
      servers.push(server);
      urls[vendor] = await listen(server, host, portAt(index));
    }
    const apps = new AppRegistry(vendors, urls.fcm ?? '');
    for (const vendor of vendors) {
      const receiptCounts = () => observation.stats(vendor).receipts;
      running.set(vendor, protocols[vendor]({ apps, phones, dispatcher, clock, receiptCounts }));
    }
    const control = createControlServer({ apps, phones, dispatcher, faults, observation, clocks, protocols: running });
    servers.push(control);
    const controlUrl = await listen(control, host, portAt(vendors.length));
    return { urls: urls as Record<Vendor, string>, controlUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}
