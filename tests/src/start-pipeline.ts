import {
  vendorNames,
  vendorToProto,
  messageAccepted,
  type MessageAcceptedInput,
  type KafkaPrincipal,
  type VendorName,
} from '@bellhop/contracts';
import { adminService, createClient, deviceService, traceService, type InternalCredentials } from '@bellhop/grpc';
import { createProducer, eventRecord, kafkaOf } from '@bellhop/kafka';
import { startGateway } from '@bellhop/gateway';
import { startMessageStore } from '@bellhop/message-store';
import { startPresence } from '@bellhop/presence';
import { startPushHistory } from '@bellhop/push-history';
import { startPushRouter } from '@bellhop/push-router';
import { opening, Secret, type CommonConfig, type Running, type ServiceContext } from '@bellhop/runtime';
import { simulatorControl, startVendorSimulator } from '@bellhop/vendor-simulator';
import { startVendorAdapter } from '@bellhop/vendor-adapters';
import { freshDatabase, internalKey, testConfig, testServers } from '@bellhop/testkit';

/** The operator's key in tests. */
export const operatorKey = new Secret('operator-key-of-the-tests');
const keyring = new Secret(`k1:${Buffer.alloc(32, 7).toString('base64')}`);

const sameForAll = (common: CommonConfig) => () => common;

/** A phone of the simulator that is registered for a user. */
export interface RegisteredPhone {
  readonly phoneId: string;
  readonly pushId: string;
  readonly vendor: VendorName;
  readonly token: string;
}

/**
 * The whole system in one process: gateway, message-store, presence, push-router and the five adapters
 * on real Kafka and Postgres, with the simulator in the vendors' place.
 */
export async function startPipeline(
  context: ServiceContext,
  {
    commonOf = sameForAll(testConfig()),
    credentialsFor = () => ({ key: internalKey }),
  }: {
    commonOf?: (principal: KafkaPrincipal) => CommonConfig;
    /** What the test itself shows to a service that it calls. */
    credentialsFor?: (service: 'push-router' | 'push-history') => InternalCredentials;
  } = {},
) {
  const kafka = kafkaOf(commonOf('gateway'), 'test', context.log);
  const pipeline = await opening(async (open) => {
    const database = await open.add(freshDatabase(testServers().databaseUrl), (it) => it.drop());
    const simulator = await open.add(startVendorSimulator({}), (it) => it.close());
    const control = simulatorControl(simulator.controlUrl);
    // The gateway ends first, so that nothing new comes; then all of these at once, which takes as long as the slowest.
    const services = await open.add<Running[]>([], (all) => Promise.all(all.map((it) => it.close())));
    const begin = async <Service extends Running>(starting: Promise<Service>): Promise<Service> => {
      const service = await starting;
      services.push(service);
      return service;
    };
    const presence = await begin(
      startPresence({ common: commonOf('presence'), grpcPort: 0, leaseMs: 10_000 }, context),
    );
    const ownDatabase = { url: new Secret(database.url), poolSize: 4 };
    const startOneStore = () =>
      startMessageStore(
        {
          common: commonOf('message-store'),
          database: ownDatabase,
          grpcPort: 0,
          presenceAddress: presence.grpcAddress,
          retentionDays: 30,
        },
        context,
      );
    const store = await begin(startOneStore());
    const router = await begin(
      startPushRouter(
        {
          common: commonOf('push-router'),
          database: ownDatabase,
          grpcPort: 0,
          messageStoreAddress: store.grpcAddress,
          presenceAddress: presence.grpcAddress,
          keyring: keyring,
        },
        context,
      ),
    );
    const [history] = await Promise.all([
      begin(
        startPushHistory(
          { common: commonOf('push-history'), database: ownDatabase, grpcPort: 0, traceRetentionDays: 7 },
          context,
        ),
      ),
      ...vendorNames.map((vendor) =>
        begin(
          startVendorAdapter(
            { common: commonOf(`adapter-${vendor}`), vendor, pushRouterAddress: router.grpcAddress },
            context,
          ),
        ),
      ),
    ]);
    const startOneGateway = () =>
      startGateway(
        {
          common: commonOf('gateway'),
          httpPort: 0,
          grpcPort: 0,
          deliveryPort: 0,
          advertisedAddress: undefined,
          messageStoreAddress: store.grpcAddress,
          presenceAddress: presence.grpcAddress,
          pushRouterAddress: router.grpcAddress,
          pushHistoryAddress: history.grpcAddress,
          operatorKey,
          keyring,
          addressBounds: { trustedProxies: [], maxSockets: 1_000, maxCalls: 1_000 },
          connectionLimits: {
            maxConnections: 100,
            maxConnectionsPerAddress: 100,
            maxUnauthenticated: 20,
            maxUnauthenticatedPerAddress: 20,
            loginTimeoutMs: 5_000,
            maxFrameBytes: 65_536,
            maxBufferedBytes: 1_048_576,
            maxOutstanding: 1_000,
            maxPendingFrames: 100,
            drainMs: 200,
          },
          overload: { targetDelayMs: 3_000, minBacklog: 1_000, maxProducerBytes: 16_777_216 },
        },
        context,
      );
    const gateway = await open.add(startOneGateway(), (it) => it.close());
    const producer = await open.add(createProducer(kafka), (it) => it.close());
    const client = { address: router.grpcAddress, ...credentialsFor('push-router'), deadlineMs: 5_000 };
    return {
      kafka,
      simulator,
      control,
      gateway,
      /** One more gateway; whoever asks for it closes it. */
      startOneGateway,
      storeAddress: store.grpcAddress,
      /** What all services have: for what only time would bring about. */
      databaseUrl: database.url,
      /** One more replica of message-store; whoever asks for it closes it. */
      startOneStore,
      producer,
      admin: createClient(adminService, client),
      devices: createClient(deviceService, client),
      traces: createClient(traceService, {
        address: history.grpcAddress,
        ...credentialsFor('push-history'),
        deadlineMs: 5_000,
      }),
    };
  });

  return {
    ...pipeline,
    /** Registers a new phone for a user. */
    phoneFor: async (userId: string, vendor: VendorName): Promise<RegisteredPhone> => {
      const { phoneId, token } = await pipeline.control.createPhone({ vendor });
      const device = { app: 'demo', deviceId: `${userId}-${vendor}`, userId };
      await pipeline.devices.bindDevice(device);
      const { pushId } = await pipeline.devices.registerDevice({
        ...device,
        vendor: vendorToProto(vendor),
        token,
      });
      return { phoneId, pushId, vendor, token };
    },
    /** Publishes messages as the gateway does. */
    send: (messages: readonly MessageAcceptedInput[]) =>
      pipeline.producer.publish(
        messages.map((message) => eventRecord(messageAccepted, { app: 'demo', acceptedAtMs: Date.now(), ...message })),
      ),
  };
}

export type Pipeline = Awaited<ReturnType<typeof startPipeline>>;
