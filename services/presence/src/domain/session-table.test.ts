import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sessionChanged } from '@bellhop/contracts';
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

  it('counts each lease that begins or ends, also what somebody has seen between two looks', () => {
    const table = createSessionTable(10_000);
    table.connect(session());
    const before = table.leaseChanges(0);
    table.beat(gateway, 1_000);
    expect(table.leaseChanges(1_000)).toBe(before + 1);
    table.beat(gateway, 4_000);
    expect(table.leaseChanges(13_999)).toBe(before + 1);
    // It was dead when somebody asked, and lives again when it is looked at: what they were told is no longer true.
    expect(table.devicesOf('demo', 'bob', 14_000)).toEqual([]);
    table.beat(gateway, 14_001);
    expect(table.leaseChanges(14_002)).toBe(before + 3);
    table.gatewayClosed(gateway);
    expect(table.leaseChanges(14_003)).toBe(before + 4);
    expect(table.leaseChanges(99_000)).toBe(before + 4);
  });

  it('forgets what belonged to dead gateways', async () => {
    const table = createSessionTable(10_000);
    table.beat(gateway, 1_000);
    table.connect(session());
    table.connect(session({ userId: 'eve', gatewayEpoch: 'dead' }));
    expect(await table.forgetDead(12_000, 5_000)).toBe(1);
    expect(table.size()).toBe(1);
    expect(await table.forgetDead(60_000, 5_000)).toBe(1);
    expect(table.size()).toBe(0);
  });

  describe('with many users', () => {
    const many = (lastBeatMs: number) => {
      const table = createSessionTable(10_000);
      table.beat(gateway, lastBeatMs);
      for (let n = 0; n < 20_000; n += 1) table.connect(session({ userId: `u${n}` }));
      return table;
    };

    it('holds less than 800 bytes for each', () => {
      setFlagsFromString('--expose-gc');
      const collect = runInNewContext('gc') as () => void;
      const heapAfter = (): number => {
        collect();
        return process.memoryUsage().heapUsed;
      };
      const table = createSessionTable(10_000);
      const fresh = (over: Partial<Session>) => sessionChanged.decode(sessionChanged.encode(session(over)));
      table.connect(fresh({ userId: 'first' })); // all that is read once
      const before = heapAfter();
      for (let n = 0; n < 20_000; n += 1)
        table.connect(
          fresh({
            userId: `user-${n}`,
            deviceId: randomUUID(),
            connectionId: randomUUID(),
            gatewayAddress: 'gateway-0.bellhop.svc:9001',
            gatewayEpoch: '8d1f1c5e-0f6e-4b0e-9c55-3f1d8ed3b6a1',
          }),
        );
      expect((heapAfter() - before) / 20_000).toBeLessThan(800);
      expect(table.size()).toBe(20_001);
    });

    it('looks at none of them while no gateway is long dead', async () => {
      const table = many(1_000);
      let turns = 0;
      setImmediate(() => (turns += 1));
      expect(await table.forgetDead(12_000, 5_000)).toBe(0);
      expect(turns).toBe(0);
    });

    it('forgets some in each turn of the event loop, and none of a gateway that beats again meanwhile', async () => {
      const table = many(1_000);
      const forgetting = table.forgetDead(60_000, 5_000);
      const left = table.size();
      expect(left).toBeGreaterThan(10_000);
      table.beat(gateway, 60_000);
      expect(await forgetting).toBe(20_000 - left);
      expect(table.size()).toBe(left);
      expect(table.devicesOf('demo', 'u19999', 60_001)).toHaveLength(1);
    });
  });
});
