/** What a schema.sql (`npm run gen:schema`) says of a column, after its name. */
type Columns = ReadonlyMap<string, string>;

/**
 * What of a schema's changes the release before cannot live with, as sentences: what it reads or writes is gone or of another type, or what it writes is refused.
 * Both are texts of schema.sql.
 */
export function breakingChanges(previous: string, present: string): string[] {
  const after = tablesIn(present);
  const tables = [...tablesIn(previous)].flatMap(([table, columns]) => {
    const now = after.get(table);
    return now === undefined ? [`table ${table} is gone`] : columnChanges(table, columns, now);
  });
  const functionsNow = functionsIn(present);
  const functions = functionsIn(previous).filter((name) => !functionsNow.includes(name));
  return [...tables, ...functions.map((name) => `function ${name} is gone`)];
}

function columnChanges(table: string, before: Columns, now: Columns): string[] {
  const kept = [...before].flatMap(([name, was]) => {
    const is = now.get(name);
    const column = `column ${table}.${name}`;
    if (is === undefined) return [`${column} is gone`];
    if (typeOf(is) !== typeOf(was)) return [`${column} was ${typeOf(was)} and is ${typeOf(is)}`];
    if (isRequired(is) && !isRequired(was)) return [`${column} must be written now`];
    return [];
  });
  const added = [...now].filter(([name, is]) => !before.has(name) && isRequired(is));
  return [...kept, ...added.map(([name]) => `column ${table}.${name} is new and must be written`)];
}

const typeOf = (column: string): string => column.replace(/ (DEFAULT|NOT NULL|GENERATED).*$/, '');
/** A statement that leaves it out is refused. */
const isRequired = (column: string): boolean => column.includes(' NOT NULL') && !/ (DEFAULT|GENERATED) /.test(column);

function tablesIn(schema: string): ReadonlyMap<string, Columns> {
  return new Map(
    [...schema.matchAll(/^CREATE TABLE (\S+) \(\n([^]*?)\n\)/gm)].map(([, table = '', body = '']) => [
      table,
      new Map(
        body.split('\n').map((line) => {
          const [, name = '', rest = ''] = /^ {2}("[^"]+"|\S+) (.*?),?$/.exec(line) ?? [];
          return [name, rest];
        }),
      ),
    ]),
  );
}

function functionsIn(schema: string): string[] {
  return [...schema.matchAll(/^CREATE (?:OR REPLACE )?FUNCTION ([^\n]*?\))/gm)].map(([, name = '']) => name);
}
