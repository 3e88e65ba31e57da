import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import { readTomlTables } from '../../syntax/manifests/toml.js';
import type { CandidateFiles } from '../candidate-files.js';
import { ancestors, baseName, directoryOf, joinPath } from '../repository-paths.js';
import { findSpan, isToolDirectory } from '../unit-sign.js';
import type { ServiceDetector, UnitSign } from '../unit-sign.js';

/** Files that begin a Python project. */
const projectFiles = [
  'pyproject.toml',
  'requirements.txt',
  'setup.py',
  'setup.cfg',
  'Pipfile',
  'Dockerfile',
  'Procfile',
];

/** Where applications are created by convention; other modules are not read. */
const entryFile =
  /^(__main__|__init__|manage|([a-z\d]+_)*(main|apps?|server|wsgi|asgi|application|run|api|service|worker|web|celery|factory))\.py$/;

const applications: readonly (readonly [name: string, imported: RegExp, created: RegExp])[] = [
  ['FastAPI', /\bfastapi\b/, /^[ \t]*[\w.]+(?:: ?\w+)? ?= ?(?:fastapi\.)?FastAPI\(/m],
  ['Flask', /\bflask\b/, /^[ \t]*[\w.]+(?:: ?\w+)? ?= ?(?:flask\.)?(?:Flask|APIFlask|Connexion|FlaskApp)\(/m],
  ['Starlette', /\bstarlette\b/, /^[ \t]*[\w.]+(?:: ?\w+)? ?= ?Starlette\(/m],
  ['Sanic', /\bsanic\b/, /^[ \t]*[\w.]+(?:: ?\w+)? ?= ?Sanic\(/m],
  ['Quart', /\bquart\b/, /^[ \t]*[\w.]+(?:: ?\w+)? ?= ?Quart\(/m],
  ['Litestar', /\blitestar\b/, /^[ \t]*[\w.]+(?:: ?\w+)? ?= ?Litestar\(/m],
  ['Falcon', /\bfalcon\b/, /^[ \t]*[\w.]+ ?= ?falcon\.(?:asgi\.)?(?:App|API)\(/m],
  ['aiohttp', /\baiohttp\b/, /^[ \t]*[\w.]+(?:: ?[\w.]+)? ?= ?(?:aiohttp\.)?web\.Application\(/m],
  ['Tornado', /\btornado\b/, /\btornado\.web\.Application\(|^[ \t]*tornado\.ioloop\./m],
  ['gRPC server', /\bgrpc\b/, /^[ \t]*[\w.]+ ?= ?grpc\.(?:aio\.)?server\(/m],
  ['Celery', /\bcelery\b/, /^[ \t]*[\w.]+(?:: ?\w+)? ?= ?(?:celery\.)?Celery\(/m],
  ['Django', /\bdjango\b/, /\bget_(?:wsgi|asgi)_application\(|\bexecute_from_command_line\(/],
];

/** What a console script's module calls when it serves. */
const serves =
  /\b(?:uvicorn|hypercorn|granian|bjoern)\.(?:run|serve)\(|\bserve_forever\(|\bapp\.run\(|\bweb\.run_app\(|\bgrpc\.(?:aio\.)?server\(|\bwaitress\.serve\(|\bWSGIServer\(|\bstart_server\(/;

/**
 * Python: a file named as entries are (`main.py`, `app.py`, `manage.py`, `*_server.py` …) that creates an application of a server framework, or a
 * console script whose module serves. The unit is the nearest directory above with a project file; without one, the directory above the package.
 */
export const python: ServiceDetector = {
  name: 'python',
  homepage: 'https://packaging.python.org/en/latest/specifications/pyproject-toml/',
  async detect(files) {
    const projects = new Set(files.named(...projectFiles).map(directoryOf));
    const pyprojects = files.named('pyproject.toml');
    const names = new Map(await files.readEach(pyprojects, projectName));
    const candidates = files
      .namedLike(/\.py$/)
      .filter((path) => entryFile.test(baseName(path)) && !isToolDirectory(directoryOf(path)));
    const created = await files.readEach(candidates, (source) => {
      const found = applicationIn(source);
      return found ? [signOf(homeOf(directoryOf(source.path), projects, files), found, names)] : [];
    });
    return [...created, ...(await consoleScripts(pyprojects, files, names))];
  },
};

interface Found {
  readonly text: string;
  readonly span: SourceSpan;
}

function applicationIn(source: SourceText): Found | undefined {
  if (!/^(from|import)\b/m.test(source.text.replace(/^[ \t]+/gm, ''))) return undefined;
  const code = withoutDocstrings(source.text);
  for (const [name, imported, created] of applications) {
    if (!imported.test(code)) continue;
    const match = created.exec(code);
    if (!match) continue;
    const start = match.index + (match[0].length - match[0].trimStart().length);
    const span = source.span(start, match.index + match[0].length);
    const what =
      baseName(source.path) === 'manage.py' ? `${name} project (manage.py)` : `${name} application`;
    return { text: what, span };
  }
  return undefined;
}

/** The text with the contents of triple-quoted strings blanked out, so that an example in one is not taken for code; offsets stay. */
function withoutDocstrings(text: string): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const double = text.indexOf('"""', at);
    const single = text.indexOf("'''", at);
    const open = double === -1 ? single : single === -1 ? double : Math.min(double, single);
    if (open === -1) break;
    const close = text.indexOf(text.slice(open, open + 3), open + 3);
    const end = close === -1 ? text.length : close + 3;
    result += text.slice(at, open) + text.slice(open, end).replace(/[^\n]/g, ' ');
    at = end;
  }
  return result + text.slice(at);
}

function homeOf(directory: string, projects: ReadonlySet<string>, files: CandidateFiles): string {
  const project = ancestors(directory).find((above) => projects.has(above));
  if (project !== undefined) return project;
  let outside = directory;
  while (outside !== '.' && files.has(`${outside}/__init__.py`)) outside = directoryOf(outside);
  return outside;
}

function signOf(directory: string, found: Found, names: ReadonlyMap<string, string>): UnitSign {
  const name = names.get(directory);
  return { directory, reason: found, ...(name === undefined ? {} : { name }), languages: ['Python'] };
}

function projectName(source: SourceText): (readonly [string, string])[] {
  const tables = readTomlTables(source).filter((table) => ['project', 'tool.poetry'].includes(table.name));
  const name = tables
    .map((table) => table.entries.get('name')?.text)
    .find((text) => text !== undefined && text !== '');
  return name === undefined ? [] : [[directoryOf(source.path), name]];
}

async function consoleScripts(
  pyprojects: readonly string[],
  files: CandidateFiles,
  names: ReadonlyMap<string, string>,
): Promise<readonly UnitSign[]> {
  const signs: UnitSign[] = [];
  for (const path of pyprojects) {
    const directory = directoryOf(path);
    const source = isToolDirectory(directory) ? undefined : await files.read(path);
    const tables = source ? readTomlTables(source) : [];
    const scripts = tables.filter((table) => ['project.scripts', 'tool.poetry.scripts'].includes(table.name));
    for (const [name, entry] of scripts.flatMap((table) => [...table.entries])) {
      const module = entry.text.split(':', 1)[0]?.replaceAll('.', '/') ?? '';
      const tails = [
        `${module}.py`,
        `src/${module}.py`,
        `${module}/__init__.py`,
        `src/${module}/__init__.py`,
      ];
      const target = tails.map((tail) => joinPath(directory, tail)).find((tail) => files.has(tail));
      const program = target === undefined ? undefined : await files.read(target);
      if (program && findSpan(program, serves))
        signs.push(signOf(directory, { text: `console script ${name} serves`, span: entry.span }, names));
    }
  }
  return signs;
}
