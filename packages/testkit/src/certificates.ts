import 'reflect-metadata'; // the container in @peculiar/x509 needs it, before anything else
import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

/** A certificate and its key (PKCS#8), as PEM. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateRequest {
  /** Its common name; also a DNS name that it is for, when it looks like one. */
  readonly name: string;
  /** Host names, addresses and URIs that it is for, beside its name. */
  readonly hosts?: readonly string[];
  /** When it begins to hold; default an hour ago. */
  readonly notBefore?: Date;
  /** When it ends; default in a day. In the past for an expired one. */
  readonly notAfter?: Date;
}

export interface TestCertificates<Client extends string> {
  /** The authority's certificate, to trust. */
  readonly ca: string;
  /** For servers: for `localhost`, 127.0.0.1, ::1 and the names that were asked for. */
  readonly server: TestCertificate;
  /** For clients, by name; the name is their common name and their DNS name. Good for servers, too. */
  readonly clients: Readonly<Record<Client, TestCertificate>>;
  /** One more of the same authority: for a rotation, an expired one, another name. */
  readonly issue: (request: CertificateRequest) => Promise<TestCertificate>;
}

const HOUR_MS = 3_600_000;
// Elliptic curves: a key is made in a millisecond, and Kafka, Postgres, gRPC and Node all take them.
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/**
 * Makes an authority of its own for a test, with certificates for servers and clients. Two calls make two authorities that do not
 * trust each other.
 */
export async function testCertificates<Client extends string = never>({
  serverNames = [],
  clients = [],
}: {
  /** Host names or addresses of the server, beside those of this machine. */
  readonly serverNames?: readonly string[];
  /** Names of clients that get a certificate. */
  readonly clients?: readonly Client[];
} = {}): Promise<TestCertificates<Client>> {
  x509.cryptoProvider.set(webcrypto);
  const keys = await newKeys();
  const subject = `CN=Test authority ${randomBytes(4).toString('hex')}`;
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerialNumber(),
    name: subject,
    notBefore: new Date(Date.now() - HOUR_MS),
    notAfter: new Date(Date.now() + 48 * HOUR_MS),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });

  const issue = async ({ name, hosts = [], notBefore, notAfter }: CertificateRequest): Promise<TestCertificate> => {
    const own = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: newSerialNumber(),
      subject: [{ CN: [name] }],
      issuer: authority.subject,
      notBefore: notBefore ?? new Date(Date.now() - HOUR_MS),
      notAfter: notAfter ?? new Date(Date.now() + 24 * HOUR_MS),
      signingAlgorithm: algorithm,
      publicKey: own.publicKey,
      signingKey: keys.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
        new x509.SubjectAlternativeNameExtension([...new Set([name, ...hosts])].filter(isHost).map(alternativeName)),
        await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
        await x509.SubjectKeyIdentifierExtension.create(own.publicKey),
      ],
    });
    const key = await webcrypto.subtle.exportKey('pkcs8', own.privateKey);
    return {
      cert: `${certificate.toString('pem')}\n`,
      key: `${x509.PemConverter.encode(key, x509.PemConverter.PrivateKeyTag)}\n`,
    };
  };

  const issued = await Promise.all(clients.map(async (name) => [name, await issue({ name })] as const));
  return {
    ca: `${authority.toString('pem')}\n`,
    server: await issue({ name: 'localhost', hosts: ['127.0.0.1', '::1', ...serverNames] }),
    clients: Object.fromEntries(issued) as Record<Client, TestCertificate>,
    issue,
  };
}

const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/** Positive, as certificates want it: the first bit stays 0. */
const newSerialNumber = (): string => `01${randomBytes(8).toString('hex')}`;

/** What cannot be a host (a name with spaces) is a common name only. */
const isHost = (name: string): boolean => /^[\w.:/*-]+$/.test(name);

function alternativeName(host: string): x509.JsonGeneralName {
  if (isIP(host) !== 0) return { type: 'ip', value: host };
  return { type: host.includes('://') ? 'url' : 'dns', value: host };
}
