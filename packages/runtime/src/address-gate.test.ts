import { describe, expect, it } from 'vitest';
import { addressKey, createAddressGate } from './address-gate.ts';

describe('an address gate', () => {
  it('bounds each address by itself, and lets in again what has made room', () => {
    const gate = createAddressGate(2);
    const first = gate.enter('10.0.0.1');
    gate.enter('10.0.0.1');
    expect(gate.enter('10.0.0.1')).toBeUndefined();
    expect(gate.enter('10.0.0.2')).toBeDefined();
    first?.();
    first?.(); // said twice
    expect(gate.enter('10.0.0.1')).toBeDefined();
    expect(gate.enter('10.0.0.1')).toBeUndefined();
  });

  it.each([
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:bbbb:1:2:3', '2001:db8:1:2::/64'],
    ['unknown', 'unknown'],
  ])('takes %s for %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
