import { vendorNames, vendorSettingsCatalogue } from '@bellhop/contracts';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeCodes } from '../src/connections/close-codes.ts';
import { httpStatusOf } from '../src/domain/public-error.ts';
import { APP, startHarness, tokenFor, type Harness } from './harness.ts';

interface Operation {
  readonly summary?: string;
  readonly tags?: string[];
  readonly parameters?: { name: string; in: string; required?: boolean; schema?: object }[];
  readonly requestBody?: { content: Record<string, { schema: object }> };
  readonly responses: Record<string, { description?: string; content?: Record<string, { schema: object }> }>;
}
interface OpenApi {
  readonly openapi: string;
  readonly info: { title: string; version: string };
  readonly components: { securitySchemes: Record<string, object> };
  readonly security: Record<string, string[]>[];
  readonly paths: Record<string, Record<string, Operation>>;
}

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];

let harness: Harness;
let document: OpenApi;
let operations: { name: string; path: string; operation: Operation }[];

beforeAll(async () => {
  harness = await startHarness();
  const response = await fetch(`${harness.gateway.httpUrl}/openapi.json`);
  expect(response.headers.get('content-type')).toContain('application/json');
  document = (await response.json()) as OpenApi;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      operation,
    })),
  );
});
afterAll(async () => {
  await harness.close();
  expect(harness.context.fatal).toEqual([]);
});

/** Every object below a value, with its path. */
function* within(value: unknown, path = '#'): Generator<{ path: string; object: Record<string, unknown> }> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { path, object: value as Record<string, unknown> };
  for (const [key, inner] of Object.entries(value)) yield* within(inner, `${path}/${key}`);
}

describe('the OpenAPI document', () => {
  it('is served without a key, and its parts fit together', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Bellhop', version: '1' });
    for (const scheme of document.security.flatMap(Object.keys))
      expect(Object.keys(document.components.securitySchemes)).toContain(scheme);
    for (const { name, path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const given = operation.parameters ?? [];
      expect({ name, inPath: given.filter((it) => it.in === 'path').map((it) => it.name) }).toEqual({ name, inPath });
      for (const parameter of given) {
        expect(['path', 'query']).toContain(parameter.in);
        expect(parameter.schema).toBeTypeOf('object');
        if (parameter.in === 'path') expect(parameter.required).toBe(true);
      }
      expect(operation.summary, name).toBeTruthy();
      expect(operation.tags, name).toHaveLength(1);
      expect(name.startsWith('GET') || name.startsWith('DELETE'), name).toBe(operation.requestBody === undefined);
      expect(Object.keys(operation.responses), name).toHaveLength(2);
      expect(operation.responses['default']?.content?.['application/json']?.schema).toHaveProperty('properties.error');
      for (const response of Object.values(operation.responses)) expect(response.description, name).toBeTruthy();
    }
  });

  it('holds schemas that a validator can use', () => {
    for (const { path, object } of within(document.paths)) {
      expect(object, path).not.toHaveProperty('$ref'); // nothing to resolve
      if (typeof object['type'] === 'string') expect(TYPES, path).toContain(object['type']);
      if (typeof object['pattern'] === 'string') expect(() => new RegExp(String(object['pattern']), 'u')).not.toThrow();
      if (Array.isArray(object['required'])) {
        expect(Object.keys(object['properties'] ?? {}), path).toEqual(expect.arrayContaining(object['required']));
      }
    }
    const send = document.paths['/v1/apps/{app}/messages']?.['post'];
    expect(send?.requestBody?.content['application/json']?.schema).toMatchObject({
      required: ['fromUserID'],
      additionalProperties: false,
      properties: { pushConfig: { properties: { title: { minLength: 1, maxLength: 64 } } } },
    });
  });

  it('has the same calls as docs/http-api.md', () => {
    const documented = [...read('docs/http-api.md').matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) \/v1\/[^`?]+)`/g)];
    expect([...new Set(documented.map(([, call]) => call))].sort()).toEqual(operations.map(({ name }) => name).sort());
  });
});

describe('the documents', () => {
  it('name every status with its codes', () => {
    const rows = [...read('docs/http-api.md').matchAll(/^\| (\d{3}) \| (.*) \|$/gm)];
    expect(rows.length).toBeGreaterThan(5);
    for (const [, status, text = ''] of rows) {
      const codes = [...text.matchAll(/`([A-Z_]{5,})`/g)].map(([, code = '']) => code);
      expect(codes.length).toBeGreaterThan(0);
      for (const code of codes) expect(`${code} ${httpStatusOf(code)}`).toBe(`${code} ${status}`);
    }
  });

  it('have the settings of every vendor as they are checked', () => {
    for (const { json, about, vendors } of Object.values(vendorSettingsCatalogue)) {
      const cells = vendorNames.map((vendor) => vendors[vendor]?.allowed.replace(/^true$/, '✔') ?? '');
      expect(read('docs/http-api.md')).toContain(`| \`${json}\` | ${about} | ${cells.join(' | ')} |`);
    }
  });

  it('name every close code of the gateway', () => {
    const documented = [...read('docs/websocket-protocol.md').matchAll(/^\| (\d{4}) \|/gm)].map(([, code]) =>
      Number(code),
    );
    expect(documented.sort()).toEqual([1008, 1009, ...Object.values(closeCodes)].sort()); // 1008 and 1009 come from the WebSocket library
  });

  it('have an example of the SDK that runs as printed', async () => {
    const example = /```ts\n([^]*?)```/.exec(read('packages/client/README.md'))?.[1] ?? '';
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--conditions=source', '--input-type=module-typescript', '--eval', example],
      {
        cwd: import.meta.dirname,
        env: { ...process.env, NODE_OPTIONS: '', SERVER: harness.gateway.httpUrl, APP, TOKEN: await tokenFor('alice') },
      },
    );
    for (const line of ['connected (login)', 'push address push-', 'sent ', 'disconnected (logout)'])
      expect(stdout).toContain(line);
  });
});
