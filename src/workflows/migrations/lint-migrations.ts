import { judgeFindings } from '../../audit/gate.js';
import type { MigrationReading } from '../../migrations/read.js';
import { readMigrations } from '../../migrations/read.js';
import { parseServerVersion } from '../../migrations/rules/server-version.js';
import type { FailOn, IdentifiedFinding } from '../../model/finding.js';
import { InputError } from '../../model/input-error.js';
import type { Dialect } from '../../model/migration.js';
import { migrationIdentity } from '../../model/migration.js';
import type { MigrationLint } from '../../model/report.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { compareSpans, compareText } from '../../model/source-span.js';
import { fileAt, isFolder, pathBelow, rootsOf } from '../../repository/enclosing-root.js';
import { findServices, nearestService } from '../../services/find-services.js';
import { excerptsOf } from '../excerpts.js';
import { findMigrationFindings } from '../find-findings.js';
import type { Progress } from '../gather-facts.js';
import { identifyFindings } from '../identify-findings.js';
import { packageVersion } from '../package-version.js';
import { openScanned } from '../open-scanned.js';
import type { Scanned } from '../open-scanned.js';
import { loneFileView } from './lone-file-view.js';
import type { NamedReading } from './named-files.js';
import { readNamedFiles } from './named-files.js';
import type { TransactionWish } from './transaction-wish.js';
import { withTransactions } from './transaction-wish.js';

/** What a lint is asked for. */
export interface LintOptions {
  /** Files, or one folder for all migrations in it; none = the working directory. Relative to `workingDirectory`. */
  readonly paths: readonly string[];
  readonly workingDirectory: string;
  /** A migration that lies in no file; then there are no paths. */
  readonly standardInput?: Buffer;
  /** Findings that stood at this revision already do not count; migrations that did not exist there are one release. */
  readonly base?: string;
  /** The lowest severity that fails; that of the configuration when absent. */
  readonly failOn?: FailOn;
  readonly dialect?: Dialect;
  /** As the server writes it: `14.2`, `8.0.36`. */
  readonly serverVersion?: string;
  readonly transaction?: TransactionWish;
  /** Named files that lie in no set of migrations are passed over, as a hook hands on all that is committed. */
  readonly ignoreOthers?: boolean;
  readonly progress?: Progress;
  readonly notice?: (text: string) => void;
}

/** How standard input is called in findings. */
const standardInputName = 'stdin.sql';

/**
 * The rules on migrations over a repository, over single files of it, or over one text.
 * @throws InputError when a path, a revision or the configuration is wrong, or no named file is a migration.
 */
export async function lintMigrations(options: LintOptions): Promise<MigrationLint> {
  if (options.standardInput !== undefined) return lintText(options.standardInput, options);
  const [only = '.'] = options.paths;
  if (options.paths.length <= 1 && isFolder(resolvePath(only, options)))
    return (await lintTree(resolvePath(only, options), undefined, options)).lint;
  const files = options.paths.map((path) => fileAt(path, options.workingDirectory));
  const roots = await rootsOf(files, options.workingDirectory);
  const tried: MigrationLint[] = [];
  let nothing: MigrationLint | undefined;
  for (const root of roots) {
    const { lint, inSet } = await lintTree(
      root,
      new Set(files.map((file) => pathBelow(root, file))),
      options,
    );
    if (inSet) return lint;
    if (lint.migrations.length > 0) tried.push(lint);
    nothing ??= lint;
  }
  if (tried[0]) return tried[0];
  if (roots.length === 0)
    throw new InputError(
      'the files belong to several repositories',
      'Lint the files of one repository at a time.',
    );
  if (options.ignoreOthers === true && nothing !== undefined) return nothing;
  throw new InputError(
    files.length === 1
      ? `${options.paths[0] ?? ''} is no migration that lintel knows`
      : 'none of the files is a migration that lintel knows',
    'SQL is read from files ending in .sql and from standard input (-); other files must lie where their framework looks for them.',
  );
}

function resolvePath(path: string, { workingDirectory }: LintOptions): string {
  return path.startsWith('/') ? path : `${workingDirectory}/${path}`;
}

async function lintText(bytes: Buffer, options: LintOptions): Promise<MigrationLint> {
  if (options.base !== undefined)
    throw new InputError('--base has no meaning for standard input', 'Leave --base out, or name files.');
  const view = loneFileView(standardInputName, bytes);
  const named = new Set([standardInputName]);
  const { reading, unknown } = await readNamedFiles(view, named, options.dialect);
  if (unknown.length > 0) throw new InputError('standard input cannot be read as text', 'Give SQL in UTF-8.');
  const judged = await judge({ view, reading, named, options });
  return result(judged, view, { root: '', named, failOn: options.failOn ?? 'error' });
}

/**
 * @param named the files that were named; undefined = all migrations of the tree.
 * @returns also whether a named file lies in a set of migrations.
 */
