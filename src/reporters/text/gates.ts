import { stripVTControlCharacters } from 'node:util';
import type { GateFailure, GateReport } from '../../model/gate.js';
import type { Report, Verdict } from '../../model/report.js';
import { printableLine } from '../printable.js';
import { place } from './inventory.js';
import { plural } from './plural.js';
import { displayWidth, wrap } from './style.js';
import type { Style } from './style.js';

/** Rows that title, verdict, places, ways out and the other gates may take: a terminal of 24 rows, less the one of the command. */
const firstScreen = 23;

/** How much is said of a gate that failed. */
interface Detail {
  /** Failures that are named. */
  readonly named: number;
  /** Lines of text for each; without any, ways to put it off are not named either. */
  readonly lines: number;
}

/** From the most that is said to the least. */
const details: readonly Detail[] = [
  { named: 5, lines: 2 },
  { named: 3, lines: 2 },
  { named: 2, lines: 2 },
  { named: 2, lines: 1 },
  { named: 1, lines: 1 },
];
const leastDetail: Detail = { named: 1, lines: 0 };

/** From so many findings on a repository without a baseline is told of it. */
const manyFindings = 10;

/**
 * The verdict with its gates: each that failed with what, where and the shortest honest way to pass; the others in one line; then what
 * did not count, and why.
 * @param above lines that stand before it on the screen.
 */
export function gateLines(
  report: Pick<Report, 'waivers' | 'change' | 'asOf' | 'baseline'>,
  verdict: Verdict,
  style: Style,
  width: number,
  above: readonly string[] = [],
): readonly string[] {
  const gates = verdict.gates ?? [];
  const failed = gates.filter(({ state }) => state === 'failed');
  const failedLines = (detail: Detail): readonly string[] => {
    const said = [...verdict.failedOn];
    return failed.flatMap((gate) => [
      ...wrap(`✗ ${printableLine(said.shift() ?? gate.wants)}`, width - 2).map((line, index) =>
        index === 0 ? `  ${style.bad('✗')}${style.bold(line.slice(1))}` : `    ${style.bold(line)}`,
      ),
      ...failureLines(gate, detail, gates, style, width),
    ]);
  };
  const headline = verdict.passed
    ? style.good(style.bold('PASSED'))
    : `${style.bad(style.bold('FAILED'))}  ${style.dim(`${failed.length} of ${plural(gates.length, 'gate')}`)}`;
  const below = [
    ...(gates.length > 0 ? restLines(gates, style, width) : []),
    ...sideLines(report, gates, style),
  ];
  const room = firstScreen - rowsOf([...above, headline, ...below], width);
  const shown =
    details.map(failedLines).find((lines) => rowsOf(lines, width) <= room) ?? failedLines(leastDetail);
  return [headline, ...shown, ...below, ''];
}

/** Rows that lines take in a terminal, which breaks longer ones. */
function rowsOf(lines: readonly string[], width: number): number {
  return lines
    .map((line) => Math.max(1, Math.ceil(displayWidth(stripVTControlCharacters(line)) / width)))
    .reduce((sum, rows) => sum + rows, 0);
}

function failureLines(
  gate: GateReport,
  { named, lines }: Detail,
  gates: readonly GateReport[],
  style: Style,
  width: number,
): readonly string[] {
  if (gate.id === 'required-questions') return byService(gate.failures, style);
  const shown = gate.failures.slice(0, named);
  const rest = gate.failures.length - shown.length;
  // One command may be the way out of all of them: then it is said once.
  const common =
    new Set(gate.failures.map(({ pass }) => pass[0])).size === 1 ? gate.failures[0]?.pass[0] : undefined;
  const last = shown.at(-1)?.pass.at(-1);
  return [
    ...shown.flatMap((failure) => [
      ...headLines(failure, style, width),
      ...(lines === 0 ? [] : cut(printableLine(failure.text), width - 6, lines)).map(
        (line) => `      ${line}`,
      ),
      ...(common === undefined ? wayOut(failure.pass[0] ?? '', 6, style, width) : []),
    ]),
    ...(rest > 0 ? [`    ${style.dim(`… and ${rest} more`)}`] : []),
    ...(common === undefined ? [] : wayOut(common, 4, style, width)),
    ...(lines > 0 && last !== undefined && last.startsWith('lintel audit waive')
      ? [style.dim(`    or for a time: ${printableLine(last)}`)]
      : []),
    ...(gate.id === 'findings' && gate.failures.length >= manyFindings && !hasBaseline(gates)
      ? [style.dim('    or take those of now as given, and only new ones fail: lintel audit baseline')]
      : []),
  ];
}

/** What and where; the place on a line of its own where one is too short for both. */
function headLines({ id, service, file, line }: GateFailure, style: Style, width: number): readonly string[] {
  const of = service === '' ? '' : ` (${printableLine(service)})`;
  const what = `    ${style.bold(printableLine(id))}${style.dim(of)}`;
  if (file === undefined) return [what];
  const where = printableLine(place(file, line ?? 1));
  const fits = 4 + id.length + of.length + 2 + where.length <= width;
  return fits ? [`${what}  ${style.underline(where)}`] : [what, `      ${style.underline(where)}`];
}

