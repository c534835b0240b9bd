import { adminService, createClient } from '@bellhop/grpc';
import { followApps, type AppDirectory } from '@bellhop/kafka';
import { openDatabase, type Database } from '@bellhop/postgres';
import { createKeyring, Secret } from '@bellhop/runtime';
import {
  freshDatabase,
  internalKey,
  testConfig,
  testContext,
  testKafka,
  testKeyring,
  testServers,
  until,
  type FreshDatabase,
} from '@bellhop/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientTokenSecretStore } from '../src/db/client-token-secret-store.ts';
import type { Tables } from '../src/db/database.ts';
import { clientTokenPurpose } from '../src/domain/sealing.ts';
import { rewrapKeyring } from '../src/rewrap.ts';
import { startPushRouter, type RunningPushRouter } from '../src/service.ts';

const common = testConfig();
const context = testContext();
let database: FreshDatabase;
let router: RunningPushRouter;
let apps: AppDirectory;
let db: Database<Tables>;
let count = 0;
let app: string;
let first: string;

const admin = () => createClient(adminService, { address: router.grpcAddress, key: internalKey, deadlineMs: 5_000 });
/** What gateways know: the secrets opened, and until when each counts. */
const known = () => {
  const keyring = createKeyring(testKeyring.reveal());
  return apps
    .get(app)
    ?.clientTokenSecrets.map(({ sealed, validUntilMs }) => [
      keyring.open(sealed, clientTokenPurpose(app)),
      validUntilMs,
    ]);
};
const isKnown = (expected: unknown) =>
  until(() => {
    expect(known()).toEqual(expected);
    return true;
  });

beforeAll(async () => {
  database = await freshDatabase(testServers().databaseUrl);
  router = await startPushRouter(
    {
      common,
      messageStoreAddress: '127.0.0.1:1',
      database: { url: new Secret(database.url), poolSize: 4 },
      grpcPort: 0,
      keyring: testKeyring,
    },
    context,
  );
  apps = await followApps(testKafka(common), { onFatal: context.onFatal, service: 'test' });
  db = openDatabase<Tables>({ url: database.url, poolSize: 1, log: context.log });
});
beforeEach(async () => {
  app = `app-${(count += 1)}`;
  first = (await admin().createApp({ app, packageName: 'com.example.bellhop' })).clientTokenSecret;
});
afterAll(async () => {
  await apps.stop();
  await router.close();
  await db.close();
  await database.drop();
  expect(context.fatal).toEqual([]);
});

describe('a client-token secret', () => {
  it('is replaced with a day of overlap, which the gateways and the list tell of', async () => {
    await isKnown([[first, Infinity]]);
    const before = Date.now();
    const rotated = await admin().rotateClientTokenSecret({ app });
    expect(rotated.found).toBe(true);
    expect(rotated.clientTokenSecret).toMatch(/^[\w-]{43}$/);
    const until = Number(rotated.formerValidUntilMs);
    expect(until).toBeGreaterThan(before + 86_390_000);
    expect(until).toBeLessThan(Date.now() + 86_410_000);
    await isKnown([
      [rotated.clientTokenSecret, Infinity],
      [first, until],
    ]);
    const { secrets } = await admin().listClientTokenSecrets({ app });
    expect(secrets.map(({ validUntilMs }) => validUntilMs)).toEqual([undefined, until]);
    expect(secrets[0]?.issuedAtMs).toBeGreaterThan(secrets[1]?.issuedAtMs ?? Infinity);
    expect(JSON.stringify(secrets)).not.toContain(rotated.clientTokenSecret);
  });

  it('is not replaced with an overlap while two are valid, and is by one that ends them both', async () => {
    const second = await admin().rotateClientTokenSecret({ app, overlapSeconds: 60 });
    await expect(admin().rotateClientTokenSecret({ app, overlapSeconds: 60 })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field: 'overlapSeconds',
      message: expect.stringContaining('the former one until ') as string,
    });
    await isKnown([
      [second.clientTokenSecret, Infinity],
      [first, second.formerValidUntilMs],
    ]);
    const third = await admin().rotateClientTokenSecret({ app, overlapSeconds: 0 });
    expect(third.formerValidUntilMs).toBeUndefined();
    await isKnown([[third.clientTokenSecret, Infinity]]);
    expect((await admin().listClientTokenSecrets({ app })).secrets).toHaveLength(1);
  });

  it('is replaced once when two do it at the same moment', async () => {
    const both = await Promise.allSettled([1, 2].map(() => admin().rotateClientTokenSecret({ app })));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('that is the former one ends by itself, or is ended before its time', async () => {
    const { clientTokenSecret: second } = await admin().rotateClientTokenSecret({ app, overlapSeconds: 1 });
    await until(async () => (await admin().listClientTokenSecrets({ app })).secrets.length === 1);
    expect(await admin().revokeFormerClientTokenSecret({ app })).toEqual({ revoked: false });
    const sealed = () =>
      db.kysely
        .selectFrom('push_router.app')
        .select('sealed_former_client_token_secret as sealed')
        .where('app', '=', app)
        .executeTakeFirstOrThrow();
    expect((await sealed()).sealed).not.toBeNull();
    await clientTokenSecretStore(db).forgetEnded();
    expect((await sealed()).sealed).toBeNull();

    const { clientTokenSecret: third } = await admin().rotateClientTokenSecret({ app, overlapSeconds: 60 });
    await until(() => known()?.some(([secret]) => secret === second));
    expect(await admin().revokeFormerClientTokenSecret({ app })).toEqual({ revoked: true });
    await isKnown([[third, Infinity]]);
  });

  it('is sealed anew with the others, also while it is the former one', async () => {
    await admin().rotateClientTokenSecret({ app, overlapSeconds: 60 });
    const keyring = new Secret(`k9:${Buffer.alloc(32, 9).toString('base64')},${testKeyring.reveal()}`);
    expect(
      (await rewrapKeyring({ database: { url: new Secret(database.url), poolSize: 2, log: context.log }, keyring }))
        .notOpened,
    ).toEqual([]);
    const row = await db.kysely
      .selectFrom('push_router.app')
      .select(['sealed_client_token_secret as signing', 'sealed_former_client_token_secret as former'])
      .where('app', '=', app)
      .executeTakeFirstOrThrow();
    expect([row.signing, row.former].map((sealed) => sealed?.split('.')[0])).toEqual(['k9', 'k9']);
    expect(createKeyring(keyring.reveal()).open(row.former ?? '', clientTokenPurpose(app))).toBe(first);
  });

  it.each([-1, 2_592_001])('cannot overlap for %i s', async (overlapSeconds) => {
    await expect(admin().rotateClientTokenSecret({ app, overlapSeconds })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      field: 'overlapSeconds',
      message: 'overlapSeconds must be 0 to 2592000 (30 days)',
    });
  });

  it('of an app that is not there is not found', async () => {
    expect(await admin().rotateClientTokenSecret({ app: 'nobody' })).toMatchObject({ found: false });
    expect(await admin().listClientTokenSecrets({ app: 'nobody' })).toMatchObject({ found: false });
    expect(await admin().revokeFormerClientTokenSecret({ app: 'nobody' })).toEqual({ revoked: false });
  });
});
