import { Unavailable } from '@bellhop/runtime';
import { describe, expect, it } from 'vitest';
import { credentialClient } from './credential-client.ts';

/** A push-router that is away when it is told so, and counts how often it is asked. */
function aRouter() {
  const router = { isAway: false, version: 1, asked: 0 };
  const clock = { nowMs: 1_000_000 };
  const credentials = credentialClient({
    vendor: 'xiaomi',
    clock: () => clock.nowMs,
    client: {
      getCredential: () => {
        router.asked += 1;
        return router.isAway
          ? Promise.reject(new Unavailable('push-router does not answer'))
          : Promise.resolve({ found: true, credentialJson: '{}', version: router.version });
      },
    },
  });
  return { router, clock, of: () => credentials.of('demo', 1), doubt: () => credentials.doubt('demo', 1) };
}

describe('a credential', () => {
  it('goes on serving for as long as push-router is away, which is asked once a second for it', async () => {
    const { router, clock, of } = aRouter();
    expect(await of()).toMatchObject({ version: 1 });
    router.isAway = true;
    clock.nowMs += 30_000;
    for (let second = 0; second < 5; second += 1) {
      for (let push = 0; push < 3; push += 1) expect(await of()).toMatchObject({ version: 1 });
      clock.nowMs += 1_000;
    }
    expect(router.asked).toBe(1 + 5);
    Object.assign(router, { isAway: false, version: 2 });
    expect(await of()).toMatchObject({ version: 2 });
  });

  it('that is doubted while push-router is away goes on serving, too', async () => {
    const { router, clock, of, doubt } = aRouter();
    await of();
    router.isAway = true;
    doubt();
    clock.nowMs += 1_000;
    expect(await of()).toMatchObject({ version: 1 });
    expect(await of()).toMatchObject({ version: 1 });
  });

  it('that was never known is asked for each time', async () => {
    const { router, of } = aRouter();
    router.isAway = true;
    await expect(of()).rejects.toMatchObject({ retryable: true });
    await expect(of()).rejects.toMatchObject({ retryable: true });
    router.isAway = false;
    expect(await of()).toMatchObject({ version: 1 });
  });
});
