import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from './program.js';

interface Flag {
  readonly type: 'boolean' | 'option';
  readonly char?: string;
  readonly multiple?: boolean;
  readonly options?: readonly string[];
}
interface Command {
  readonly args: Readonly<
    Record<string, { readonly required?: boolean; readonly options?: readonly string[] }>
  >;
  readonly flags: Readonly<Record<string, Flag>>;
}

/** Every command has these. */
const everywhere = ['json', 'no-color', 'no-input'];

/** One line for each command, as it is called. */
function surface(commands: Readonly<Record<string, Command>>): readonly string[] {
  return Object.entries(commands).map(([id, { args, flags }]) => {
    const own = Object.entries(flags).filter(([name]) => !everywhere.includes(name));
    return [
      id.replaceAll(':', ' '),
      ...Object.entries(args).map(([name, { required, options }]) => {
        const word = (options ?? [name.toUpperCase()]).join('|');
        return required === true ? word : `[${word}]`;
      }),
      ...own.map(([name, flag]) => flagText(name, flag)).toSorted(),
    ].join(' ');
  });
}

function flagText(name: string, { type, char, multiple, options }: Flag): string {
  const short = char === undefined ? '' : `-${char}/`;
  const value = type === 'boolean' ? '' : `=${options?.join('|') ?? '…'}`;
  return `${short}--${name}${value}${multiple === true ? '*' : ''}`;
}

const {
  commands,
}: {
  commands: Readonly<Record<string, Command>>;
} = JSON.parse(readFileSync(join(packageRoot, 'oclif.manifest.json'), 'utf8'));

// What people and pipelines have typed: additions are fine, a removal or a new meaning breaks them. Change this list with that in mind.
describe('the command surface', () => {
  it('is this', () => {
    expect(surface(commands)).toMatchInlineSnapshot(`
      [
        "adr affected --base=… --dir=… --exit-code --path=…",
        "adr amend RECORD --by=… --dir=… --path=…",
        "adr autocomplete",
        "adr collide --base=… --dir=… --path=…",
        "adr config",
        "adr convert [ID] --dir=… --log=…* --path=… --to=madr|nygard|y-statement|original --write",
        "adr export --decider=…* --dir=… --force --format=json|structurizr|backstage|log4brains --log=…* --out=… --path=… --since=… --status=…* --supersedes=… --tag=…* --until=…",
        "adr generate",
        "adr generate graph --dir=… --path=… -e/--extension=… -p/--prefix=…",
        "adr generate toc --dir=… --path=… -i/--intro=… -o/--outro=… -p/--prefix=…",
        "adr graph --adopt --check --dir=… --force --format=mermaid|dot --into=… --log=…* --path=…",
        "adr help [COMMAND] [SUBCOMMAND]",
        "adr index [FILE] --adopt --check --create --dir=… --force --log=…* --path=… --style=table|list",
        "adr init [DIRECTORY]",
        "adr link SOURCE LINK TARGET [REVERSE-LINK] --dir=… --path=…",
        "adr lint --all --as-of=… --base=… --dir=… --fail-on=error|warning|note|never --fix --path=… --report=…*",
        "adr list --decider=…* --dir=… --format=table|paths --log=…* --path=… --since=… --status=…* --supersedes=… --tag=…* --until=…",
        "adr new [TITLE] --decider=…* --dir=… --draft --from-finding=… --from-question=… --path=… --service=… --status=… --template=… -i/--interactive -l/--link=…* -s/--supersede=…*",
        "adr preview --dir=… --log=…* --path=… --port=… --title=…",
        "adr renumber RECORD [NUMBER] --dir=… --dry-run --path=…",
        "adr search WORDS --decider=…* --dir=… --limit=… --log=…* --path=… --since=… --status=…* --supersedes=… --tag=…* --until=…",
        "adr show ID --dir=… --log=…* --path=…",
        "adr site --dir=… --force --log=…* --out=… --path=… --title=…",
        "adr status RECORD STATUS --dir=… --path=…",
        "adr supersede OLD --by=… --dir=… --path=…",
        "adr upgrade-repository --dir=… --path=…",
        "alerts check [PATH] --all --base=… --fail-on=error|warning|note|never --report=…* --service=…",
        "alerts list [PATH] --all --service=…",
        "audit [PATH] --all --as-of=… --base=… --baseline=… --fail-on=error|warning|note|never --report=…* --service=… --trend",
        "audit baseline [PATH] --accept-new --baseline=… --check --dry-run",
        "audit trend [PATH] --points=… --service=… --since=…",
        "audit waive WHAT --by=… --days=… --dry-run --owner=… --path=… --reason=… --remove --service=… --until=…",
        "checklist export [ID] --format=markdown|csv|aws-lens|deon --out=… --path=…",
        "checklist import FILE --format=markdown|csv|aws-lens|deon --id=… --out=…",
        "checklist lint [FILE] --base=… --path=…",
        "checklist list --path=…",
        "checklist show [ID] --language=… --path=…",
        "docs sync --adopt --check --force --path=…",
        "health check [PATH] --all --base=… --fail-on=error|warning|note|never --report=…* --service=…",
        "health list [PATH] --all --routes --service=…",
        "health map [PATH] --format=text|json|markdown --service=…",
        "init [PATH] --dry-run -y/--yes",
        "migrations lint [FILES] --all --base=… --dialect=postgresql|mysql|mariadb|sqlite|sqlserver|oracle|clickhouse --fail-on=error|warning|note|never --ignore-others --report=…* --server-version=… --transaction=auto|always|never",
        "migrations list [PATH] --all --base=…",
        "review [PATH] --answers=… --budget=… --by=… --dry-run --due=… --export-form=… --note=… --owner=… --pack=… --service=… --set=…* --since=…",
        "rules explain ID",
        "rules list",
        "runbook new [SERVICE] --owner=… --path=… --template=…",
        "scan [PATH] --all --at=… --base=… --format=text|json|markdown --service=… --timings",
        "schema config|pack|answers|waivers|locale",
        "signals explain ID",
        "signals list --question=…",
      ]
    `);
  });

  it('has --json, --no-color and --no-input everywhere', () => {
    for (const { flags } of Object.values(commands))
      expect(Object.keys(flags)).toEqual(expect.arrayContaining(everywhere));
  });
});
