import { z } from 'zod';
import { namesInPath, type Call } from './call.ts';

/** A call's fields in words, for the tables of the documents. */
export interface DescribedFields {
  readonly frame: string;
  /** Without those in the path. */
  readonly http: string;
  readonly answer: string;
}

interface FieldSchema {
  readonly type?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
}

/** The JSON schema of what a caller gives, or gets. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): FieldSchema {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as FieldSchema;
}

export function describedFields({ input, output, frame, http }: Call): DescribedFields {
  const hidden = new Set(http === undefined ? [] : [...namesInPath(http), ...(http.without ?? [])]);
  return {
    frame: frame === undefined ? '' : fieldsOf(jsonSchemaOf(frame.input, 'input')),
    http: fieldsOf(jsonSchemaOf(input, 'input'), hidden),
    answer: fieldsOf(jsonSchemaOf(output, 'output')),
  };
}

/** "`groupID`, `name?` (≤ 50)". */
function fieldsOf({ properties = {}, required = [] }: FieldSchema, hidden: ReadonlySet<string> = new Set()): string {
  return Object.entries(properties)
    .filter(([name]) => !hidden.has(name))
    .map(([name, field]) => `\`${name}${required.includes(name) ? '' : '?'}\`${inBrackets(boundsOf(field))}`)
    .join(', ');
}

const MAX_LISTED = 7;

function inBrackets(bounds: string): string {
  return bounds === '' ? '' : ` (${bounds})`;
}

function boundsOf({ type, enum: values, items, properties = {}, ...field }: FieldSchema): string {
  if (values !== undefined) return values.join(', ');
  if (type === 'string') return range(field.minLength, field.maxLength);
  if (type === 'integer') return range(field.minimum, field.maximum);
  if (type === 'array') {
    const members = listed(items);
    return [range(field.minItems, field.maxItems), members === '' ? '' : `each ${members}`].filter(Boolean).join('; ');
  }
  return listed({ properties });
}

/** The members of an object, unless there are too many for a line. */
function listed(schema: FieldSchema | undefined): string {
  const names = Object.keys(schema?.properties ?? {});
  return names.length > MAX_LISTED ? '' : names.join(', ');
}

function range(min = 0, max = Number.MAX_SAFE_INTEGER): string {
  if (max >= Number.MAX_SAFE_INTEGER) return '';
  const [from, to] = [min, max].map((value) => value.toLocaleString('en-US'));
  return min <= 1 && max > 1_000_000 ? '' : min === 0 ? `≤ ${to}` : `${from}–${to}`;
}
