import { InvalidInput, shownName, textProblem } from '@bellhop/runtime';
import type { z } from 'zod';

/** What is wrong with an input: the first problem, with the path of its field. */
export interface InputProblem {
  readonly field: string;
  readonly message: string;
}

type Checked<Output> =
  { readonly ok: true; readonly value: Output } | { readonly ok: false; readonly problem: InputProblem };

/** Checks foreign data: its shape, and that every text in it can be kept. All that comes in by whatever door passes here. */
export function checkInput<Schema extends z.ZodType>(schema: Schema, input: unknown): Checked<z.output<Schema>> {
  const holder = holderOfProto(input);
  if (holder !== undefined)
    return { ok: false, problem: worded(holder, `is refused: no member may be named ${PROTO}`) };
  const checked = checkShape(schema, input);
  if (!checked.ok) return checked;
  const problem = textProblem(checked.value);
  return problem === undefined ? checked : { ok: false, problem: worded(problem.path.join('.'), problem.message) };
}

/** A name that JSON may give a member and that every copy of the object loses, or takes for its prototype. */
const PROTO = '__proto__';

/** The outermost field that has that name or holds a member that has it; undefined when none does. Takes any depth. */
function holderOfProto(input: unknown): string | undefined {
  const open: { value: unknown; field: string }[] = [{ value: input, field: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, field } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, PROTO)) return field || PROTO;
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'object') open.push({ value: member, field: field || shownName(name) });
    }
  }
  return undefined;
}

/** Checks the shape alone: for an envelope whose contents are checked one by one. */
export function checkShape<Schema extends z.ZodType>(schema: Schema, input: unknown): Checked<z.output<Schema>> {
  const parsed = schema.safeParse(input, { error: wording });
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problem: problemOf(parsed.error.issues) };
}

/** Parses foreign data, or throws InvalidInput that names the field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const checked = checkInput(schema, input);
  if (checked.ok) return checked.value;
  throw invalidInput(checked.problem);
}

export function invalidInput({ field, message }: InputProblem): InvalidInput {
  return new InvalidInput(message, { field });
}

/** The problem to tell first. A field that is not known explains why another is missing. Input itself is never repeated: it may be a secret or somebody's words. */
function problemOf(issues: readonly z.core.$ZodIssue[]): InputProblem {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) return { field: '', message: 'the input does not fit' };
  if (issue.code === 'unrecognized_keys') {
    const field = pathOf([...issue.path, issue.keys[0] ?? '']);
    return { field, message: `${field} is not a known field` };
  }
  return worded(pathOf(issue.path), issue.message);
}

/** A path that can be shown: names of members are the caller's. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.map((part) => shownName(String(part))).join('.');
}

function worded(field: string, message: string): InputProblem {
  const wantsSubject = /^(must|is) /.test(message);
  if (field === '') return { field, message: wantsSubject ? `the input ${message}` : message };
  return { field, message: `${field}${wantsSubject ? ' ' : ': '}${message}` };
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  nan: 'a number',
  boolean: 'true or false',
  object: 'a JSON object',
  record: 'a JSON object',
  array: 'a list',
};

/** What a schema says that has no words of its own: what is allowed, as a person would put it. */
function wording(issue: z.core.$ZodRawIssue): string | undefined {
  const { code, input } = issue;
  switch (code) {
    case 'invalid_type':
      return input === undefined ? 'is missing' : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return input === undefined ? 'is missing' : `must be ${listed(issue.values.map(String))}`;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'must not be empty';
      return `must ${bound(issue.origin, 'at least', issue.minimum)}`;
    case 'too_big':
      return `must ${bound(issue.origin, 'at most', issue.maximum)}`;
    default:
      return undefined;
  }
}

function bound(origin: string, word: string, limit: number | bigint): string {
  if (origin === 'string') return `have ${word} ${limit} characters`;
  if (origin === 'array') return `have ${word} ${limit} entries`;
  return `be ${word} ${limit}`;
}

function listed(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`;
}
