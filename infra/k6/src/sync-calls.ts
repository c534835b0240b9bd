import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

/** A call that k6 waits for without letting anything else run. */
export type SyncCall =
  | {
      readonly kind: 'http';
      readonly method: string;
      readonly url: string;
      readonly body: string | null;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'grpc connect'; readonly address: string }
  | {
      readonly kind: 'grpc invoke';
      readonly path: string;
      readonly request: unknown;
      readonly metadata: Readonly<Record<string, string>>;
    };

export interface CallAnswer {
  /** Of HTTP or of gRPC. */
  readonly status: number;
  readonly body: string;
  /** Of gRPC. */
  readonly message: object;
}

/** Calls as k6 makes them: this thread stands still until the answer is there. */
export interface SyncCalls {
  make(call: SyncCall): CallAnswer;
  close(): Promise<void>;
}

const WAIT_MS = 30_000;

export function openSyncCalls(): SyncCalls {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const { port1: here, port2: there } = new MessageChannel();
  const worker = new Worker(new URL('./calls-worker.ts', import.meta.url), {
    workerData: { port: there, signal },
    transferList: [there],
  });
  return {
    make: (call) => {
      Atomics.store(signal, 0, 0);
      here.postMessage(call);
      if (Atomics.wait(signal, 0, 0, WAIT_MS) === 'timed-out') throw new Error(`no answer to ${JSON.stringify(call)}`);
      return receiveMessageOnPort(here)?.message as CallAnswer;
    },
    close: async () => {
      here.close();
      await worker.terminate();
    },
  };
}
