import type { Alert, AlertClass } from '../../model/alert.js';
import type { AlertInventory } from '../../model/report.js';
import { printableLine } from '../printable.js';
import { place } from './inventory.js';
import type { TextOptions, TextSection } from './layout.js';
import { plural } from './plural.js';
import { table } from './table.js';

/** How many alerts are shown unless everything is asked for. */
const fewRows = 12;

const classWords: Readonly<Record<AlertClass, string>> = {
  'slo-burn': 'burn rate',
  symptom: 'symptom',
  cause: 'cause',
  other: 'other',
};

const classes: readonly AlertClass[] = ['slo-burn', 'symptom', 'cause', 'other'];

/** Alerts and objectives of the product in a scan: how many of each class, those that users feel first. */
export const alertsSection: TextSection = (report, options) => {
  const alerts = report.alerts.filter(isOwn);
  const slos = report.slos.filter(isOwn);
  if (alerts.length + slos.length === 0) return [];
  const { style } = options;
  const ordered = alerts.toSorted((a, b) => classes.indexOf(a.class) - classes.indexOf(b.class));
  const rows = [
    ...slos.map((slo) => [
      { text: slo.service || '–', dress: style.bold },
      'objective',
      `${slo.name}${slo.objective === undefined ? '' : ` (${percent(slo.objective)})`}`,
      { text: place(slo.span.file, slo.span.line), dress: style.dim },
    ]),
    ...ordered.map((alert) => [
      { text: alert.service || '–', dress: style.bold },
      `${classWords[alert.class]} alert`,
      alert.name,
      { text: place(alert.span.file, alert.span.line), dress: style.dim },
    ]),
  ];
  const shown = options.all ? rows : rows.slice(0, fewRows);
  const rest = rows.length - shown.length;
  return [
    `${style.bold(style.underline('Alerts and objectives'))}  ${style.dim(countsOf(report.alerts.filter(isOwn), slos.length).join(' · '))}`,
    ...table(shown, 2, options.width),
    ...(rest > 0 ? [style.dim(`  … and ${plural(rest, 'more row')} (--all)`)] : []),
    '',
  ];
};

/** What `lintel alerts list` prints: file by file, each alert with its class, severity and runbook. */
export function toAlertListText(
  inventory: AlertInventory,
  options: Pick<TextOptions, 'style' | 'width' | 'all'>,
): string {
  const { style, width } = options;
  const { alerts, skipped, slos } = inventory;
  const commit = inventory.commit === null ? '' : style.dim(` @ ${inventory.commit.slice(0, 10)}`);
  const title = `${style.bold(style.accent('lintel'))} ${style.bold(printableLine(inventory.root))}${commit}`;
  if (alerts.length + slos.length === 0)
    return [
      `${title}  ${style.dim('no alerts found')}`,
      ...notRead(skipped.length, options),
      ...(skipped.length === 0
        ? [style.dim('Alerts often live in another repository: scan that one too.')]
        : []),
    ].join('\n');
  const files = [...new Set([...alerts, ...slos].map(({ span }) => span.file))].toSorted((a, b) =>
    a < b ? -1 : 1,
  );
  const most = options.all ? files.length : 20;
  const links = linkCounts(alerts);
  return [
    `${title}  ${style.dim(countsOf(alerts, slos.length).join(' · '))}`,
    '',
    ...files.slice(0, most).flatMap((file) => [...fileLines(file, inventory, options, width), '']),
    ...(files.length > most
      ? [style.dim(`… and ${plural(files.length - most, 'more file')} (--all)`), '']
      : []),
    ...(links === '' ? [] : [`${style.dim('Runbooks')} ${links}`]),
    ...notRead(skipped.length, options),
  ]
    .join('\n')
    .trimEnd();
}

