import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintel, program, runProgram, scratchFolder } from './program.js';

/** Runs a shell script in an empty folder, with `adr` and `_adr_autocomplete` as teams have them on their PATH. Gives all that is printed. */
async function shell(script: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = scratchFolder();
  const bin = scratchFolder('lintel-bin-');
  const executable = (name: string, text: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  executable('adr', `exec '${process.execPath}' '${program}' adr "$@"`);
  executable('_adr_autocomplete', `exec '${process.execPath}' '${program}' adr autocomplete "$@"`);
  executable('an-editor', 'echo "AN EDITOR $@"');
  executable('another-editor', 'echo "ANOTHER EDITOR $@"');
  executable('a-pager', 'echo PAGED; cat > /dev/null');
  const run = await runProgram('sh', ['-c', `exec 2>&1\n${script}`], {
    cwd: folder,
    env: { PATH: `${bin}:${dirname(process.execPath)}:/usr/bin:/bin`, ADR_DATE: '2026-02-03', ...env },
    limit: 120_000,
  });
  return run.stdout;
}

describe.skipIf(process.platform === 'win32')('a script adr that runs lintel adr', () => {
  it('begins a log, also elsewhere, and finds it from below', async () => {
    expect(await shell('adr list; adr init; mkdir -p a/b; cd a/b; adr new Second one; adr list')).toBe(
      [
        'The doc/adr directory does not exist',
        'doc/adr/0001-record-architecture-decisions.md',
        '../../doc/adr/0002-second-one.md',
        '../../doc/adr/0001-record-architecture-decisions.md',
        '../../doc/adr/0002-second-one.md',
        '',
      ].join('\n'),
    );
    expect(await shell('adr init decisions/log; cat .adr-dir; mkdir x; cd x; adr new Two')).toBe(
      'decisions/log/0001-record-architecture-decisions.md\ndecisions/log\n../decisions/log/0002-two.md\n',
    );
  });

  it('refuses a second beginning, and writes nothing', async () => {
    const printed = await shell('adr init; adr init; echo $?; ls doc/adr');
    expect(printed).toMatch(
      /there is a decision log in doc\/adr already\n.*\n2\n0001-record-architecture-decisions\.md\n$/,
    );
  });

  it('wants a title', async () => {
    expect(await shell('if adr new; then echo wrong; fi; ls')).toBe('ERROR: no title given\n');
  });

  it('opens the editor before it prints the path; VISUAL wins', async () => {
    expect(await shell('adr new A', { EDITOR: 'an-editor' })).toBe(
      'AN EDITOR doc/adr/0001-a.md\ndoc/adr/0001-a.md\n',
    );
    expect(await shell('adr new A', { EDITOR: 'an-editor', VISUAL: 'another-editor --wait' })).toBe(
      'ANOTHER EDITOR --wait doc/adr/0001-a.md\ndoc/adr/0001-a.md\n',
    );
  });

  it('takes titles as they come: doubled words, options of others, quotes, slashes, ampersands, its own tokens', async () => {
    const titles = [
      'if a and if b',
      'Drop the -j flag -x',
      'A & B|C\\1',
      'Use "x/y"/z',
      'UPDATE the STATUS of TITLE',
    ];
    const printed = await shell(
      `${titles.map((title) => `adr new ${title.includes('-j') ? title : `'${title}'`}`).join('\n')}\nhead -qn1 doc/adr/*`,
    );
    expect(printed.split('\n')).toEqual([
      'doc/adr/0001-if-a-and-if-b.md',
      'doc/adr/0002-drop-the-j-flag-x.md',
      'doc/adr/0003-a-b-c-1.md',
      'doc/adr/0004-use-x-y-z.md',
      'doc/adr/0005-update-the-status-of-title.md',
      ...titles.map((title, at) => `# ${at + 1}. ${title}`),
      '',
    ]);
  });

  it('supersedes the record of that number, not one that has it in its name', async () => {
    const printed = await shell(
      'adr new Use http2; adr new Second; adr new -s 2 Third; cat doc/adr/0002-second.md; sed -n 5,9p doc/adr/0003-third.md; sed -n 5,8p doc/adr/0001-use-http2.md',
    );
    expect(printed).toContain('## Status\n\nSuperceded by [3. Third](0003-third.md)\n\n## Context\n');
    expect(printed).toContain(
      '## Status\n\nAccepted\n\nSupercedes [2. Second](0002-second.md)\n## Status\n\nAccepted\n',
    );
  });

  it('links new and old records, in the order of the calls', async () => {
    const printed = await shell(
      `adr new One; adr new Two; adr new -l '1:Amends:Amended by' -l '2:Clarifies:Clarified by' Three
adr link 2 'Depends on' 1 'Needed by'; sed -n '/## Status/,/## Context/p' doc/adr/*`,
    );
    expect(printed.split('doc/adr/0003-three.md\n')[1]).toBe(
      [
        '## Status\n\nAccepted\n\nAmended by [3. Three](0003-three.md)\n\nNeeded by [2. Two](0002-two.md)\n\n## Context',
        '## Status\n\nAccepted\n\nClarified by [3. Three](0003-three.md)\n\nDepends on [1. One](0001-one.md)\n\n## Context',
        '## Status\n\nAccepted\n\nAmends [1. One](0001-one.md)\n\nClarifies [2. Two](0002-two.md)\n\n## Context',
        '',
      ].join('\n'),
    );
  });

  it('writes nothing at all when a record that is linked does not exist', async () => {
    const printed = await shell(
      `adr new One; adr new -s 7 Two; echo $?; adr new -l '9:Amends:Amended by' Two; echo $?; adr link 1 Amends 99 'Amended by'; echo $?
ls -A doc/adr; cat doc/adr/0001-one.md | wc -l`,
    );
    expect(printed).toMatch(/there is no record "7"/);
    expect(printed).toMatch(/\n2\n[\s\S]*\n2\n[\s\S]*\n2\n0001-one\.md\n\s*19\n$/);
  });

  it('supersedes a proposed record, one whose status comes last, and one under a heading of depth 1', async () => {
    const printed = await shell(`adr new One; adr new Two; adr new Three
sed -i.bak 's/^Accepted/Proposed/' doc/adr/0001-one.md
printf '# 2. Two\\n\\n## Context\\n\\nWhy.\\n\\n## Status\\n\\nAccepted' > doc/adr/0002-two.md
printf '# 3. Three\\n\\n# Status\\n\\nAccepted\\n\\n# Context\\n' > doc/adr/0003-three.md
rm doc/adr/*.bak; adr new -s 1 -s 2 -s 3 Four; sed -n 5,9p doc/adr/0001-one.md; cat doc/adr/0002-two.md; echo; cat doc/adr/0003-three.md`);
    const by = 'Superceded by [4. Four](0004-four.md)';
    expect(printed.split('doc/adr/0004-four.md\n')[1]).toBe(
      `## Status\n\n${by}\n\n## Context\n# 2. Two\n\n## Context\n\nWhy.\n\n## Status\n\n${by}\n# 3. Three\n\n# Status\n\n${by}\n\n# Context\n`,
    );
  });

  it('keeps every script in names, and counts records only', async () => {
    expect(
      await shell(`adr new 编写完整的单元测试; adr new Ünïcode ñame; touch doc/adr/0007-diagram.png doc/adr/0002-x.md.bak
adr new Third; adr list`),
    ).toBe(
      [
        'doc/adr/0001-编写完整的单元测试.md',
        'doc/adr/0002-ünïcode-ñame.md',
        'doc/adr/0003-third.md',
        'doc/adr/0001-编写完整的单元测试.md',
        'doc/adr/0002-ünïcode-ñame.md',
        'doc/adr/0003-third.md',
        '',
      ].join('\n'),
    );
  });

  it('draws no phantom nodes, and quotes titles', async () => {
    const printed = await shell(
      `adr new One; adr new 'Say "no"'; adr new -s 1 Three; rm doc/adr/0002*; adr generate graph -p x/ -e .htm`,
    );
    expect(printed.split('0003-three.md\n')[1]).toBe(
      [
        'digraph {',
        '  node [shape=plaintext];',
        '  subgraph {',
        '    _1 [label="1. One"; URL="x/0001-one.htm"];',
        '    _3 [label="3. Three"; URL="x/0003-three.htm"];',
        '    _1 -> _3 [style="dotted", weight=1];',
        '  }',
        '  _3 -> _1 [label="Supercedes", weight=0]',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('generates a table of contents between two files, also with spaces in the prefix', async () => {
    expect(
      await shell(
        `adr new One >/dev/null; echo Before. > a.md; echo After. > b.md; adr generate; adr generate toc -i a.md -o b.md -p 'my docs/'`,
      ),
    ).toBe(
      'graph\ntoc\n# Architecture Decision Records\n\nBefore.\n\n* [1. One](my docs/0001-one.md)\n\nAfter.\n',
    );
  });

  it('fills templates: of the log, and of ADR_TEMPLATE', async () => {
    expect(
      await shell(`adr new One >/dev/null; mkdir doc/adr/templates
printf '# TITLE\\n\\nNo NUMBER of DATE: STATUS, TITLE\\n' > doc/adr/templates/template.md; printf 'TITLE\\n' > t.md
adr new The STATUS; cat doc/adr/0002*; ADR_TEMPLATE=t.md adr new Three; cat doc/adr/0003*`),
    ).toBe(
      'doc/adr/0002-the-status.md\n# The STATUS\n\nNo 2 of 2026-02-03: Accepted, The STATUS\ndoc/adr/0003-three.md\nThree\n',
    );
  });

  it('writes old dates anew, day first unless the log shows otherwise', async () => {
    const script = (other: string): string =>
      `adr init >/dev/null; ADR_DATE=12/01/1992 adr new Two >/dev/null; ADR_DATE=${other} adr new Three >/dev/null; adr upgrade-repository; grep -h Date: doc/adr/*`;
    expect(await shell(script('31/01/1992'))).toBe('Date: 2026-02-03\nDate: 1992-01-12\nDate: 1992-01-31\n');
    expect(await shell(script('01/31/1992'))).toBe('Date: 2026-02-03\nDate: 1992-12-01\nDate: 1992-01-31\n');
  });

  it('completes, explains and configures', async () => {
    expect(
      await shell(
        '_adr_autocomplete adr; _adr_autocomplete adr l; _adr_autocomplete adr generate; _adr_autocomplete adr generate g; _adr_autocomplete adr zz',
      ),
    ).toBe('config generate help init link list new upgrade-repository\nlink list\ngraph toc\ngraph\n\n');
    expect(
      await shell(
        'eval "$(adr config)"; test -f "$adr_bin_dir/run.js" && test -f "$adr_template_dir/nygard.hbs" && echo there',
      ),
    ).toBe('there\n');
    const help = await shell('adr help; adr help new');
    expect(help).toMatch(/^usage: adr help COMMAND/);
    expect(help).toContain('  upgrade-repository');
    expect(help).toContain('--supersede');
    expect(await shell('adr help new', { ADR_PAGER: 'a-pager' })).toBe('PAGED\n');
  });
});

it('the templates of records are all there', () => {
  const folder = join(dirname(program), '../templates/adr');
  const names = readdirSync(folder).filter((name) => name.endsWith('.hbs'));
  expect(names).toEqual([
    'alexandrian.hbs',
    'madr-minimal.hbs',
    'madr.hbs',
    'nygard.hbs',
    'tyree-akerman.hbs',
    'y-statement.hbs',
  ]);
  for (const name of names) expect(readFileSync(join(folder, name), 'utf8')).toContain('# {{heading}}');
});

it('own partials are named with or without their underscore', async () => {
  const cwd = scratchFolder();
  mkdirSync(join(cwd, '.lintel/templates/adr'), { recursive: true });
  writeFileSync(join(cwd, '.lintel/templates/adr/_head.hbs'), '# {{number}}. {{title}}\n');
  writeFileSync(join(cwd, '.lintel/templates/adr/own.hbs'), '{{> head}}\n{{> _head}}\n## Status\n\nDraft\n');
  const run = await lintel(['adr', 'new', '--template', 'own', 'Use', 'partials'], { cwd });
  expect(run).toEqual({ code: 0, stdout: 'doc/adr/0001-use-partials.md\n', stderr: '' });
  expect(
    readFileSync(join(cwd, 'doc/adr/0001-use-partials.md'), 'utf8').match(/1\. Use partials/g),
  ).toHaveLength(2);
});
