import type { AppRegistry } from '../credentials/app-registry.ts';
import type { FaultList } from '../faults/fault-list.ts';
import type { VendorClocks } from '../http/vendor-clocks.ts';
import type { VendorProtocol } from '../http/vendor-protocol.ts';
import type { Observation } from '../observation/observation.ts';
import type { Dispatcher } from '../phones/dispatch.ts';
import type { PhoneRegistry } from '../phones/phone-registry.ts';
import type { Vendor } from '../vendor.ts';

/** What the control API looks into and steers. */
export interface ControlParts {
  apps: AppRegistry;
  phones: PhoneRegistry;
  dispatcher: Dispatcher;
  faults: FaultList;
  observation: Observation;
  clocks: VendorClocks;
  protocols: ReadonlyMap<Vendor, VendorProtocol>;
}
