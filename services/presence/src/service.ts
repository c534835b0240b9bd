import { gatewayBeat, sessionChanged, topicsOf, type SessionChanged } from '@bellhop/contracts';
import { internalAccess, presenceService, serveAnswers, serverTls, startGrpcServer } from '@bellhop/grpc';
import { ensureTopics, followTopic, kafkaOf } from '@bellhop/kafka';
import { createHealth, opening, startManagement, type Running, type ServiceContext } from '@bellhop/runtime';
import type { PresenceConfig } from './config.ts';
import { beatTime } from './domain/beat-time.ts';
import { createSessionTable, type Session } from './domain/session-table.ts';
import { userPresence } from './domain/user-presence.ts';
import { createWatches } from './domain/watches.ts';
import { presenceEvents } from './events.ts';
import { getPresence } from './rpc/get-presence.ts';
import { watchPresence } from './rpc/watch.ts';

const FORGET_EVERY_MS = 60_000;
/** How late a watcher may hear that a gateway's lease has ended. */
const LOOK_EVERY_MS = 1_000;
const FORGET_AFTER_MS = 600_000;
/** The clock of leases, which nobody sets. */
const monotonic = (): number => performance.now();

export type RunningPresence = Running & { readonly grpcAddress: string; readonly managementPort: number };

/** Starts presence. It answers UNKNOWN, and is not ready, until every session has been read. */
export function startPresence(
  config: PresenceConfig,
  { log, onFatal, telemetry }: ServiceContext,
): Promise<RunningPresence> {
  const { common } = config;
  const kafka = kafkaOf(common, 'presence', log);
  return opening(async (open) => {
    const sessions = createSessionTable(config.leaseMs);
    const health = createHealth();
    const access = internalAccess(common, { service: 'presence', log });
    let loaded = false;
    const watches = createWatches({
      presenceOf: (app, userId) => userPresence({ sessions, isLoaded: loaded }, { app, userId }, monotonic()),
      clock: Date.now,
    });
    const events = presenceEvents({ sessions, watches });

    const server = await open.add(
      startGrpcServer({
        host: common.listenHost,
        port: config.grpcPort,
        ...serverTls(access, log),
        services: [
          serveAnswers(presenceService, 'Watch', watchPresence({ watches }), {
            unary: {
              GetPresence: getPresence({ sessions, isLoaded: () => loaded, events, clock: Date.now, monotonic }),
            },
            authorize: access.authorize,
            log,
          }),
        ],
      }),
      (it) => it.close(),
    );
    server.setServing(false);

    await ensureTopics(kafka, topicsOf('presence'));
    const beats = await open.add(
      followTopic(
        kafka,
        gatewayBeat,
        (beat, _key, writtenAtMs) => {
          if (beat === undefined) return;
          if (beat.closing) {
            sessions.gatewayClosed(beat);
            watches.touchAll();
          } else {
            const now = { wallMs: Date.now(), monotonicMs: monotonic() };
            sessions.beat(beat, beatTime({ writtenAtMs, isOld: !loaded }, now));
          }
        },
        { onFatal, purpose: 'presence.beats' },
      ),
      (it) => it.stop(),
    );
    const changes = await open.add(
      followTopic(
        kafka,
        sessionChanged,
        (change) => {
          if (change === undefined) return;
          if (change.ended) sessions.disconnect(change);
          else sessions.connect(sessionOf(change));
          watches.touch(change.app, change.userId);
        },
        { onFatal, purpose: 'presence.sessions' },
      ),
      (it) => it.stop(),
    );
    for (const [name, follower] of Object.entries({ beats, sessions: changes })) {
      health.ready(name, follower.readiness);
      health.live(name, follower.liveness);
    }
    void Promise.all([beats.loaded, changes.loaded]).then(() => {
      loaded = true;
      watches.touchAll();
      server.setServing(true);
      log.info({ sessions: sessions.size() }, 'sessions loaded');
    });
    // Not before everything is read: of a gateway that nothing is known of yet, all sessions look dead.
    const forgetting = setInterval(() => {
      if (loaded) void sessions.forgetDead(monotonic(), FORGET_AFTER_MS);
    }, FORGET_EVERY_MS);
    await open.add(forgetting, clearInterval);
    let changesTold = 0;
    const lookAtLeases = (): void => {
      const changes = sessions.leaseChanges(monotonic());
      if (changes === changesTold) return;
      changesTold = changes;
      watches.touchAll();
    };
    await open.add(setInterval(lookAtLeases, LOOK_EVERY_MS), clearInterval);

    const management = await open.add(
      startManagement({ host: common.listenHost, port: common.managementPort, health, telemetry }),
      (it) => it.close(),
    );
    return { grpcAddress: `${common.listenHost}:${server.port}`, managementPort: management.port };
  });
}

/** Only what is asked for: there may be millions. */
function sessionOf(change: SessionChanged): Session {
  const { app, userId, deviceId, gatewayAddress, gatewayEpoch, connectionId, connectedAtMs } = change;
  const { loginNumber, platform, background } = change;
  return {
    app,
    userId,
    deviceId,
    gatewayAddress,
    gatewayEpoch,
    connectionId,
    connectedAtMs,
    loginNumber,
    platform,
    background,
  };
}
