import { randomUUID } from 'node:crypto';
import { pushOutcomes, sessionChanged, topicsOf, type NotificationReportInput } from '@bellhop/contracts';
import { deliveryService, internalAccess, serverTls, serveStream, startGrpcServer } from '@bellhop/grpc';
import {
  createGatherer,
  createLagReader,
  createProducer,
  ensureTopics,
  eventRecord,
  followApps,
  followTopic,
  kafkaOf,
} from '@bellhop/kafka';
import {
  createHealth,
  createKeyring,
  opening,
  startManagement,
  tlsFiles,
  type Running,
  type ServiceContext,
} from '@bellhop/runtime';
import { startAdmissionController, watchedGroups } from './accept/admission-controller.ts';
import { messageAcceptor } from './accept/accept-messages.ts';
import { appRates } from './accept/rates.ts';
import { groupSenders } from './accept/group-senders.ts';
import { localIds } from './accept/local-ids.ts';
import { api } from './api.ts';
import { apiKeys } from './auth/api-keys.ts';
import { clientTokens } from './auth/client-tokens.ts';
import { openClients } from './clients/open-clients.ts';
import { CALL_TIMEOUT_MS, MAX_REQUEST_BYTES, type GatewayConfig } from './config.ts';
import type { Behind } from './calls/behind.ts';
import type { Connection } from './connections/connection.ts';
import { createConnectionRegistry } from './connections/connection-registry.ts';
import { oldestAckWaitMs, outstandingIn } from './connections/outstanding-deliveries.ts';
import { missedTeller } from './connections/tell-missed.ts';
import { createWaitingRoom } from './connections/waiting-room.ts';
import { deliver, type DeliveryStreams } from './delivery/deliver.ts';
import { tellMissed } from './delivery/tell-missed.ts';
import { userDeviceEnder } from './devices/end-user-devices.ts';
import { userEraser } from './users/erase-user.ts';
import { clientAddress, trustedProxies } from './doors/client-address.ts';
import { allowedOrigins } from './doors/origins.ts';
import { grpcBounds } from './doors/grpc/grpc-bounds.ts';
import { grpcServices } from './doors/grpc/grpc-services.ts';
import { httpRoutes } from './doors/http/http-routes.ts';
import { closeHttpServer, createHttpServer } from './doors/http/http-server.ts';
import { frameTable, handleFrame } from './doors/websocket/handle-frame.ts';
import { openWebSocketDoor } from './doors/websocket/web-socket-door.ts';
import { gatewayEvents } from './events.ts';
import { sendForService } from './accept/send-for-service.ts';
import { startGatewayLease, type GatewayIdentity } from './presence-lease/gateway-lease.ts';
import { sessionPublisher } from './presence-lease/session-publisher.ts';
import { sessionVisibility } from './presence-lease/session-visibility.ts';
import { watchVisibility } from './presence-lease/visibility-watch.ts';
import { ringingTeller } from './ringing/tell-ringing.ts';
import { sessionRates } from './connections/session-rates.ts';
import { endOlderLogins } from './sessions/end-older-logins.ts';

export type RunningGateway = Running & {
  /** http://host:port of HTTP and, as ws://…/v1/ws, of the WebSocket. */
  readonly httpUrl: string;
  /** host:port of the gRPC services for other services. */
  readonly grpcAddress: string;
  /** host:port that message-store is told. */
  readonly deliveryAddress: string;
  readonly managementPort: number;
};

