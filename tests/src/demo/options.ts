import { parseArgs } from 'node:util';

export const usage = `The whole system against the vendor simulator, with a demo app and virtual phones.

  npm start -- [--exit] [--fresh] [--http-port N] [--grpc-port N]

  --exit         end after the scenarios: 0 when every push and every message arrived, else 1
  --fresh        forget the data of earlier runs; servers named by KAFKA_BROKERS and DATABASE_URL are left alone
  --http-port N  of the gateway; default 8080, or a free one when that is taken
  --grpc-port N  of the gateway; default 9000, or a free one when that is taken
`;

export interface DemoOptions {
  readonly exit: boolean;
  readonly fresh: boolean;
  readonly httpPort: number | undefined;
  readonly grpcPort: number | undefined;
}

/** Reads the command line; throws a sentence about what does not fit. */
export function readOptions(args: readonly string[]): DemoOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      exit: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      'http-port': { type: 'string' },
      'grpc-port': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    exit: values.exit,
    fresh: values.fresh,
    httpPort: portOf('--http-port', values['http-port']),
    grpcPort: portOf('--grpc-port', values['grpc-port']),
  };
}

function portOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(`${name} must be a port from 1 to 65535, not "${text}".`);
}
