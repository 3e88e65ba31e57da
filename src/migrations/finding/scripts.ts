import type { FileMark, RepositoryFile, RepositoryView } from '../../model/repository-view.js';
import { oncePerView } from './once-per-view.js';
import { baseName } from './paths.js';

/** A file in which people call tools: make files, shell scripts, CI pipelines, images, compose files, `.env` examples. */
export interface Script {
  readonly file: string;
  /** Continued lines joined, items of JSON lists set apart by blanks, variables that the file itself sets filled in. */
  readonly text: string;
}

const largestScript = 300_000;

/** All scripts of the repository, in order of their paths. */
export const scriptsOf = oncePerView(async (view: RepositoryView): Promise<readonly Script[]> => {
  const scripts: Script[] = [];
  for (const file of view.files) {
    if (!isScript(file)) continue;
    const source = await view.read(file.path);
    if (source && source.text.length <= largestScript)
      scripts.push({ file: file.path, text: withVariables(oneCallPerLine(source.text)) });
  }
  return scripts;
});

const foreignMarks: ReadonlySet<FileMark> = new Set([
  'vendored',
  'generated',
  'test',
  'documentation',
  'example',
]);

function isScript({ path, marks }: RepositoryFile): boolean {
  const name = baseName(path);
  if (/^(\.env|env\.)[\w.-]*$|^[\w-]+\.env(\.[\w-]+)?$/.test(name)) return !marks.includes('vendored');
  if (marks.some((mark) => foreignMarks.has(mark))) return false;
  return (
    /^((GNU)?[Mm]akefile|[Jj]ustfile|Procfile|package\.json|\.envrc|mise\.toml|fly\.toml)$/.test(name) ||
    /^([\w.-]+\.(mk|sh|bash|just)|[Tt]askfile[\w.-]*\.ya?ml|\.gitlab-ci\.ya?ml|azure-pipelines[\w.-]*\.ya?ml)$/.test(
      name,
    ) ||
    /^((docker-)?compose[\w.-]*\.ya?ml|([\w-]+\.)?[Dd]ockerfile([\w.-]*))$/.test(name) ||
    /(^|\/)\.(github\/workflows|circleci|buildkite)\/[\w.-]+\.ya?ml$/.test(path)
  );
}

function oneCallPerLine(text: string): string {
  return text.replaceAll(/\\\r?\n\s*/g, ' ').replaceAll(/(["'])\s*,\s*(["'])/g, '$1 $2');
}

const reference = /\$\((\w+)\)|\$\{(\w+)(?::?-([^{}$]*))?\}|\$(\w+)|\{\{\s*\.?(\w+)\s*\}\}/g;

/** Longest value that is filled in: a path or a URL. */
const longestValue = 200;

/** Fills in `$(NAME)`, `${NAME}`, `$NAME` and `{{.NAME}}` where the same text sets NAME; others stay as they are. */
function withVariables(text: string): string {
  const values = new Map<string, string>();
  const settings = text.matchAll(
    /^[ \t-]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*(?::=|\?=|::=|=|:)[ \t]*(\S[^\n]{0,400})?$/gm,
  );
  for (const [, name, value] of settings) {
    const plain = filled(withoutComment(value ?? ''), values).replaceAll(/^["']|["']$/g, '');
    if (name !== undefined && plain !== '' && plain.length <= longestValue && !values.has(name))
      values.set(name, plain);
  }
  return filled(text, values);
}

function withoutComment(value: string): string {
  const hash = value.search(/[ \t]#/);
  return (hash === -1 ? value : value.slice(0, hash)).trim();
}

/** One pass over the references; stops filling in when the text would grow beyond measure. */
function filled(text: string, values: ReadonlyMap<string, string>): string {
  let growth = 0;
  return text.replace(
    reference,
    (written, make?: string, braced?: string, fallback?: string, bare?: string, task?: string) => {
      const value = values.get(make ?? braced ?? bare ?? task ?? '') ?? fallback;
      if (value === undefined || value.length > longestValue || growth > largestScript) return written;
      growth += value.length;
      return value;
    },
  );
}
