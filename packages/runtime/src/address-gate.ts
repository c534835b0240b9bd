import ipaddr from 'ipaddr.js';

/** Bounds how much one network address may have at a time, so that no address can take what is there for all. */
export interface AddressGate {
  /**
   * Lets one more of an address in.
   * @returns what to call when it is over (more than once does nothing more); undefined when the address has all it may have
   */
  enter(address: string): (() => void) | undefined;
}

export function createAddressGate(maxPerAddress: number): AddressGate {
  const counts = new Map<string, number>();
  return {
    enter: (address) => {
      const key = addressKey(address);
      const count = counts.get(key) ?? 0;
      if (count >= maxPerAddress) return undefined;
      counts.set(key, count + 1);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        const left = (counts.get(key) ?? 1) - 1;
        if (left > 0) counts.set(key, left);
        else counts.delete(key);
      };
    },
  };
}

/** What counts as one address: an IPv4 address however it is written, and of IPv6 the network of 64 bits, which is what one customer gets. */
export function addressKey(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address); // ::ffff:1.2.3.4 is 1.2.3.4
  return parsed instanceof ipaddr.IPv6
    ? `${parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`
    : parsed.toString();
}
