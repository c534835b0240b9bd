import { connect } from 'node:http2';
import grpc from '@grpc/grpc-js';
import { until } from '@bellhop/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { addReflection } from '../src/reflection.ts';

const QUESTIONS = 5_000;
/** `file_containing_symbol` of a request; its answer has tens of kilobytes. */
const SYMBOL = 'bellhop.im.v1.SyncService';
const question = Buffer.concat([Buffer.from([0x22, SYMBOL.length]), Buffer.from(SYMBOL)]);

/** A stream to a server's reflection, without a key, and how many questions the server has read. */
async function openReflection() {
  const server = new grpc.Server();
  const seen = { questions: 0 };
  const addService = server.addService.bind(server);
  server.addService = (service, handlers) => {
    const counted = Object.entries(handlers).map(([rpc, handle]) => [
      rpc,
      (call: grpc.ServerDuplexStream<unknown, unknown>) => {
        (handle as grpc.handleBidiStreamingCall<unknown, unknown>)(call);
        call.on('data', () => (seen.questions += 1));
      },
    ]);
    addService(service, Object.fromEntries(counted) as grpc.UntypedServiceImplementation);
  };
  addReflection(server, [SYMBOL]);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  const session = connect(`http://127.0.0.1:${port}`);
  onTestFinished(() => {
    session.destroy();
    server.forceShutdown();
  });
  const stream = session.request({
    ':method': 'POST',
    ':path': '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  stream.on('error', () => undefined); // it is cut off at the end
  return { stream, seen };
}

it('reads no more questions of who does not read the answers, and all when they do', async () => {
  const { stream, seen } = await openReflection();
  const prefix = Buffer.from([0, 0, 0, 0, question.length]); // not compressed, and its length
  for (let n = 0; n < QUESTIONS; n += 1) stream.write(Buffer.concat([prefix, question]));
  let before = -1;
  await until(
    async () => {
      before = seen.questions;
      await new Promise((resolve) => setTimeout(resolve, 200));
      return before > 0 && seen.questions === before;
    },
    { message: 'questions that are read no more' },
  );
  expect(before).toBeLessThan(QUESTIONS / 2);
  stream.resume();
  await until(() => seen.questions === QUESTIONS, { message: 'all questions to be read' });
});
