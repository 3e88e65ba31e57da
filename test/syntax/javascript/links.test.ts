import { expect, test } from 'vitest';
import { SourceText } from '../../../src/model/source-text.js';
import { exportsOf, importsOf } from '../../../src/syntax/javascript/links.js';
import { parseModule } from '../../../src/syntax/javascript/module.js';

async function importsIn(text: string): Promise<readonly string[]> {
  const module = await parseModule(new SourceText('a.ts', text));
  return importsOf(module).map(({ kind, names, span, specifier }) => {
    const bound = names.map(
      ({ imported, local, typeOnly }) => `${typeOnly ? 'type ' : ''}${imported}>${local}`,
    );
    return `${span.line} ${kind} ${specifier} ${bound.join(' ')}`.trim();
  });
}

async function exportsIn(text: string): Promise<readonly string[]> {
  const module = await parseModule(new SourceText('a.ts', text));
  return exportsOf(module).map(({ exported, from, local, span }) =>
    `${span.line} ${exported} ${local ?? ''}${from ? `${from.specifier}#${from.imported}` : ''}`.trim(),
  );
}

test('imports of every form, with the names that they bind', async () => {
  expect(
    await importsIn(`import express, { Router as R, type Request } from 'express';
import * as ns from "./ns.js";
import type { T } from './t';
import './side-effect';
import old = require('old');
const { a, b: c = 1, ...rest } = require('./cjs');
const router = require('./routes').router;
let later; later = require('./later');
require('./mount')(app);
export * from './all';
export { x as y } from './named';
async function f() { const { z } = await import('./dynamic.js'); import('./lazy'); }
// require('./comment')
const text = "require('./text')"; require(variable); require.resolve('./x');
`),
  ).toEqual([
    '1 import express default>express Router>R type Request>Request',
    '2 import ./ns.js *>ns',
    '3 import ./t type T>T',
    '4 import ./side-effect',
    '5 import old *>old',
    '6 require ./cjs a>a b>c',
    '7 require ./routes router>router',
    '8 require ./later',
    '9 require ./mount',
    '10 re-export ./all',
    '11 re-export ./named',
    '12 dynamic ./dynamic.js z>z',
    '12 dynamic ./lazy',
  ]);
});

test('exports of ES modules', async () => {
  expect(
    await exportsIn(`export const a = 1, { b, c: [d] } = x;
export function f() {}
export default class K {}
export { g as h, i };
export * from './all'; export * as ns from './ns';
export { default } from './one';
export type { T } from './t';
export enum E { A }
`),
  ).toEqual([
    '1 a a',
    '1 b b',
    '1 d d',
    '2 f f',
    '3 default K',
    '4 h g',
    '4 i i',
    '5 * ./all#*',
    '5 ns ./ns#*',
    '6 default ./one#default',
    '8 E E',
  ]);
});

test('exports of CommonJS', async () => {
  expect(
    await exportsIn(`module.exports = router;
module.exports = { a, b: c, d() {} };
exports.e = f; module.exports.g = function h() {};
other.exports = 1; module.other = 2;
`),
  ).toEqual(['1 = router', '2 =', '2 a a', '2 b c', '2 d d', '3 e f', '3 g h']);
});

test('export = of TypeScript', async () => {
  expect(await exportsIn('const app = 1;\nexport = app;\n')).toEqual(['2 = app']);
});
