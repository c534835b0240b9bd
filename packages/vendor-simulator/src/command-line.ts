import { parseArgs } from 'node:util';
import type { VendorSimulatorOptions } from './start-vendor-simulator.ts';
import type { Vendor } from './vendor.ts';
import { VENDORS, isVendor } from './vendor.ts';

export const HELP = `Stand-ins of the push vendors, with virtual phones.

  npm run simulator -- [--port N] [--vendor NAME[,NAME…]]… [--host ADDRESS]

  --port N        first of consecutive ports, one per vendor and one for control (default: free ports)
  --vendor NAME   only these: ${VENDORS.join(', ')} (default: all)
  --host ADDRESS  address to listen on (default: 127.0.0.1)
  --help          this text
`;

/** Thrown for flags that make no sense, with one sentence for the user. */
export class BadFlags extends Error {
  override readonly name = 'BadFlags';
}

/** Reads the flags of `npm run simulator`. */
export function readCommandLine(argv: string[]): VendorSimulatorOptions | 'help' {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        port: { type: 'string' },
        vendor: { type: 'string', multiple: true },
        host: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new BadFlags((error as Error).message, { cause: error });
  }
  if (values.help === true) return 'help';
  return {
    ...(values.port === undefined ? {} : { port: readPort(values.port) }),
    ...(values.vendor === undefined ? {} : { vendors: values.vendor.flatMap(readVendors) }),
    ...(values.host === undefined ? {} : { host: values.host }),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  const highest = 65_535 - VENDORS.length;
  if (/^\d+$/.test(text) && port <= highest) return port;
  throw new BadFlags(`--port must be a number from 0 to ${highest}, not "${text}".`);
}

function readVendors(list: string): Vendor[] {
  return list.split(',').map((name) => {
    const vendor = name.trim();
    if (isVendor(vendor)) return vendor;
    throw new BadFlags(`--vendor "${vendor}" is unknown; there are ${VENDORS.join(', ')}.`);
  });
}
