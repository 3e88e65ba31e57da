import type { GateFailure } from '../model/gate.js';
import type { ReportedWaiver } from '../model/waiver.js';
import { shellWord } from '../model/shell-word.js';
import { saidOf } from './judged-gate.js';
import type { GateInput, JudgedGate } from './judged-gate.js';
import { waiversFile } from './waivers-file.js';

/** The gates on what lets other things pass: waivers that ran out, a baseline that lists what is fixed. */
export function upkeepGates({ waivers = [], baseline, findings }: GateInput): readonly JudgedGate[] {
  const dead = waivers
    .filter(({ state }) => state === 'expired' || state === 'too-wide')
    .map(failureOfWaiver);
  const fixed = (baseline?.fixed ?? []).map((entry): GateFailure => ({
    id: entry.rule,
    service: entry.service,
    text: `${entry.file} has it no more, and the baseline still lists it.`,
    file: baseline?.file ?? '',
    line: entry.line,
    pass: ['lintel audit baseline'],
  }));
  return [
    {
      id: 'waivers',
      wants: 'no waiver that ran out',
      begun: true,
      failures: dead,
      waived: 0,
      before: 0,
      says: saidOf(dead, 'waiver that holds no more', 'waivers that hold no more'),
    },
    {
      id: 'baseline',
      wants:
        baseline === undefined
          ? 'no baseline is kept'
          : `the baseline (${baseline.listed}) lists nothing that is fixed`,
      begun: baseline !== undefined,
      failures: fixed,
      waived: 0,
      // Against a base revision findings are marked too; only where there is a baseline they are its own.
      before: baseline === undefined ? 0 : findings.filter(({ status }) => status === 'baselined').length,
      says: saidOf(
        fixed,
        'fixed finding is still in the baseline',
        'fixed findings are still in the baseline',
      ),
    },
  ];
}

function failureOfWaiver(waiver: ReportedWaiver): GateFailure {
  const what = waiver.question ?? waiver.finding?.slice(0, 12) ?? '';
  const service = waiver.service ?? '';
  const of = service === '' || waiver.question === undefined ? '' : ` --service ${shellWord(service)}`;
  return {
    id: waiver.question ?? waiver.rule ?? what,
    service,
    text:
      waiver.state === 'expired'
        ? `Accepted by ${waiver.owner} until ${waiver.expires}: ${waiver.reason}`
        : 'Several services have this question, and the waiver names none.',
    file: waiversFile,
    line: waiver.line,
    pass:
      waiver.state === 'expired'
        ? [
            `lintel audit waive ${what}${of} --remove`,
            `lintel audit waive ${what}${of} --owner ${shellWord(waiver.owner)} --days 30 --reason "why it has to wait again"`,
          ]
        : [`Add \`service:\` at ${waiversFile}:${waiver.line}.`],
  };
}
