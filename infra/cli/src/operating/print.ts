import { printable } from '@bellhop/runtime';

/** How an answer is wanted. */
export interface Printing {
  /** One JSON value a line, for programs; else text for people. */
  readonly json?: boolean;
}

/** Prints rows: aligned columns with a head, or one JSON object a line with all that the API said. */
export function printRows<Row extends object>(
  rows: readonly Row[],
  columns: Readonly<Record<string, (row: Row) => string | number | undefined>>,
  { json = false }: Printing,
): void {
  if (json) {
    for (const row of rows) console.log(JSON.stringify(row));
    return;
  }
  const head = Object.keys(columns);
  const lines = rows.map((row) => Object.values(columns).map((cell) => printable(String(cell(row) ?? '-'))));
  const widths = head.map((name, index) => Math.max(name.length, ...lines.map((line) => line[index]?.length ?? 0)));
  const aligned = (line: readonly string[]): string =>
    line
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  if (rows.length > 0) for (const line of [head, ...lines]) console.log(aligned(line));
  else console.error('There are none.');
}

/** Prints one thing: a line per field, or one JSON object. */
export function printOne(one: object, { json = false }: Printing): void {
  if (json) return console.log(JSON.stringify(one));
  const width = Math.max(...Object.keys(one).map((name) => name.length));
  for (const [name, value] of Object.entries(one))
    console.log(
      `${name.padEnd(width)}  ${printable(typeof value === 'object' ? JSON.stringify(value) : String(value))}`,
    );
}

/** A time of the API (ms), for people. */
export const time = (ms: number): string => new Date(ms).toISOString();
