/** Accounts at a vendor that several connections use together. */
export interface SharedAccounts<Account> {
  /** The account that is open under this key, else a new one. It is closed when the last of its users has left. */
  enter(
    key: string,
    open: () => OpenAccount<Account>,
  ): { readonly account: Account; readonly leave: () => Promise<void> };
}

interface OpenAccount<Account> {
  readonly account: Account;
  close(): Promise<void>;
}

export function createSharedAccounts<Account>(): SharedAccounts<Account> {
  const accounts = new Map<string, { readonly opened: OpenAccount<Account>; users: number }>();
  return {
    enter(key, open) {
      const known = accounts.get(key) ?? { opened: open(), users: 0 };
      known.users += 1;
      accounts.set(key, known);
      let hasLeft = false;
      const leave = async (): Promise<void> => {
        if (hasLeft) return;
        hasLeft = true;
        known.users -= 1;
        if (known.users > 0) return;
        accounts.delete(key);
        await known.opened.close();
      };
      return { account: known.opened.account, leave };
    },
  };
}
