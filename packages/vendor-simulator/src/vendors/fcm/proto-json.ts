import type { FieldViolation } from './replies.ts';

/** The proto3 JSON types that the FCM messages use. */
export type FieldType =
  | 'string'
  | 'bool'
  | 'int32'
  | 'double'
  | 'duration'
  | 'timestamp'
  | 'struct'
  | 'string-map'
  | 'string-list'
  | 'duration-list'
  | { enum: readonly string[] }
  | { message: Fields };

/** Fields by their snake_case name. */
export interface Fields {
  readonly [name: string]: FieldType;
}

export type Json = Record<string, unknown>;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Reads proto3 JSON as Google's front end does: snake_case and lowerCamelCase names, `null` as absent, unknown
 * names and wrong types refused by their path. Gives the message with snake_case names.
 */
export function readProtoJson(value: unknown, fields: Fields, path: string, violations: FieldViolation[]): Json {
  const message: Json = {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    violations.push(wrongType(path, 'TYPE_MESSAGE', value));
    return message;
  }
  for (const [given, member] of Object.entries(value)) {
    const name = Object.hasOwn(fields, given) ? given : snakeCase(given);
    const type = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (type === undefined) {
      const at = path === '' ? '' : ` at '${path}'`;
      violations.push({
        field: path,
        description: `Invalid JSON payload received. Unknown name "${given}"${at}: Cannot find field.`,
      });
      continue;
    }
    if (member === null) continue;
    message[name] = readField(member, type, path === '' ? name : `${path}.${name}`, violations);
  }
  return message;
}

function readField(value: unknown, type: FieldType, path: string, violations: FieldViolation[]): unknown {
  if (typeof type === 'object' && 'message' in type) return readProtoJson(value, type.message, path, violations);
  if (typeof type === 'object') return readEnum(value, type.enum, path, violations);
  const refuse = (name: string): unknown => {
    violations.push(wrongType(path, name, value));
    return undefined;
  };
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : refuse('TYPE_STRING');
    case 'bool':
      return typeof value === 'boolean' ? value : refuse('TYPE_BOOL');
    case 'int32':
      return isInt32(value) ? Number(value) : refuse('TYPE_INT32');
    case 'double':
      return typeof value === 'number' ? value : refuse('TYPE_DOUBLE');
    case 'duration':
      return isDuration(value) ? value : refuse('type.googleapis.com/google.protobuf.Duration');
    case 'timestamp':
      return isTimestamp(value) ? value : refuse('type.googleapis.com/google.protobuf.Timestamp');
    case 'struct':
      return isObject(value) ? value : refuse('TYPE_MESSAGE');
    case 'string-map':
      return readStringMap(value, path, violations);
    case 'string-list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : refuse('TYPE_STRING');
    case 'duration-list':
      return Array.isArray(value) && value.every(isDuration)
        ? value
        : refuse('type.googleapis.com/google.protobuf.Duration');
  }
}

/** Upper case is documented, lower case is accepted (fcm.md §3). */
function readEnum(value: unknown, names: readonly string[], path: string, violations: FieldViolation[]): unknown {
  const name = typeof value === 'string' ? value.toUpperCase() : typeof value === 'number' ? names[value] : undefined;
  if (name !== undefined && names.includes(name)) return name;
  violations.push(wrongType(path, 'TYPE_ENUM', value));
  return undefined;
}

function readStringMap(value: unknown, path: string, violations: FieldViolation[]): unknown {
  if (!isObject(value)) {
    violations.push(wrongType(path, 'Map', value));
    return undefined;
  }
  // The front end names map entries by their index: 'message.data[0].value' (fcm.md §6).
  Object.values(value).forEach((item, index) => {
    if (typeof item !== 'string') violations.push(wrongType(`${path}[${index}].value`, 'TYPE_STRING', item));
  });
  return value;
}

function wrongType(path: string, type: string, value: unknown): FieldViolation {
  const shown = typeof value === 'string' ? `"${value.slice(0, 100)}"` : JSON.stringify(value)?.slice(0, 100);
  return { field: path, description: `Invalid value at '${path}' (${type}), ${shown}` };
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isInt32 = (value: unknown): boolean =>
  (typeof value === 'number' || (typeof value === 'string' && /^-?\d+$/.test(value))) &&
  Number.isInteger(Number(value)) &&
  Number(value) >= -2_147_483_648 &&
  Number(value) <= 2_147_483_647;
const isDuration = (value: unknown): boolean => typeof value === 'string' && /^-?\d+(\.\d{1,9})?s$/.test(value);
const isTimestamp = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value));
