import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ZIM, ZPNs, type KeyValueStorage } from './index.ts';
import { eventually } from './testing/fake-server.ts';
import { modelServer } from './testing/model-server.ts';

const USERS = ['alice', 'bob'] as const;

type Step =
  | { readonly do: 'login'; readonly user: (typeof USERS)[number] }
  | { readonly do: 'register' | 'unregister' | 'logout' | 'expire' | 'down' | 'up' | 'lose' | 'restart' | 'wait' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(...USERS).map((user): Step => ({ do: 'login', user })),
  fc
    .constantFrom('register', 'unregister', 'logout', 'expire', 'down', 'up', 'lose', 'restart', 'wait')
    .map((one): Step => ({ do: one })),
);

/** A phone with one storage, whose app comes and goes. */
class Phone {
  readonly server = modelServer();
  readonly #entries = new Map<string, string>();
  #network = this.server.network();
  zim: ZIM;
  zpns: ZPNs;
  /** What the user wants, where it is certain: nobody logged in, or this user. */
  wanted: { user: string | undefined } | undefined = { user: undefined };
  wantsPush: boolean | undefined;
  #tokens = 0;

  constructor() {
    [this.zim, this.zpns] = this.#open();
  }

  #open(): [ZIM, ZPNs] {
    const storage: KeyValueStorage = {
      getItem: (key) => Promise.resolve(this.#entries.get(key)),
      setItem: (key, value) => Promise.resolve(void this.#entries.set(key, value)),
    };
    const zim = ZIM.create({
      appID: 'demo',
      server: 'ws://im.example',
      storage,
      webSocket: this.#network.webSocket,
      reconnect: { firstMs: 1, maxMs: 3 },
      requestTimeoutMs: 50,
      loginTimeoutMs: 15,
    });
    return [zim, ZPNs.create(zim)];
  }

  async take(one: Step): Promise<void> {
    switch (one.do) {
      case 'login':
        if (this.zim.connectionState !== 'disconnected') return;
        this.wanted = undefined; // a login that fails may have reached the server or not
        await this.zim.login(one.user, one.user).then(
          () => (this.wanted = { user: one.user }),
          () => undefined,
        );
        return;
      case 'logout':
        await this.zim.logout();
        this.wanted = { user: undefined };
        return;
      case 'register':
        this.#tokens += 1;
        this.wantsPush = undefined; // kept until the next login; lost when the app ends before
        if ((await this.zpns.registerPush('fcm', `t${this.#tokens}`).catch(() => undefined)) !== undefined)
          this.wantsPush = true;
        return;
      case 'unregister':
        await this.zpns.unregisterPush();
        this.wantsPush = false;
        return;
      case 'expire':
        this.server.closeAll(4002);
        return;
      case 'down':
      case 'up':
        this.server.setUp(one.do === 'up');
        return;
      case 'lose':
        this.server.loseAnswers(1);
        return;
      case 'restart':
        this.#network.kill();
        this.#network = this.server.network();
        [this.zim, this.zpns] = this.#open();
        return;
      case 'wait':
        await new Promise((resolve) => setTimeout(resolve, 4));
    }
  }

  /**
   * Whether the device can prove itself. It cannot when the answer to its very first login was lost and the login given up: then the
   * server has bound a device that never learned its secret, and only that user's next login helps.
   */
  get canProveItself(): boolean {
    const secret = this.server.devices.get(this.zim.deviceID)?.secret;
    return secret === undefined || [...this.#entries.values()].some((value) => value.includes(`"${secret}"`));
  }

  /** The network is there again, and stays. */
  async settle(): Promise<void> {
    this.server.loseAnswers(0);
    this.server.setUp(true);
    const hasSecret = (): boolean => [...this.#entries.values()].some((value) => value.includes('"secret"'));
    // What is to be told without a secret waits for a login.
    const isSettled = (): boolean =>
      this.zim.connectionState !== 'reconnecting' &&
      (Object.keys(this.zim.pendingDeviceChanges).length === 0 || !hasSecret());
    await eventually(() => this.zim.deviceID !== '');
    for (let round = 0; round < 3; round += 1) {
      await eventually(isSettled);
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
  }
}

it('whatever the network does, the server ends up knowing who is logged in on the phone, and whether it may be pushed to', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const phone = new Phone();
      for (const one of steps) await phone.take(one);
      await phone.settle();
      const { devices } = phone.server;
      const device = devices.get(phone.zim.deviceID);
      if (phone.wanted !== undefined && phone.canProveItself) expect(device?.userID).toBe(phone.wanted.user);
      if (phone.wantsPush !== undefined && phone.canProveItself && device !== undefined) {
        expect(device.token !== undefined).toBe(phone.wantsPush);
      }
      await phone.zim.logout();
      await phone.settle();
      if (phone.canProveItself) expect(devices.get(phone.zim.deviceID)?.userID).toBeUndefined();
      phone.server.setUp(false);
    }),
    { numRuns: 60 },
  );
}, 60_000);
