import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { createAddressGate, printable, type Logger } from '@bellhop/runtime';
import type { Origins } from '../origins.ts';
import type { ConnectionLimits } from '../../config.ts';
import type { GatewayEvents } from '../../events.ts';
import { eventFrame } from '../../connections/envelope.ts';
import type { SessionPublisher } from '../../presence-lease/session-publisher.ts';
import type { ConnectionRegistry } from '../../connections/connection-registry.ts';
import { Connection } from '../../connections/connection.ts';
import { FRAME_MS, frameMs } from '../../connections/reading-pace.ts';
import { listeningClock } from '../../connections/listening-clock.ts';
import { sweepConnections } from '../../connections/sweep-connections.ts';
import type { TellRinging } from '../../ringing/tell-ringing.ts';
import type { WaitingRoom } from '../../connections/waiting-room.ts';

export interface WebSocketDoor {
  /** Asks clients to go elsewhere and closes them in slices, so that they do not all come back at once. */
  drain(): Promise<void>;
}

const SWEEP_MS = 500;
/** How long a connection may say nothing when many wait. */
const CROWDED_FIRST_FRAME_MS = 2_000;
const SLICES = 10;
/** Of a frame, as the network brings it. Its packets are 180 of the longest one. */
const MAX_CHUNKS = 1_000;
/** Of a frame, as the client cuts it: the longest one that is answered in pieces that fit into packets. Each takes time to be read, and the pace counts frames. */
const MAX_PIECES = 100;

