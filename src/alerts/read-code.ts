import type { RepositoryFile, RepositoryView } from '../model/repository-view.js';
import type { Skipped } from '../model/skipped.js';
import { CodeIndex } from '../syntax/code/code-index.js';
import { codeLanguageOf } from '../syntax/code/lower-file.js';
import { ParseTimeout } from '../syntax/tree-sitter.js';
import type { AlertFormat, FormatReader } from './alert-format.js';
import type { FormatReading } from './written.js';

/** Files that name what a program needs. */
const manifests =
  /(?:^|\/)(?:package\.json|\.projenrc\.[cm]?[jt]s|requirements[\w.-]*\.txt|pyproject\.toml|setup\.py|Pipfile|pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml|go\.mod|[\w.-]+\.csproj|Directory\.Packages\.props)$/;

const constructs = /aws-cdk|awscdk|Amazon\.CDK/;

/** Do programs of the repository write infrastructure? Without that no program text is read for alerts. */
async function writesInfrastructure(view: RepositoryView): Promise<boolean> {
  if (view.files.some(({ path }) => /(?:^|\/)cdk\.json$/.test(path))) return true;
  for (const { path } of view.files) {
    if (!manifests.test(path)) continue;
    const source = await view.read(path);
    if (source && constructs.test(source.text)) return true;
  }
  return false;
}

/** Alerts that programs write. */
export async function readAlertsOfCode(
  view: RepositoryView,
  formats: readonly AlertFormat[],
  load: (formats: readonly AlertFormat[]) => Promise<readonly FormatReader[]>,
): Promise<readonly { readonly file: RepositoryFile; readonly reading: FormatReading }[]> {
  if (!(await writesInfrastructure(view))) return [];
  const mentioned = (text: string): readonly AlertFormat[] =>
    formats.filter((format) => format.mentionsInCode?.(text) === true);
  const index = new CodeIndex(view, ({ text }) => mentioned(text).length > 0);
  const found: { file: RepositoryFile; reading: FormatReading }[] = [];
  for (const file of view.files) {
    if (codeLanguageOf(file.path) === undefined) continue;
    const source = await view.read(file.path);
    const wanted = source ? mentioned(source.text) : [];
    if (wanted.length === 0) continue;
    try {
      const code = await index.file(file.path);
      for (const reader of code ? await load(wanted) : [])
        if (code) found.push({ file, reading: reader.code?.(code) ?? {} });
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      const skip: Skipped = { file: file.path, reason: 'unreadable', detail: error.message };
      found.push({ file, reading: { skipped: [skip] } });
    }
  }
  return found;
}
