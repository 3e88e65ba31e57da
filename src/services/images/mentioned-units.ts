import type { DeployableUnit } from '../deployable-unit.js';
import { baseName, isWithin } from '../repository-paths.js';

/** Options of build tools after which the name of one project of a workspace stands. */
const projectOptions = new Set([
  '--filter',
  '-F',
  '--scope',
  '-pl',
  '--projects',
  '--bin',
  '--package',
  '-p',
  '-w',
  '--workspace',
]);

/** What programs are called in images whatever they are. */
const generic = new Set(['app', 'server', 'main', 'service', 'entrypoint', 'bin', 'run', 'start']);

/**
 * The units that a Dockerfile's commands speak of: by path below the context (`go build ./cmd/api`, `dotnet publish src/Api/Api.csproj`), by the
 * option that picks a project (`--filter=@acme/api`, `-pl api`), or by the file that they run (`Api.dll`, `/bin/api`).
 */
export function mentionedUnits(
  text: string,
  context: string,
  candidates: readonly DeployableUnit[],
): readonly DeployableUnit[] {
  const words = text.slice(0, 100_000).split(/[\s"',;[\]()]+/);
  const projects = new Set<string>();
  const programs = new Set<string>();
  for (const [index, word] of words.entries()) {
    const [option = '', value] = word.split('=', 2);
    if (projectOptions.has(option)) projects.add(projectName(value ?? words[index + 1] ?? ''));
    if (/\.(dll|jar)$/.test(word) || (/^\.{0,2}\/\S+$/.test(word) && !generic.has(baseName(word))))
      programs.add(baseName(word).replace(/\.(dll|jar)$/, ''));
  }
  return candidates.filter((unit) => {
    const names = [...unit.manifestNames, baseName(unit.directory)];
    if (names.some((name) => projects.has(name) || programs.has(name))) return true;
    return [unit.directory, ...unit.entries].some((place) => {
      if (!isWithin(context, place) || place === context) return false;
      const relative = context === '.' ? place : place.slice(context.length + 1);
      return words.some((word) => speaksOf(word, relative));
    });
  });
}

function projectName(word: string): string {
  return baseName(word.replace(/^[:^.{]+|[.}^]+$/g, '').split('^', 1)[0] ?? '');
}

/** `./cmd/api`, `src/Api/Api.csproj`, `/app/services/api`; a single segment must clearly be a path (`./api`, `api/main.py`). */
function speaksOf(word: string, relative: string): boolean {
  if (!relative.includes('/'))
    return word === `./${relative}` || word.startsWith(`${relative}/`) || word.startsWith(`./${relative}/`);
  const at = word.indexOf(relative);
  if (at === -1) return false;
  const before = word.charAt(at - 1);
  const after = word.charAt(at + relative.length);
  return (at === 0 || before === '/') && (after === '' || after === '/');
}