/** A sentence is wrapped; a command stays on one line, to be copied. */
function wayOut(text: string, indent: number, style: Style, width: number): readonly string[] {
  const shown = printableLine(text);
  const lines = shown.startsWith('lintel ') ? [shown] : wrap(shown, width - indent - 2);
  return lines.map((line, index) => `${' '.repeat(indent)}${index === 0 ? style.good('→') : ' '} ${line}`);
}

/** What is not answered, service by service: naming every question would hide all else. */
function byService(failures: readonly GateFailure[], style: Style): readonly string[] {
  const services = [...new Set(failures.map(({ service }) => service))];
  return services.map((service) => {
    const own = failures.filter((failure) => failure.service === service);
    const [command = ''] = own[0]?.pass ?? [];
    return `    ${style.bold(printableLine(service))} ${style.dim(plural(own.length, 'question'))}  ${style.good('→')} ${printableLine(command)}`;
  });
}

function hasBaseline(gates: readonly GateReport[]): boolean {
  return gates.some(({ id, state }) => id === 'baseline' && state !== 'not-begun');
}

/** Short enough for a line or two; the whole text stands with the finding. */
function cut(text: string, width: number, most: number): readonly string[] {
  const lines = wrap(text, width);
  if (lines.length <= most) return lines;
  const last = lines[most - 1] ?? '';
  return [...lines.slice(0, most - 1), `${last.slice(0, width - 2)} …`];
}

function restLines(gates: readonly GateReport[], style: Style, width: number): readonly string[] {
  const marks: Readonly<Record<GateReport['state'], string>> = {
    passed: style.good('✓'),
    failed: '',
    'report-only': style.dim('○'),
    'not-begun': style.dim('–'),
  };
  const others = gates.filter(({ state }) => state !== 'failed');
  const words = others.map((gate) => ({
    plain: `x ${gate.id}${asideOf(gate)}`,
    dressed: `${marks[gate.state]} ${gate.state === 'passed' ? printableLine(gate.id) : style.dim(printableLine(gate.id))}${style.dim(asideOf(gate))}`,
  }));
  const lines: string[] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const { plain, dressed } of words) {
    if (used + plain.length + 3 > width) {
      lines.push(`  ${dressed}`);
      used = plain.length + 2;
    } else {
      lines.push(`${lines.pop() ?? ''}   ${dressed}`);
      used += plain.length + 3;
    }
  }
  return lines;
}

function asideOf(gate: GateReport): string {
  const parts = [
    ...(gate.state === 'report-only' && gate.failures.length > 0
      ? [`${gate.failures.length} only listed`]
      : []),
    ...(gate.state === 'not-begun' ? [gate.id === 'baseline' ? 'none' : 'not begun'] : []),
    ...(gate.waived > 0 ? [`${gate.waived} waived`] : []),
    ...(gate.before > 0 ? [gate.id === 'baseline' ? `${gate.before} known` : `${gate.before} before`] : []),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** What a reader has to know of what did not count. */
function sideLines(
  { waivers = [], change, asOf, baseline }: Pick<Report, 'waivers' | 'change' | 'asOf' | 'baseline'>,
  gates: readonly GateReport[],
  style: Style,
): readonly string[] {
  const accepted = waivers.filter(({ state }) => state === 'active' || state === 'expiring');
  const inState = (state: string): number => waivers.filter((waiver) => waiver.state === state).length;
  const failedWaived = gates
    .filter(({ state }) => state === 'failed')
    .flatMap((gate) => (gate.waived > 0 || gate.before > 0 ? [`${gate.id}${asideOf(gate)}`] : []));
  return [
    ...(failedWaived.length > 0 ? [style.dim(`  not counted: ${failedWaived.join(', ')}`)] : []),
    ...(baseline !== undefined && baseline.moved > 0
      ? [
          `  ${style.note('~')} ${plural(baseline.moved, 'known finding')} in renamed files: write the new names down with lintel audit baseline`,
        ]
      : []),
    ...(waivers.length > 0
      ? [
          `  ${style.note('~')} ${plural(accepted.length, 'waiver')} in force${inState('expiring') > 0 ? `, ${inState('expiring')} for two weeks at most` : ''}${inState('unused') > 0 ? `, ${inState('unused')} unused` : ''}${asOf === null ? style.dim(' (no commit, so no day to judge them on: give --as-of)') : ''}`,
        ]
      : []),
    ...(change === undefined
      ? []
      : [
          `  ${style.accent('Δ')} since ${printableLine(change.base)}: ${plural(change.newFindings, 'new finding')}, ${plural(change.madeStale.length, 'answer')} made stale, ${plural(change.touched.length, 'question')} touched`,
          ...change.touched
            .slice(0, 5)
            .map(
              ({ id, service, files }) =>
                `      ${printableLine(id)} ${style.dim(`(${printableLine(service)})  ${printableLine(files.slice(0, 2).join(', '))}${files.length > 2 ? ', …' : ''}`)}`,
            ),
          ...(change.touched.length > 5 ? [style.dim(`      … and ${change.touched.length - 5} more`)] : []),
        ]),
  ];
}
