import type { Insertable, Selectable } from 'kysely';
import pg from 'pg';

type SqlType<Value> = [Value] extends [string]
  ? 'text'
  : [Value] extends [number]
    ? 'bigint' | 'integer'
    : [Value] extends [boolean]
      ? 'boolean'
      : [Value] extends [Date]
        ? 'timestamptz'
        : [Value] extends [readonly string[]]
          ? 'text[]'
          : [Value] extends [Uint8Array]
            ? 'bytea'
            : 'jsonb';

type Nullable<Value> = null extends Value ? ' null' : '';

/** Not written at an insert and not null: Postgres must know what to put there. */
type Defaulted<Row, Insert, Name> = Name extends keyof Row & keyof Insert
  ? undefined extends Insert[Name]
    ? null extends Row[Name]
      ? ''
      : ' default'
    : ''
  : ' default';

type KindsOf<Columns> = {
  readonly [Name in keyof Selectable<Columns>]-?: `${SqlType<
    NonNullable<Selectable<Columns>[Name]>
  >}${Nullable<Selectable<Columns>[Name]>}${Defaulted<Selectable<Columns>, Insertable<Columns>, Name>}`;
};

/**
 * The kind of every column as Kysely's types have it: `text`, `bigint null`, `timestamptz default`. A value of this type that the compiler accepts
 * says the same as `Tables`, in a form that can be compared with the database.
 */
export type ColumnKinds<Tables> = { readonly [Table in keyof Tables]: KindsOf<Tables[Table]> };

/** The same of a database: by `schema.table`, without partitions. */
export async function columnKinds(
  databaseUrl: string,
  schema: string,
): Promise<Record<string, Record<string, string>>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string; name: string; kind: string }>(
      `select $1 || '.' || relname as table, attname as name,
              replace(format_type(atttypid, atttypmod), 'timestamp with time zone', 'timestamptz')
                || case when attnotnull then '' else ' null' end
                || case when atthasdef then ' default' else '' end as kind
         from pg_attribute join pg_class on pg_class.oid = attrelid
        where relnamespace = $1::regnamespace and relkind in ('r', 'p') and not relispartition
          and relname not like 'kysely\\_%' and attnum > 0 and not attisdropped
        order by relname, attnum`,
      [schema],
    );
    const tables: Record<string, Record<string, string>> = {};
    for (const { table, name, kind } of rows) (tables[table] ??= {})[name] = kind;
    return tables;
  } finally {
    await client.end();
  }
}
