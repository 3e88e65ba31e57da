// Generates docs/reference from the built program: commands, rules, signals, frameworks, the checklist. `--check` only compares.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toReferencePages } from '../dist/reporters/markdown/reference.js';
import { collectReference } from '../dist/workflows/reference.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs/reference');
const manifest = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8'));

/** Commands of lintel itself, sorted; those of plugins (help, autocomplete) have their own pages elsewhere. */
function commandsPage() {
  const commands = Object.values(manifest.commands).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const lines = [
    '# Commands',
    '',
    'Generated from the program by `npm run docs`. Every command also takes `--json`, `--no-color`, `--no-input` and `--help`.',
    '',
  ];
  for (const command of commands) {
    const name = command.id.replaceAll(':', ' ');
    const args = Object.values(command.args ?? {}).map((arg) =>
      arg.required ? arg.name.toUpperCase() : `[${arg.name.toUpperCase()}]`,
    );
    lines.push(
      `## lintel ${name}`,
      '',
      command.summary ?? '',
      '',
      '```',
      ['lintel', name, ...args, '[flags]'].join(' '),
      '```',
      '',
    );
    if (command.description) lines.push(command.description, '');
    const options = [
      ...Object.values(command.args ?? {}).map((arg) => [`\`${arg.name.toUpperCase()}\``, withDefault(arg)]),
      ...Object.values(command.flags ?? {})
        .filter((flag) => !['json', 'no-color', 'no-input'].includes(flag.name))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((flag) => [`\`${flagName(flag)}\``, withDefault(flag)]),
    ];
    if (options.length > 0)
      lines.push(
        '| Option | What it does |',
        '| --- | --- |',
        ...options.map((cells) => `| ${cells.join(' | ')} |`),
        '',
      );
    const examples = (command.examples ?? []).map((example) =>
      String(example).replaceAll('<%= config.bin %>', 'lintel').replaceAll('<%= command.id %>', name),
    );
    if (examples.length > 0) lines.push('```', ...examples, '```', '');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function flagName(flag) {
  const short = flag.char ? `-${flag.char}, ` : '';
  const value =
    flag.type === 'boolean'
      ? ''
      : ` ${flag.options ? flag.options.join('\\|') : (flag.helpValue ?? 'VALUE')}`;
  return `${short}--${flag.name}${value}`;
}

function withDefault(option) {
  const value = option.default;
  const shown = typeof value === 'string' || typeof value === 'number' ? ` Default: \`${value}\`.` : '';
  return `${(option.description ?? '').replaceAll('|', '\\|')}${shown}`;
}

const pages = new Map([['commands.md', commandsPage()], ...toReferencePages(collectReference())]);

function existing(path = '') {
  try {
    return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
      const name = path === '' ? entry.name : `${path}/${entry.name}`;
      return entry.isDirectory() ? existing(name) : [name];
    });
  } catch {
    return [];
  }
}

if (process.argv.includes('--check')) {
  const wrong = [
    ...[...pages]
      .filter(
        ([name, text]) => !existing().includes(name) || readFileSync(join(folder, name), 'utf8') !== text,
      )
      .map(([name]) => name),
    ...existing().filter((name) => !pages.has(name)),
  ];
  for (const name of wrong) console.error(`docs/reference/${name} is not what the program says`);
  if (wrong.length > 0) {
    console.error('Run: npm run build && npm run docs');
    process.exitCode = 1;
  }
} else {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of pages) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  console.log(`${pages.size} pages written to docs/reference`);
}
