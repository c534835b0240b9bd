import { appLabel, counter, gauge, histogram, observedGauge, type Logger } from '@bellhop/runtime';

const doors = ['websocket', 'http', 'grpc'] as const;

/** Where a message came in. */
export type Door = (typeof doors)[number];

/** What a group has not settled yet of a topic. */
export interface Backlog {
  readonly group: string;
  readonly topic: string;
  readonly events: number;
}

/** What happens in the gateway, as metrics and log lines. Labels have few values; ids go to logs. */
export interface GatewayEvents {
  accepted(app: string, messageIds: readonly string[], door: Door, tookMs: number): void;
  /** What the sender asks for is wrong. */
  refused(app: string, code: string, door: Door): void;
  /** Messages that are right could not be taken, for a reason of ours. */
  failed(app: string, messages: number, code: string, door: Door): void;
  shed(messages: number, cause: 'producer' | 'pipeline'): void;
  rateLimited(messages: number, whose: 'client' | 'app'): void;
  pipelineSeen(delayMs: number, limitPerSecond: number | undefined): void;
  /** How much waits for the groups behind us; nothing = Kafka does not say. */
  backlogSeen(backlog: readonly Backlog[]): void;
  /** A request over HTTP was answered. */
  answered(route: string, method: string, status: number, tookMs: number): void;
  frame(type: string, outcome: 'ok' | 'error'): void;
  loggedIn(tookMs: number): void;
  loginFailed(code: string): void;
  /** A login that presence did not show in time: a message stored right now may be pushed instead of delivered. */
  loginNotSeen(): void;
  /** Presence did not show our sessions for a while; these clients are told to sync. */
  shownAgain(connections: number): void;
  /** message-store could not learn in time where these were connected; they are told to sync. */
  toldMissed(connections: number): void;
  connectionEnded(cause: string): void;
  delivered(devices: number): void;
  acknowledged(devices: number): void;
  gone(devices: number, cause: 'no-connection' | 'closed' | 'too-many' | 'slow-reader'): void;
}

