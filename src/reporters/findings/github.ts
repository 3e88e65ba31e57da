import type { IdentifiedFinding, Severity } from '../../model/finding.js';
import { byImportance } from '../text/importance.js';
import type { FindingsFormat } from './format.js';
import { answerFindings } from './answer-findings.js';
import { boundedText, wellFormed } from './text-limits.js';

/** GitHub shows ten annotations of each kind per step and drops the others without a word. */
const shownOfAKind = 10;

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * GitHub workflow commands, which become annotations:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands. The most important ten of a kind; what is left out
 * is said in one more notice.
 */
export const github: FindingsFormat = {
  name: 'github',
  meaning: 'annotations of GitHub Actions, on standard output',
  inLog: true,
  write: (report) => {
    const fresh = byImportance(
      [...answerFindings(report), ...report.findings.filter(({ status }) => status === 'new')],
      { migrations: [] },
    );
    const shown = (['error', 'warning', 'note'] as const).flatMap((severity) =>
      fresh.filter((finding) => finding.severity === severity).slice(0, shownOfAKind),
    );
    const notices = shown.filter(({ severity }) => severity === 'note');
    // The notice on what is left out needs a place of its own.
    const last = shown.length < fresh.length && notices.length === shownOfAKind ? notices.at(-1) : undefined;
    const kept = shown.filter((finding) => finding !== last);
    const rest = fresh.length - kept.length;
    return [
      ...kept.map(annotation),
      ...(rest > 0
        ? [
            `::notice title=lintel::${rest} more ${rest === 1 ? 'finding is' : 'findings are'} not shown as annotations; see the log or a report.`,
          ]
        : []),
    ]
      .map((line) => `${line}\n`)
      .join('');
  },
};

function annotation(finding: IdentifiedFinding): string {
  const { span } = finding;
  const wholeLines = span.endColumn === 1 && span.endLine > span.line;
  const properties = [
    ['file', span.file],
    ['line', span.line],
    ['endLine', wholeLines ? span.endLine - 1 : span.endLine],
    // GitHub takes columns only within one line.
    ...(span.line === span.endLine && span.endColumn > span.column
      ? [
          ['col', span.column],
          ['endColumn', span.endColumn],
        ]
      : []),
    ['title', finding.rule],
  ] as const;
  const written = properties.map(([name, value]) => `${String(name)}=${escapeProperty(String(value))}`);
  const message = boundedText(`${finding.message} ${finding.advice}`, 4_000);
  return `::${commands[finding.severity]} ${written.join(',')}::${escapeData(message)}`;
}

/** As the runner's own toolkit escapes data: `%` first. Other control characters would steer the terminal of whoever reads the log. */
function escapeData(text: string): string {
  return wellFormed(text)
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    .replaceAll(
      /[\p{Cc}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu,
      (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    );
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
