// Compiles every package and service into its `dist`: JavaScript, types and source maps. Development and tests run the sources;
// what is installed or put into an image runs this.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');
const begun = performance.now();
const projects = globSync('{packages,services}/*/package.json', { cwd: root }).map(dirname);
const files = projects.flatMap((project) =>
  globSync(`${project}/src/**/*.ts`, { cwd: root, exclude: (name) => name.endsWith('.test.ts') }),
);
const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => readFileSync(path, 'utf8'));
const { options, errors } = ts.convertCompilerOptionsFromJson(
  {
    ...config.compilerOptions,
    noEmit: false,
    noEmitOnError: true,
    declaration: true,
    sourceMap: true,
    // A package that is installed has no sources beside it.
    inlineSources: true,
    // `npm run check` looks for mistakes, and with more than one pair of eyes.
    noCheck: true,
  },
  root,
);
const program = ts.createProgram({
  rootNames: files.map((file) => join(root, file)),
  options,
  configFileParsingDiagnostics: errors,
});

for (const project of projects) rmSync(join(root, project, 'dist'), { recursive: true, force: true });
let written = 0;
const { diagnostics } = program.emit(undefined, (path, text) => {
  const [, project, file] = /^((?:packages|services)\/[^/]+)\/src\/(.+)$/.exec(relative(root, path)) ?? [];
  if (project === undefined) return; // of infra or of tests: nobody installs them
  const target = join(root, project, 'dist', file);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(
    target,
    file.endsWith('.map')
      ? withSourceFrom(text, { project, file })
      : file.endsWith('.d.ts')
        ? withCompiledImports(text)
        : text,
  );
  written += 1;
});

if (diagnostics.length > 0) {
  const host = { getCurrentDirectory: () => root, getCanonicalFileName: (name) => name, getNewLine: () => '\n' };
  console.error(ts.formatDiagnostics(diagnostics, host));
  process.exitCode = 1;
} else {
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  console.log(`${written} files written to dist of ${projects.length} packages and services in ${seconds} s.`);
}

/** Declarations keep `./x.ts`, which not every reader of them understands. */
function withCompiledImports(text) {
  return text.replace(/(from |import\()(['"])(\.{1,2}\/[^'"]+)\.ts\2/g, '$1$2$3.js$2');
}

/** The compiler was told that it writes beside the sources. */
function withSourceFrom(text, { project, file }) {
  const map = JSON.parse(text);
  const from = dirname(join(project, 'dist', file));
  const sources = map.sources.map((source) => relative(from, join(dirname(join(project, 'src', file)), source)));
  return JSON.stringify({ ...map, sources });
}
