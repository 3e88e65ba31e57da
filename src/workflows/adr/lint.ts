import { judgeFindings } from '../../audit/gate.js';
import type { Configuration } from '../../configuration/configuration.js';
import { citationsIn, citingPattern, citingWords } from '../../documents/adr/citations.js';
import type { Citation, CitingLine } from '../../documents/adr/citations.js';
import { findLogs } from '../../documents/adr/find-logs.js';
import type { AdrFacts, AdrLintSettings } from '../../documents/adr/rules/facts.js';
import { gatherAdrFacts } from '../../documents/adr/rules/gather.js';
import { adrRules, rulesOffByDefault } from '../../documents/adr/rules/registry.js';
import type { FailOn, Finding } from '../../model/finding.js';
import { InputError } from '../../model/input-error.js';
import type { FindingsReport, Verdict } from '../../model/report.js';
import type { RepositoryView } from '../../model/repository-view.js';
import type { RuleCard } from '../../model/rule.js';
import { compareSpans } from '../../model/source-span.js';
import type { Skipped } from '../../model/skipped.js';
import { matchingLines } from '../../repository/matching-lines.js';
import { folderAt, placeOf } from '../../repository/place.js';
import type { GitPlace } from '../../repository/place.js';
import { excerptsOf } from '../excerpts.js';
import { identifyFindings } from '../identify-findings.js';
import { openScanned } from '../open-scanned.js';
import type { Scanned } from '../open-scanned.js';
import { packageVersion } from '../package-version.js';
import { fixRecords } from './fix.js';
import { historyOf, noHistory } from './history.js';
import { openLogRoot } from './open-log.js';

/** What a lint of the decision records is asked for. */
export interface AdrLintOptions {
  readonly path: string;
  /** Folder of the log; the configured or found ones when absent. */
  readonly folder?: string;
  /** Findings that stood at this revision already do not count. */
  readonly base?: string;
  readonly failOn?: FailOn;
  /** ISO date on which age and due dates are judged. */
  readonly asOf?: string;
  /** Write the missing sides of links before judging. */
  readonly fix?: boolean;
}

/** What `lintel adr lint` found. */
export interface AdrLint extends FindingsReport {
  readonly verdict: Verdict;
  /** Files that `fix` changed. */
  readonly fixed: readonly string[];
  /** How many records were read. */
  readonly records: number;
}

/**
 * Judges the decision records of a repository.
 * @throws InputError when the path, a revision or the configuration is wrong.
 */
export async function lintAdrs(options: AdrLintOptions): Promise<AdrLint> {
  const fixed = options.fix === true ? await fixLogs(options) : [];
  const { scanned, configured } = await openLogRoot(options);
  try {
    const { asOf } = options;
    const where = {
      path: scanned.root,
      ...(configured !== undefined && { folder: configured }),
      ...(asOf !== undefined && { asOf }),
    };
    const before = options.base === undefined ? undefined : await fingerprintsAt(options.base, where);
    const { view, configuration } = scanned;
    const { facts, skipped } = await adrFactsOf(scanned, where);
    const identified = await identifyFindings(
      judgeRecords(facts, configuration).map((finding) => ({ ...finding, question: '', service: '' })),
      view,
    );
    const findings = identified.map((finding) =>
      before?.has(finding.fingerprint) === true ? { ...finding, status: 'baselined' as const } : finding,
    );
    return {
      tool: { name: 'lintel', version: packageVersion() },
      root: scanned.name,
      commit: view.commit ?? null,
      findings,
      skipped,
      excerpts: await excerptsOf(findings.map(({ span }) => span).toSorted(compareSpans), view),
      verdict: judgeFindings(findings, options.failOn ?? configuration.gate.failOn),
      fixed,
      records: facts.logs.reduce((sum, { records }) => sum + records.length, 0),
    };
  } finally {
    await scanned.close();
  }
}

async function fixLogs(options: AdrLintOptions): Promise<readonly string[]> {
  const { scanned, configured } = await openLogRoot(options);
  try {
    const { logs } = await findLogs(scanned.view, configured);
    const facts = await gatherAdrFacts(scanned.view, logs, {
      ...noHistory,
      citations: [],
      settings: settingsOf(scanned.configuration),
    });
    return await fixRecords(scanned, facts, logs);
  } finally {
    await scanned.close();
  }
}

