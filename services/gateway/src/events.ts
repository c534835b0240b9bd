import { metrics } from '@opentelemetry/api';
import type { Logger } from '@bellhop/runtime';

/** Where a message came in. */
export type Door = 'websocket' | 'http' | 'grpc';

/** What happens in the gateway, as metrics and log lines. Labels have few values; ids go to logs. */
export interface GatewayEvents {
  accepted(messageIds: readonly string[], door: Door, tookMs: number): void;
  refused(code: string, door: Door): void;
  shed(messages: number, cause: 'producer' | 'pipeline'): void;
  rateLimited(messages: number, whose: 'client' | 'app'): void;
  pipelineSeen(delayMs: number, limitPerSecond: number | undefined): void;
  frame(type: string, outcome: 'ok' | 'error'): void;
  loggedIn(tookMs: number): void;
  loginFailed(code: string): void;
  /** A login that presence did not show in time: a message stored right now may be pushed instead of delivered. */
  loginNotSeen(): void;
  /** Presence did not show our sessions for a while; these clients are told to sync. */
  shownAgain(connections: number): void;
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
): GatewayEvents {
  const meter = metrics.getMeter('bellhop');
  const gauge = (name: string, description: string, read: () => number): void => {
    meter.createObservableGauge(name, { description }).addCallback((observer) => observer.observe(read()));
  };
  gauge('bellhop_gateway_connections', 'Connections that are logged in', gauges.connections);
  gauge('bellhop_gateway_unauthenticated', 'Connections that have not logged in', gauges.unauthenticated);
  gauge('bellhop_gateway_outstanding', 'Deliveries that clients have not acknowledged', gauges.outstanding);
  const accepted = meter.createCounter('bellhop_gateway_accepted', { description: 'Messages accepted, by door' });
  const acceptTime = meter.createHistogram('bellhop_gateway_accept_duration', {
    unit: 'ms',
    description: 'From the call to Kafka having the messages',
  });
  const refused = meter.createCounter('bellhop_gateway_refused', { description: 'Messages refused, by code and door' });
  const shed = meter.createCounter('bellhop_gateway_shed', {
    description: 'Messages refused because the system is at its limit, by cause',
  });
  const limited = meter.createCounter('bellhop_gateway_rate_limited', {
    description: "Messages above a client's or an app's rate",
  });
  const delay = meter.createGauge('bellhop_gateway_pipeline_delay', {
    unit: 'ms',
    description: 'Estimated delay of the pipeline',
  });
  const limit = meter.createGauge('bellhop_gateway_accept_limit', {
    description: 'Messages per second this gateway may accept; 0 = no limit',
  });
  const frames = meter.createCounter('bellhop_gateway_frames', {
    description: 'Frames of clients, by type and outcome',
  });
  const logins = meter.createHistogram('bellhop_gateway_login_duration', {
    unit: 'ms',
    description: 'Time of a login',
  });
  const failedLogins = meter.createCounter('bellhop_gateway_login_failures', {
    description: 'Logins that failed, by code',
  });
  const notSeen = meter.createCounter('bellhop_gateway_login_not_seen', {
    description: 'Logins that presence did not show in time',
  });
  const hidden = meter.createCounter('bellhop_gateway_hidden', {
    description: 'Connections that presence did not show for a while, told to sync afterwards',
  });
  const ended = meter.createCounter('bellhop_gateway_connections_ended', {
    description: 'Connections that ended, by cause',
  });
  const delivered = meter.createCounter('bellhop_gateway_delivered', { description: 'Messages written to sockets' });
  const acknowledged = meter.createCounter('bellhop_gateway_acknowledged', {
    description: 'Deliveries that clients acknowledged',
  });
  const gone = meter.createCounter('bellhop_gateway_gone', {
    description: 'Deliveries without a connection, by cause',
  });
  return {
    accepted: (messageIds, door, tookMs) => {
      accepted.add(messageIds.length, { door });
      acceptTime.record(tookMs, { door });
      for (const messageId of messageIds) log.debug({ messageId, door }, 'message accepted');
    },
    refused: (code, door) => refused.add(1, { code, door }),
    shed: (messages, cause) => shed.add(messages, { cause }),
    rateLimited: (messages, whose) => limited.add(messages, { whose }),
    pipelineSeen: (delayMs, limitPerSecond) => {
      delay.record(delayMs);
      limit.record(limitPerSecond ?? 0);
    },
    frame: (type, outcome) => frames.add(1, { type, outcome }),
    loggedIn: (tookMs) => logins.record(tookMs),
    loginFailed: (code) => failedLogins.add(1, { code }),
    loginNotSeen: () => notSeen.add(1),
    shownAgain: (connections) => {
      hidden.add(connections);
      log.warn({ connections }, 'presence did not show our connections for a while; they are told to sync');
    },
    connectionEnded: (cause) => ended.add(1, { cause }),
    delivered: (devices) => delivered.add(devices),
    acknowledged: (devices) => acknowledged.add(devices),
    gone: (devices, cause) => gone.add(devices, { cause }),
  };
}
