import { fileURLToPath } from 'node:url';

/** Folder of all contracts. The same depth from `src` and from `dist`. */
export const protoFolder: string = fileURLToPath(new URL('../../../proto', import.meta.url));

/** Every contract, and gRPC's health service, as a FileDescriptorSet, for those that ask a server what it serves. Generated. */
export const descriptionFile: string = `${protoFolder}/description.binpb`;

/**
 * The one way messages are read, for gRPC and for Kafka, at run time and in generated types.
 * 64-bit numbers are ms and sequences only, far below 2^53, so they are plain numbers; ids are strings.
 */
export const loaderOptions = {
  longs: Number,
  enums: String,
  defaults: true,
  oneofs: true,
} as const;
