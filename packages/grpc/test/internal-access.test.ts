import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vendorNames, vendorToProto } from '@bellhop/contracts';
import {
  createLogger,
  messageOf,
  PermissionDenied,
  Secret,
  silentLogger,
  Unauthenticated,
  type TlsFiles,
  type TlsMaterial,
} from '@bellhop/runtime';
import { testCertificates, until, type TestCertificate, type TestCertificates } from '@bellhop/testkit';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  adminService,
  callService,
  createClient,
  credentialService,
  deliveryService,
  deviceService,
  groupService,
  grpcDefinition,
  internalAccess,
  internalNames,
  openStream,
  presenceService,
  serve,
  serverTls,
  serveStream,
  startGrpcServer,
  syncService,
  targetService,
  traceService,
  userDataService,
  userDeviceService,
  type GrpcServer,
  type InternalName,
  type ServiceContract,
} from '../src/index.ts';

const contracts = [
  presenceService,
  syncService,
  groupService,
  callService,
  deviceService,
  userDeviceService,
  adminService,
  traceService,
  userDataService,
  credentialService,
  targetService,
] as ServiceContract<unknown>[];
/** Those that answer with one message; streams are asked for in tests of their own. */
const rpcsOf = (contract: ServiceContract<unknown>) =>
  Object.entries(grpcDefinition(contract)).flatMap(([rpc, { responseStream }]) => (responseStream ? [] : [rpc]));
const log = silentLogger();
let folder: string;
let certificates: TestCertificates<never>;
let server: GrpcServer;
const refusals: string[] = [];

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const paths = (name: string, { cert, key }: TestCertificate, ca = certificates.ca) => ({
  ca: file(`${name}-ca.pem`, ca),
  cert: file(`${name}.pem`, cert),
  key: file(`${name}-key.pem`, key),
});
const nameOf = (service: string): string => `${service}.bellhop.internal`;
const accessOf = async (service: InternalName) =>
  internalAccess(
    { internalTls: paths(service, await certificates.issue({ name: nameOf(service) })) },
    { service, log },
  );
const address = (of = server) => `127.0.0.1:${of.port}`;
/** Serves every RPC of ours, under the name of every service, and answers all with nothing. */
const serveAll = (
  access: ReturnType<typeof internalAccess>,
  lines = createLogger('test', 'warn', { write: (line) => void refusals.push(line) }),
) => {
  const guarded = { authorize: access.authorize, log };
  return startGrpcServer({
    host: '127.0.0.1',
    port: 0,
    ...serverTls(access, lines),
    services: [
      ...contracts.map((contract) =>
        serve(
          contract,
          Object.fromEntries(rpcsOf(contract).map((rpc) => [rpc, () => Promise.resolve({})])) as never,
          guarded,
        ),
      ),
      serveStream(
        deliveryService,
        'Deliver',
        async (stream) => {
          for await (const _ of stream.incoming) stream.send({ results: [] });
        },
        { ...guarded, unary: { TellMissed: () => Promise.resolve({}) } },
      ),
    ],
  });
};
type Credentials = Partial<Parameters<typeof createClient>[1]>;

/** Calls an RPC and says how it ended. */
const call = async (
  contract: ServiceContract<unknown>,
  rpc: string,
  credentials: Credentials,
  request: object = {},
): Promise<unknown> => (await callAll(contract, [rpc], credentials, request))[0];