function fileLines(
  file: string,
  { alerts, slos }: AlertInventory,
  { all, style }: Pick<TextOptions, 'style' | 'all'>,
  width: number,
): readonly string[] {
  const own = alerts.filter(({ span }) => span.file === file);
  const objectives = slos.filter(({ span }) => span.file === file);
  const [first] = [...own, ...objectives];
  const about = [first?.format ?? '', first?.service ?? '', ...(first?.marks ?? [])].filter(
    (part) => part !== '',
  );
  const rows = [
    ...objectives.map((slo) => [
      { text: `:${slo.span.line}`, dress: style.dim },
      { text: slo.name, dress: style.bold },
      'objective',
      slo.objective === undefined ? '' : percent(slo.objective),
      {
        text: slo.alerting.length > 0 ? `alerts: ${slo.alerting.join(', ')}` : 'no alerts of its own',
        dress: style.dim,
        cut: true,
      },
    ]),
    ...own.map((alert) => [
      { text: `:${alert.span.line}`, dress: style.dim },
      { text: alert.name, dress: style.bold },
      classWords[alert.class],
      alert.severity ?? '',
      { text: aboutAlert(alert), dress: style.dim, cut: true },
    ]),
  ];
  const most = all ? rows.length : 15;
  return [
    `${style.bold(printableLine(file))}  ${style.dim(printableLine(about.join(' · ')))}`,
    ...table(rows.slice(0, most), 2, width),
    ...(rows.length > most ? [style.dim(`  … and ${plural(rows.length - most, 'more row')} (--all)`)] : []),
  ];
}

function aboutAlert({ condition, reasons, runbookLink }: Alert): string {
  const link = runbookLink === undefined ? 'no runbook' : `runbook ${stateWords[runbookLink.state]}`;
  return [link, ...(condition === undefined ? [] : [`only if: ${condition}`]), ...reasons].join('; ');
}

const stateWords = {
  ok: 'is there',
  'dead-file': 'is gone',
  'dead-anchor': 'has no such heading',
  templated: 'known when it fires',
  external: 'elsewhere, not asked',
} as const;

/** What a check read: `12 alerts and 1 objective (runbooks: 3 in this repository · 9 without)`. */
export function alertsInWords({ alerts, slos }: Pick<AlertInventory, 'alerts' | 'slos'>): string {
  const links = linkCounts(alerts);
  const objectives = slos.length > 0 ? ` and ${plural(slos.length, 'objective')}` : '';
  return `${plural(alerts.length, 'alert')}${objectives}${links === '' ? '' : ` (runbooks: ${links})`}`;
}

/** `12 here · 3 dead · 40 elsewhere, not asked · 5 without`. */
function linkCounts(alerts: readonly Alert[]): string {
  const count = (...states: readonly string[]): number =>
    alerts.filter(({ runbookLink }) => runbookLink !== undefined && states.includes(runbookLink.state))
      .length;
  const parts = [
    [count('ok'), 'in this repository'],
    [count('dead-file', 'dead-anchor'), 'dead'],
    [count('external'), 'elsewhere, not asked'],
    [count('templated'), 'known when the alert fires'],
    [alerts.filter(({ runbookLink }) => runbookLink === undefined).length, 'without'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${number} ${words}`)
    .join(' · ');
}

function countsOf(alerts: readonly Alert[], slos: number): readonly string[] {
  return [
    plural(alerts.length, 'alert'),
    ...classes.flatMap((name) => {
      const count = alerts.filter((alert) => alert.class === name).length;
      return count === 0 ? [] : [`${count} ${classWords[name]}`];
    }),
    ...(slos > 0 ? [plural(slos, 'objective')] : []),
  ];
}

function notRead(count: number, { style }: Pick<TextOptions, 'style'>): readonly string[] {
  return count === 0
    ? []
    : [style.warn(`${plural(count, 'place')} could not be read`) + style.dim(' (lintel scan shows them)')];
}

function isOwn({ marks }: Pick<Alert, 'marks'>): boolean {
  return marks.every((mark) => mark === 'generated');
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(8))} %`;
}
