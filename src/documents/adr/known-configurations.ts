import { posix } from 'node:path';
import type { RepositoryView } from '../../model/repository-view.js';

/** A tool's file that names folders of records; paths in it are relative to the file. */
interface KnownConfiguration {
  readonly tool: string;
  readonly file: RegExp;
  /** @throws anything when the text is not as the tool writes it: then it names nothing. */
  folders(text: string): readonly string[] | Promise<readonly string[]>;
}

const known: readonly KnownConfiguration[] = [
  // https://github.com/npryce/adr-tools: one line.
  { tool: 'adr-tools', file: /(^|\/)\.adr-dir$/, folders: (text) => [text.trim()] },
  // https://github.com/thomvaill/log4brains: project.adrFolder, and those of packages in a monorepo.
  {
    tool: 'log4brains',
    file: /(^|\/)\.log4brains\.yml$/,
    folders: async (text) => {
      const { parse } = await import('yaml');
      const project = at(parse(text, { schema: 'core', maxAliasCount: 10 }), 'project');
      const packages = at(project, 'packages');
      return [
        at(project, 'adrFolder'),
        ...(Array.isArray(packages) ? packages.map((entry: unknown) => at(entry, 'adrFolder')) : []),
      ].filter((folder) => typeof folder === 'string');
    },
  },
  // https://github.com/phodal/adr and https://github.com/endjin/dotnet-adr: `path` in JSON.
  {
    tool: 'adr, dotnet-adr',
    file: /(^|\/)(\.adr\.json|adr\.config\.json)$/,
    folders: (text) => [at(JSON.parse(text), 'path')].filter((folder) => typeof folder === 'string'),
  },
  // https://github.com/joshrotenberg/adrs: `adr_dir = "doc/adr"`.
  {
    tool: 'adrs',
    file: /(^|\/)\.?adrs\.toml$/,
    folders: (text) => [/^\s*adr_dir\s*=\s*["']([^"'\n]+)["']/m.exec(text)?.[1] ?? ''],
  },
  // https://github.com/opinionated-digital-center/pyadr: `.adr`, or a section in setup.cfg.
  {
    tool: 'pyadr',
    file: /(^|\/)(\.adr|setup\.cfg)$/,
    folders: (text) => [
      /^\[adr\][^[]*?^records[-_]dir\s*=\s*(\S.*)$/ms.exec(text)?.[1]?.split('\n', 1)[0]?.trim() ?? '',
    ],
  },
  // https://backstage.io/docs/features/techdocs: the annotation of the ADR plugin.
  {
    tool: 'backstage',
    file: /(^|\/)catalog-info\.ya?ml$/,
    folders: (text) => {
      const found = /^\s*backstage\.io\/adr-location:\s*["']?([^\s"'#]+)/m.exec(text)?.[1];
      return found === undefined || /^[a-z]+:/i.test(found) ? [] : [found];
    },
  },
];

/** The folders that tools' configurations in a repository name, nearest the root first, each once. */
export async function namedFolders(view: RepositoryView): Promise<readonly string[]> {
  const folders = new Set<string>();
  for (const configuration of known) {
    const { tool, file } = configuration;
    for (const { path, marks } of view.files) {
      if (
        !file.test(path) ||
        marks.some((mark) => mark === 'vendored' || mark === 'test' || mark === 'example')
      )
        continue;
      const source = await view.read(path);
      if (source === undefined) continue;
      for (const folder of await safely(() => configuration.folders(source.text))) {
        const whole = posix
          .normalize(posix.join(posix.dirname(path), folder.replaceAll('\\', '/')))
          .replace(/(?<=.)\/$/, '');
        if (folder === '' || whole.startsWith('..') || folder.includes('\n')) continue;
        // adr-tools' folder may be yet to come; another tool's that is not there says nothing.
        if (tool === 'adr-tools' || view.files.some((other) => other.path.startsWith(`${whole}/`)))
          folders.add(whole);
      }
    }
  }
  return [...folders];
}

async function safely(
  read: () => readonly string[] | Promise<readonly string[]>,
): Promise<readonly string[]> {
  try {
    return await read();
  } catch {
    return [];
  }
}

function at(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const entry: readonly [string, unknown] | undefined = Object.entries(value).find(([name]) => name === key);
  return entry?.[1];
}
