import grpc from '@grpc/grpc-js';

/** The code of the status. */
export const UNAUTHENTICATED = 16;
/** A HealthCheckResponse in protobuf: field 1, SERVING. */
export const SERVING = Buffer.from([0x08, 1]);
/** The same: field 1, NOT_SERVING. */
export const NOT_SERVING = Buffer.from([0x08, 2]);

const asIs = (bytes: Buffer): Buffer => bytes;

/** Calls an RPC with an empty request and no metadata at all, as tools do; the answer is protobuf. */
export function callWithoutKey(channel: grpc.Client, rpc: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    channel.makeUnaryRequest(rpc, asIs, asIs, Buffer.alloc(0), (error, answer) => {
      if (error === null && answer !== undefined) resolve(answer);
      else reject(error ?? new Error('no answer'));
    });
  });
}

/** Asks the reflection service (v1), which grpcurl and the like use; the names in its answer can be read in the bytes. */
export async function reflect(channel: grpc.Client, question: { list: true } | { symbol: string }): Promise<string> {
  const [field, value] = 'symbol' in question ? [4, question.symbol] : [7, '*']; // file_containing_symbol, list_services
  const call = channel.makeBidiStreamRequest(
    '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
    asIs,
    asIs,
    {},
  );
  call.end(Buffer.from([(field << 3) | 2, value.length, ...Buffer.from(value)]));
  let answer = '';
  for await (const bytes of call as AsyncIterable<Buffer>) answer += bytes.toString('latin1');
  return answer;
}

/** The code of the status. */
export const INVALID_ARGUMENT = 3;

/** Calls an RPC with these bytes as its request; what it is refused with. */
export function callWithBytes(
  channel: grpc.Client,
  rpc: string,
  bytes: Buffer,
  key: string,
): Promise<{ code: number; metadata: grpc.Metadata }> {
  return new Promise((resolve, reject) => {
    const metadata = new grpc.Metadata();
    metadata.set('authorization', `Bearer ${key}`);
    channel.makeUnaryRequest(rpc, asIs, asIs, bytes, metadata, (error) => {
      if (error === null) reject(new Error('the call was answered'));
      else resolve({ code: error.code, metadata: error.metadata });
    });
  });
}
