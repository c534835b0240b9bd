import type { WebSocketConstructor, WebSocketLike } from '../web-socket.ts';

/** A device as the server knows it. */
export interface ServerDevice {
  secret: string;
  userID: string | undefined;
  ownerID: string;
  token: string | undefined;
}

type Body = Record<string, unknown>;

/** A frame is refused so. */
class Refusal extends Error {
  readonly code: string;
  readonly field: string | undefined;
  constructor(code: string, field?: string) {
    super(code);
    this.code = code;
    this.field = field;
  }
}

/**
 * A server that keeps the rules for devices (docs/websocket-protocol.md), over a network that fails when told to. It answers at once;
 * a token names its user.
 */
export function modelServer() {
  const devices = new Map<string, ServerDevice>();
  const sockets = new Set<ModelSocket>();
  let isUp = true;
  /** So many answers from now on are lost: the server has acted, and the connection ends. */
  let answersToLose = 0;
  let secrets = 0;

  const deviceOf = (body: Body): ServerDevice | undefined => devices.get(String(body['deviceID']));

  const logIn = (socket: ModelSocket, body: Body): Body => {
    const userID = String(body['token']);
    const deviceID = String(body['deviceID']);
    const device = deviceOf(body);
    const isProven = device !== undefined && body['deviceSecret'] === device.secret;
    if (body['resume'] === true && device?.userID !== userID) throw new Refusal('KICKED_OUT');
    if (device !== undefined && !isProven && device.ownerID !== userID) throw new Refusal('DEVICE_TAKEN', 'deviceID');
    const secret = isProven ? device.secret : `secret-${++secrets}`;
    devices.set(deviceID, { secret, userID, ownerID: userID, token: device?.token });
    for (const other of sockets) if (other !== socket && other.deviceID === deviceID) other.end(4009);
    socket.deviceID = deviceID;
    socket.userID = userID;
    return {
      userID,
      heartbeatIntervalMs: 60_000,
      silenceTimeoutMs: 60_000,
      ...(isProven ? {} : { deviceSecret: secret }),
    };
  };

  const updateDevice = (body: Body): Body => {
    const device = deviceOf(body);
    if (device === undefined) return {};
    if (device.secret !== body['deviceSecret']) throw new Refusal('DEVICE_NOT_PROVEN', 'deviceSecret');
    if (device.userID === body['logoutUserID']) device.userID = undefined;
    if (body['unregisterPush'] === true) device.token = undefined;
    return {};
  };

  const handle = (socket: ModelSocket, type: string, body: Body): Body => {
    if (type === 'login') return logIn(socket, body);
    if (type === 'updateDevice') return updateDevice(body);
    const device = devices.get(socket.deviceID ?? '');
    if (device === undefined || device.userID !== socket.userID) throw new Refusal('KICKED_OUT');
    if (type === 'logout') device.userID = undefined;
    if (type === 'unregisterPush') device.token = undefined;
    if (type === 'registerPush') {
      device.token = String(body['token']);
      return { pushID: 'p' };
    }
    return type === 'sync' ? { messages: [] } : {};
  };

  class ModelSocket implements WebSocketLike {
    readyState = 0;
    deviceID: string | undefined;
    userID: string | undefined;
    readonly #listeners: [type: string, listener: (event: never) => void][] = [];

    constructor(_url: string) {
      sockets.add(this);
      setTimeout(() => {
        if (!isUp) return this.end(1006);
        if (this.readyState !== 0) return;
        this.readyState = 1;
        this.#emit('open', {});
      }, 0);
    }

    send(data: string): void {
      const { id, type, body } = JSON.parse(data) as { id: number; type: string; body: Body };
      if (!isUp || this.readyState !== 1) return;
      let answer: object;
      let closes: number | undefined;
      try {
        answer = { type: 'ok', body: handle(this, type, body) };
        if (type === 'logout') closes = 1000;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { code, field } = error;
        answer = { type: 'error', body: { code, message: code, ...(field === undefined ? {} : { field }) } };
        if (code === 'KICKED_OUT') closes = 4009;
        if (code === 'DEVICE_TAKEN') closes = 4001;
      }
      if (answersToLose > 0) {
        answersToLose -= 1;
        return this.end(1006);
      }
      setTimeout(() => {
        this.#emit('message', { data: JSON.stringify({ v: 1, replyTo: id, ...answer }) });
        if (closes !== undefined) this.end(closes);
      }, 0);
    }

    close(): void {
      queueMicrotask(() => this.end(1000));
    }

    addEventListener(type: string, listener: (event: never) => void): void {
      this.#listeners.push([type, listener]);
    }

    end(code: number): void {
      sockets.delete(this);
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#emit('close', { code, reason: '' });
    }

    #emit(type: string, event: object): void {
      for (const [wanted, listener] of this.#listeners) if (wanted === type) listener(event as never);
    }
  }

  /** The network of one run of the app: its death ends every socket, and lets no other one open. */
  const network = (): { webSocket: WebSocketConstructor; kill(): void } => {
    let isDead = false;
    const own = new Set<ModelSocket>();
    return {
      webSocket: class extends ModelSocket {
        constructor(url: string) {
          super(url);
          own.add(this);
          if (isDead) this.kill();
        }
        kill(): void {
          this.readyState = 3; // nobody is there to be told
          sockets.delete(this);
        }
      },
      kill() {
        isDead = true;
        for (const socket of own) (socket as ModelSocket & { kill(): void }).kill();
      },
    };
  };

  return {
    devices,
    network,
    /** Cuts or mends the network. */
    setUp(up: boolean): void {
      isUp = up;
      if (!up) for (const socket of [...sockets]) socket.end(1006);
    },
    loseAnswers(count: number): void {
      answersToLose = count;
    },
    /** Ends every connection so. */
    closeAll(code: number): void {
      for (const socket of [...sockets]) socket.end(code);
    },
  };
}
