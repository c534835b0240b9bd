import protobuf from 'protobufjs';

// Contracts are written in protobuf's style (`to_user_id`, `GROUP_ROLE_OWNER`), JSON in that of JavaScript (`toUserID`, `owner`). This is
// the one place that knows how they correspond.

/** The fields whose JSON names are not those of the rule. */
const exceptions: Readonly<Record<string, string>> = {
  localId: 'localMessageID',
  voIp: 'voIP',
  muteUntilMs: 'muteUntil',
};

/**
 * The JSON name of a field: `toUserId` is `toUserID`, `showTtlSeconds` is `showTTLSeconds`. Points in time are Unix ms throughout, so
 * their unit is left out: `acceptedAtMs` is `acceptedAt`; that of durations stays.
 */
export function jsonName(field: string): string {
  return (
    exceptions[field] ??
    field
      .replace(/^(.*At|at|asOf)Ms$/, '$1')
      .replace(/(Ids|Id|Ttl|Url)(?=[A-Z]|$)/g, (word) => (word === 'Ids' ? 'IDs' : word.toUpperCase()))
  );
}

/** The JSON name of an enum's value: `GROUP_ROLE_OWNER` is `owner`, `CLICK_ACTION_KIND_OPEN_URL` is `openURL`; undefined for `…_UNSPECIFIED`. */
export function jsonEnumValue(type: string, value: string): string | undefined {
  const own = value.slice(prefixOf(type).length).toLowerCase();
  return own === 'unspecified'
    ? undefined
    : jsonName(own.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()));
}

/** A message as JSON, whole: texts that are empty and numbers that are 0 among it. */
export function jsonOfMessage(type: protobuf.Type, message: object): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const field of type.fieldsArray) {
    const value = (message as Record<string, unknown>)[field.name];
    if (value !== undefined && value !== null) json[jsonName(field.name)] = each(field, value, jsonOfValue);
  }
  return json;
}

/** The message that a JSON object stands for. What the object does not have is not set; what the message does not have is left out. */
export function messageOfJson(type: protobuf.Type, json: object): Record<string, unknown> {
  const message: Record<string, unknown> = {};
  for (const field of type.fieldsArray) {
    const value = (json as Record<string, unknown>)[jsonName(field.name)];
    if (value !== undefined) message[field.name] = each(field, value, valueOfJson);
  }
  return message;
}

type Convert = (field: protobuf.Field, value: unknown) => unknown;

/** Keys of maps are data: they keep their names. */
function each(field: protobuf.Field, value: unknown, convert: Convert): unknown {
  if (field instanceof protobuf.MapField)
    return Object.fromEntries(Object.entries(value as object).map(([key, member]) => [key, convert(field, member)]));
  return field.repeated ? (value as unknown[]).map((member) => convert(field, member)) : convert(field, value);
}

function jsonOfValue({ resolvedType }: protobuf.Field, value: unknown): unknown {
  if (resolvedType instanceof protobuf.Type) return jsonOfMessage(resolvedType, value as object);
  if (resolvedType instanceof protobuf.Enum) return jsonEnumValue(resolvedType.name, String(value));
  return value;
}

function valueOfJson({ resolvedType }: protobuf.Field, value: unknown): unknown {
  if (resolvedType instanceof protobuf.Type) return messageOfJson(resolvedType, value as object);
  if (resolvedType instanceof protobuf.Enum) {
    const { name } = resolvedType;
    return Object.keys(resolvedType.values).find((candidate) => jsonEnumValue(name, candidate) === value);
  }
  return value;
}

/** `GroupRole` → `GROUP_ROLE_`. */
function prefixOf(type: string): string {
  return `${type.replace(/(?<=[a-z])[A-Z]/g, '_$&').toUpperCase()}_`;
}
