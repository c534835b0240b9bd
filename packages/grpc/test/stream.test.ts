import { createLogger, Secret } from '@bellhop/runtime';
import { until } from '@bellhop/testkit';
import { expect, it, onTestFinished } from 'vitest';
import {
  authorizeInternal,
  createClient,
  deliveryService,
  openStream,
  serveStream,
  startGrpcServer,
} from '../src/index.ts';

it('a stream that is refused writes no line; one that fails writes one', async () => {
  const lines: string[] = [];
  const log = createLogger('test', 'info', { write: (line: string) => void lines.push(line) });
  const key = new Secret('the internal key');
  const deliveries = serveStream(deliveryService, 'Deliver', () => Promise.reject(new Error('it fails')), {
    authorize: authorizeInternal(key),
    log,
    unary: { TellMissed: () => Promise.resolve({}) },
  });
  const server = await startGrpcServer({ host: '127.0.0.1', port: 0, services: [deliveries] });
  onTestFinished(() => server.close());
  const client = createClient(deliveryService, { address: `127.0.0.1:${server.port}`, deadlineMs: 5_000 });
  onTestFinished(() => client.close());
  const end = async (given?: Secret): Promise<unknown> => {
    try {
      for await (const _ of openStream(deliveryService, client, 'Deliver', given).incoming) expect.unreachable();
      return undefined;
    } catch (error) {
      return error;
    }
  };
  for (const wrong of [undefined, new Secret('another key')]) expect(await end(wrong)).toMatchObject({ code: 16 });
  expect(await end(key)).toMatchObject({ code: 13 });
  await until(() => lines.length > 0);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('it fails');
});
