import { onTestFinished } from 'vitest';
import type { Notification } from '../src/domain/notification.ts';
import type { SendOutcome } from '../src/domain/send-outcome.ts';
import type { SendResult, VendorAdapter } from '../src/domain/vendor-adapter.ts';

export interface Used {
  send(...notifications: Notification[]): Promise<readonly SendResult[]>;
  /** The outcomes of one notification. */
  outcomes(notification: Notification, isOurs?: () => boolean): Promise<readonly SendOutcome[]>;
}

/** A connection that is closed when the test ends. */
export function use<Credential>(adapter: VendorAdapter<Credential>, credential: Credential): Used {
  const connection = adapter.connect(adapter.parseCredential(JSON.stringify(credential)));
  onTestFinished(() => connection.close());
  const { signal } = new AbortController();
  return {
    send: (...notifications) => connection.send(notifications, signal),
    async outcomes(notification, isOurs) {
      const [result] = await connection.send([notification], signal, isOurs);
      return result?.outcomes ?? [];
    },
  };
}
