import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { JavaScriptProject } from '../../../syntax/javascript/project.js';
import type { JavaScriptModule } from '../../../syntax/javascript/module.js';
import type { Expression } from '../../../syntax/javascript/tree.js';
import { walkProgram } from '../../../syntax/javascript/visit.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { mentionedDirectory } from '../../finding/mentions.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, directoryOf, isWithin } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';

/** How migrations share transactions: https://typeorm.io/docs/migrations/executing#transaction-modes */
export type TransactionMode = 'all' | 'each' | 'none';

/** A data source as it is written: options with a `type`. */
export interface DataSourceOptions {
  readonly file: string;
  readonly dialect: Dialect | undefined;
  readonly type: string;
  readonly transactionMode: TransactionMode | undefined;
  /** Paths and globs of migrations as written. */
  readonly paths: readonly string[];
  /** Modules that hold the migrations, relative to the root. */
  readonly modules: readonly string[];
}

const fittingPath =
  /ormconfig|data-?source|typeorm|database|connection|config|migrat|persist|(^|[/.-])(orm|db|app|main|index)[/.-]/i;
const largestFile = 300_000;

/** All data sources of the repository, in order of their files. */
export const dataSources = oncePerView(
  async (view: RepositoryView): Promise<readonly DataSourceOptions[]> => {
    const project = new JavaScriptProject(view);
    const found: DataSourceOptions[] = [];
    for (const { path } of productFiles(view)) {
      if (!/\.([cm]?[jt]s|json)$/.test(path) || !fittingPath.test(path.split('/').slice(-3).join('/')))
        continue;
      const isJson = baseName(path) === 'ormconfig.json';
      if (path.endsWith('.json') && !isJson) continue;
      const source = await view.read(path);
      if (!source || source.text.length > largestFile) continue;
      if (isJson) found.push(...ofJson(path, source.text));
      else if (
        /typeorm|ormconfig/i.test(source.text) &&
        /\bmigrations(TransactionMode)?\b|\btype\s*:/.test(source.text)
      ) {
        const module = await project.module(path);
        if (module) found.push(...(await ofModule(module, project)));
      }
    }
    return found;
  },
);

function ofJson(file: string, text: string): readonly DataSourceOptions[] {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return [];
  }
  const all: readonly unknown[] = Array.isArray(root) ? root : [root];
  return all.flatMap((options) => {
    if (typeof options !== 'object' || options === null) return [];
    const members = new Map<string, unknown>(Object.entries(options));
    const type = members.get('type');
    const migrations = members.get('migrations');
    const paths = Array.isArray(migrations) ? migrations.filter((path) => typeof path === 'string') : [];
    return typeof type === 'string'
      ? [
          {
            file,
            type,
            dialect: dialectOfType(type),
            transactionMode: modeOf(members.get('migrationsTransactionMode')),
            paths,
            modules: [],
          },
        ]
      : [];
  });
}

function dialectOfType(type: string): Dialect | undefined {
  const name = type.replace(/^(better-|aurora-)/, '').replace(/-pg$/, '');
  const dialect = dialectOfName(name === 'sqljs' ? 'sqlite' : name);
  return dialect === 'unknown' ? undefined : dialect;
}

function modeOf(value: unknown): TransactionMode | undefined {
  return value === 'all' || value === 'each' || value === 'none' ? value : undefined;
}

async function ofModule(
  module: JavaScriptModule,
  project: JavaScriptProject,
): Promise<readonly DataSourceOptions[]> {
  const found: DataSourceOptions[] = [];
  for (const { part, node } of walkProgram(module.body)) {
    if (part !== 'expression' || node.kind !== 'object') continue;
    const members = new Map<string, Expression>();
    for (const member of node.members)
      if (member.kind === 'value' && typeof member.key === 'string') members.set(member.key, member.value);
    const mode = modeOf(textsIn(members.get('migrationsTransactionMode'))[0]);
    const migrations = members.get('migrations');
    const isDataSource = ['migrations', 'entities', 'database', 'url', 'host', 'synchronize'].some((key) =>
      members.has(key),
    );
    if (mode === undefined && !isDataSource) continue;
    for (const type of typesIn(members.get('type'), mode !== undefined || migrations !== undefined)) {
      const dialect = dialectOfType(type);
      if (dialect === undefined && type !== '') continue;
      found.push({
        file: module.path,
        type,
        dialect,
        transactionMode: mode,
        paths: textsIn(migrations),
        modules: migrations ? await modulesIn(migrations, module, project) : [],
      });
    }
  }
  return found;
}

/** What `type` can be; one empty text for options that stand without it but are a data source's all the same. */
function typesIn(expression: Expression | undefined, withoutType: boolean): readonly string[] {
  const texts = textsIn(expression);
  return texts.length > 0 ? texts : withoutType ? [''] : [];
}

/** The texts that an expression is made of: `path.join(__dirname, '../migrations/*.ts')`, `[a ? 'x' : 'y']`. */
function textsIn(expression: Expression | undefined): readonly string[] {
  if (expression === undefined) return [];
  const found: string[] = [];
  for (const { part, node } of walkProgram([
    { kind: 'expression', expression, start: expression.start, end: expression.end },
  ])) {
    if (part !== 'expression') continue;
    if (node.kind === 'literal' && typeof node.value === 'string') found.push(node.value);
    else if (node.kind === 'template')
      found.push(node.parts.map((piece) => (typeof piece === 'string' ? piece : '')).join(''));
  }
  return found;
}

async function modulesIn(
  expression: Expression,
  module: JavaScriptModule,
  project: JavaScriptProject,
): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const { part, node } of walkProgram([
    { kind: 'expression', expression, start: expression.start, end: expression.end },
  ]))
    if (part === 'expression' && node.kind === 'identifier') names.add(node.name);
  const found: string[] = [];
  for (const statement of module.body) {
    if (statement.kind !== 'import' || !statement.names.some(({ local }) => names.has(local))) continue;
    const path = await project.resolve(module.path, statement.specifier);
    if (path !== undefined) found.push(path);
  }
  return found;
}

/** The data sources that name one of the folders of migrations as theirs. */
export function sourcesOf(
  directory: string,
  directories: readonly string[],
  sources: readonly DataSourceOptions[],
): readonly DataSourceOptions[] {
  return sources.filter(
    (source) =>
      source.modules.some(
        (path) => isWithin(directory, directoryOf(path)) && directoryOf(path) !== directoryOf(source.file),
      ) || source.paths.some((path) => namesDirectory(path, source.file, directory, directories)),
  );
}

/** Globs are cut to their folder, compiled copies stand for their sources: `dist/migrations/*.js` → `migrations`. */
function namesDirectory(
  glob: string,
  file: string,
  directory: string,
  directories: readonly string[],
): boolean {
  const isDeep = /\/\*\*(\/|$)/.test(glob);
  const folder = glob
    .replace(/^.*?\bdist\//, '')
    .replace(/[^/]*[*{[(].*$/, '')
    .replace(/\/[^/]*\.[cm]?[jt]s$/, '/')
    .replace(/^(\.{0,2}\/)+/, '')
    .replace(/\/$/, '');
  if (folder === '') return false;
  const named = mentionedDirectory(folder, file, directories);
  return named === directory || (isDeep && named !== undefined && isWithin(directory, named));
}

/** What data sources say of the database. */
export function dialectEvidence(sources: readonly DataSourceOptions[]): readonly DialectEvidence[] {
  return sources.flatMap(({ file, dialect, type }) =>
    dialect === undefined
      ? []
      : [{ file, dialect, reason: `the data source in ${file} is of the type ${type}` }],
  );
}
