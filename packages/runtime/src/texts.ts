/**
 * Which texts can be kept: Postgres and protobuf take every well-formed text without U+0000. JavaScript's texts may be neither: half an
 * emoji is left when an app cuts a text between its two UTF-16 units, and JSON may spell out any unit.
 */

/** What is wrong in a text or in texts inside of a value, and where. */
export interface TextProblem {
  /** Names of members and numbers of entries on the way, outermost first. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** No input of ours is nested nearly as deep. */
const MAX_DEPTH = 64;

/** The first text in a value, keys included, that cannot be kept; undefined when all can. Never throws, however deep the value is. */
export function textProblem(value: unknown): TextProblem | undefined {
  const problem = problemIn(value, 0);
  return problem !== undefined && problem.path.length >= MAX_DEPTH
    ? { ...problem, path: problem.path.slice(0, 1) }
    : problem;
}

function problemIn(value: unknown, depth: number): TextProblem | undefined {
  if (typeof value === 'string') {
    if (value.includes('\0')) return { path: [], message: 'must not contain U+0000' };
    if (value.isWellFormed()) return undefined;
    return { path: [], message: 'must be well-formed Unicode: half of a surrogate pair stands alone' };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= MAX_DEPTH) return { path: [], message: `must not be nested deeper than ${MAX_DEPTH} levels` };
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    const problem = problemIn(member, depth + 1) ?? (isList ? undefined : problemIn(key, depth + 1));
    if (problem !== undefined) return { ...problem, path: [isList ? Number(key) : shownName(key), ...problem.path] };
  }
  return undefined;
}

/** What somebody else's server said, as it can be kept: well-formed, without U+0000, and not longer than `max` UTF-16 units. */
export function keepable(text: string, max: number): string {
  return text.slice(0, max).replaceAll('\0', '').toWellFormed(); // the cut may have gone through an emoji
}

// Control characters of ASCII and Latin-1, halves of surrogate pairs, and what turns the direction of a line.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A foreign name as it can be shown in one line: what cannot be seen is spelled out. */
export function printable(name: string): string {
  return name.replace(UNPRINTABLE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** No name of ours is nearly as long. */
const MAX_NAME = 100;

/** A name that a caller gave a field, as errors repeat it. Of a long one the beginning: over gRPC errors are headers, and of these clients take few. */
export function shownName(name: string): string {
  if (name === '') return '""';
  return printable(name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME)}…`);
}

/**
 * A text as a notification can show it: without control characters. Line breaks and tabs stay where a text may have several lines;
 * in a single line they become blanks.
 */
export function withoutControls(text: string, { lines }: { lines: boolean }): string {
  if (!/\p{Cc}/u.test(text)) return text;
  const unified = text.replace(/\r\n?/g, '\n');
  return (lines ? unified : unified.replace(/[\n\t]/g, ' ')).replace(/[^\P{Cc}\n\t]/gu, '');
}
