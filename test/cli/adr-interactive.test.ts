import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, scratchFolder } from './program.js';
import { hasTerminal, inTerminal } from './terminal.js';

describe.skipIf(!hasTerminal)('adr new --interactive in a terminal', () => {
  it('asks for all that a record is made of, shows what was said, and writes it in the log’s own form', async () => {
    const root = scratchFolder();
    mkdirSync(join(root, 'docs/decisions'), { recursive: true });
    writeFileSync(
      join(root, 'docs/decisions/0001-use-sql.md'),
      '---\nstatus: accepted\ndate: 2025-01-01\n---\n# Use SQL\n\n## Context and Problem Statement\n\nx\n\n## Considered Options\n\n* a\n\n## Decision Outcome\n\nChosen option: "a", because b.\n',
    );
    commitAll(root);

    const walk = inTerminal(['adr', 'new', '--interactive', '--template', 'madr'], root);
    const answer = async (question: string, keys: string): Promise<void> => {
      await walk.sees(question);
      walk.press(keys);
    };
    await answer('What was decided, or is to be?', 'Keep sessions in Redis\r');
    await answer('What is the situation', 'Sessions are lost at each restart.\r');
    await answer('A driver (enter: none)', 'restarts lose nobody\r');
    await answer('Another driver (enter: no more)', '\r');
    await answer('An option (enter: none)', 'Redis\r');
    await answer('Another option', 'Files\r');
    await answer('Another option', '\r');
    await answer('What speaks for "Redis"?', 'it is there\r');
    await answer('What else speaks for "Redis"?', '\r');
    await answer('What speaks against "Redis"?', '\r');
    await answer('What speaks for "Files"?', '\r');
    await answer('What speaks against "Files"?', 'they are slow\r');
    await answer('What else speaks against "Files"?', '\r');
    await answer('Which one is it?', '\r');
    await answer('Because', 'it is there\r');
    await answer('A consequence', '\r');
    await answer('Who decides?', ' \r');
    const { code, screen } = await walk.end();
    expect(code).toBe(0);
    for (const line of [
      'Title        Keep sessions in Redis',
      'Driver       restarts lose nobody',
      '+ Redis      it is there',
      '- Files      they are slow',
      'Chosen       Redis',
      'docs/decisions/0002-keep-sessions-in-redis.md',
    ])
      expect(screen).toContain(line);
    const text = readFileSync(join(root, 'docs/decisions/0002-keep-sessions-in-redis.md'), 'utf8');
    expect(text).toContain('- restarts lose nobody\n');
    expect(text).toContain('Chosen option: "Redis", because it is there.');
    expect(text).toMatch(/### Files[\s\S]*- Bad, because they are slow/);
  });

  it('leaves nothing behind when it is broken off', async () => {
    const root = scratchFolder();
    const walk = inTerminal(['adr', 'new', '--interactive', 'Use', 'queues'], root);
    await walk.sees('Template');
    walk.press('\u0003');
    expect((await walk.end()).code).toBe(130);
    expect(readdirSync(root)).toEqual([]);
  });
});
