import type { z } from 'zod';

/**
 * What was a proto message as a schema wants it: its own fields alone, and without those that are empty and may be absent, since proto3
 * does not tell the two apart. `false` stays: where it matters it is told apart.
 */
export function fitted(schema: z.core.$ZodType, json: unknown): unknown {
  const { inner } = unwrapped(schema);
  const { def } = inner._zod;
  if (isOf(def, 'array') && Array.isArray(json)) return json.map((member) => fitted(def.element, member));
  if (!isObject(json)) return json;
  if (isOf(def, 'record'))
    return Object.fromEntries(Object.entries(json).map(([key, member]) => [key, fitted(def.valueType, member)]));
  if (!isOf(def, 'object')) return json;
  return Object.fromEntries(
    Object.entries(def.shape).flatMap(([name, member]) => {
      const value = fitted(member, json[name]);
      return value === undefined || (unwrapped(member).mayBeAbsent && isEmpty(value)) ? [] : [[name, value]];
    }),
  );
}

/** A schema without what says that it may be left out. */
export function unwrapped(schema: z.core.$ZodType): { inner: z.core.$ZodType; mayBeAbsent: boolean } {
  const { def } = schema._zod;
  if (isOf(def, 'optional') || isOf(def, 'default'))
    return { inner: unwrapped(def.innerType).inner, mayBeAbsent: true };
  return { inner: schema, mayBeAbsent: false };
}

interface Definitions {
  readonly array: z.core.$ZodArrayDef;
  readonly record: z.core.$ZodRecordDef;
  readonly object: z.core.$ZodObjectDef;
  readonly optional: z.core.$ZodOptionalDef;
  readonly default: z.core.$ZodDefaultDef;
}

export function isOf<Type extends keyof Definitions>(def: z.core.$ZodTypeDef, type: Type): def is Definitions[Type] {
  return def.type === type;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return (
    value === '' || value === 0 || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  );
}
