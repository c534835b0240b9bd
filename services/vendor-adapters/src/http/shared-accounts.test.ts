import { expect, it, vi } from 'vitest';
import { createSharedAccounts } from './shared-accounts.ts';

it('opens one account for all that use it, and closes it with the last of them', async () => {
  const accounts = createSharedAccounts<string>();
  const close = vi.fn(() => Promise.resolve());
  const open = vi.fn(() => ({ account: 'tokens', close }));
  const [first, second] = [accounts.enter('key', open), accounts.enter('key', open)];
  expect(second.account).toBe(first.account);
  expect(open).toHaveBeenCalledOnce();
  await first.leave();
  await first.leave();
  expect(close).not.toHaveBeenCalled();
  await second.leave();
  expect(close).toHaveBeenCalledOnce();
  const third = accounts.enter('key', open);
  accounts.enter('another', open);
  expect(open).toHaveBeenCalledTimes(3);
  await third.leave();
  expect(close).toHaveBeenCalledTimes(2);
});