/** The rules that a lint of records asks, sorted by id. */
export function adrRuleCards(): readonly RuleCard[] {
  return adrRules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function fingerprintsAt(revision: string, options: AdrLintOptions): Promise<ReadonlySet<string>> {
  const scanned = await openScanned(options.path, revision);
  try {
    const { facts } = await adrFactsOf(scanned, options, true);
    const found = judgeRecords(facts, scanned.configuration);
    const identified = await identifyFindings(
      found.map((finding) => ({ ...finding, question: '', service: '' })),
      scanned.view,
    );
    return new Set(identified.map(({ fingerprint }) => fingerprint));
  } finally {
    await scanned.close();
  }
}

/**
 * Everything that the rules on records look at.
 * @param atRevision whether the view shows a commit, not the working tree.
 */
export async function adrFactsOf(
  { view, root, configuration }: Scanned,
  { path, folder, asOf }: Pick<AdrLintOptions, 'path' | 'folder' | 'asOf'>,
  atRevision = false,
): Promise<{ readonly facts: AdrFacts; readonly skipped: readonly Skipped[] }> {
  const { logs, skipped } = await findLogs(view, folder ?? configuration.adr.path);
  const place = await placeOf(folderAt(root), path);
  const git = place.kind === 'git' ? place : undefined;
  const { commit } = view;
  const past =
    git === undefined || commit === undefined ? noHistory : await historyOf(git, commit, view, logs);
  const facts = await gatherAdrFacts(view, logs, {
    ...past,
    citations:
      logs.length === 0
        ? []
        : await citationsOf(
            view,
            git,
            atRevision || git?.bare === true,
            citingWords(logs.flatMap(({ read }) => read.map(({ name }) => name.pattern.prefix))),
          ),
    settings: settingsOf(configuration),
    ...(asOf !== undefined && { asOf }),
  });
  return { facts, skipped };
}

function settingsOf({ adr }: Configuration): AdrLintSettings {
  return {
    frozen: new Set(adr.frozen ?? []),
    statuses: adr.statuses?.map((status) => status.toLowerCase()),
    sections: adr.sections,
    proposedDays: adr.proposedDays ?? 90,
  };
}

/** Where records are cited: in the product's own files, its tests and its documentation; not in copies, samples and generated files. */
async function citationsOf(
  view: RepositoryView,
  git: GitPlace | undefined,
  atRevision: boolean,
  words: readonly string[],
): Promise<readonly Citation[]> {
  const pattern = citingPattern(words);
  const lines =
    git === undefined
      ? await linesOf(view, new RegExp(pattern))
      : await matchingLines(git, pattern, atRevision ? view.commit : undefined);
  return lines
    .filter(({ file }) => isCiting(view, file))
    .flatMap((line) => citationsIn(line, words))
    .toSorted((a, b) => compareSpans(a.span, b.span));
}

function isCiting(view: RepositoryView, path: string): boolean {
  const file = view.file(path);
  return (
    file !== undefined &&
    !file.marks.some((mark) => mark !== 'documentation') &&
    !/\.(csv|tsv|jsonl?|ndjson|lock|svg|ipynb|log)$/i.test(path)
  );
}

/** Without git every text is read. */
async function linesOf(view: RepositoryView, pattern: RegExp): Promise<readonly CitingLine[]> {
  const found: CitingLine[] = [];
  for (const { path } of view.files) {
    if (!isCiting(view, path)) continue;
    const source = await view.read(path);
    if (source === undefined || !pattern.test(source.text)) continue;
    for (let line = 1; line <= source.lineStarts.length; line += 1) {
      const text = source.line(line);
      if (pattern.test(text)) found.push({ file: path, line, text });
    }
  }
  return found;
}

/**
 * Runs the rules as the configuration wants them.
 * @throws InputError when it speaks of a rule that does not exist.
 */
function judgeRecords(facts: AdrFacts, { adr }: Configuration): readonly Finding[] {
  const wishes = adr.rules ?? {};
  const unknown = Object.keys(wishes).find((id) => !adrRules.some((rule) => rule.id === id));
  if (unknown !== undefined)
    throw new InputError(
      `.lintel.yaml: adr.rules: there is no rule "${unknown}" on records`,
      `Rules are ${adrRules.map(({ id }) => id).join(', ')}.`,
    );
  return adrRules.flatMap((rule) => {
    const wish = wishes[rule.id] ?? (rulesOffByDefault.has(rule.id) ? 'off' : 'on');
    if (wish === 'off') return [];
    const findings = rule.check(facts);
    return wish === 'on' ? findings : findings.map((finding) => ({ ...finding, severity: wish }));
  });
}
