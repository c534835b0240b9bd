// Makes of the program (infra/cli) what an image holds: JavaScript bundles, one per command and what they share, with source maps,
// and beside them what is read from files at run time. It needs nothing else but Node: `node infra/cli/dist/bellhop.js --help`.
// Why bundles: docs/decisions/0030.
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '../..');
const program = join(root, 'infra/cli');
const out = resolve(process.argv[2] ?? join(program, 'dist'));

/** Patched by path at run time (packages/kafka/src/kafkajs.ts), so it stays a package. It has no dependencies. */
const KEPT_AS_PACKAGE = 'kafkajs';

/** Packages that read files of theirs at run time, and the folders of these files: they come along. */
const withFiles = { 'grpc-health-check': 'proto', '@grpc/reflection': 'build/proto' };
/** Our own code that does. */
const contracts = {
  file: /packages\/contracts\/src\/proto\.ts$/,
  from: `new URL('../../../proto', import.meta.url)`,
  to: `new URL('./proto', import.meta.url)`,
};
/** Code that asks where it is without reading anything there, or in parts that nobody here calls. */
const harmless = [
  /packages\/kafka\/src\//, // resolves the package that is kept
  /node_modules\/(pino\/lib\/transport|thread-stream\/index)\.js$/, // logging in threads of its own
  /node_modules\/@grpc\/grpc-js\/build\/src\/(channelz|orca)\.js$/, // services that we do not serve
  /node_modules\/undici\/index\.js$/, // only asks whether there is a name
  /node_modules\/@fastify\/swagger\/lib\/util\/read-package-json\.js$/, // for a title, which we give
];
const asksWhereItIs = /\b__dirname\b|\b__filename\b|\bimport\.meta\b/;

/**
 * In a bundle code is not where it was. Whatever looks for files beside itself is told where they are now, and bundling fails where
 * other code does the same: a file that is missed only at run time is missed too late.
 */
const filesBesideTheCode = {
  name: 'files-beside-the-code',
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => {
      const name = path.split(sep).join('/');
      const text = readFileSync(path, 'utf8');
      if (!asksWhereItIs.test(withoutComments(text)) || harmless.some((file) => file.test(name))) return undefined;
      if (contracts.file.test(name) && text.includes(contracts.from))
        return { contents: text.replace(contracts.from, contracts.to), loader: 'ts' };
      const [, owner, folder] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\/(.+)\/[^/]+$/.exec(name) ?? [];
      if (owner in withFiles) {
        const place = `\`\${bundleFolder}/node_modules/${owner}/${folder}\``;
        return { contents: text.replace(/\b__dirname\b/g, () => `(${place})`), loader: 'js' };
      }
      const problem =
        'looks for files beside itself: say in infra/docker/bundle.mjs which, or that they are not needed';
      return { errors: [{ text: problem, location: { file: path } }] };
    });
  },
};

rmSync(out, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: program,
  entryPoints: { bellhop: 'src/main.ts' },
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  conditions: ['source'],
  sourcemap: true,
  // Traces name files and lines; the text of the lines would double the image's program.
  sourcesContent: false,
  legalComments: 'none', // all licences are in one file, below
  external: [
    KEPT_AS_PACKAGE,
    'pg-native', // what pg tries only when it is asked for
    '@google-cloud/firestore', // parts of firebase-admin that nobody here calls
    '@google-cloud/storage',
  ],
  banner: {
    js: [
      `import { createRequire as requireBeside } from 'node:module';`,
      `const require = requireBeside(import.meta.url);`, // CommonJS inside the bundles asks for Node's own modules
      `const bundleFolder = import.meta.dirname;`,
    ].join('\n'),
  },
  plugins: [filesBesideTheCode],
  metafile: true,
  logLevel: 'warning',
}).catch(() => process.exit(1)); // it has said why

const requireOf = (folder) => createRequire(join(root, folder, 'package.json'));
const packageFolder = (from, name) => resolve(requireOf(from).resolve(`${name}/package.json`), '..');
cpSync(join(root, 'proto'), join(out, 'proto'), { recursive: true });
for (const [name, folder] of Object.entries(withFiles))
  cpSync(join(packageFolder('packages/grpc', name), folder), join(out, 'node_modules', name, folder), {
    recursive: true,
  });
cpSync(packageFolder('packages/kafka', KEPT_AS_PACKAGE), join(out, 'node_modules', KEPT_AS_PACKAGE), {
  recursive: true,
  dereference: true,
});
writeFileSync(join(out, 'package.json'), '{ "type": "module" }\n');
writeFileSync(join(out, 'LICENSES.txt'), licences());

const files = Object.entries(metafile.outputs).filter(([name]) => name.endsWith('.js'));
const megabytes = files.reduce((sum, [, { bytes }]) => sum + bytes, 0) / 1e6;
console.log(`${relative(process.cwd(), out)}: ${files.length} bundles, ${megabytes.toFixed(1)} MB of JavaScript.`);

/** The licences of all that the bundles hold, as these licences ask for. */
function licences() {
  const folders = new Set([packageFolder('packages/kafka', KEPT_AS_PACKAGE)]);
  for (const input of Object.keys(metafile.inputs)) {
    const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
    if (folder !== undefined) folders.add(resolve(program, folder));
  }
  const chapters = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const texts = globSync(['LICEN[SC]E*', 'NOTICE*', 'license*'], { cwd: folder }).map((file) =>
      readFileSync(join(folder, file), 'utf8').trim(),
    );
    return [`${name} ${version} (${license ?? 'see below'})`, ...texts].join('\n\n');
  });
  return `${chapters.toSorted().join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Roughly: enough to tell what is said about a name from its use. */
function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}
