import { describe, expect, it } from 'vitest';
import { createSessionTable, type Session } from './session-table.ts';

const gateway = { gatewayAddress: 'gw:9001', gatewayEpoch: 'first' };
const session = (over: Partial<Session> = {}): Session => ({
  app: 'demo',
  userId: 'bob',
  deviceId: 'phone',
  connectionId: 'c1',
  connectedAtMs: 1_000,
  loginNumber: 0,
  platform: 'android',
  background: false,
  ...gateway,
  ...over,
});

describe('session table', () => {
  it('says online while the gateway beats, and offline when its lease ends', () => {
    const table = createSessionTable(10_000);
    table.connect(session());
    expect(table.devicesOf('demo', 'bob', 1_000)).toEqual([]); // no beat seen yet
    table.beat(gateway, 1_000);
    expect(table.devicesOf('demo', 'bob', 10_999)).toHaveLength(1);
    expect(table.devicesOf('demo', 'bob', 11_000)).toEqual([]);
  });

  it('never revives the sessions of a gateway that restarted', () => {
    const table = createSessionTable(10_000);
    table.connect(session());
    table.beat({ ...gateway, gatewayEpoch: 'second' }, 2_000);
    expect(table.devicesOf('demo', 'bob', 2_001)).toEqual([]);
  });

  it('ends all sessions of a gateway that closed in order', () => {
    const table = createSessionTable(10_000);
    table.connect(session());
    table.beat(gateway, 1_000);
    table.gatewayClosed(gateway);
    expect(table.devicesOf('demo', 'bob', 1_001)).toEqual([]);
  });

  it('removes only the connection that ended', () => {
    const table = createSessionTable(10_000);
    table.beat(gateway, 1_000);
    table.connect(session());
    table.connect(session({ connectionId: 'c2', connectedAtMs: 2_000 }));
    table.disconnect(session());
    expect(table.devicesOf('demo', 'bob', 2_001).map(({ connectionId }) => connectionId)).toEqual(['c2']);
  });

  it('keeps the later of two connections of a device, whatever order they come in', () => {
    const table = createSessionTable(10_000);
    table.beat(gateway, 1_000);
    table.connect(session({ connectionId: 'c2', connectedAtMs: 2_000 }));
    table.connect(session());
    expect(table.devicesOf('demo', 'bob', 2_001).map(({ connectionId }) => connectionId)).toEqual(['c2']);
  });

  it('shows what a connection says of its app last', () => {
    const table = createSessionTable(10_000);
    table.beat(gateway, 1_000);
    for (const background of [true, false, true]) {
      table.connect(session({ background }));
      expect(table.devicesOf('demo', 'bob', 2_001)).toEqual([session({ background })]);
    }
  });

  it('goes by the number of the login and not by the clocks of two gateways', () => {
    const table = createSessionTable(10_000);
    table.beat(gateway, 1_000);
    table.connect(session({ loginNumber: 7, connectedAtMs: 3_000 }));
    table.connect(session({ loginNumber: 8, connectedAtMs: 2_000, connectionId: 'c2' }));
    table.connect(session({ loginNumber: 7, connectedAtMs: 3_000 }));
    expect(table.devicesOf('demo', 'bob', 2_001).map(({ connectionId }) => connectionId)).toEqual(['c2']);
  });

  it('keeps apps and users apart', () => {
    const table = createSessionTable(10_000);
    table.beat(gateway, 1_000);
    table.connect(session());
    expect(table.devicesOf('other', 'bob', 1_001)).toEqual([]);
    expect(table.devicesOf('demo', 'bo', 1_001)).toEqual([]);
  });

  it('forgets what belonged to dead gateways', () => {
    const table = createSessionTable(10_000);
    table.beat(gateway, 1_000);
    table.connect(session());
    table.connect(session({ userId: 'eve', gatewayEpoch: 'dead' }));
    expect(table.forgetDead(12_000, 5_000)).toBe(1);
    expect(table.size()).toBe(1);
    expect(table.forgetDead(60_000, 5_000)).toBe(1);
    expect(table.size()).toBe(0);
  });
});
