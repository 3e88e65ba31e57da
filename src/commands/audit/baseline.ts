import { Args, Flags } from '@oclif/core';
import type { BaselineEntry } from '../../model/baseline.js';
import type { JsonValue } from '../../reporters/json.js';
import { printableLine } from '../../reporters/printable.js';
import { plural } from '../../reporters/text/plural.js';
import { checkedBaselinePath, writeBaseline } from '../../workflows/audit/baseline.js';
import { BaseCommand, exitCodes } from '../base-command.js';
import { progressLine } from '../interaction/progress.js';

/** Entries named of each kind. */
const named = 10;

export default class AuditBaseline extends BaseCommand {
  static override summary =
    'Write down the findings that are there, so that only new ones fail; later, let the fixed ones go.';

  static override description =
    'The first run writes .lintel/baseline.json with every finding of now. Every later run only shrinks it: fixed findings leave, new ones stay outside and fail the gate, unless --accept-new takes them in by name. Nothing else makes it grow. A baseline that lists something fixed fails `lintel audit` until it was shrunk.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --check',
    '<%= config.bin %> <%= command.id %> --accept-new --dry-run',
  ];

  static override args = {
    path: Args.string({ description: 'Directory of the repository.', default: '.' }),
  };

  static override flags = {
    'accept-new': Flags.boolean({ description: 'Take in findings that are new, too.' }),
    check: Flags.boolean({
      description: 'Write nothing; end with 1 when the baseline would shrink.',
      exclusive: ['accept-new'],
    }),
    'dry-run': Flags.boolean({ description: 'Only show what would change.' }),
    baseline: Flags.string({
      description: 'The file. Default: .lintel/baseline.json.',
      helpValue: 'FILE',
    }),
  };

  async run(): Promise<JsonValue> {
    const { args, flags } = await this.parse(AuditBaseline);
    const style = this.style(flags);
    const progress = progressLine();
    const looking = flags.check || flags['dry-run'];
    const update = await writeBaseline({
      path: args.path,
      acceptNew: flags['accept-new'],
      dryRun: looking,
      ...(flags.baseline !== undefined && { file: checkedBaselinePath(flags.baseline) }),
      progress: progress.show,
    });
    progress.clear();
    const { file, created, entries, removed, added, refused, changed } = update;
    const list = (mark: string, listed: readonly BaselineEntry[]): void => {
      for (const entry of listed.slice(0, named))
        this.log(
          `  ${mark} ${printableLine(entry.file)}  ${style.bold(entry.rule)} ${style.dim(entry.fingerprint.slice(0, 12))}`,
        );
      if (listed.length > named)
        this.log(style.dim(`    … and ${listed.length - named} more (--json shows all)`));
    };
    const would = looking ? 'would ' : '';
    if (created)
      this.log(
        `${style.bold(file)}: ${would}${looking ? 'list' : 'lists'} ${plural(entries.length, 'finding')} of now; only what comes from here on fails`,
      );
    else if (!changed)
      this.log(`${style.good('✓')} ${file} is as it should be: ${plural(entries.length, 'finding')}`);
    else
      this.log(`${style.bold(file)}: ${plural(entries.length, 'finding')} ${looking ? 'would be ' : ''}left`);
    if (removed.length > 0) {
      this.log(`${plural(removed.length, 'finding')} ${looking ? 'would leave' : 'left'}, fixed:`);
      list(style.good('-'), removed);
    }
    if (!created && added.length > 0) {
      this.log(
        style.warn(
          `${plural(added.length, 'new finding')} ${looking ? 'would come' : 'came'} in by --accept-new:`,
        ),
      );
      list(style.warn('+'), added);
    }
    if (refused.length > 0) {
      this.log(
        `${plural(refused.length, 'new finding')} stay${refused.length === 1 ? 's' : ''} outside and count${refused.length === 1 ? 's' : ''}:`,
      );
      list(style.bad('✗'), refused);
      this.log(
        style.dim(
          '  fix them, or accept one for a time: lintel audit waive FINGERPRINT --owner NAME --days 30 --reason TEXT',
        ),
      );
    }
    if (flags.check && (changed || created)) this.endWith(exitCodes.gateFailed);
    const json = (listed: readonly BaselineEntry[]): JsonValue => listed.map((entry) => ({ ...entry }));
    return {
      file,
      created,
      written: changed && !looking,
      listed: entries.length,
      removed: json(removed),
      added: json(added),
      refused: json(refused),
    };
  }
}
