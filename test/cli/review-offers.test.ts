import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, lintel, scratchFolder } from './program.js';
import { hasTerminal, inTerminal } from './terminal.js';
import type { Terminal } from './terminal.js';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: api
          image: api
          livenessProbe:
            httpGet: { path: /livez, port: 8080 }
`;

/** A service with one kind of probe. */
function repository(): string {
  const root = join(scratchFolder(), 'api');
  const files = {
    Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
    'package.json': '{ "name": "api", "dependencies": { "express": "5" } }\n',
    'server.js': `const app = require('express')();
app.get('/livez', (_request, response) => response.send('ok'));
app.listen(8080);
`,
    'deploy/api.yaml': deployment,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  commitAll(root);
  return root;
}

/** The walk at the question on health checks, of which the repository says something. */
async function atHealthChecks(root: string): Promise<Terminal> {
  const walk = inTerminal(['review', '--by', 'dev@example.com'], root);
  await walk.sees('1/');
  for (let question = 2; question <= 5; question += 1) {
    walk.press('s');
    await walk.sees(`${question}/`);
  }
  return walk;
}

describe.skipIf(!hasTerminal)('what the walk makes of an answer', () => {
  it('is the draft of a decision record for an accepted risk, with its evidence, linked from the answer', async () => {
    const root = repository();
    const walk = await atHealthChecks(root);
    walk.press('t');
    await walk.sees('Note (kept');
    walk.press('one instance only\r');
    await walk.sees('quit');
    walk.press('3');
    await walk.sees('partial-failure.health-checks is a high risk now: a drafts a decision record');
    walk.press('a');
    await walk.sees('drafted docs/adr/');
    walk.press('q');
    expect((await walk.end()).code).toBe(0);

    const names = readdirSync(join(root, 'docs/adr')).filter((name) => name.includes('accept-the-risk'));
    expect(names).toHaveLength(1);
    const path = `docs/adr/${names[0] ?? ''}`;
    expect(readFileSync(join(root, path), 'utf8').replace(/\d{4}-\d\d-\d\d/, 'DATE')).toMatchInlineSnapshot(`
      "# XXXX. Accept the risk of partial-failure.health-checks

      Date: DATE

      ## Status

      Proposed

      ## Context

      The checklist asks: Does every instance have a liveness check that looks at its own process only, and a readiness check that fails when this instance cannot serve? The answer was "There are checks, but some cannot fail, ask a path that is not served, or restart instances for the fault of others". one instance only

      What the repository shows:

      - /livez answers for liveness (\`server.js\`, line 2)
      - /livez touches no dependency (\`server.js\`, line 2)
      - Deployment api: liveness probe over http (/livez) (\`deploy/api.yaml\`, line 13)

      ## Decision

      The change that we're proposing or have agreed to implement.

      ## Consequences

      What becomes easier or more difficult to do and any risks introduced by the change that will need to be mitigated.
      "
    `);
    expect(readFileSync(join(root, 'docs/reviews/api.yaml'), 'utf8')).toContain(path);
  });

  it('is a section of the runbook for an answer on a failure, once, in a runbook that is made or kept', async () => {
    const root = repository();
    const path = join(root, 'docs/runbooks/api.md');
    const walk = await atHealthChecks(root);
    expect(existsSync(path)).toBe(false);
    walk.press('2');
    await walk.sees('r adds it to the runbook');
    walk.press('r');
    await walk.sees('added to docs/runbooks/api.md');
    const made = readFileSync(path, 'utf8');
    const start = made.indexOf('### partial-failure.health-checks');
    const section = made.slice(start).split(/^## /m, 1)[0] ?? '';
    expect(section).toMatchInlineSnapshot(`
      "### partial-failure.health-checks: Does every instance have a liveness check that looks at its own process only, and a readiness check that fails when this instance cannot serve?

      Answered: Every instance has a check, but only one of the two kinds.

      - Deployment api: liveness probe over http (/livez) ([deploy/api.yaml:13](../../deploy/api.yaml#L13))
      - /livez answers for liveness ([server.js:2](../../server.js#L2))
      - /livez touches no dependency ([server.js:2](../../server.js#L2))

      1. TODO: how it shows (alert, dashboard, what users see).
      2. TODO: first safe action. Verify: TODO. Undo: TODO.

      "
    `);
    expect(made.lastIndexOf('\n## ', start)).toBe(made.indexOf('\n## Known failure modes'));

    // Again: it is there.
    walk.press('r');
    await walk.sees('docs/runbooks/api.md has it already');
    expect(readFileSync(path, 'utf8')).toBe(made);

    // The next answer gets its own section, and nothing else changes.
    walk.press('1');
    await walk.sees('r adds it to the runbook');
    walk.press('r');
    await walk.sees('added to docs/runbooks/api.md');
    walk.press('q');
    expect((await walk.end()).code).toBe(0);
    const text = readFileSync(path, 'utf8');
    const next = text.indexOf('### partial-failure.isolation');
    const added = text.slice(next).split(/^## /m, 1)[0] ?? '';
    expect(next).toBeGreaterThan(start);
    expect(added).toContain('Answered: ');
    expect(text.replace(added, '')).toBe(made);
  });
});

describe('review --since', () => {
  it(
    'asks only what the changes speak to, and nothing where nothing changed',
    { timeout: 120_000 },
    async () => {
      const root = repository();
      const asked = async (...words: readonly string[]): Promise<readonly string[]> => {
        const run = await lintel(['review', root, '--json', ...words]);
        expect(run.code).toBe(0);
        const { services }: { services: { open: { id: string }[] }[] } = JSON.parse(run.stdout);
        return services.flatMap(({ open }) => open.map(({ id }) => id));
      };
      const all = await asked();
      expect(await asked('--since', 'HEAD')).toEqual([]);

      writeFileSync(join(root, 'notes.md'), 'Nothing that a question asks for.\n');
      commitAll(root);
      expect(await asked('--since', 'HEAD~1')).toEqual([]);

      writeFileSync(join(root, 'deploy/api.yaml'), `${deployment}            periodSeconds: 5\n`);
      // What is not committed yet counts, too.
      const touched = await asked('--since', 'HEAD');
      expect(touched).toMatchInlineSnapshot(`
        [
          "partial-failure.health-checks",
          "independent-scaling.release",
        ]
      `);
      expect(all).toEqual(expect.arrayContaining([...touched]));
      commitAll(root);
      expect(await asked('--since', 'HEAD')).toEqual([]);
      expect(await asked('--since', 'HEAD~2')).toEqual(touched);

      const unknown = await lintel(['review', root, '--since', 'nowhere']);
      expect(unknown.code).toBe(2);
      expect(unknown.stderr).toContain('nowhere');
    },
  );
});
