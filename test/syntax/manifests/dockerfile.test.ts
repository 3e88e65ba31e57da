import { describe, expect, it } from 'vitest';
import { SourceText } from '../../../src/model/source-text.js';
import { isDockerfilePath, parseDockerfile } from '../../../src/syntax/manifests/dockerfile.js';

const read = (text: string) => parseDockerfile(new SourceText('Dockerfile', text));

describe('isDockerfilePath', () => {
  it.each([
    'Dockerfile',
    'dockerfile',
    'Dockerfile.prod',
    'Dockerfile-dev',
    'Dockerfile.go',
    'prod.Dockerfile',
    'api.dockerfile',
    'Containerfile',
    'docker/api/Dockerfile',
  ])('takes %s', (path) => expect(isDockerfilePath(path)).toBe(true));

  it.each([
    'Dockerfile.dockerignore',
    'Dockerfile.md',
    'Dockerfile.j2',
    'Dockerfile.tmpl',
    'pkg/dockerfile.go',
    'src/dockerfile.test.ts',
    'DockerfileParser.java',
    'my-dockerfiles/readme',
    'docker/dockerfile/index.js',
  ])('leaves %s', (path) => expect(isDockerfilePath(path)).toBe(false));
});

describe('parseDockerfile', () => {
  it('gives stages with their names, images, bases and lines', () => {
    const { stages } = read(
      'ARG NODE=20\nFROM --platform=$BUILDPLATFORM node:${NODE}-alpine AS Build\nRUN npm ci\n\nFROM build\nFROM ${BASE:-scratch}\n',
    );
    expect(
      stages.map(({ name, image, baseStage, span }) => [name, image, baseStage, span.line, span.endLine]),
    ).toEqual([
      ['build', 'node:20-alpine', undefined, 2, 2],
      [undefined, 'build', 0, 5, 5],
      [undefined, 'scratch', undefined, 6, 6],
    ]);
  });

  it('joins continued lines, leaves comments between them out and spans all lines', () => {
    const { instructions } = read('FROM a\ncopy services/api \\\n  # why\n\n  package.json ./\nEXPOSE 80\n');
    expect(instructions[1]).toMatchObject({
      keyword: 'COPY',
      arguments: 'services/api package.json ./',
      command: { form: 'shell', words: ['services/api', 'package.json', './'] },
      stage: 0,
      span: { line: 2, column: 1, endLine: 5, endColumn: 18 },
    });
    expect(instructions[2]).toMatchObject({ keyword: 'EXPOSE', span: { line: 6 } });
  });

  it('splits flags from arguments and reads the JSON form with blanks inside strings', () => {
    const { instructions } = read(
      'FROM a\nCOPY --from=build --chown=1:1 ["a b", "/d"]\nHEALTHCHECK --interval=5s CMD curl -f http://localhost/ || exit 1\n',
    );
    expect(instructions[1]).toMatchObject({
      flags: [
        { name: 'from', value: 'build' },
        { name: 'chown', value: '1:1' },
      ],
      command: { form: 'exec', words: ['a b', '/d'] },
    });
    expect(instructions[2]).toMatchObject({
      keyword: 'HEALTHCHECK',
      flags: [{ name: 'interval', value: '5s' }],
      arguments: 'CMD curl -f http://localhost/ || exit 1',
    });
  });

  it('does not take lines of a here-document for instructions', () => {
    const { stages, instructions } = read('FROM a\nRUN <<EOF\nFROM evil\nCMD x\nEOF\nCMD ["b"]\n');
    expect(stages).toHaveLength(1);
    expect(instructions.map((one) => [one.keyword, one.span.line])).toEqual([
      ['FROM', 1],
      ['RUN', 2],
      ['CMD', 6],
    ]);
  });

  it('regards the escape directive and Windows line ends', () => {
    const { instructions } = read('# escape=`\r\nFROM a\r\nRUN dir `\r\n  c:\\\r\nCMD a\r\n');
    expect(instructions.map((one) => [one.keyword, one.arguments, one.span.line])).toEqual([
      ['FROM', 'a', 2],
      ['RUN', 'dir   c:\\', 3],
      ['CMD', 'a', 5],
    ]);
  });

  it('puts ARGs before the first FROM in no stage, and takes broken JSON for the shell form', () => {
    const { instructions } = read("ARG A=1\nFROM a\nCMD ['npm', 'start']\n");
    expect(instructions.map((one) => one.stage)).toEqual([-1, 0, 0]);
    expect(instructions[2]?.command).toEqual({ form: 'shell', words: ['[npm,', 'start]'] });
  });

  it('stays small and quick on ARGs that double one another, and on a text that is no Dockerfile', () => {
    const doubling = Array.from({ length: 60 }, (_, n) => `ARG A${n + 1}=$A${n}$A${n}`).join('\n');
    const { stages } = read(`ARG A0=xx\n${doubling}\nFROM $A60\n`);
    expect(stages[0]?.image.length).toBeLessThanOrEqual(1_024);
    expect(read('this is not one\n\u0000\n').stages).toEqual([]);
    expect(read('').instructions).toEqual([]);
  });
});
