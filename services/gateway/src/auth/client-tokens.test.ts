import type { KnownApp } from '@bellhop/kafka';
import { SignJWT } from 'jose';
import { expect, it, vi } from 'vitest';
import { clientTokens } from './client-tokens.ts';

const anApp = (secret: string): KnownApp =>
  ({
    app: 'demo',
    version: 1,
    clientTokenSecrets: [{ sealed: secret, issuedAtMs: 1, validUntilMs: Number.MAX_SAFE_INTEGER }],
  }) as unknown as KnownApp;
const signed = (secret: string): Promise<string> =>
  new SignJWT({ app: 'demo' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('ann')
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));

it('opens the secrets of an app once for as long as it is as it is, and anew when it was made again', async () => {
  const open = vi.fn((sealed: string) => sealed.padEnd(32, '.'));
  const tokens = clientTokens({ open }, Date.now);
  const [before, after] = [anApp('before'), anApp('after')];
  const token = await signed('before'.padEnd(32, '.'));
  expect(await tokens.verify(before, token)).toMatchObject({ userId: 'ann' });
  expect(await tokens.verify(before, token)).toMatchObject({ userId: 'ann' });
  expect(open).toHaveBeenCalledOnce();
  await expect(tokens.verify(after, token)).rejects.toThrow('the token is not valid');
});