async function lintTree(
  root: string,
  named: ReadonlySet<string> | undefined,
  options: LintOptions,
): Promise<{ readonly lint: MigrationLint; readonly inSet: boolean }> {
  const scanned = await openScanned(root);
  try {
    options.progress?.('migrations');
    const before = options.base === undefined ? undefined : await judgedAt(root, named, options);
    const { view } = scanned;
    const { reading, unknown, inSet } = await readTree(view, named, options);
    const judged = await judge({ view, reading, named, options, ...(before && { before }) });
    for (const notice of scanned.notices) options.notice?.(notice);
    const lint = await result({ ...judged, skipped: [...judged.skipped, ...unknown] }, view, {
      root: scanned.name,
      named,
      failOn: options.failOn ?? scanned.configuration.gate.failOn,
    });
    return { lint, inSet };
  } finally {
    await scanned.close();
  }
}

async function readTree(
  view: RepositoryView,
  named: ReadonlySet<string> | undefined,
  { dialect, ignoreOthers }: Pick<LintOptions, 'dialect' | 'ignoreOthers'>,
): Promise<NamedReading> {
  if (named) return readNamedFiles(view, named, dialect, ignoreOthers !== true);
  const reading = await readMigrations(view, dialect === undefined ? {} : { dialect });
  return { reading, unknown: [], inSet: reading.sets.length > 0 };
}

/** What was there at the base revision. */
interface Before {
  /** Identities of the migrations. */
  readonly migrations: ReadonlySet<string>;
  readonly fingerprints: ReadonlySet<string>;
}

async function judgedAt(
  root: string,
  named: ReadonlySet<string> | undefined,
  options: LintOptions,
): Promise<Before> {
  const scanned: Scanned = await openScanned(root, options.base);
  try {
    options.progress?.(`migrations at ${options.base ?? ''}`);
    const { view } = scanned;
    const there = named && new Set([...named].filter((path) => view.file(path) !== undefined));
    const { reading } = await readTree(view, there, options);
    const { findings } = await judge({ view, reading, named: there, options });
    return {
      migrations: new Set(reading.migrations.map(migrationIdentity)),
      fingerprints: new Set(findings.map(({ fingerprint }) => fingerprint)),
    };
  } finally {
    await scanned.close();
  }
}

interface Judging {
  readonly view: RepositoryView;
  readonly reading: MigrationReading;
  readonly named: ReadonlySet<string> | undefined;
  readonly options: LintOptions;
  readonly before?: Before;
}

type Judged = Pick<MigrationLint, 'findings' | 'migrations' | 'skipped'>;

async function judge({ view, reading, named, options, before }: Judging): Promise<Judged> {
  const { services } = await findServices(view);
  const serviceAt = (file: string): string => nearestService(services, file);
  const migrations = withTransactions(reading.migrations, options.transaction ?? 'auto').map((migration) => ({
    ...migration,
    service: serviceAt(migration.path),
    new: before?.migrations.has(migrationIdentity(migration)) !== true,
  }));
  const fresh = before && new Set(migrations.filter((migration) => migration.new).map(migrationIdentity));
  const serverVersion = versionOf(options.serverVersion);
  const found = findMigrationFindings(
    {
      migrations,
      sets: reading.sets,
      ...(fresh && { fresh }),
      ...(serverVersion && { serverVersion }),
    },
    serviceAt,
  );
  const identified = await identifyFindings(found, view);
  const findings = identified
    .filter((finding) => named?.has(finding.span.file) !== false)
    .map((finding): IdentifiedFinding =>
      before?.fingerprints.has(finding.fingerprint) === true ? { ...finding, status: 'baselined' } : finding,
    );
  return {
    findings,
    migrations: migrations.filter(
      ({ path, downPath }) => named === undefined || named.has(path) || named.has(downPath ?? ''),
    ),
    skipped: reading.skipped.filter(({ file }) => named?.has(file) !== false),
  };
}

function versionOf(text: string | undefined): ReturnType<typeof parseServerVersion> {
  if (text === undefined) return undefined;
  const version = parseServerVersion(text);
  if (version) return version;
  throw new InputError(
    `--server-version ${text}: a version is wanted`,
    'Write it as the server does, e.g. --server-version 14.2 or --server-version 8.0.36.',
  );
}

interface Subject {
  readonly root: string;
  readonly named: ReadonlySet<string> | undefined;
  readonly failOn: FailOn;
}

async function result(
  { findings, migrations, skipped }: Judged,
  view: RepositoryView,
  { root, named, failOn }: Subject,
): Promise<MigrationLint> {
  return {
    root,
    tool: { name: 'lintel', version: packageVersion() },
    commit: view.commit ?? null,
    findings,
    migrations,
    skipped: skipped.toSorted((a, b) => compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0)),
    excerpts: await excerptsOf(findings.map(({ span }) => span).toSorted(compareSpans), view),
    verdict: judgeFindings(findings, failOn),
    incomplete: named !== undefined && skipped.some(({ reason }) => reason === 'parse-error'),
  };
}