export function gatewayEvents(
  log: Logger,
  gauges: {
    connections: () => number;
    unauthenticated: () => number;
    outstanding: () => number;
  },
  /** Apps that metrics name. */
  metricsApps?: readonly string[],
): GatewayEvents {
  const appOf = appLabel(metricsApps);
  observedGauge(
    'bellhop_gateway_connections',
    { unit: '{connection}', description: 'Connections that are logged in' },
    (record) => record(gauges.connections()),
  );
  observedGauge(
    'bellhop_gateway_unauthenticated',
    { unit: '{connection}', description: 'Connections that have not logged in' },
    (record) => record(gauges.unauthenticated()),
  );
  observedGauge(
    'bellhop_gateway_outstanding',
    { unit: '{delivery}', description: 'Deliveries that clients have not acknowledged' },
    (record) => record(gauges.outstanding()),
  );
  const accepted = counter('bellhop_gateway_accepted', {
    unit: '{message}',
    description: 'Messages accepted, by door: websocket, http, grpc',
    labels: ['door'],
  });
  const ofApp = counter('bellhop_app_messages', {
    unit: '{message}',
    description:
      'Messages by app (those of METRICS_APPS) and what became of them at the gateway: accepted, refused, failed',
    labels: ['app', 'outcome'],
  });
  const acceptTime = histogram('bellhop_gateway_accept_duration', {
    unit: 'ms',
    description: 'From the call to Kafka having the messages',
    labels: ['door'],
  });
  const refused = counter('bellhop_gateway_refused', {
    unit: '{message}',
    description: 'Messages refused for what is wrong with them, by code and door',
    labels: ['code', 'door'],
  });
  const failed = counter('bellhop_gateway_failed', {
    unit: '{message}',
    description:
      'Messages that were not accepted for a reason on our side, by code (RESOURCE_EXHAUSTED: shed, UNAVAILABLE, INTERNAL) and door',
    labels: ['code', 'door'],
  });
  const shed = counter('bellhop_gateway_shed', {
    unit: '{message}',
    description: 'Messages refused because the system is at its limit, by cause: producer, pipeline',
    labels: ['cause'],
  });
  const limited = counter('bellhop_gateway_rate_limited', {
    unit: '{message}',
    description: "Messages above a client's or an app's rate",
    labels: ['whose'],
  });
  const delay = gauge('bellhop_gateway_pipeline_delay', {
    unit: 'ms',
    description: 'Estimated delay of the pipeline',
  });
  const limit = gauge('bellhop_gateway_accept_limit', {
    unit: '{message}/s',
    description: 'Messages per second this gateway may accept; 0 = no limit',
  });
  // Prometheus sees no increase in what begins with 1: what alerts look at is there from the start.
  for (const door of doors) {
    accepted.add(0, { door });
    for (const code of ['RESOURCE_EXHAUSTED', 'UNAVAILABLE', 'INTERNAL']) failed.add(0, { code, door });
  }
  for (const cause of ['producer', 'pipeline']) shed.add(0, { cause });
  let backlog: readonly Backlog[] = [];
  observedGauge(
    'bellhop_pipeline_backlog',
    {
      unit: '{event}',
      description:
        'Events of a topic that its group has not settled yet, as the gateway reads it from Kafka: true also when nobody consumes',
      labels: ['group', 'topic'],
    },
    (record) => {
      for (const { group, topic, events } of backlog) record(events, { group, topic });
    },
  );
  const requests = histogram('bellhop_http_duration', {
    unit: 'ms',
    description: 'Time of HTTP requests, by route, method and status',
    labels: ['route', 'method', 'status'],
  });
  const frames = counter('bellhop_gateway_frames', {
    unit: '{frame}',
    description: 'Frames of clients, by type and outcome',
    labels: ['type', 'outcome'],
  });
  const logins = histogram('bellhop_gateway_login_duration', { unit: 'ms', description: 'Time of a login' });
  const failedLogins = counter('bellhop_gateway_login_failures', {
    unit: '{login}',
    description: 'Logins that failed, by code',
    labels: ['code'],
  });
  const notSeen = counter('bellhop_gateway_login_not_seen', {
    unit: '{login}',
    description: 'Logins that presence did not show in time',
  });
  const hidden = counter('bellhop_gateway_hidden', {
    unit: '{connection}',
    description: 'Connections that presence did not show for a while, told to sync afterwards',
  });
  const passedBy = counter('bellhop_gateway_told_missed', {
    unit: '{connection}',
    description: 'Connections told to sync because message-store could not learn in time where they were',
  });
  const ended = counter('bellhop_gateway_connections_ended', {
    unit: '{connection}',
    description: 'Connections that ended, by cause',
    labels: ['cause'],
  });
  const delivered = counter('bellhop_gateway_delivered', {
    unit: '{delivery}',
    description: 'Messages written to sockets',
  });
  const acknowledged = counter('bellhop_gateway_acknowledged', {
    unit: '{delivery}',
    description: 'Deliveries that clients acknowledged',
  });
  const gone = counter('bellhop_gateway_gone', {
    unit: '{delivery}',
    description: 'Deliveries without a connection, by cause',
    labels: ['cause'],
  });
  return {
    accepted: (app, messageIds, door, tookMs) => {
      accepted.add(messageIds.length, { door });
      ofApp.add(messageIds.length, { app: appOf(app), outcome: 'accepted' });
      acceptTime.record(tookMs, { door });
      for (const messageId of messageIds) log.debug({ messageId, door }, 'message accepted');
    },
    refused: (app, code, door) => {
      refused.add(1, { code, door });
      ofApp.add(1, { app: appOf(app), outcome: 'refused' });
    },
    failed: (app, messages, code, door) => {
      failed.add(messages, { code, door });
      ofApp.add(messages, { app: appOf(app), outcome: 'failed' });
    },
    shed: (messages, cause) => shed.add(messages, { cause }),
    rateLimited: (messages, whose) => limited.add(messages, { whose }),
    pipelineSeen: (delayMs, limitPerSecond) => {
      delay.record(delayMs);
      limit.record(limitPerSecond ?? 0);
    },
    backlogSeen: (seen) => (backlog = seen),
    answered: (route, method, status, tookMs) => requests.record(tookMs, { route, method, status: String(status) }),
    frame: (type, outcome) => frames.add(1, { type, outcome }),
    loggedIn: (tookMs) => logins.record(tookMs),
    loginFailed: (code) => failedLogins.add(1, { code }),
    loginNotSeen: () => notSeen.add(1),
    shownAgain: (connections) => {
      hidden.add(connections);
      log.warn({ connections }, 'presence did not show our connections for a while; they are told to sync');
    },
    toldMissed: (connections) => passedBy.add(connections),
    connectionEnded: (cause) => ended.add(1, { cause }),
    delivered: (devices) => delivered.add(devices),
    acknowledged: (devices) => acknowledged.add(devices),
    gone: (devices, cause) => gone.add(devices, { cause }),
  };
}
