import { expect, test } from 'vitest';
import { BatchOutput } from '../../src/repository/batch-output.js';
import type { BatchAnswer } from '../../src/repository/batch-output.js';
import { parseListing } from '../../src/repository/index-listing.js';

const id = 'a'.repeat(40);

test('the output of ls-files is taken apart with its stat data', () => {
  const debug = (size: number): string =>
    `  ctime: 10:500000000\n  mtime: 20:250000000\n  dev: 1\tino: 77\n  uid: 0\tgid: 0\n  size: ${size}\tflags: 0\n`;
  const output = `? new\nfile\0H 100644 ${id} 0\ta b\0${debug(3)}S 100755 ${id} 0\t  size: 1\0${debug(4)}M 100644 ${id} 1\tm\0${debug(0)}M 100644 ${id} 2\tm\0${debug(0)}h 120000 ${id} 0\tz\0${debug(5)}`;
  const stat = { ctime: 10_500, mtime: 20_250, inode: 77 };
  expect(parseListing(output)).toEqual({
    untracked: ['new\nfile'],
    tracked: [
      {
        path: 'a b',
        mode: '100644',
        blob: id,
        unmerged: false,
        notCheckedOut: false,
        stat: { ...stat, size: 3 },
      },
      {
        path: '  size: 1',
        mode: '100755',
        blob: id,
        unmerged: false,
        notCheckedOut: true,
        stat: { ...stat, size: 4 },
      },
      {
        path: 'm',
        mode: '100644',
        blob: id,
        unmerged: true,
        notCheckedOut: false,
        stat: { ...stat, size: 0 },
      },
      {
        path: 'z',
        mode: '120000',
        blob: id,
        unmerged: false,
        notCheckedOut: false,
        stat: { ...stat, size: 5 },
      },
    ],
  });
});

test('stat data in another form is left out, and the files are still found', () => {
  const output = `H 100644 ${id} 0\ta\0  ctime: later\n  other: 1\nH 100644 ${id} 0\tb\0`;
  expect(parseListing(output).tracked.map(({ path, stat }) => [path, stat])).toEqual([
    ['a', undefined],
    ['b', undefined],
  ]);
  expect(() => parseListing('nonsense')).toThrow('unexpected output');
});

test('answers of cat-file are the same, however the output is cut', () => {
  const output = Buffer.from(`${id} blob 3\na\nb\n${id} missing\n${id} tree 0\n\n${id} blob 1\nx\n`);
  for (let size = 1; size <= output.length; size += 1) {
    const answers: BatchAnswer[] = [];
    const reader = new BatchOutput((answer) => answers.push(answer));
    for (let at = 0; at < output.length; at += size) reader.push(output.subarray(at, at + size));
    expect(
      answers.map((answer) =>
        answer.kind === 'content' ? `${answer.type} ${answer.content.toString()}` : answer.kind,
      ),
    ).toEqual(['blob a\nb', 'missing', 'tree ', 'blob x']);
  }
});
