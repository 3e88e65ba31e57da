import { Args, Flags } from '@oclif/core';
import { buffer } from 'node:stream/consumers';
import { InputError } from '../../model/input-error.js';
import type { JsonValue } from '../../reporters/json.js';
import { toJsonLint } from '../../reporters/json.js';
import { toLintText } from '../../reporters/text/migration-lint.js';
import { lintMigrations } from '../../workflows/migrations/lint-migrations.js';
import { listMigrationRules } from '../../workflows/rules.js';
import { BaseCommand, exitCodes } from '../base-command.js';
import { progressLine } from '../interaction/progress.js';
import { deliverReports, parseReports, reportFlag } from '../interaction/reports.js';
import { widthOf } from '../terminal.js';

export default class MigrationsLint extends BaseCommand {
  static override summary =
    'Judge migrations: what locks, rewrites, breaks the running release, or cannot be undone.';

  static override description =
    'Without files, all migrations of the repository are judged; with files only these, each as its framework runs it; with - the SQL on standard input. A file outside every known folder is read as SQL, its dialect told by --dialect or by its syntax. Ends with 1 when there are findings at or above --fail-on, with 2 when no file is a migration, with 3 when a named file could be read in part only.';

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --base origin/main',
    '<%= config.bin %> <%= command.id %> --report sarif=migrations.sarif --report github',
    '<%= config.bin %> <%= command.id %> db/migrate/20260301120000_drop_state.rb --json',
    'pg_dump --schema-only app | <%= config.bin %> <%= command.id %> - --dialect postgresql --server-version 14',
  ];

  static override strict = false;

  static override args = {
    files: Args.string({
      description:
        'Migrations to judge, a directory for all in it, or - for standard input. Default: the working directory.',
    }),
  };

  static override flags = {
    base: Flags.string({ description: 'Judge only what came since this revision.', helpValue: 'REV' }),
    dialect: Flags.option({
      description: 'Read SQL as this dialect, whatever the repository says.',
      options: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle', 'clickhouse'] as const,
    })(),
    'server-version': Flags.string({
      description: 'Version of the database server. Default: a current one.',
      helpValue: 'VERSION',
    }),
    transaction: Flags.option({
      description: 'Whether each migration runs in a transaction: as its framework says, always, or never.',
      options: ['auto', 'always', 'never'] as const,
      default: 'auto' as const,
    })(),
    'fail-on': Flags.option({
      description: 'The lowest severity that fails. Default: that of the configuration, else error.',
      options: ['error', 'warning', 'note', 'never'] as const,
    })(),
    'ignore-others': Flags.boolean({
      description: 'Pass over named files that are no migrations of the repository, for hooks.',
    }),
    report: reportFlag,
    all: Flags.boolean({ description: 'Show all findings, not only the most important.' }),
  };

  async run(): Promise<JsonValue> {
    const { argv, flags } = await this.parse(MigrationsLint);
    const paths = argv.map(String);
    const fromStandardInput = paths.includes('-');
    if (fromStandardInput && paths.length > 1)
      throw new InputError('- stands for standard input and allows no files beside it', 'Give either.');
    if (fromStandardInput && process.stdin.isTTY)
      throw new InputError('- waits for a migration on standard input', 'Pipe one in, or name a file.');
    const reports = parseReports(flags.report, this.jsonEnabled());
    const progress = progressLine();
    const lint = await lintMigrations({
      paths: fromStandardInput ? [] : paths,
      workingDirectory: process.cwd(),
      ...(fromStandardInput && { standardInput: await buffer(process.stdin) }),
      ...(flags.base !== undefined && { base: flags.base }),
      ...(flags.dialect !== undefined && { dialect: flags.dialect }),
      ...(flags['server-version'] !== undefined && { serverVersion: flags['server-version'] }),
      ...(flags['fail-on'] !== undefined && { failOn: flags['fail-on'] }),
      transaction: flags.transaction,
      ignoreOthers: flags['ignore-others'],
      progress: progress.show,
      notice: (text) => this.notice(text),
    });
    progress.clear();
    if (!lint.verdict.passed) this.endWith(exitCodes.gateFailed);
    else if (lint.incomplete) this.endWith(exitCodes.couldNotFinish);
    const json = toJsonLint(lint);
    await deliverReports(reports, {
      report: lint,
      rules: listMigrationRules(),
      json,
      text: () =>
        toLintText(lint, { style: this.style(flags), width: widthOf(process.stdout), all: flags.all }),
      log: (text) => this.log(text),
    });
    return json;
  }
}