/** Starts the gateway: the one door for clients, services and operators. */
export function startGateway(
  config: GatewayConfig,
  { log, onFatal, telemetry }: ServiceContext,
): Promise<RunningGateway> {
  const { common, connectionLimits: limits } = config;
  const kafka = kafkaOf(common, 'gateway', log);
  const clock = Date.now;
  const answerWithinMs = config.callTimeoutMs ?? CALL_TIMEOUT_MS;
  const reachable = common.listenHost === '0.0.0.0' || common.listenHost === '::' ? '127.0.0.1' : common.listenHost;
  return opening(async (open) => {
    const health = createHealth();
    const access = internalAccess(common, { service: 'gateway', log });
    const registry = createConnectionRegistry();
    const waitingRoom = createWaitingRoom<Connection>({
      max: limits.maxUnauthenticated,
      maxPerAddress: limits.maxUnauthenticatedPerAddress,
    });
    const gauges = {
      connections: () => registry.loggedIn,
      unauthenticated: () => waitingRoom.size,
      outstanding: () => outstandingIn(registry.all()),
    };
    const events = gatewayEvents(log, gauges, common.metricsApps);

    await ensureTopics(kafka, topicsOf('gateway'));
    const apps = await open.add(followApps(kafka, { onFatal, service: 'gateway' }), (it) => it.stop());
    await apps.loaded;
    health.ready('apps', apps.readiness);
    health.live('apps', apps.liveness);
    const producer = await open.add(createProducer(kafka), (it) => it.close());
    const lag = await open.add(createLagReader(kafka, watchedGroups), (it) => it.close());
    const clients = await openClients(open, config, access);

    const admission = await open.add(
      startAdmissionController({
        lag,
        producer,
        ackWaitMs: () => oldestAckWaitMs(registry.all(), clock()),
        settings: config.overload,
        events,
        log,
        clock,
      }),
      (it) => it.close(),
    );
    const senders = groupSenders({ check: (request) => clients.sync.checkGroupSenders(request), clock });
    const accept = messageAcceptor({
      groupSenders: senders,
      localIds: localIds({ find: (request) => clients.sync.findContents(request), clock }),
      admit: admission.admit,
      publish: producer.publish,
      events,
      clock,
    });
    const takeOfApp = appRates({ events, clock });
    const tellRinging = ringingTeller({
      sync: clients.sync,
      onFailed: (error) => log.warn({ err: error }, 'a client is not told of the calls that ring, trying again'),
      clock,
    });
    const keys = apiKeys({ apps, operatorKey: config.operatorKey });
    const tokens = clientTokens(createKeyring(config.keyring.reveal()), clock);

    const streams: DeliveryStreams = new Set();
    const tell = missedTeller(clock);
    const deliveryServer = await open.add(
      startGrpcServer({
        host: common.listenHost,
        port: config.deliveryPort,
        ...serverTls(access, log),
        services: [
          serveStream(
            deliveryService,
            'Deliver',
            deliver({ registry, streams, groupSenders: senders, events, clock }),
            {
              unary: { TellMissed: tellMissed({ registry, tell, events }) },
              authorize: access.authorize,
              log,
            },
          ),
        ],
      }),
      async (it) => {
        for (const stream of streams) stream.end();
        await it.close();
      },
    );
    const identity: GatewayIdentity = {
      gatewayAddress: config.advertisedAddress ?? `${reachable}:${deliveryServer.port}`,
      gatewayEpoch: randomUUID(),
    };
    const lease = await open.add(
      startGatewayLease({ producer, identity, connections: () => registry.loggedIn, log, clock }),
      (it) => it.close(),
    );
    health.ready('lease', lease.readiness);
    const sessions = await open.add(sessionPublisher(producer, { identity, log }), (it) => it.close());
    const behind: Behind = {
      clients,
      apps,
      tokens,
      sessionRates: sessionRates(() => performance.now()),
      accept,
      sendForService: sendForService({ accept, takeOfApp, events }),
      takeOfApp,
      tellRinging,
      groupSenders: senders,
      endUserDevices: userDeviceEnder({ ...clients, sessions }),
      eraseUser: userEraser({ ...clients, sessions, clock }),
      reports: createGatherer<NotificationReportInput>({
        waitMs: 100,
        maxItems: 200,
        publish: (reports) => producer.publish([eventRecord(pushOutcomes, { reports: [...reports] })]),
      }),
      registry,
      waitingRoom,
      sessions,
      tellMissed: tell,
      isSeen: sessionVisibility(clients.presenceReplicas),
      events,
      clock,
    };
    const endOlder = endOlderLogins({ registry, sessions, log });
    const logins = await open.add(
      followTopic(kafka, sessionChanged, (change) => change !== undefined && endOlder(change), {
        onFatal,
        purpose: 'gateway.sessions',
        from: 'now',
      }),
      (it) => it.stop(),
    );
    health.ready('logins', logins.readiness);
    health.live('logins', logins.liveness);
    await open.add(
      watchVisibility({ presence: clients.presenceReplicas, connections: () => registry.all(), tell, events, clock }),
      (it) => it.close(),
    );

    const trusts = trustedProxies(config.addressBounds.trustedProxies);
    const origins = allowedOrigins(config.corsOrigins ?? []);
    const { admitCall, admitConnection } = grpcBounds({ trusts, ...config.addressBounds });
    const grpcServer = await open.add(
      startGrpcServer({
        host: common.listenHost,
        port: config.grpcPort,
        reflection: true,
        admitConnection,
        admitCall,
        maxRequestBytes: MAX_REQUEST_BYTES,
        ...(config.grpcTls === undefined
          ? {}
          : {
              tls: {
                files: tlsFiles(config.grpcTls, { prefix: 'GRPC_TLS', log }),
                clientCertificates: false,
                log,
              },
            }),
        services: grpcServices(api, { keys, behind, log }),
      }),
      (it) => it.close(),
    );

    const http = await open.add(
      createHttpServer({
        log,
        events,
        origins,
        tls: config.httpTls === undefined ? undefined : tlsFiles(config.httpTls, { prefix: 'HTTP_TLS', log }),
        bounds: { trusts, ...config.addressBounds },
      }),
      (it) => closeHttpServer(it, answerWithinMs),
    );
    httpRoutes(http, api, { keys, behind });
    const frames = frameTable(api);
    await http.ready();
    await open.add(
      openWebSocketDoor(http.server, {
        registry,
        onFrame: (data, isBinary, connection) =>
          handleFrame(data, isBinary, connection, { frames, behind, limits, events, log }),
        sessions,
        tellRinging,
        limits,
        addressOf: (request) => clientAddress(request, trusts),
        origins,
        waitingRoom,
        answerWithinMs,
        events,
        log,
        onFatal,
        clock,
      }),
      (it) => it.drain(),
    );
    let closing = false;
    health.ready('open', () => (closing ? 'the gateway is closing' : undefined));
    const management = await open.add(
      startManagement({ host: common.listenHost, port: common.managementPort, health, telemetry }),
      (it) => it.close(),
    );
    const httpUrl = await http.listen({ host: common.listenHost, port: config.httpPort });
    // First of all at the end: no new traffic comes while connections are drained.
    await open.add(undefined, () => {
      closing = true;
      grpcServer.setServing(false);
    });
    return {
      httpUrl: httpUrl.replace('0.0.0.0', '127.0.0.1'),
      grpcAddress: `${reachable}:${grpcServer.port}`,
      deliveryAddress: identity.gatewayAddress,
      managementPort: management.port,
    };
  });
}
