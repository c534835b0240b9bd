/** A message that went to a client and waits for the acknowledgement. */
export interface OutstandingDelivery {
  readonly messageId: string;
  readonly sentAtMs: number;
  /** Tells message-store. Called once. */
  settle(status: 'acknowledged' | 'gone'): void;
}

/** The deliveries of one connection that are not acknowledged, oldest first. */
export interface OutstandingDeliveries {
  readonly size: number;
  /** False when there are too many: the delivery is not taken. */
  add(delivery: OutstandingDelivery): boolean;
  /** True when the message was waiting. */
  acknowledge(messageId: string): boolean;
  /** When the oldest one was sent. */
  oldestSentAtMs(): number | undefined;
  /** Forgets what was sent before; message-store has given these up. */
  expire(sentBeforeMs: number): void;
  /** The connection has ended. */
  giveUp(): number;
}

export function createOutstandingDeliveries(max: number): OutstandingDeliveries {
  const waiting = new Map<string, OutstandingDelivery>();
  return {
    get size() {
      return waiting.size;
    },
    add: (delivery) => {
      const same = waiting.get(delivery.messageId);
      if (same === undefined) {
        if (waiting.size >= max) return false;
        waiting.set(delivery.messageId, delivery);
        return true;
      }
      // Delivered again after a replay: one acknowledgement answers both.
      waiting.set(delivery.messageId, {
        ...same,
        settle: (status) => {
          same.settle(status);
          delivery.settle(status);
        },
      });
      return true;
    },
    acknowledge: (messageId) => {
      const delivery = waiting.get(messageId);
      if (delivery === undefined) return false;
      waiting.delete(messageId);
      delivery.settle('acknowledged');
      return true;
    },
    oldestSentAtMs: () => waiting.values().next().value?.sentAtMs,
    expire: (sentBeforeMs) => {
      for (const [messageId, { sentAtMs }] of waiting) {
        if (sentAtMs >= sentBeforeMs) break;
        waiting.delete(messageId);
      }
    },
    giveUp: () => {
      const count = waiting.size;
      for (const delivery of waiting.values()) delivery.settle('gone');
      waiting.clear();
      return count;
    },
  };
}

/** How many deliveries wait for their acknowledgement on all connections. */
export function outstandingIn(connections: Iterable<{ outstanding: OutstandingDeliveries }>): number {
  let count = 0;
  for (const { outstanding } of connections) count += outstanding.size;
  return count;
}

/** For how long the oldest of them has waited. */
export function oldestAckWaitMs(connections: Iterable<{ outstanding: OutstandingDeliveries }>, nowMs: number): number {
  let oldest = nowMs;
  for (const { outstanding } of connections) oldest = Math.min(oldest, outstanding.oldestSentAtMs() ?? nowMs);
  return nowMs - oldest;
}
