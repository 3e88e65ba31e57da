import { expect, it } from 'vitest';
import { bundledPack } from '../../../src/checklist/bundled-packs.js';
import { questionsSection } from '../../../src/reporters/text/questions.js';
import { createStyle } from '../../../src/reporters/text/style.js';
import { reportOf } from '../../../src/workflows/scan.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

it('shows a finding once, though it speaks against a question as evidence too', async () => {
  const report = await reportOf(
    inMemoryRepository({
      'package.json': '{"name": "app", "scripts": {"start": "node s.js"}, "dependencies": {"express": "5"}}',
      's.js':
        "const app = require('express')();\napp.get('/health', (q, r) => r.send('ok'));\napp.listen(80);\n",
      Dockerfile:
        'FROM node:22\nCOPY . .\nHEALTHCHECK CMD curl http://localhost/healthz || true\nCMD ["node", "s.js"]\n',
    }),
    'app',
    {},
  );
  expect(report.evidence.map(({ signal }) => signal)).toContain('probe-path-missing');
  const text = questionsSection(report, {
    style: createStyle(false),
    width: 200,
    all: true,
    questions: bundledPack('scalability').pack?.questions ?? [],
  }).join('\n');
  expect(text.match(/asks for \/healthz/g)).toHaveLength(1);
});
