import { jsonName, messageType } from '@bellhop/contracts';
import { InvalidInput, shownName } from '@bellhop/runtime';
import protobuf from 'protobufjs';

/** Stands for a request that cannot be taken: grpc-js would answer INTERNAL if reading threw. */
export class BadRequest {
  readonly problem: InvalidInput;

  constructor(field: string, message: string) {
    this.problem = new InvalidInput(field === '' ? `the request ${message}` : `${field} ${message}`, { field });
  }
}

/** Our largest list has 2,000 entries. What has more fields than this is no request, and reading it would keep everybody else waiting, be its key right or wrong. */
const MAX_FIELDS = 20_000;
/** How texts, messages and packed lists begin. */
const DELIMITED = 2;
const WHOLE_64_BIT = new Set(['int64', 'uint64', 'sint64', 'fixed64', 'sfixed64']);
/** What a reader puts in the place of bytes that are no UTF-8. It may also have been sent. */
const REPLACEMENT = '\ufffd';

/**
 * Reads requests of one RPC, and checks what proto3 lets through and we cannot take: bytes that are no UTF-8 in a text, numbers that no enum
 * value has, and 64-bit numbers that are negative or that we cannot hold exactly (all of ours are times, positions and counts).
 */
export function requestReader(
  type: string,
  file: string,
  read: (bytes: Buffer) => unknown,
): (bytes: Buffer) => unknown {
  let known: protobuf.Type | undefined;
  return (bytes) => {
    let request: unknown;
    known ??= messageType(type, [file]);
    try {
      if (fieldsLeft(known, bytes, MAX_FIELDS) < 0) return new BadRequest('', `has more than ${MAX_FIELDS} fields`);
      request = read(bytes);
    } catch {
      return new BadRequest('', 'is not a protobuf message of the type that this call takes');
    }
    const found: Found = { problem: undefined, replaced: undefined };
    lookThrough(known, request as Fields, '', found);
    if (found.problem !== undefined) return found.problem;
    if (found.replaced !== undefined && !isUtf8(known, bytes)) return new BadRequest(found.replaced, 'must be UTF-8');
    return request;
  };
}

/** How many more fields a request may have than it has, whatever message they are in; below 0 = it has too many. Nothing of them is read. */
function fieldsLeft(type: protobuf.Type, bytes: Uint8Array, most: number): number {
  const reader = protobuf.Reader.create(bytes);
  let left = most;
  while (reader.pos < reader.len && left >= 0) {
    left -= 1;
    const tag = reader.uint32();
    const field = (tag & 7) === DELIMITED ? type.fieldsById[tag >>> 3]?.resolve() : undefined;
    if (field?.resolvedType instanceof protobuf.Type) left = fieldsLeft(field.resolvedType, reader.bytes(), left);
    else if (
      field !== undefined &&
      (field.type in protobuf.types.packed || field.resolvedType instanceof protobuf.Enum)
    )
      left -= reader.bytes().length; // as many numbers at most
    else reader.skipType(tag & 7);
  }
  return left;
}

type Fields = Readonly<Record<string, unknown>>;

interface Found {
  problem: BadRequest | undefined;
  /** The first field with a replacement character. */
  replaced: string | undefined;
}

function lookThrough(type: protobuf.Type, fields: Fields, path: string, found: Found): void {
  for (const field of type.fieldsArray) {
    const value = fields[field.name];
    if (value === undefined || value === null) continue;
    const name = `${path}${publicName(field.name)}`;
    if (field instanceof protobuf.MapField) {
      for (const [key, member] of Object.entries(value as Fields)) {
        const path = `${name}.${shownName(key)}`;
        lookAtText(key, path, found);
        lookAt(field, member, path, found);
      }
    } else if (field.repeated) {
      (value as unknown[]).forEach((member, index) => lookAt(field, member, `${name}.${index}`, found));
    } else {
      lookAt(field, value, name, found);
    }
  }
}

function lookAt(field: protobuf.Field, value: unknown, name: string, found: Found): void {
  const { resolvedType } = field;
  if (resolvedType instanceof protobuf.Type) {
    lookThrough(resolvedType, value as Fields, `${name}.`, found);
  } else if (resolvedType instanceof protobuf.Enum) {
    // Values that are known are read as their names.
    if (typeof value !== 'string')
      found.problem ??= new BadRequest(name, `must be one of ${Object.keys(resolvedType.values).slice(1).join(', ')}`);
  } else if (WHOLE_64_BIT.has(field.type)) {
    if (!(Number.isSafeInteger(value) && (value as number) >= 0))
      found.problem ??= new BadRequest(name, `must be 0 to ${Number.MAX_SAFE_INTEGER}`);
  } else if (field.type === 'string') {
    lookAtText(value as string, name, found);
  }
}

function lookAtText(value: string, name: string, found: Found): void {
  if (value.includes(REPLACEMENT)) found.replaced ??= name;
}

function isUtf8(type: protobuf.Type, bytes: Buffer): boolean {
  try {
    type.decode(bytes); // this reader is strict
    return true;
  } catch {
    return false;
  }
}

const publicNames = new Map<string, string>();

/** A field as our errors and documents call it. */
function publicName(name: string): string {
  let known = publicNames.get(name);
  if (known === undefined) publicNames.set(name, (known = jsonName(name)));
  return known;
}
