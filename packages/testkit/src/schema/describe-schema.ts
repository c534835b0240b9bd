import pg from 'pg';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
  /** What a generated column is made of. */
  readonly generated: string | null;
}

interface Table {
  readonly name: string;
  readonly partitionKey: string | null;
  /** `<parent> <bound>` of a partition. */
  readonly partitionOf: string | null;
  /** Storage parameters, as in `WITH (…)`. */
  readonly options: string | null;
  readonly columns: readonly Column[];
}

/** The migrator's own tables; which migrations have run is data. */
const MIGRATOR_TABLES = ['kysely_migration', 'kysely_migration_lock'];

/**
 * What a schema consists of, as SQL that makes it: tables, keys, checks, indexes, functions, in a fixed order. The same for the same schema on every
 * PostgreSQL from 15 on.
 * @throws when the schema holds a kind of thing this does not describe, so that none is left out unseen
 */
export async function describeSchema(databaseUrl: string, schema: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // Names come out with their schema whatever the server is set to.
    await client.query('set search_path to pg_catalog');
    await refuseWhatIsNotDescribed(client, schema);
    const tables = await tablesOf(client, schema);
    const keys = await keysOf(client, schema);
    const indexes = await indexesOf(client, schema);
    const functions = await functionsOf(client, schema);
    return [
      '-- Generated from the migrations by `npm run gen:schema`. Do not edit.',
      `CREATE SCHEMA ${schema};`,
      ...tables.map((table) => createTable(schema, table)),
      ...keys.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition};`),
      ...indexes.map((definition) => `${definition};`),
      ...functions,
    ]
      .join('\n\n')
      .concat('\n');
  } finally {
    await client.end();
  }
}

function createTable(schema: string, { name, partitionKey, partitionOf, options, columns }: Table): string {
  if (partitionOf !== null) return `CREATE TABLE ${schema}.${name} PARTITION OF ${partitionOf};`;
  const lines = columns.map(({ name: column, type, default: value, generated, notNull }) => {
    const source =
      value !== null ? ` DEFAULT ${value}` : generated !== null ? ` GENERATED ALWAYS AS (${generated}) STORED` : '';
    return `  ${column} ${type}${source}${notNull ? ' NOT NULL' : ''}`;
  });
  const partitioned = partitionKey === null ? '' : ` PARTITION BY ${partitionKey}`;
  const stored = options === null ? '' : ` WITH (${options})`;
  return `CREATE TABLE ${schema}.${name} (\n${lines.join(',\n')}\n)${partitioned}${stored};`;
}

async function tablesOf(client: pg.Client, schema: string): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select relname as name,
            pg_get_partkeydef(class.oid) as "partitionKey",
            case when relispartition then
              (select parent.oid::regclass || ' ' || pg_get_expr(class.relpartbound, class.oid)
                 from pg_inherits join pg_class parent on parent.oid = inhparent where inhrelid = class.oid)
            end as "partitionOf",
            array_to_string(reloptions, ', ') as options,
            (select json_agg(json_build_object(
                      'name', quote_ident(attname),
                      'type', format_type(atttypid, atttypmod),
                      'notNull', attnotnull,
                      'default', case when attgenerated = '' then pg_get_expr(adbin, adrelid) end,
                      'generated', case when attgenerated = 's' then regexp_replace(pg_get_expr(adbin, adrelid), '\\s+', ' ', 'g') end) order by attnum)
               from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
              where attrelid = class.oid and attnum > 0 and not attisdropped) as columns
       from pg_class class
      where relnamespace = $1::regnamespace and relkind in ('r', 'p') and relname <> all ($2)
      order by relispartition, relname`,
    [schema, MIGRATOR_TABLES],
  );
  return rows;
}

/** Primary keys first and foreign keys last, as they need each other. NOT NULL stands with the columns. */
async function keysOf(
  client: pg.Client,
  schema: string,
): Promise<{ table: string; name: string; definition: string }[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(constraint_.oid) as definition
       from pg_constraint constraint_ join pg_class class on class.oid = conrelid
      where connamespace = $1::regnamespace and contype in ('p', 'u', 'c', 'x', 'f')
        and not relispartition and relname <> all ($2)
      order by contype = 'f', contype <> 'p', conrelid::regclass::text, conname`,
    [schema, MIGRATOR_TABLES],
  );
  return rows;
}

/** Without those that a key brings, and those that a partition has from its parent. */
async function indexesOf(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ definition: string }>(
    `select pg_get_indexdef(indexrelid) as definition
       from pg_index join pg_class class on class.oid = indexrelid
      where relnamespace = $1::regnamespace and not relispartition
        and indrelid <> all (select oid from pg_class where relnamespace = $1::regnamespace and relname = any ($2))
        and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
      order by indrelid::regclass::text, relname`,
    [schema, MIGRATOR_TABLES],
  );
  return rows.map(({ definition }) => definition.replace(' ON ONLY ', ' ON '));
}

/** With who may not call them: everybody may, unless that was taken back. */
async function functionsOf(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ definition: string; signature: string; isPublic: boolean }>(
    `select pg_get_functiondef(oid) as definition, oid::regprocedure::text as signature,
            has_function_privilege('public', oid, 'execute') as "isPublic"
       from pg_proc where pronamespace = $1::regnamespace and prokind = 'f'
      order by oid::regprocedure::text`,
    [schema],
  );
  return rows.map(
    ({ definition, signature, isPublic }) =>
      `${definition.trimEnd()};${isPublic ? '' : `\n\nREVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;`}`,
  );
}

async function refuseWhatIsNotDescribed(client: pg.Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ thing: string }>(
    `select 'relation ' || relname as thing from pg_class
      where relnamespace = $1::regnamespace and relkind not in ('r', 'p', 'i', 'I', 't')
     union all select 'routine ' || proname from pg_proc where pronamespace = $1::regnamespace and prokind <> 'f'
     union all select 'trigger ' || tgname from pg_trigger join pg_class on pg_class.oid = tgrelid
      where relnamespace = $1::regnamespace and not tgisinternal
     union all select 'type ' || typname from pg_type
      where typnamespace = $1::regnamespace and typtype in ('e', 'd', 'r')
     union all select 'policy ' || polname from pg_policy join pg_class on pg_class.oid = polrelid
      where relnamespace = $1::regnamespace
     union all select 'identity or virtual column ' || attname from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace = $1::regnamespace and (attidentity <> '' or attgenerated not in ('', 's'))`,
    [schema],
  );
  if (rows.length > 0)
    throw new Error(`describe-schema.ts does not describe: ${rows.map(({ thing }) => thing).join(', ')}. Teach it.`);
}
