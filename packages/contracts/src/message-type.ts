import { join } from 'node:path';
import protobuf from 'protobufjs';
import { protoFolder } from './proto.ts';

let root: protobuf.Root | undefined;
const loaded = new Set<string>();

/** A message of our contracts by its full name, from these files below `proto/`. Files are read once, with all that they import. */
export function messageType(name: string, files: readonly string[]): protobuf.Type {
  if (root === undefined) {
    root = new protobuf.Root();
    root.resolvePath = (_origin, target) => (target.startsWith(protoFolder) ? target : join(protoFolder, target));
  }
  const missing = files.filter((file) => !loaded.has(file));
  if (missing.length > 0) {
    root.loadSync(missing);
    root.resolveAll();
    for (const file of missing) loaded.add(file);
  }
  return root.lookupType(name);
}
