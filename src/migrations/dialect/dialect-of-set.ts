import type { Dialect } from '../../model/migration.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { directoryOf, isWithin, segmentsOf } from '../finding/paths.js';
import { guessSqlDialect } from '../sql/index.js';
import { dialectOfFolder } from './dialect-names.js';
import type { DialectEvidence } from './dialect-evidence.js';
import { agreedDialect } from './dialect-evidence.js';
import { driverEvidence } from './driver-dependencies.js';

/** The dialect of a set and why, as it goes into the set and its migrations. */
export interface DialectOfSet {
  readonly dialect: Dialect;
  readonly dialectReason: string;
}

/** What is known of a set when its dialect is asked for. */
export interface DialectQuestion {
  readonly directory: string;
  readonly files: readonly string[];
  /** Settings that name this very set: Prisma's lock file, `migrate -path THIS -database …`. They are believed before all else. */
  readonly settings?: readonly DialectEvidence[];
  /** Settings of the framework that name no set (an import of its driver, DATABASE_URL): weaker than the name of the folder. */
  readonly hints?: readonly DialectEvidence[];
}

/** Migrations of one set that are looked at for their syntax; more would not change the majority. */
const samples = 60;

/**
 * The dialect of a set: by the framework's settings for it, else the folder's name, else the framework's settings nearby, else the
 * database driver in the nearest manifest above it, else the syntax of most files that show any, else the driver in a manifest elsewhere,
 * else unknown.
 */
export async function dialectOfSet(question: DialectQuestion, view: RepositoryView): Promise<DialectOfSet> {
  const { directory } = question;
  const setting = agreedDialect(question.settings ?? [], directory);
  if (setting) return { dialect: setting.dialect, dialectReason: setting.reason };
  const folder = ofFolder(directory);
  if (folder) return folder;
  const hint = agreedDialect(question.hints ?? [], directory);
  if (hint) return { dialect: hint.dialect, dialectReason: hint.reason };
  const drivers = await driverEvidence(view);
  const above = drivers.filter(({ file }) => isWithin(directory, directoryOf(file)));
  const own = agreedDialect(above, directory);
  if (own) return { dialect: own.dialect, dialectReason: own.reason };
  const syntax = await ofSyntax(question.files, view);
  if (syntax) return syntax;
  const neighbour = agreedDialect(drivers, directory);
  if (neighbour) return { dialect: neighbour.dialect, dialectReason: neighbour.reason };
  return { dialect: 'unknown', dialectReason: 'nothing tells which database it is for' };
}

function ofFolder(directory: string): DialectOfSet | undefined {
  for (const segment of segmentsOf(directory).toReversed()) {
    const dialect = dialectOfFolder(segment);
    if (dialect) return { dialect, dialectReason: `the folder is named ${segment}` };
  }
  return undefined;
}

async function ofSyntax(files: readonly string[], view: RepositoryView): Promise<DialectOfSet | undefined> {
  const votes = new Map<Dialect, string[]>();
  for (const path of sampled(files)) {
    const source = await view.read(path);
    const dialect = source && guessSqlDialect(source.text);
    if (dialect === undefined || dialect === 'unknown') continue;
    const voters = votes.get(dialect);
    if (voters) voters.push(path);
    else votes.set(dialect, [path]);
  }
  const ranked = [...votes].toSorted(([, one], [, other]) => other.length - one.length);
  const [first, second] = ranked;
  if (first === undefined || first[1].length === second?.[1].length) return undefined;
  return {
    dialect: first[0],
    dialectReason: `the syntax of ${first[1].length} of its files, e.g. ${first[1][0] ?? ''}`,
  };
}

/** Evenly spread over the set, because the oldest files are often the plainest. */
function sampled(files: readonly string[]): readonly string[] {
  const step = Math.max(1, Math.ceil(files.length / samples));
  return files.filter((_, index) => index % step === 0);
}
