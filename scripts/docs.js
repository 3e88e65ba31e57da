// Generates docs/reference from the built program: commands, rules, signals, frameworks, the checklist. `--check` only compares.
// README's sample output is what the program prints.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toReferencePages } from '../build/reporters/markdown/reference.js';
import { collectReference } from '../build/workflows/reference.js';

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

/** Findings that README shows. */
const shownFindings = 2;

/** Number of the question whose evidence README shows. */
const shownQuestion = 5;

/** The lines on one question, up to the empty one behind them. */
function sectionOf(lines, number) {
  const start = lines.findIndex((line) => line.startsWith(`${number}  `));
  return lines.slice(start, lines.indexOf('', start));
}

/** The beginning of what `lintel scan` says of the sample, from a copy outside git: in git the first line names the commit. */
function sampleOutput() {
  const scratch = mkdtempSync(join(tmpdir(), 'lintel-docs-'));
  try {
    cpSync(join(root, 'test/repos/shop'), join(scratch, 'shop'), { recursive: true });
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(root, 'bin/run.js'), 'scan', join(scratch, 'shop'), '--no-color'],
      { encoding: 'utf8', env: { ...process.env, COLUMNS: '100' } },
    );
    if (status !== 0) throw new Error(`the sample's scan ended with ${status}`);
    const lines = stdout.split('\n');
    const findings = lines.flatMap((line, index) => (line.startsWith('   ✗') ? [index] : []));
    return [
      ...lines.slice(0, findings[shownFindings]),
      '   …',
      '',
      ...sectionOf(lines, shownQuestion),
      '   …',
    ]
      .join('\n')
      .replaceAll(/[ \t]+$/gm, '');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const readme = join(root, 'README.md');

function readmeWithOutput() {
  const text = readFileSync(readme, 'utf8');
  const region = /(<!-- output:begin -->\n)[\s\S]*?(<!-- output:end -->)/;
  if (!region.test(text))
    throw new Error('README.md has no region <!-- output:begin --> … <!-- output:end -->');
  return text.replace(region, (_, begin, end) => `${begin}\n\`\`\`\n${sampleOutput()}\n\`\`\`\n\n${end}`);
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
  const isReadmeStale = readFileSync(readme, 'utf8') !== readmeWithOutput();
  if (isReadmeStale) console.error('README.md shows output that the program does not print any more');
  if (wrong.length > 0 || isReadmeStale) {
    console.error('Run: npm run build && npm run docs');
    process.exitCode = 1;
  }
} else {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of pages) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  writeFileSync(readme, readmeWithOutput());
  console.log(`${pages.size} pages written to docs/reference, README.md brought up to date`);
}
