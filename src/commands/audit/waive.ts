import { Args, Flags } from '@oclif/core';
import { InputError } from '../../model/input-error.js';
import type { JsonValue } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { unwaive, waive } from '../../workflows/audit/waive.js';
import { BaseCommand } from '../base-command.js';
import { today } from '../clock.js';
import { progressLine } from '../interaction/progress.js';

export default class AuditWaive extends BaseCommand {
  static override summary =
    'Accept one finding or one question for a time: with an owner, a reason and an end.';

  static override description =
    'Writes .lintel/waivers.yaml. A waiver accepts exactly one finding (by its fingerprint, which survives edits elsewhere) or one sub-question of one service, until the end of its last day in UTC. What is waived is shown as waived, never as passed; a waiver that ran out fails the gate, one that accepts nothing is reported.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> 4f3a12c09b1e --owner @team-orders --days 30 --reason "the old client goes in March"',
    '<%= config.bin %> <%= command.id %> db/migrate/003_drop.rb:12 --owner @team-orders --until 2027-01-31 --reason "runs in a maintenance window"',
    '<%= config.bin %> <%= command.id %> partial-failure.timeouts --service checkout --owner @team-checkout --days 60 --reason "new gateway in Q1"',
    '<%= config.bin %> <%= command.id %> 4f3a12c09b1e --remove',
  ];

  static override args = {
    what: Args.string({
      description:
        'The finding (beginning of its fingerprint, file:line, or rule where only one has it) or the sub-question.',
      required: true,
    }),
  };

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    service: Flags.string({ description: 'The service of the question.', helpValue: 'NAME' }),
    owner: Flags.string({ description: 'Who answers for it.', helpValue: 'NAME' }),
    reason: Flags.string({ description: 'Why it can wait.', helpValue: 'TEXT' }),
    until: Flags.string({
      description: 'The last day on which it holds (YYYY-MM-DD, UTC).',
      helpValue: 'DATE',
      exclusive: ['days'],
    }),
    days: Flags.integer({ description: 'The same as a number of days from today.', min: 1, max: 3650 }),
    by: Flags.string({ description: "Who writes it. Default: git's user.email.", helpValue: 'NAME' }),
    remove: Flags.boolean({
      description: 'Take the waiver back.',
      exclusive: ['owner', 'reason', 'until', 'days', 'by'],
    }),
    'dry-run': Flags.boolean({ description: 'Only show what would be written.' }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(AuditWaive);
    const style = this.style(flags);
    const progress = progressLine();
    const target = {
      path: flags.path,
      what: args.what,
      ...(flags.service !== undefined && { service: flags.service }),
      dryRun: flags['dry-run'],
      progress: progress.show,
    };
    const result = flags.remove
      ? await unwaive(target)
      : await waive({ ...target, ...said(args.what, flags), today: today() });
    progress.clear();
    const { waiver, file, written, replaced } = result;
    const about =
      waiver.question === undefined
        ? `${waiver.rule ?? ''} ${waiver.file ?? ''}`.trim()
        : `${waiver.question}${waiver.service === undefined ? '' : ` (${waiver.service})`}`;
    const verb = flags.remove
      ? written
        ? 'no longer waived'
        : 'would no longer be waived'
      : `${written ? 'waived' : 'would be waived'}${replaced ? ' anew' : ''} until ${waiver.expires} by ${printableLine(waiver.owner)}`;
    this.log(`${style.note('~')} ${printableLine(about)}: ${verb}  ${style.dim(file)}`);
    return { file, written, replaced, removed: flags.remove, waiver: { ...waiver } };
  }
}

/** What has to be said of every waiver. */
function said(
  what: string,
  flags: {
    readonly owner: string | undefined;
    readonly reason: string | undefined;
    readonly until: string | undefined;
    readonly days: number | undefined;
    readonly by: string | undefined;
  },
): {
  readonly owner: string;
  readonly reason: string;
  readonly until: string | number;
  readonly by?: string;
} {
  const { owner, reason } = flags;
  const until = flags.until ?? flags.days;
  if (owner === undefined || reason === undefined || until === undefined) {
    const missing = [
      ...(owner === undefined ? ['--owner NAME'] : []),
      ...(until === undefined ? ['--days 30'] : []),
      ...(reason === undefined ? ['--reason TEXT'] : []),
    ];
    throw new InputError(
      `a waiver for ${what} wants somebody who answers for it, an end and a reason`,
      `Add ${missing.join(', ')}.`,
    );
  }
  return { owner, reason, until, ...(flags.by !== undefined && { by: flags.by }) };
}
