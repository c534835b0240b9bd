// Writes what is made from the list of the API's calls (services/gateway/src/api.ts): the tables of docs/http-api.md and
// docs/websocket-protocol.md, between their marks, and the request types of the SDK.
// `node --conditions=source scripts/gen-api.mjs --check` fails when the committed files are not what it would write.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compile } from 'json-schema-to-typescript';
import { format, resolveConfig } from 'prettier';
import { api } from '../services/gateway/src/api.ts';
import { describedFields, jsonSchemaOf } from '../services/gateway/src/calls/describe.ts';

const root = resolve(import.meta.dirname, '..');
const check = process.argv.includes('--check');

const documents = {
  'docs/http-api.md': { head: '| | | fields | answer | errors of its own |\n|---|---|---|---|---|', row: httpRow },
  'docs/websocket-protocol.md': {
    head: '| frame | | body | answer | errors of its own |\n|---|---|---|---|---|',
    row: frameRow,
  },
};
const differing = [];
for (const [file, { head, row }] of Object.entries(documents)) {
  const marked = /(<!-- calls: ([A-Za-z ]+) -->\n)[^]*?(<!-- \/calls -->)/g;
  const written = readFileSync(join(root, file), 'utf8').replaceAll(marked, (_, begin, chapters, end) => {
    const rows = api.filter(({ chapter }) => chapters.split(' ').includes(chapter)).flatMap((call) => row(call));
    return `${begin}\n${[head, ...rows].join('\n')}\n\n${end}`;
  });
  await write(file, written);
}
await write('packages/client/src/gen/calls.ts', await clientTypes());
if (differing.length > 0) {
  console.error(`Not what the calls of the API make: ${differing.join(', ')}. Run: npm run gen`);
  process.exitCode = 1;
}

function httpRow(call) {
  if (call.http === undefined) return [];
  const { http, answer } = describedFields(call);
  const path = call.http.path.replaceAll(/:(\w+)/g, '{$1}');
  return [`| \`${call.http.method} ${path}\` | ${call.about} | ${http} | ${answer} | ${errorsOf(call)} |`];
}

function frameRow(call) {
  if (call.frame === undefined) return [];
  const { frame, answer } = describedFields(call);
  return [`| \`${call.name}\` | ${call.about} | ${frame} | ${answer} | ${errorsOf(call)} |`];
}

function errorsOf({ errors }) {
  return errors.map((code) => `\`${code}\``).join(', ');
}

/** What each frame takes and is answered with. */
async function clientTypes() {
  const frames = api.filter(({ frame }) => frame !== undefined);
  const schema = {
    type: 'object',
    additionalProperties: false,
    required: frames.map(({ name }) => name),
    properties: Object.fromEntries(
      frames.map(({ name, about, frame, output }) => [
        name,
        {
          type: 'object',
          description: about,
          additionalProperties: false,
          required: ['request', 'answer'],
          properties: { request: jsonSchemaOf(frame.input, 'input'), answer: jsonSchemaOf(output, 'output') },
        },
      ]),
    ),
  };
  return compile(schema, 'Frames', {
    bannerComment: '// Generated from the calls of the API by scripts/gen-api.mjs. Do not edit.',
    format: false,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
  });
}

async function write(file, text) {
  const path = join(root, file);
  const isCode = file.endsWith('.ts');
  const formatted = isCode ? await format(text, { ...(await resolveConfig(path)), filepath: path }) : text;
  if (existsSync(path) && readFileSync(path, 'utf8') === formatted) return;
  if (check) differing.push(file);
  else writeFileSync(path, formatted);
}
