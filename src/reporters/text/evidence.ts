import type { Evidence } from '../../model/evidence.js';
import type { Report } from '../../model/report.js';
import { printableLine } from '../printable.js';
import { evidenceByService, namesOfServices } from '../strongest-evidence.js';
import type { ServiceEvidence } from '../strongest-evidence.js';
import { codeFrame } from './code-frame.js';
import { place } from './inventory.js';
import type { TextOptions } from './layout.js';
import { plural } from './plural.js';
import { wrap } from './style.js';

/** Lines of a place that are shown: enough to know it again. */
const frame = { context: 0, longest: 3 };

/** The evidence on one question by service, the strongest first: what the lines show, the lines, and why they speak for or against. */
export function evidenceSection(
  report: Report,
  evidence: readonly Evidence[],
  options: TextOptions,
): readonly string[] {
  const groups = evidenceByService(evidence, options.all);
  const several = report.services.length > 1 || groups.length > 1;
  const shown = groups.filter((group) => group.shown.length > 0);
  const hidden = groups.filter((group) => group.shown.length === 0);
  return [
    ...shown.flatMap((group) => [
      ...(several
        ? [`   ${options.style.bold(printableLine(namesOfServices(group.services) || 'of no service'))}`]
        : []),
      ...group.shown.flatMap((item) => block(report, item, options)),
      ...restOf([group], '', options),
    ]),
    ...restOf(hidden, whereElse(hidden), options),
  ];
}

/** Where groups lie of which nothing is shown. */
function whereElse(groups: readonly ServiceEvidence[]): string {
  const services = new Set(groups.flatMap((group) => group.services));
  return services.size === 0 ? '' : ` in ${plural(services.size, 'service')}`;
}

function block(report: Report, item: Evidence, options: TextOptions): readonly string[] {
  const { style, width } = options;
  const mark = item.stance === 'supports' ? style.good('✓') : style.warn('!');
  return [
    `   ${mark} ${printableLine(item.text)}  ${style.underline(printableLine(place(item.span.file, item.span.line)))}`,
    ...codeFrame(report, item.span, style, width - 5, frame).map((line) => `     ${line}`),
    ...wrap(printableLine(item.meaning), width - 5).map((line) => `     ${style.dim(line)}`),
  ];
}

function restOf(
  groups: readonly ServiceEvidence[],
  where: string,
  { style }: TextOptions,
): readonly string[] {
  const count = (stance: 'contradicts' | 'supports'): number =>
    groups.reduce((sum, { more }) => sum + more[stance], 0);
  const words = [
    ...(count('supports') > 0 ? [`${count('supports')} more for`] : []),
    ...(count('contradicts') > 0 ? [`${count('contradicts')} more against`] : []),
  ];
  return words.length === 0 ? [] : [`   ${style.dim(`… and ${words.join(', ')}${where} (--all)`)}`];
}
