// Its models alone: the package's own entry loads a whole client.
import * as allModels from '@kubernetes/client-node/dist/gen/models/all.js';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './render.ts';

interface Model {
  getAttributeTypeMap(): { baseName: string; type: string }[];
}

const models = allModels as unknown as Record<string, Model | undefined>;
const schemas = join(import.meta.dirname, '..', '..', 'schemas', 'crds');
/** Go's regular expressions may say `(?i)` for what is a flag here. */
const regExp = Object.assign(
  (pattern: string, flags: string) =>
    pattern.includes('(?i)') ? new RegExp(pattern.replace('(?i)', ''), `${flags}i`) : new RegExp(pattern, flags),
  { code: 'new RegExp' },
);
const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true, code: { regExp } }));
const compiled = new Map<string, ValidateFunction>();

/** Quantities are texts, and numbers are taken for them. */
const isQuantity = (path: string): boolean =>
  /\.(limits|requests|capacity|hard)\.[^.]+$|(averageValue|divisor|sizeLimit)$/.test(path);

/**
 * What the API server would refuse: unknown fields, wrong types, for resources of others (CRDs) all that their schema says. Not its
 * rules across fields, and not which fields are needed.
 */
export function problemsOf(manifest: Manifest): string[] {
  const { apiVersion, kind, metadata } = manifest;
  const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const at = `${kind} ${metadata.name}`;
  const isOfKubernetes = !group.includes('.') || (group.endsWith('.k8s.io') && !group.startsWith('gateway.'));
  if (isOfKubernetes) {
    const problems: string[] = [];
    walk(manifest, version.charAt(0).toUpperCase() + version.slice(1) + kind, at, problems);
    return problems;
  }
  const validate = schemaOf(group, kind, version);
  if (validate === undefined) return [`${at}: there is no schema of ${apiVersion} in infra/schemas/crds`];
  if (validate(manifest)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${at}${instancePath}: ${message} ${JSON.stringify(params)}`,
  );
}

function schemaOf(group: string, kind: string, version: string): ValidateFunction | undefined {
  const path = join(schemas, group, `${kind.toLowerCase()}_${version}.json`);
  const known = compiled.get(path);
  if (known !== undefined) return known;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const validate = ajv.compile(JSON.parse(text) as object);
  compiled.set(path, validate);
  return validate;
}

/** Holds a value against a type as the models of the client name them: `Array<V1Container>`, `{ [key: string]: string; }`, … */
function walk(value: unknown, type: string, path: string, problems: string[]): void {
  if (value === null || value === undefined || type === 'any' || type === 'object') return;
  const wants = (what: string): void => void problems.push(`${path}: want ${what}, got ${JSON.stringify(value)}`);
  const list = /^Array<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) {
    if (!Array.isArray(value)) return wants('a list');
    return value.forEach((one, index) => walk(one, list, `${path}[${index}]`, problems));
  }
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (map !== undefined) {
    if (typeof value !== 'object' || Array.isArray(value)) return wants('a map');
    return Object.entries(value).forEach(([key, one]) => walk(one, map, `${path}.${key}`, problems));
  }
  if (['Date', 'string', 'V1MicroTime'].includes(type)) {
    if (typeof value !== 'string' && !(isQuantity(path) && typeof value === 'number')) wants('a text');
    return;
  }
  if (type === 'number' || type === 'boolean') {
    if (typeof value !== type) wants(`a ${type}`);
    return;
  }
  if (type === 'IntOrString') {
    if (!['string', 'number'].includes(typeof value)) wants('a number or a text');
    return;
  }
  const model = models[type];
  if (model === undefined) return void problems.push(`${path}: Kubernetes has no ${type}`);
  if (typeof value !== 'object' || Array.isArray(value)) return wants(type);
  const fields = new Map(model.getAttributeTypeMap().map((field) => [field.baseName, field.type]));
  for (const [key, one] of Object.entries(value)) {
    const field = fields.get(key);
    if (field === undefined) problems.push(`${path}.${key}: unknown field of ${type}`);
    else walk(one, field, `${path}.${key}`, problems);
  }
}
