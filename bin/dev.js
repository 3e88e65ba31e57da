#!/usr/bin/env node
// For development: run `npx tsc --watch` beside it. The commands are the compiled modules instead of the bundle, found without the manifest, and
// errors come with their stack.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { execute } from '@oclif/core';

const root = fileURLToPath(new URL('..', import.meta.url));
const pjson = JSON.parse(readFileSync(`${root}package.json`, 'utf8').replaceAll('./dist/', './build/'));
await execute({ development: true, loadOptions: { root, pjson, ignoreManifest: true, enablePerf: false } });
