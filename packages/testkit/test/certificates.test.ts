import { once } from 'node:events';
import { connect, createServer, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { testCertificates } from '../src/certificates.ts';

describe('test certificates', () => {
  it('a server and a client of one authority trust each other by name', async () => {
    const { ca, server, clients } = await testCertificates({ clients: ['gateway'] });
    expect(await namesSeen({ ca, ...server }, { ca, ...clients.gateway })).toEqual({
      serverSees: 'gateway',
      clientSees: 'localhost',
    });
  });

  it('an expired one, and one of another authority, are refused', async () => {
    const { ca, server, issue } = await testCertificates();
    const other = await testCertificates();
    const expired = await issue({ name: 'localhost', hosts: ['127.0.0.1'], notAfter: new Date(Date.now() - 1_000) });
    await expect(namesSeen({ ca, ...expired }, { ca })).rejects.toThrow('certificate has expired');
    await expect(namesSeen({ ca, ...server }, { ca: other.ca })).rejects.toThrow(
      'self-signed certificate in certificate chain',
    );
  });
});

interface Side {
  ca: string;
  cert?: string;
  key?: string;
}

async function namesSeen(server: Side, client: Side): Promise<{ serverSees: string; clientSees: string }> {
  const listening = createServer({ ...server, requestCert: true, rejectUnauthorized: false }).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  try {
    const accepted = once(listening, 'secureConnection') as Promise<[TLSSocket]>;
    const socket = connect({ port: (listening.address() as AddressInfo).port, host: '127.0.0.1', ...client });
    await once(socket, 'secureConnect');
    const [peer] = await accepted;
    expect(peer.authorized).toBe(true);
    const seen = {
      serverSees: String(peer.getPeerCertificate().subject.CN),
      clientSees: String(socket.getPeerCertificate().subject.CN),
    };
    socket.destroy();
    return seen;
  } finally {
    listening.close();
  }
}