/** Calls RPCs of a service over one connection. */
const callAll = async (
  contract: ServiceContract<unknown>,
  rpcs: readonly string[],
  credentials: Credentials,
  request: object = {},
): Promise<unknown[]> => {
  const client = createClient(contract, { address: address(), deadlineMs: 5_000, retry: false, ...credentials });
  const answers = rpcs.map((rpc) => {
    const method = rpc.charAt(0).toLowerCase() + rpc.slice(1);
    const methods = client as unknown as Record<string, (given: object) => Promise<unknown>>;
    return (methods[method]?.(request) ?? Promise.reject(new Error(`no ${method}`))).then(
      () => 'answered',
      (error: unknown) => error,
    );
  });
  return Promise.all(answers).finally(() => client.close());
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bellhop-internal-'));
  certificates = await testCertificates();
  const ofAll = await certificates.issue({ name: nameOf('gateway'), hosts: internalNames.map(nameOf) });
  server = await serveAll(internalAccess({ internalTls: paths('server', ofAll) }, { service: 'gateway', log }));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What each service may call, said once more and otherwise than in the code. */
const expected = (caller: InternalName): string[] => {
  const all = (contract: ServiceContract<unknown>) => rpcsOf(contract).map((rpc) => `${contract.name}/${rpc}`);
  const sync = 'bellhop.im.v1.SyncService';
  if (caller === 'gateway') {
    return [
      presenceService,
      syncService,
      groupService,
      callService,
      deviceService,
      userDeviceService,
      adminService,
      traceService,
      userDataService,
    ]
      .flatMap((contract) => all(contract as ServiceContract<unknown>))
      .filter((rpc) => rpc !== `${sync}/CheckReaders`);
  }
  if (caller === 'message-store') return ['bellhop.presence.v1.PresenceService/GetPresence'];
  if (caller === 'push-router') return [`${sync}/CheckReaders`, 'bellhop.presence.v1.PresenceService/GetPresence'];
  if (caller.startsWith('adapter-'))
    return ['bellhop.push.v1.CredentialService/GetCredential', 'bellhop.push.v1.TargetService/CheckTargets'];
  return [];
};

describe('with certificates', () => {
  it.each(internalNames)('%s calls what it needs, and nothing else', async (caller) => {
    const { tls } = (await accessOf(caller)).to('gateway');
    const vendor = vendorNames.find((name) => caller === `adapter-${name}`);
    const request = { vendor: vendorToProto(vendor ?? 'xiaomi') };
    const answers = (
      await Promise.all(
        contracts.map(async (contract) => {
          const given = [credentialService.name, targetService.name].includes(contract.name) ? request : {};
          const ended = await callAll(contract, rpcsOf(contract), { tls }, given);
          return rpcsOf(contract).map((rpc, index) => ({ rpc: `${contract.name}/${rpc}`, answer: ended[index] }));
        }),
      )
    ).flat();
    expect(answers.flatMap(({ rpc, answer }) => (answer === 'answered' ? [rpc] : [])).sort()).toEqual(
      expected(caller).sort(),
    );
    for (const { answer } of answers) if (answer !== 'answered') expect(answer).toBeInstanceOf(PermissionDenied);
  });

  it.each(internalNames)(
    '%s opens a stream to gateways, and has them tell clients to sync, only if it is message-store',
    async (caller) => {
      const client = createClient(deliveryService, {
        address: address(),
        deadlineMs: 5_000,
        ...(await accessOf(caller)).to('gateway'),
      });
      onTestFinished(() => client.close());
      const stream = openStream(deliveryService, client, 'Deliver');
      stream.send({ deliveries: [] });
      const first = (async () => {
        for await (const _ of stream.incoming) return 'answered';
        return 'ended';
      })().catch(messageOf);
      const isAllowed = caller === 'message-store';
      expect(await first).toMatch(isAllowed ? /^answered$/ : /PERMISSION_DENIED/);
      const told = await client.tellMissed({}).then(() => 'answered', messageOf);
      expect(told).toMatch(isAllowed ? /^answered$/ : /may not call/);
    },
  );

  it('an adapter is refused the credentials and the targets of another vendor', async () => {
    const { tls } = (await accessOf('adapter-xiaomi')).to('push-router');
    const of = (vendor: 'xiaomi' | 'huawei') =>
      call(credentialService, 'GetCredential', { tls }, { vendor: vendorToProto(vendor) });
    expect(await of('xiaomi')).toBe('answered');
    expect(messageOf(await of('huawei'))).toBe(
      'bellhop.push.v1.CredentialService/GetCredential: adapter-xiaomi may not call bellhop.push.v1.CredentialService/GetCredential with this request',
    );
    expect(await call(credentialService as ServiceContract<unknown>, 'GetCredential', { tls })).toBeInstanceOf(
      PermissionDenied,
    );
    const check = (request: object) => call(targetService, 'CheckTargets', { tls }, request);
    expect(await check({ vendor: vendorToProto('xiaomi') })).toBe('answered');
    expect(await check({ vendor: vendorToProto('huawei') })).toBeInstanceOf(PermissionDenied);
    expect(await check({})).toBeInstanceOf(PermissionDenied);
  });

  it('a certificate of the same authority for somebody else opens nothing', async () => {
    const other = await certificates.issue({ name: 'grafana.example' });
    const answer = await call(presenceService, 'GetPresence', {
      tls: { files: fixed({ ...other, ca: certificates.ca }), serverName: nameOf('presence') },
    });
    expect(answer).toBeInstanceOf(Unauthenticated);
    expect(messageOf(answer)).toContain('for none of our services (DNS:grafana.example)');
  });

  it('a key alone opens nothing', async () => {
    const key = new Secret('internal-key-of-the-tests');
    const answer = await call(presenceService, 'GetPresence', { key });
    expect(messageOf(answer)).toMatch(/^bellhop.presence.v1.PresenceService\/GetPresence: /);
    expect(answer).not.toBe('answered');
  });

  it('both ends say what is wrong with the other end', async () => {
    const mine = await certificates.issue({ name: nameOf('gateway') });
    const stranger = await testCertificates();
    const theirs = await stranger.issue({ name: nameOf('gateway') });
    const expired = await certificates.issue({ name: nameOf('gateway'), notAfter: new Date(Date.now() - 1_000) });
    const says = async (material: TlsMaterial, serverName = nameOf('presence')) =>
      messageOf(
        await call(presenceService, 'GetPresence', {
          tls: { files: fixed(material), serverName },
        }),
      );
    // Ours does not trust the server.
    expect(await says({ ...mine, ca: stranger.ca })).toMatch(/INTERNAL_TLS_CA_FILE/);
    expect(await says({ ...mine, ca: certificates.ca }, 'database.bellhop.internal')).toMatch(
      /certificate for another name/,
    );
    // The server does not trust ours: it says why, and we look at our certificate.
    for (const [material, why] of [
      [{ ...theirs, ca: certificates.ca }, /unable to verify|self-signed|UNABLE_TO_VERIFY|certificate/i],
      [{ ...expired, ca: certificates.ca }, /expired/i],
      [{ ca: certificates.ca }, /shows no certificate/],
    ] as const) {
      const before = refusals.length;
      const one = await serveAll(await accessOf('gateway')); // tells once in 10 s
      const answer = await call(presenceService, 'GetPresence', {
        address: address(one),
        tls: { files: fixed(material), serverName: nameOf('gateway') },
      });
      expect(messageOf(answer)).toMatch(/INTERNAL_TLS_CERT_FILE/);
      await until(() => refusals.length > before);
      expect(refusals.at(-1)).toMatch(why);
      await one.close();
    }
  });

  it('a service does not start with files that do not fit', async () => {
    const start = (service: InternalName, files: object) => () =>
      internalAccess({ internalTls: files }, { service, log });
    const gateway = paths('as-gateway', await certificates.issue({ name: nameOf('gateway') }));
    expect(start('presence', gateway)).toThrow(
      'is not for presence.bellhop.internal, but for DNS:gateway.bellhop.internal',
    );
    const expired = await certificates.issue({ name: nameOf('presence'), notAfter: new Date(Date.now() - 1_000) });
    expect(start('presence', paths('expired', expired))).toThrow(
      /INTERNAL_TLS_CERT_FILE: the certificate in .* expired on/,
    );
  });

  it('certificates and their authority are exchanged while calls go on, and none fails', async () => {
    const next = await testCertificates();
    const both = `${certificates.ca}\n${next.ca}`;
    const serverFiles = paths('rotating-server', await certificates.issue({ name: nameOf('presence') }));
    const clientFiles = paths('rotating-client', await certificates.issue({ name: nameOf('gateway') }));
    const at = await serveAll(internalAccess({ internalTls: serverFiles }, { service: 'presence', log }));
    onTestFinished(() => at.close());
    const { tls } = internalAccess({ internalTls: clientFiles }, { service: 'gateway', log }).to('presence');
    const client = createClient(presenceService, {
      address: address(at),
      deadlineMs: 5_000,
      ...(tls === undefined ? {} : { tls }),
    });
    onTestFinished(() => client.close());
    const problems: unknown[] = [];
    let isOver = false;
    let calls = 0;
    const calling = (async () => {
      for (; !isOver; calls += 1) {
        await client.getPresence({}).catch((error: unknown) => problems.push(error));
        await new Promise(setImmediate);
      }
    })();
    // As it is done: first both authorities are trusted, then certificates are exchanged, then the old authority goes.
    for (const files of [serverFiles, clientFiles]) writeFileSync(files.ca, both);
    await until(async () => (await fresh(at, await next.issue({ name: nameOf('gateway') }), both)) === 'answered');
    for (const [files, name] of [
      [serverFiles, 'presence'],
      [clientFiles, 'gateway'],
    ] as const) {
      const { cert, key } = await next.issue({ name: nameOf(name) });
      writeFileSync(files.cert, cert); // for a moment the two do not fit each other
      writeFileSync(files.key, key);
    }
    for (const files of [serverFiles, clientFiles]) writeFileSync(files.ca, next.ca);
    // Who trusts only the next authority, and has its certificate, comes in; who has the former one does not.
    await until(async () => (await fresh(at, await next.issue({ name: nameOf('gateway') }), next.ca)) === 'answered');
    expect(await fresh(at, await certificates.issue({ name: nameOf('gateway') }), both)).not.toBe('answered');
    const anew = createClient(presenceService, {
      address: address(at),
      deadlineMs: 5_000,
      ...(tls === undefined ? {} : { tls }),
    });
    await anew.getPresence({}).finally(() => anew.close());
    isOver = true;
    await calling;
    expect(problems).toEqual([]);
    expect(calls).toBeGreaterThan(10);
  });

  const fresh = (at: GrpcServer, mine: TestCertificate, ca: string) =>
    call(presenceService, 'GetPresence', {
      address: address(at),
      tls: { files: fixed({ ...mine, ca }), serverName: nameOf('presence') },
    });
});

it('with a key, who has it may call everything, and nobody else', async () => {
  const key = new Secret('internal-key-of-the-tests');
  const at = await serveAll(internalAccess({ internalKey: key }, { service: 'push-router', log }));
  onTestFinished(() => at.close());
  const credentials = (given: Secret) =>
    call(credentialService, 'GetCredential', { address: address(at), key: given }, { vendor: vendorToProto('huawei') });
  expect(await credentials(key)).toBe('answered');
  expect(await credentials(new Secret('another-key-of-the-tests'))).toBeInstanceOf(Unauthenticated);
});

/** Certificates that never change, whether they fit or not. */
function fixed(material: TlsMaterial): TlsFiles {
  return { current: () => material, watch: () => ({ stop: () => undefined }) };
}
