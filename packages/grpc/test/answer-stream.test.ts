import { Secret, silentLogger } from '@bellhop/runtime';
import grpc from '@grpc/grpc-js';
import { expect, it } from 'vitest';
import {
  createClient,
  grpcDefinition,
  openAnswers,
  presenceService,
  serveAnswers,
  startGrpcServer,
  type AnswerStream,
} from '../src/index.ts';

const key = new Secret('a key that is long enough');

/** A server whose stream does what the test wants. */
async function serving(handler: (stream: AnswerStream<object>) => Promise<void>) {
  const server = await startGrpcServer({
    host: '127.0.0.1',
    port: 0,
    services: [
      serveAnswers(presenceService, 'Watch', (_, stream) => handler(stream), {
        unary: { GetPresence: () => Promise.resolve({}) },
        authorize: () => undefined,
        log: silentLogger(),
      }),
    ],
  });
  const address = `127.0.0.1:${server.port}`;
  return { server, client: createClient(presenceService, { address, key, deadlineMs: 2_000 }), address };
}

it('ends a reader that is too slow, with a reason, and holds no more than 1,000 messages for them', async () => {
  const { promise: failed, resolve } = Promise.withResolvers<{ error: unknown; sent: number }>();
  const { server, client, address } = await serving(async ({ send }) => {
    let sent = 0;
    const users = Array.from({ length: 1_000 }, (_, n) => ({ userId: `user-${n}`.padEnd(60, 'x') }));
    try {
      for (; ; sent += 1) {
        send({ users });
        if (sent % 50 === 0) await new Promise((next) => setImmediate(next));
      }
    } catch (error) {
      resolve({ error, sent });
      throw error;
    }
  });
  const { Watch: method } = grpcDefinition(presenceService);
  if (method === undefined) throw new TypeError('no Watch');
  const channel = new grpc.Client(address, grpc.credentials.createInsecure());
  const call = channel.makeServerStreamRequest(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
    { app: 'demo', userIds: ['ann'] },
    new grpc.Metadata(),
    {},
  );
  // Reads nothing until it is over.
  const { error, sent } = await failed;
  expect(error).toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
  expect(sent).toBeLessThan(3_000);
  const status = new Promise<grpc.ServiceError>((done) => call.once('error', done as never));
  call.resume();
  expect(await status).toMatchObject({ code: grpc.status.RESOURCE_EXHAUSTED });
  channel.close();
  client.close();
  await server.close();
});

it('tells the handler that its caller has gone', async () => {
  const { promise: gone, resolve } = Promise.withResolvers<undefined>();
  const { server, client } = await serving(async ({ send, signal }) => {
    send({ users: [] });
    signal.addEventListener('abort', () => resolve(undefined));
    await gone;
  });
  const answers = openAnswers(presenceService, client, 'Watch', { app: 'demo', userIds: ['ann'] }, key);
  for await (const _ of answers) break;
  answers.cancel();
  await gone;
  client.close();
  await server.close();
});
