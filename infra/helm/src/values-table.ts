import { isMap, isScalar, parseDocument, type Pair } from 'yaml';

/** A value that the chart takes. */
export interface DocumentedValue {
  readonly path: string;
  /** As JSON. */
  readonly standard: string;
  readonly about: string;
}

/** Names that say all there is to say. */
const plain = new Set([
  'replicas',
  'resources',
  'podAnnotations',
  'podLabels',
  'nodeSelector',
  'tolerations',
  'affinity',
  'priorityClassName',
  'extraVolumes',
  'extraVolumeMounts',
  'extraEnv',
  'annotations',
  'labels',
  'pullPolicy',
  'interval',
  'enabled',
  'minReplicas',
  'maxReplicas',
  'className',
  'port',
  'instances',
  'requests',
  'limits',
]);
/** What sections say anew of what `defaults` documents. */
const sections = /^(gateway|messageStore|presence|pushRouter|pushHistory|adapterDefaults|adapters|jobs|simulator)\./;

/**
 * Every value of a values.yaml with its comment.
 * @throws Error naming the values that have neither a comment nor a name that speaks for itself
 */
export function documentedValues(text: string): DocumentedValue[] {
  const document = parseDocument(text, { version: '1.1' });
  const found: DocumentedValue[] = [];
  const undocumented: string[] = [];
  const defaults = new Set<string>();
  const visit = (node: unknown, path: readonly string[]): void => {
    if (!isMap(node)) return;
    for (const [index, pair] of node.items.entries()) {
      const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
      const here = [...path, key];
      // The comment before the first key of a map belongs to the map for the parser.
      const before = isScalar(pair.key) ? pair.key.commentBefore : undefined;
      const own = before ?? (index === 0 ? (node.commentBefore ?? '') : '');
      const about = own.split('\n\n').at(-1)!.replaceAll('\n', ' ').trim().replaceAll(/\s+/g, ' ');
      const name = here.join('.');
      const goesDeeper = isMap(pair.value) && pair.value.items.length > 0 && !pair.value.flow && !isLeaf(key);
      if (goesDeeper) {
        if (about !== '') found.push({ path: name, standard: '', about });
        visit(pair.value, here);
        continue;
      }
      if (name.startsWith('defaults.')) defaults.add(name.slice('defaults.'.length));
      const isKnown =
        plain.has(key) ||
        path.at(-1) === 'adapters' ||
        (sections.test(name) && defaults.has(name.replace(sections, '')));
      if (about === '' && !isKnown) undocumented.push(name);
      found.push({
        path: name,
        standard: JSON.stringify(node.get(key, false) === undefined ? null : toJs(pair)),
        about,
      });
    }
  };
  visit(document.contents, []);
  if (undocumented.length > 0)
    throw new Error(`values.yaml: no comment says what these are: ${undocumented.join(', ')}`);
  return found;
}

const isLeaf = (key: string): boolean => ['resources', 'behavior', 'parameters'].includes(key);

function toJs(pair: Pair): unknown {
  const value = pair.value as { toJSON?: () => unknown } | null;
  return value?.toJSON?.() ?? null;
}

const BEGIN = '<!-- values -->';
const END = '<!-- /values -->';

/** The README with its table of values made anew. */
export function withValuesTable(readme: string, values: string): string {
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`the README has no ${BEGIN} … ${END}`);
  const rows = documentedValues(values).map(
    ({ path, standard, about }) =>
      `| \`${path}\` | ${standard === '' ? '' : `\`${standard.replaceAll('|', '\\|')}\``} | ${about} |`,
  );
  return [
    before.trimEnd(),
    '',
    BEGIN,
    '',
    '| value | default | |',
    '|---|---|---|',
    ...rows,
    '',
    `${END}${after}`,
  ].join('\n');
}
