import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, git, jsonOf, lintel, scratchFolder } from './program.js';

interface AuditDocument {
  readonly verdict: {
    readonly passed: boolean;
    readonly gates: readonly {
      readonly id: string;
      readonly state: string;
      readonly failures: readonly { readonly id: string }[];
    }[];
  };
  readonly questions: readonly { readonly id: string; readonly state: string }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly status: string;
    readonly fingerprint: string;
  }[];
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  revisionHistoryLimit: 3
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: api
          image: api
          ports:
            - containerPort: 8080
          livenessProbe:
            httpGet: { path: /livez, port: 8080 }
          resources: { requests: { cpu: 100m, memory: 128Mi } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }
  minReplicas: 3
  maxReplicas: 9
`;

const files: Readonly<Record<string, string>> = {
  Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
  'package.json': '{ "name": "api", "dependencies": { "express": "5" } }\n',
  'server.js': `const express = require('express');
const app = express();
app.get('/livez', (_request, response) => response.send('ok'));
app.listen(8080);
`,
  'deploy/api.yaml': deployment,
  'migrations/001_users.up.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, name text);\n',
  'migrations/001_users.down.sql': 'DROP TABLE users;\n',
};

/** What an audit of a commit says: exit code, gates that failed, stale answers. */
interface Verdict {
  readonly code: number;
  readonly failed: readonly string[];
  readonly stale: readonly string[];
}

describe('an audit over ten commits', () => {
  it('gives the right verdict, exit code and stale answers at each', { timeout: 240_000 }, async () => {
    const root = join(scratchFolder(), 'api');
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    const edit = (path: string, change: (text: string) => string): void =>
      write(path, change(readFileSync(join(root, path), 'utf8')));
    const audited = async (...words: readonly string[]): Promise<Verdict> => {
      if (!existsSync(join(root, '.git')) || git(root, 'status', '--porcelain') !== '') commitAll(root);
      const run = await lintel(['audit', root, '--json', ...words]);
      const { verdict, questions } = jsonOf<AuditDocument>(run);
      expect(verdict.passed).toBe(run.code === 0);
      return {
        code: run.code,
        failed: verdict.gates.filter(({ state }) => state === 'failed').map(({ id }) => id),
        stale: questions.filter(({ id, state }) => id.includes('.') && state === 'stale').map(({ id }) => id),
      };
    };
    const lintelOk = async (...words: readonly string[]): Promise<void> => {
      const run = await lintel(words);
      expect(run).toMatchObject({ code: 0 });
    };
    const good = { code: 0, failed: [], stale: [] };

    // 1. Nothing was reviewed, nothing is wrong.
    for (const [path, text] of Object.entries(files)) write(path, text);
    expect(await audited()).toEqual(good);

    // 2. A review is begun: two questions are answered, and the others are wanted from here on.
    const answer = (...pairs: readonly string[]): Promise<void> =>
      lintelOk('review', root, ...pairs.flatMap((pair) => ['--set', pair]));
    await answer('independent-scaling.autoscaling=cpu', 'migrations.compatible=all');
    expect(await audited()).toEqual({ code: 1, failed: ['required-questions'], stale: [] });

    // 3. The team decides that questions which nobody answered are only listed for now, and that nothing is dropped: a gate of its own.
    write(
      '.lintel.yaml',
      'gate:\n  reportOnly: [required-questions]\n  gates:\n    nothing-dropped: { rules: [drop-column] }\n',
    );
    expect(await audited()).toEqual(good);

    // 4. The cited file gets lines above: moved text is the same text.
    edit('deploy/api.yaml', (text) => `# The API.\n# Three instances at least.\n${text}`);
    expect(await audited()).toEqual(good);

    // 5. The cited file is renamed.
    mkdirSync(join(root, 'k8s'));
    renameSync(join(root, 'deploy/api.yaml'), join(root, 'k8s/api.yaml'));
    expect(await audited()).toEqual(good);

    // 6. A cited line changes: exactly its answer is stale.
    edit('k8s/api.yaml', (text) => text.replace('maxReplicas: 9', 'maxReplicas: 4'));
    const stale = ['independent-scaling.autoscaling'];
    expect(await audited()).toEqual({ code: 1, failed: ['stale-answers'], stale });
    expect(await audited('--base', 'HEAD~1')).toEqual({ code: 1, failed: ['stale-answers'], stale });

    // 7. It is confirmed; and a migration drops a column without a way back, which ends a "there is none".
    await answer('independent-scaling.autoscaling=cpu');
    write('migrations/002_name.up.sql', 'ALTER TABLE users DROP COLUMN name;\n');
    const dropped = await audited();
    expect(dropped).toEqual({
      code: 1,
      failed: ['stale-answers', 'nothing-dropped'],
      stale: ['migrations.compatible'],
    });
    // What stood at the base already does not count there.
    expect(await audited('--base', 'HEAD')).toEqual({ ...good, stale: ['migrations.compatible'] });

    // 8. The answer is given anew, and the finding accepted for a time: waived, not passed.
    await answer('migrations.compatible=none');
    await lintelOk(
      'audit',
      'waive',
      'drop-column',
      '--path',
      root,
      '--owner',
      '@api',
      '--days',
      '30',
      '--reason',
      'nothing reads it',
    );
    const last = /expires: (\S+)/.exec(readFileSync(join(root, '.lintel/waivers.yaml'), 'utf8'))?.[1] ?? '';
    const after = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
    expect(await audited('--as-of', last)).toEqual(good);

    // 9. A column is renamed in one step. Its rule is an error, unlike that of a dropped column: the gate of findings fails by itself.
    write('migrations/003_key.up.sql', 'ALTER TABLE users RENAME COLUMN id TO key;\n');
    write('migrations/003_key.down.sql', 'ALTER TABLE users RENAME COLUMN key TO id;\n');
    const broken = { code: 1, failed: ['findings'], stale: [] };
    expect(await audited('--as-of', last)).toEqual(broken);
    expect(await audited('--as-of', last, '--base', 'HEAD~1')).toEqual(broken);
    expect(await audited('--as-of', last, '--fail-on', 'never')).toEqual(good);
    // The waiver runs out, and says so; what it accepted counts again.
    expect(await audited('--as-of', after)).toEqual({
      code: 1,
      failed: ['findings', 'waivers', 'nothing-dropped'],
      stale: [],
    });

    // 10. What is there goes into a baseline instead; then it is fixed, and the baseline has to shrink before the gate is content.
    await lintelOk('audit', 'waive', 'drop-column', '--path', root, '--remove');
    await lintelOk('audit', 'baseline', root);
    expect(await audited()).toEqual(good);
    for (const name of ['002_name.up.sql', '003_key.up.sql', '003_key.down.sql'])
      rmSync(join(root, 'migrations', name));
    expect(await audited()).toEqual({
      code: 1,
      failed: ['stale-answers', 'baseline'],
      stale: ['migrations.compatible'],
    });
    await lintelOk('audit', 'baseline', root);
    await answer('migrations.compatible=all');
    expect(await audited()).toEqual(good);
  });
});
