import { bundledTemplate } from '../documents/bundled-templates.js';
import { newRunbook } from '../documents/runbook/new-runbook.js';
import { InputError } from '../model/input-error.js';
import type { Report } from '../model/report.js';
import { writeAtomically } from '../repository/write-file.js';
import { openScanned } from './open-scanned.js';
import { reportOf } from './scan.js';
import type { Progress } from './gather-facts.js';

export interface NewRunbookOptions {
  readonly path: string;
  /** Name of the service; may be left out where there is only one. */
  readonly service?: string;
  readonly owner?: string;
  readonly template: string;
  readonly progress?: Progress;
}

/**
 * Writes a runbook for a service, filled with what the repository shows.
 * @returns its path relative to the root.
 * @throws InputError when the service is not there or not named among several, or the runbook exists.
 */
export async function newServiceRunbook(
  options: NewRunbookOptions,
): Promise<{ readonly path: string; readonly service: string }> {
  const template = { name: options.template, text: bundledTemplate('runbook', options.template) };
  const scanned = await openScanned(options.path);
  try {
    const report = await reportOf(scanned.view, scanned.name, {
      root: scanned.root,
      ...(options.progress && { progress: options.progress }),
    });
    const service = chosenService(report, options.service);
    const belongs = (fact: { readonly service: string }): boolean => fact.service === service.name;
    const runbook = newRunbook(scanned.configuration.runbooks.path, template, {
      service,
      endpoints: report.endpoints.filter(belongs),
      probes: report.probes.filter(belongs),
      migrations: migrationFolders(report.migrations.filter(belongs)),
      owner: options.owner ?? 'TODO',
    });
    await writeAtomically(scanned.root, runbook.path, runbook.text, { create: true });
    return { path: runbook.path, service: service.name };
  } finally {
    await scanned.close();
  }
}

function chosenService(report: Report, name: string | undefined): Report['services'][number] {
  const names = report.services.map((service) => service.name);
  if (names.length === 0) {
    throw new InputError(
      'no service was found here',
      'See `lintel scan`: a service is something that says how it is built or started.',
    );
  }
  const chosen =
    name === undefined && names.length === 1
      ? report.services[0]
      : report.services.find((service) => service.name === name);
  if (chosen === undefined) {
    throw new InputError(
      name === undefined ? 'there are several services here' : `there is no service "${name}" here`,
      `Name one of: ${names.join(', ')}.`,
    );
  }
  return chosen;
}

function migrationFolders(
  migrations: Report['migrations'],
): readonly { folder: string; framework: string; count: number; irreversible: number }[] {
  const folders = new Map<
    string,
    { folder: string; framework: string; count: number; irreversible: number }
  >();
  for (const migration of migrations) {
    const key = `${migration.framework}\u0000${migration.set}`;
    const folder = folders.get(key) ?? {
      folder: migration.set,
      framework: migration.framework,
      count: 0,
      irreversible: 0,
    };
    folder.count += 1;
    if (migration.down !== 'explicit' && migration.down !== 'inferred') folder.irreversible += 1;
    folders.set(key, folder);
  }
  return [...folders.values()];
}
