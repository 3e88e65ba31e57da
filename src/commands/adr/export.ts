import { Flags } from '@oclif/core';
import { toAdrJson } from '../../reporters/adr-log.js';
import type { JsonValue } from '../../reporters/json.js';
import { toJsonText } from '../../reporters/json-text.js';
import { printableLine } from '../../reporters/printable.js';
import { exportAdrs, exportFormats } from '../../workflows/adr/export.js';
import { BaseCommand } from '../base-command.js';
import { filterFlags, filterOf } from '../interaction/record-filter.js';

export default class AdrExport extends BaseCommand {
  static override summary = 'Give the decision records to another tool.';

  static override description =
    'json and structurizr (a workspace whose documentation has the decisions) are printed; backstage (MADR files and catalog-info.yaml for the ADR plugin) and log4brains (its folder and configuration) are written to --out.';

  static override examples = [
    '<%= config.bin %> <%= command.id %> --format structurizr > workspace.json',
    '<%= config.bin %> <%= command.id %> --format log4brains --out ../log4brains',
  ];

  static override flags = {
    path: Flags.string({ description: 'Directory of the repository.', default: '.', helpValue: 'DIR' }),
    dir: Flags.string({ description: 'Folder of the log, relative to the repository.', helpValue: 'DIR' }),
    format: Flags.option({ description: 'For which tool.', options: exportFormats, required: true })(),
    out: Flags.string({ description: 'Folder to write to.', helpValue: 'DIR' }),
    force: Flags.boolean({ description: 'Write also between files that lintel did not write.' }),
    ...filterFlags,
  };

  async run(): Promise<JsonValue> {
    const { flags } = await this.parse(AdrExport);
    const result = await exportAdrs({
      path: flags.path,
      format: flags.format,
      force: flags.force,
      filter: filterOf(flags),
      ...(flags.dir !== undefined && { folder: flags.dir }),
      ...(flags.out !== undefined && { out: flags.out }),
    });
    if ('written' in result) {
      this.log(result.written.map(printableLine).join('\n'));
      for (const { path, reason } of result.left) this.notice(`${path} is left out: ${reason}.`);
      return { written: [...result.written], left: result.left.map((file) => ({ ...file })) };
    }
    const document: JsonValue = 'logs' in result ? toAdrJson(result.logs) : asJson(result.document);
    this.log(toJsonText(document));
    return document;
  }
}

/** A document of plain data as what it is. */
function asJson(document: object): JsonValue {
  const value: JsonValue = JSON.parse(JSON.stringify(document));
  return value;
}
