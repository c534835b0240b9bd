import { createHmac } from 'node:crypto';
import { WebSocket } from 'ws';
import type { SyncCalls } from './sync-calls.ts';

/** What one run of a test left. */
export interface RunRecord {
  readonly checks: Map<string, { passes: number; fails: number }>;
  /** Metrics that the test declares. */
  readonly metrics: Set<string>;
}

type Params = { readonly headers?: Record<string, string>; readonly metadata?: Record<string, string> };

/** What stands for k6's modules: as much of them as our tests use, for one virtual user. */
export function standIns(calls: SyncCalls, record: RunRecord) {
  const request = (method: string, url: string, body: string | null = null, { headers = {} }: Params = {}) => {
    const answer = calls.make({ kind: 'http', method, url, body, headers });
    return { status: answer.status, body: answer.body, json: (): unknown => JSON.parse(answer.body) };
  };
  const check = (value: unknown, checks: Record<string, (value: unknown) => unknown>): boolean => {
    const passed = Object.entries(checks).map(([name, holds]) => {
      const count = record.checks.get(name) ?? { passes: 0, fails: 0 };
      record.checks.set(name, count);
      const isRight = Boolean(holds(value));
      if (isRight) count.passes += 1;
      else count.fails += 1;
      return isRight;
    });
    return passed.every(Boolean);
  };
  class Metric {
    constructor(name: string) {
      record.metrics.add(name);
    }
    add(_value: number | boolean): void {}
  }
  class Client {
    connect(address: string): void {
      calls.make({ kind: 'grpc connect', address });
    }
    invoke(path: string, message: unknown, { metadata = {} }: Params = {}) {
      return calls.make({ kind: 'grpc invoke', path, request: message, metadata });
    }
    close(): void {}
  }
  const counters = { idInTest: 1, iterationInInstance: 0, iterationInScenario: 0 };
  const encodings = { rawurl: 'base64url', base64rawurl: 'base64url' } as const;
  return {
    k6: { check },
    'k6/http': {
      default: { request, post: (url: string, body: string, params: Params) => request('POST', url, body, params) },
    },
    'k6/net/grpc': { Client, StatusOK: 0 },
    'k6/metrics': { Trend: Metric, Counter: Metric, Rate: Metric, Gauge: Metric },
    'k6/crypto': {
      default: {
        hmac: (algorithm: string, secret: string, data: string, encoding: keyof typeof encodings) =>
          createHmac(algorithm, secret).update(data).digest(encodings[encoding]),
      },
    },
    'k6/encoding': {
      default: {
        b64encode: (text: string, encoding: keyof typeof encodings) => Buffer.from(text).toString(encodings[encoding]),
      },
    },
    'k6/execution': { default: { vu: counters } },
    'k6/timers': { setTimeout, clearTimeout },
    'k6/websockets': { WebSocket },
  };
}
