import { describe, expect, it } from 'vitest';
import { answerTo, bodyOf, start } from './testing/device-fixture.ts';
import { eventually, turn } from './testing/fake-server.ts';

const expired = { code: 'UNAUTHENTICATED', message: 'the token has expired', field: 'token' };

describe('a renewed token', () => {
  it('that a half-dead connection does not answer for is shown at the next login', async () => {
    const { zim, logIn, connection } = start(undefined, { requestTimeoutMs: 20 });
    const first = await logIn('bob', 0);
    await zim.renewToken('newer');
    first.close(1006);
    const second = await connection(1);
    await eventually(() => bodyOf(second, 'login'));
    expect(bodyOf(second, 'login')).toMatchObject({ token: 'newer' });
    zim.destroy();
  });

  it('counts when the server, who has not heard of it, ends the connection because the older one has expired', async () => {
    const { zim, logIn, connection } = start(undefined);
    const first = await logIn('bob', 0);
    const renewing = zim.renewToken('newer');
    first.close(4002);
    await renewing;
    const second = await connection(1);
    expect((await second.answer('login', answerTo('bob'))).body).toMatchObject({ token: 'newer', resume: true });
    expect(zim.connectionState).toBe('connected');
    zim.destroy();
  });

  it('counts when it comes while a login with the older one is under way, which is refused', async () => {
    const { zim, connection } = start(undefined);
    const login = zim.login('bob', 'token');
    const first = await connection(0);
    await eventually(() => bodyOf(first, 'login'));
    await zim.renewToken('newer');
    first.close(4001);
    const second = await connection(1);
    expect((await second.answer('login', answerTo('bob'))).body).toMatchObject({ token: 'newer' });
    expect(await login).toEqual({ userID: 'bob' });
    zim.destroy();
  });

  it('that the server refuses is given up for the one before', async () => {
    const { zim, logIn, connection } = start(undefined);
    const first = await logIn('bob', 0);
    const renewing = zim.renewToken('wrong');
    renewing.catch(() => undefined);
    await first.answer('renewToken', expired, 'error');
    await expect(renewing).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    first.close(1006);
    const second = await connection(1);
    expect((await second.answer('login', answerTo('bob'))).body).toMatchObject({ token: 'token' });
    zim.destroy();
  });

  it('that is newer stays when the server refuses the one before', async () => {
    const { zim, logIn, connection } = start(undefined);
    const first = await logIn('bob', 0);
    const renewals = [zim.renewToken('wrong'), zim.renewToken('newer')];
    const settled = Promise.allSettled(renewals);
    await first.answer('renewToken', expired, 'error');
    await first.answer('renewToken', { expiresAt: 1 });
    expect(await settled).toMatchObject([{ reason: { code: 'UNAUTHENTICATED' } }, { status: 'fulfilled' }]);
    first.close(1006);
    const second = await connection(1);
    expect((await second.answer('login', answerTo('bob'))).body).toMatchObject({ token: 'newer' });
    zim.destroy();
  });

  it('that the server has taken ends with the session when it expires itself', async () => {
    const { zim, logIn, connections } = start(undefined);
    const states: string[] = [];
    zim.on('connectionStateChanged', ({ state, event }) => states.push(`${state}: ${event}`));
    const first = await logIn('bob', 0);
    const renewing = zim.renewToken('newer');
    await first.answer('renewToken', { expiresAt: 1 });
    await renewing;
    first.close(4002);
    await turn();
    expect(states.at(-1)).toBe('disconnected: tokenExpired');
    expect(connections).toHaveLength(1);
  });
});
