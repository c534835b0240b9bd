import { ZIM } from '@bellhop/client';
import type { TrialApp } from './trial-app.ts';

/** Clients of the SDK that are connected and stay so; what they saw. */
export interface Observers {
  readonly users: readonly string[];
  /** Texts of the messages that a user's client showed. */
  received(user: string): readonly string[];
  /** When each client lost its connection since the last call, Unix ms; who lost it most often comes first. */
  takeReconnects(): (readonly number[])[];
  /** How many are connected now. */
  connected(): number;
  close(): Promise<void>;
}

export async function connectObservers(app: TrialApp, gatewayUrl: string, count: number): Promise<Observers> {
  const clients = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const user = `online-${index}`;
      const zim = ZIM.create({ appID: app.name, server: gatewayUrl, deviceID: user, platform: 'web' });
      const client = { user, zim, received: [] as string[], reconnects: [] as number[], isConnected: false };
      zim.on('messageReceived', ({ message }) => client.received.push(String(message)));
      zim.on('connectionStateChanged', ({ state }) => {
        if (state === 'reconnecting') client.reconnects.push(Date.now());
        client.isConnected = state === 'connected';
      });
      await zim.login(user, await app.tokenFor(user));
      return client;
    }),
  );
  return {
    users: clients.map(({ user }) => user),
    received: (user) => clients.find((client) => client.user === user)?.received ?? [],
    takeReconnects: () => {
      const taken = clients.map(({ reconnects }) => reconnects).sort((a, b) => b.length - a.length);
      for (const client of clients) client.reconnects = [];
      return taken;
    },
    connected: () => clients.filter(({ isConnected }) => isConnected).length,
    close: async () => void (await Promise.all(clients.map(({ zim }) => zim.logout()))),
  };
}
