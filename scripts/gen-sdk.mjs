// Writes docs/sdk from the sources of the SDK: a page for each class, the types and constants, and the table of errors.
// `node scripts/gen-sdk.mjs --check` fails when the committed pages are not what it would write.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'docs/sdk');
const source = join(root, 'packages/client/src');
const entry = join(source, 'index.ts');
const NOTE = '<!-- Made from packages/client/src by `npm run gen`. Do not edit. -->\n';

const { config } = ts.readConfigFile(join(root, 'packages/client/tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, 'packages/client'));
const program = ts.createProgram([entry], options);
const checker = program.getTypeChecker();
const exported = checker
  .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)))
  .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
  .map((symbol) => ({ name: symbol.name, symbol, declarations: symbol.declarations ?? [] }));

const pages = new Map();
const classes = exported.filter(({ declarations }) => declarations.some(ts.isClassDeclaration));
for (const { name, symbol, declarations } of classes) pages.set(`${name}.md`, classPage(name, symbol, declarations[0]));
const others = exported.filter((one) => !classes.includes(one));
const files = Map.groupBy(others, ({ declarations }) => declarations[0].getSourceFile().fileName);
pages.set(
  'types.md',
  `# Types and constants\n\n${[...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, ofFile]) => `## ${titleOf(file)}\n\n${ofFile.map(declared).join('\n')}`)
    .join('\n')}`,
);
pages.set('errors.md', errorsPage());
pages.set(
  'README.md',
  `# The SDK, page by page\n\nHow it is used is in [packages/client](../../packages/client/README.md); what it is called in ZIM in [migrating-from-zim.md](../migrating-from-zim.md).\n\n${[
    ...classes.map(({ name, symbol }) => `- [${name}](${name}.md): ${docOf(symbol).split('\n')[0]}`),
    '- [Types and constants](types.md)',
    '- [Errors](errors.md)',
  ].join('\n')}\n`,
);

const check = process.argv.includes('--check');
const differing = [];
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder).filter((file) => !pages.has(file))) {
  if (check) differing.push(name);
  else rmSync(join(folder, name));
}
for (const [name, text] of pages) {
  const path = join(folder, name);
  const formatted = await format(`${NOTE}\n${text}`, { ...(await resolveConfig(path)), filepath: path });
  if (existsSync(path) && readFileSync(path, 'utf8') === formatted) continue;
  if (check) differing.push(name);
  else writeFileSync(path, formatted);
}
if (differing.length > 0) {
  console.error(
    `Not what the SDK's sources make: ${differing.map((name) => `docs/sdk/${name}`).join(', ')}. Run: npm run gen`,
  );
  process.exitCode = 1;
}

/** A class, member by member, as they are declared. */
function classPage(name, symbol, declaration) {
  const members = declaration.members.filter(isPublic).map((member) => {
    const title = member.name?.getText() ?? 'constructor';
    return { title, code: signatureOf(member), doc: docOfNode(member) };
  });
  const byTitle = Map.groupBy(members, ({ title }) => title);
  return `# ${name}\n\n${docOf(symbol)}\n\n${[...byTitle]
    .map(([title, ofTitle]) => {
      const said = ofTitle.map(({ doc }) => doc).filter((doc) => doc !== '');
      return `## ${title}\n\n${code(ofTitle.map((member) => member.code).join('\n'))}\n${said.join('\n\n')}\n`;
    })
    .join('\n')}`;
}

function isPublic(member) {
  const isHidden = ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private;
  if (isHidden || (member.name !== undefined && ts.isPrivateIdentifier(member.name))) return false;
  // Of an overloaded method only what callers see.
  const isImplementation = ts.isMethodDeclaration(member) && member.body !== undefined;
  return (
    !isImplementation || checker.getSymbolAtLocation(member.name)?.declarations?.every((one) => one.body !== undefined)
  );
}

/** A member without what it does. */
function signatureOf(member) {
  const file = member.getSourceFile();
  const end =
    member.body?.getStart() ?? (member.initializer === undefined ? member.getEnd() : member.initializer.getStart());
  return file.text
    .slice(member.getStart(), end)
    .trim()
    .replace(/[={;]+$/, '')
    .replace(/^(async|declare) /, '')
    .replace(/^ {2}/gm, '')
    .trim();
}

/** Types and constants stand as they are written, with what is said of their members. */
function declared({ name, symbol, declarations }) {
  const texts = declarations.map((declaration) => {
    const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    if (name === 'zimErrorNumbers') return 'const zimErrorNumbers: the table in errors.md';
    if (ts.isFunctionDeclaration(declaration)) return signatureOf(declaration);
    return statement.getText().replace(/^export /, '');
  });
  return `### ${name}\n\n${docOf(symbol)}\n\n${code(texts.join('\n'))}`;
}

function errorsPage() {
  const [table] = exported.find(({ name }) => name === 'zimErrorNumbers').declarations;
  const literal = ts.isAsExpression(table.initializer) ? table.initializer.expression : table.initializer;
  const rows = literal.properties.map(
    (property) => `| ${property.initializer.getText()} | \`${property.name.getText()}\` | ${docOfNode(property)} |`,
  );
  return `# Errors\n\n${docOf(exported.find(({ name }) => name === 'zimErrorNumbers').symbol)}\n\n| number | code | meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function titleOf(file) {
  const words = file
    .slice(source.length + 1)
    .replace('.ts', '')
    .replaceAll('-', ' ');
  return `${words[0].toUpperCase()}${words.slice(1)}`;
}

function docOf(symbol) {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker));
}

function docOfNode(node) {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '')
    .join('\n');
}

function code(text) {
  return `\`\`\`ts\n${text}\n\`\`\`\n`;
}