/** Takes WebSocket connections at /v1/ws of an HTTP server, and ends their sessions when they end. */
export function openWebSocketDoor(
  server: Server,
  deps: {
    registry: ConnectionRegistry;
    onFrame: (data: Buffer, isBinary: boolean, connection: Connection) => Promise<void>;
    sessions: Pick<SessionPublisher, 'ended'>;
    tellRinging: TellRinging;
    limits: ConnectionLimits;
    /** Who is behind a request. */
    addressOf: (request: IncomingMessage) => string;
    origins: Pick<Origins, 'allowsWebSocket'>;
    waitingRoom: WaitingRoom<Connection>;
    /** How much longer than planned a drain may take for the sake of answers under way. */
    answerWithinMs: number;
    events: GatewayEvents;
    log: Logger;
    onFatal: (error: unknown) => void;
    clock: () => number;
  },
): WebSocketDoor {
  const {
    registry,
    onFrame,
    sessions,
    limits,
    addressOf,
    origins,
    waitingRoom,
    answerWithinMs,
    events,
    log,
    onFatal,
    clock,
  } = deps;
  const listening = listeningClock({ mostBetweenMs: 2 * SWEEP_MS, monotonic: () => performance.now() });
  const gate = createAddressGate(limits.maxConnectionsPerAddress);
  // Frames a little too long are answered with an error; what is twice as long ends the connection (1009) unread.
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 2 * limits.maxFrameBytes,
    // Each costs memory, however small it is; clients send a frame as one.
    maxFragments: MAX_PIECES,
    maxBufferedChunks: MAX_CHUNKS,
  });
  let draining = false;

  const onClose = (connection: Connection, code: number): void => {
    events.connectionEnded(connection.closeCause ?? (code === 1009 ? 'frameTooLarge' : 'client'));
    const given = connection.outstanding.giveUp();
    waitingRoom.leave(connection);
    if (given > 0) events.gone(given, connection.closeCause === 'slowReader' ? 'slow-reader' : 'closed');
    if (registry.remove(connection) && connection.session !== undefined) sessions.ended([connection.session]);
  };

  const take = (socket: WebSocket, address: string): void => {
    const connection = new Connection(socket, { address, listenedMs: listening.now(), ...limits });
    registry.add(connection);
    waitingRoom.enter(connection);
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      connection.lastHeardMs = listening.now();
      connection.spend(frameMs(data.length)); // one that we have closed, too: it can send on until it agrees
      if (connection.isOpen) onFrame(data, isBinary, connection).catch(onFatal); // it handles everything itself
    });
    socket.on('ping', () => {
      connection.lastHeardMs = listening.now();
      connection.spend(FRAME_MS); // it is a frame like others
    });
    socket.on('pong', () => connection.spend(FRAME_MS));
    socket.on('close', (code) => onClose(connection, code));
    socket.on('error', (error) => log.debug({ err: error, connectionId: connection.id }, 'connection failed')); // 'close' follows
  };

  const refuse = (socket: Duplex, status: string, error?: { code: string; message: string }): void => {
    const body = error === undefined ? '' : JSON.stringify({ error });
    const type = error === undefined ? '' : 'content-type: application/json\r\n';
    // The HTTP server counts and times it no longer: one whose other end stays would be open for good.
    socket.once('finish', () => socket.destroy());
    socket.end(
      `HTTP/1.1 ${status}\r\nconnection: close\r\n${type}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  };

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined); // gone before it was taken
    if (request.url?.split('?')[0] !== '/v1/ws') return refuse(socket, '404 Not Found');
    if (!origins.allowsWebSocket(request.headers)) {
      return refuse(socket, '403 Forbidden', {
        code: 'ORIGIN_NOT_ALLOWED',
        message: `pages of ${printable(request.headers.origin ?? '')} may not connect: CORS_ORIGINS of the gateway lists those that may`,
      });
    }
    const address = addressOf(request);
    const place = waitingRoom.placeFor(address);
    if (draining || registry.size >= limits.maxConnections || place === 'full') {
      return refuse(socket, '503 Service Unavailable');
    }
    const leaveGate = gate.enter(address);
    if (leaveGate === undefined) return refuse(socket, '429 Too Many Requests');
    socket.once('close', leaveGate);
    if (place.makesRoom !== undefined) {
      waitingRoom.leave(place.makesRoom);
      place.makesRoom.close('crowdedOut');
    }
    return sockets.handleUpgrade(request, socket, head, (opened) => take(opened, address));
  });
  /** What these clients have asked is answered, or it has taken too long. */
  const answered = async (connections: readonly Connection[], deadlineMs: number): Promise<void> => {
    while (connections.some(({ isOpen, pendingFrames }) => isOpen && pendingFrames > 0) && clock() < deadlineMs) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  const sweep = setInterval(() => {
    const isCrowded = waitingRoom.size > limits.maxUnauthenticated / 2;
    listening.tick();
    sweepConnections(
      registry.all(),
      { nowMs: clock(), listenedMs: listening.now() },
      {
        loginTimeoutMs: limits.loginTimeoutMs,
        firstFrameTimeoutMs: isCrowded
          ? Math.min(CROWDED_FIRST_FRAME_MS, limits.loginTimeoutMs)
          : limits.loginTimeoutMs,
        tellRinging: deps.tellRinging,
      },
    );
  }, SWEEP_MS);

  return {
    drain: async () => {
      draining = true;
      const answerUntilMs = clock() + limits.drainMs + answerWithinMs;
      const connections = [...registry.all()];
      const perSlice = Math.max(1, Math.ceil(connections.length / SLICES));
      for (const connection of connections) {
        connection.send(
          eventFrame('reconnect', { afterMs: Math.round(Math.random() * Math.max(limits.drainMs, 1_000)) }),
        );
      }
      for (let from = 0; from < connections.length; from += perSlice) {
        const slice = connections.slice(from, from + perSlice);
        await answered(slice, answerUntilMs);
        for (const connection of slice) connection.close('restarting');
        if (from + perSlice < connections.length)
          await new Promise((resolve) => setTimeout(resolve, limits.drainMs / SLICES));
      }
      // Clients have a moment to close in order; who does not is cut off.
      const deadline = clock() + 500;
      while (registry.size > 0 && clock() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
      for (const socket of sockets.clients) socket.terminate();
      for (const connection of [...registry.all()]) onClose(connection, 1006);
      clearInterval(sweep);
      sockets.close();
    },
  };
}
