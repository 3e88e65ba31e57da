import type { IdentifiedFinding, Severity } from '../../model/finding.js';
import type { FindingsReport } from '../../model/report.js';
import type { RuleCard } from '../../model/rule.js';
import type { SourceSpan } from '../../model/source-span.js';
import { toJsonText } from '../json-text.js';
import { toRulePage } from '../markdown/rule-page.js';
import { byImportance } from '../text/importance.js';
import type { FindingsFormat } from './format.js';
import { answerFindings, answerRules } from './answer-findings.js';
import { boundedText, wellFormed } from './text-limits.js';

/** What GitHub takes of one run: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support */
const limits = { results: 25_000, related: 99, tags: 10, description: 1024, message: 4_000 } as const;

/** SARIF's and GitHub's words for a severity. */
const levels: Readonly<Record<Severity, { readonly level: string; readonly problem: string }>> = {
  error: { level: 'error', problem: 'error' },
  warning: { level: 'warning', problem: 'warning' },
  note: { level: 'note', problem: 'recommendation' },
};

/**
 * SARIF 2.1.0 as GitHub code scanning reads it. Only new findings are results, because GitHub ignores `suppressions` and would show the
 * others as alerts; how many stood before is a property of the run. `primaryLocationLineHash` is left out: upload-sarif computes it from
 * the file and warns of any other.
 */
export const sarif: FindingsFormat = {
  name: 'sarif',
  meaning: 'GitHub code scanning and other readers of SARIF 2.1.0',
  inLog: false,
  write: (report, rules) => `${toJsonText(documentOf(report, rules))}\n`,
};

function documentOf(report: FindingsReport, rules: readonly RuleCard[]): object {
  const fresh = [...report.findings.filter(({ status }) => status === 'new'), ...answerFindings(report)];
  const asked = [...rules, ...answerRules(report)];
  const results = byImportance(fresh, { migrations: [] }).slice(0, limits.results);
  const indexes = new Map(asked.map(({ id }, index) => [id, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            rules: asked.map(ruleOf),
          },
        },
        invocations: [
          {
            executionSuccessful: (report.failures ?? []).length === 0,
            ...((report.failures ?? []).length > 0 && {
              toolExecutionNotifications: (report.failures ?? []).map(({ part, message }) => ({
                level: 'error',
                message: { text: boundedText(`reading ${part} broke down: ${message}`, limits.message) },
              })),
            }),
          },
        ],
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The scanned folder.' } } },
        results: results.map((finding) => resultOf(finding, indexes.get(finding.rule))),
        properties: {
          baselined: report.findings.filter(({ status }) => status === 'baselined').length,
          waived: report.findings.filter(({ status }) => status === 'waived').length,
          leftOut: fresh.length - results.length,
          skipped: report.skipped.length,
        },
      },
    ],
  };
}

function ruleOf(rule: RuleCard): object {
  const [helpUri] = rule.sources;
  return {
    id: rule.id,
    shortDescription: { text: boundedText(rule.summary, limits.description) },
    fullDescription: { text: boundedText(rule.why, limits.description) },
    help: {
      text: boundedText(`${rule.why}\n\nWhen not to use it: ${rule.whenNotToUse}`, limits.message),
      markdown: toRulePage(rule),
    },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: levels[rule.severity].level },
    properties: {
      tags: ['lintel', rule.question].filter((tag) => tag !== '').slice(0, limits.tags),
      precision: 'high',
      'problem.severity': levels[rule.severity].problem,
    },
  };
}

function resultOf(finding: IdentifiedFinding, ruleIndex: number | undefined): object {
  const related = (finding.related ?? []).slice(0, limits.related);
  const places = related.map(({ text }, index) => ` [${linkText(text)}](${index + 1})`);
  const text = `${withoutLinks(finding.message)} ${withoutLinks(finding.advice)}`;
  return {
    ruleId: finding.rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[finding.severity].level,
    message: {
      text: `${boundedText(text, limits.message)}${places.length === 0 ? '' : ` See${places.join(',')}.`}`,
    },
    locations: [{ physicalLocation: placeOf(finding.span) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, index) => ({
        id: index + 1,
        message: { text: boundedText(withoutLinks(place.text), limits.description) || 'here' },
        physicalLocation: placeOf(place.span),
      })),
    }),
    partialFingerprints: { 'lintelFinding/v1': finding.fingerprint },
  };
}

function placeOf(span: SourceSpan): object {
  return {
    artifactLocation: { uri: uriOf(span.file), uriBaseId: '%SRCROOT%' },
    region: {
      startLine: span.line,
      startColumn: span.column,
      endLine: span.endLine,
      endColumn: span.endColumn,
    },
  };
}

/** A path as a relative URI reference: each part percent-encoded, so that no name is taken for a scheme, a query or another host. */
function uriOf(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(wellFormed(part)))
    .join('/');
}

/** `[text](target)` is a link in a SARIF message (SARIF 2.1.0, 3.11.6): texts of the repository make none. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

function linkText(text: string): string {
  const plain = boundedText(withoutLinks(text), 200).replaceAll(/[[\]\\]/g, (character) => `\\${character}`);
  return plain === '' ? 'here' : plain;
}
