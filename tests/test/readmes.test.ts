import { globSync, readFileSync } from 'node:fs';
import { topicCatalogue } from '@bellhop/contracts';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const sources = (folders: string): string =>
  globSync(`${folders}/src/**/*.ts`, { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .map(read)
    .join('\n');
const found = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? '')),
];

const services = ['gateway', 'presence', 'message-store', 'push-router', 'push-history', 'vendor-adapters'];
const settingsOf = (source: string): string[] => found(source, /^ +([A-Z][A-Z_]+): /gm);
const common = settingsOf(sources('packages/runtime'));
const metrics = new Set(found(sources('{packages,services}/*'), /['`](bellhop_[a-z_]+)['`]/g));
const topics = topicCatalogue().map(({ name }) => name);

describe.each([...services.map((name) => `services/${name}`), 'packages/runtime'])('the README of %s', (folder) => {
  const readme = read(`${folder}/README.md`);
  const own = settingsOf(read(`${folder}/src/config.ts`));

  it('names every setting that there is, and none that is not', () => {
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    const named = found(readme, /^\| (`[^|]*`) \|/gm).flatMap((cell) => found(cell, /`([A-Z][A-Z_]+)`/g));
    expect(named.filter((name) => ![...own, ...common].includes(name))).toEqual([]);
  });

  it('names metrics that there are', () => {
    const named = found(readme, /`(bellhop_[a-z_]+)/g).map((name) => name.replace(/_total$/, ''));
    expect(named.filter((name) => !metrics.has(name))).toEqual([]);
  });

  it('names topics that there are', () => {
    const named = found(readme, /`((?:im|push|presence|app|dead-letter)\.[a-z0-9.<>{},-]+\.v1)`/g);
    const fits = (name: string): boolean => {
      const pattern = name
        .replaceAll('.', '\\.')
        .replace(/<\w+>/, '[a-z-]+')
        .replace(/\{([^}]+)\}/, (_, choices: string) => `(${choices.replaceAll(',', '|')})`);
      return topics.some((topic) => new RegExp(`^${pattern}$`).test(topic));
    };
    expect(named.filter((name) => !fits(name))).toEqual([]);
  });
});
