import {
  vendorNames,
  vendorToProto,
  messageAccepted,
  type MessageAcceptedInput,
  type VendorName,
} from '@bellhop/contracts';
import { adminService, createClient, deviceService, traceService } from '@bellhop/grpc';
import { createProducer, eventRecord } from '@bellhop/kafka';
import { startMessageStore } from '@bellhop/message-store';
import { startPresence } from '@bellhop/presence';
import { startPushRouter } from '@bellhop/push-router';
import { opening, Secret, type ServiceContext } from '@bellhop/runtime';
import { simulatorControl, startVendorSimulator } from '@bellhop/vendor-simulator';
import { startVendorAdapter } from '@bellhop/vendor-adapters';
import { freshDatabase, internalKey, testConfig, testServers } from '@bellhop/testkit';

/** A phone of the simulator that is registered for a user. */
export interface RegisteredPhone {
  readonly phoneId: string;
  readonly pushId: string;
  readonly vendor: VendorName;
  readonly token: string;
}

/**
 * Everything from the accepted message to the vendor's phone, in one process: message-store, presence, push-router and the five adapters
 * on real Kafka and Postgres, with the simulator in the vendors' place. Messages come in as the gateway publishes them.
 */
export async function startPipeline(context: ServiceContext) {
  const common = testConfig();
  const kafka = { brokers: common.kafkaBrokers, clientId: 'test', prefix: common.kafkaPrefix, log: context.log };
  const pipeline = await opening(async (open) => {
    const database = await open.add(freshDatabase(testServers().databaseUrl), (it) => it.drop());
    const simulator = await open.add(startVendorSimulator({}), (it) => it.close());
    const control = simulatorControl(simulator.controlUrl);
    const presence = await open.add(startPresence({ common, grpcPort: 0, leaseMs: 10_000 }, context), (it) =>
      it.close(),
    );
    const databaseUrl = new Secret(database.url);
    const router = await open.add(
      startPushRouter(
        {
          common,
          databaseUrl,
          databasePoolSize: 4,
          grpcPort: 0,
          keyring: new Secret(`k1:${Buffer.alloc(32, 7).toString('base64')}`),
          traceRetentionDays: 7,
        },
        context,
      ),
      (it) => it.close(),
    );
    await open.add(
      startMessageStore(
        {
          common,
          databaseUrl,
          databasePoolSize: 4,
          grpcPort: 0,
          presenceAddress: presence.grpcAddress,
          retentionDays: 30,
        },
        context,
      ),
      (it) => it.close(),
    );
    for (const vendor of vendorNames) {
      await open.add(startVendorAdapter({ common, vendor, pushRouterAddress: router.grpcAddress }, context), (it) =>
        it.close(),
      );
    }
    const producer = await open.add(createProducer(kafka), (it) => it.close());
    const client = { address: router.grpcAddress, key: internalKey, deadlineMs: 5_000 };
    return {
      kafka,
      simulator,
      control,
      producer,
      admin: createClient(adminService, client),
      devices: createClient(deviceService, client),
      traces: createClient(traceService, client),
    };
  });

  return {
    ...pipeline,
    /** Registers a new phone for a user. */
    phoneFor: async (userId: string, vendor: VendorName): Promise<RegisteredPhone> => {
      const { phoneId, token } = await pipeline.control.createPhone({ vendor });
      const { pushId } = await pipeline.devices.registerDevice({
        app: 'demo',
        deviceId: `${userId}-${vendor}`,
        userId,
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
