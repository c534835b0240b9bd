// Does what the main thread waits for: HTTP requests and gRPC calls, one at a time.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { workerData, type MessagePort } from 'node:worker_threads';
import grpc from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer } from '@grpc/proto-loader';
import type { CallAnswer, SyncCall } from './sync-calls.ts';

const { port, signal } = workerData as { port: MessagePort; signal: Int32Array };
const description = resolve(import.meta.dirname, '../../../proto/description.binpb');

type Contract = Readonly<Record<string, grpc.ServiceDefinition | undefined>>;
let contract: Contract | undefined;
let channel: grpc.Client | undefined;

port.on('message', (call: SyncCall) => {
  void answerTo(call)
    .catch((error: unknown): CallAnswer => ({ status: 0, body: String(error), message: {} }))
    .then((answer) => {
      port.postMessage(answer);
      Atomics.store(signal, 0, 1);
      Atomics.notify(signal, 0);
    });
});

async function answerTo(call: SyncCall): Promise<CallAnswer> {
  switch (call.kind) {
    case 'http': {
      const { method, url, body, headers } = call;
      const response = await fetch(url, { method, headers, ...(body === null ? {} : { body }) });
      return { status: response.status, body: await response.text(), message: {} };
    }
    case 'grpc connect': {
      channel?.close();
      channel = new grpc.Client(call.address, grpc.credentials.createInsecure());
      return { status: grpc.status.OK, body: '', message: {} };
    }
    case 'grpc invoke':
      return invoke(call);
  }
}

function invoke({ path, request, metadata }: Extract<SyncCall, { kind: 'grpc invoke' }>): Promise<CallAnswer> {
  contract ??= loadFileDescriptorSetFromBuffer(readFileSync(description), {
    keepCase: true,
    longs: String,
    enums: String,
    oneofs: true,
  }) as unknown as Contract;
  const [service = '', rpc = ''] = path.split('/');
  const method = contract[service]?.[rpc];
  if (method === undefined || channel === undefined) throw new Error(`${path} is unknown, or nothing is connected`);
  const sent = new grpc.Metadata();
  for (const [key, value] of Object.entries(metadata)) sent.set(key, value);
  const { promise, resolve: done } = Promise.withResolvers<CallAnswer>();
  channel.makeUnaryRequest(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
    request,
    sent,
    { deadline: Date.now() + 10_000 },
    (error, message) =>
      done({
        status: error?.code ?? grpc.status.OK,
        body: error?.details ?? '',
        message: (message as object | undefined) ?? {},
      }),
  );
  return promise;
}
