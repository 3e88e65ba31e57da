import { configurationFile } from '../configuration/configuration.js';
import { bundledTemplate } from '../documents/bundled-templates.js';
import { defaultLogPath, findLogs } from '../documents/adr/find-logs.js';
import { newRecord, plainRecord } from '../documents/adr/new-record.js';
import { writeAtomically } from '../repository/write-file.js';
import { findServices } from '../services/find-services.js';
import { openScanned } from './open-scanned.js';

/** A file that `init` proposes to write, and why. */
export interface ProposedFile {
  readonly path: string;
  readonly text: string;
  readonly reason: string;
}

/** What `init` found and proposes; files that are there already are never in it. */
export interface InitProposal {
  readonly services: readonly string[];
  /** What is there already and is kept. */
  readonly kept: readonly string[];
  readonly files: readonly ProposedFile[];
}

/**
 * Looks at a repository and proposes what lintel needs to keep in it.
 * @param date ISO date for the first decision record.
 */
export async function proposeInit(path: string, date: string): Promise<InitProposal> {
  const scanned = await openScanned(path);
  try {
    const { services } = await findServices(scanned.view);
    const { logs } = await findLogs(scanned.view, scanned.configuration.adr.path);
    const files: ProposedFile[] = [];
    const kept: string[] = [];
    const [log] = logs;
    const configured = scanned.view.file(configurationFile) !== undefined;
    if (configured) kept.push(`${configurationFile} stays as it is`);
    else
      files.push({
        path: configurationFile,
        text: configurationText(log?.path ?? defaultLogPath),
        reason: 'where lintel keeps things, and when the gate fails',
      });
    for (const { path: folder, records } of logs)
      kept.push(`${records.length} decision ${records.length === 1 ? 'record' : 'records'} in ${folder}`);
    if (log === undefined) {
      const template = {
        name: 'first-record',
        text: bundledTemplate('init', 'first-record'),
        kind: 'handlebars',
      } as const;
      const place = { folder: scanned.configuration.adr.path ?? defaultLogPath, records: [], number: 1 };
      const first = plainRecord('Record architecture decisions', 'Accepted', date);
      const record = newRecord(place, template, first);
      files.push({ path: record.path, text: record.text, reason: 'the first decision record' });
    }
    return { services: services.map((service) => service.name), kept, files };
  } finally {
    await scanned.close();
  }
}

/** Writes the proposed files; each only if it is not there yet. */
export async function applyInit(path: string, proposal: InitProposal): Promise<readonly string[]> {
  const scanned = await openScanned(path);
  try {
    for (const file of proposal.files)
      await writeAtomically(scanned.root, file.path, file.text, { create: true });
    return proposal.files.map((file) => file.path);
  } finally {
    await scanned.close();
  }
}

function configurationText(adrPath: string): string {
  return `# Configuration of lintel. Every setting may be left out; \`lintel schema config\` prints the schema.
pack: scalability

adr:
  path: ${JSON.stringify(adrPath)}
runbooks:
  path: docs/runbooks
# The kept answers, one file for each service.
reviews:
  path: docs/reviews

# Files that are not to be read, in the grammar of .gitignore.
ignore: []

gate:
  # The lowest severity that fails \`lintel audit\`: error, warning, note or never.
  failOn: error
`;
}
