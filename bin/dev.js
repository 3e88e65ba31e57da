#!/usr/bin/env node
// For development: run `npx tsc --watch` beside it. Errors come with their stack, and commands are found without the manifest.
import { fileURLToPath } from 'node:url';
import { execute } from '@oclif/core';

const root = fileURLToPath(new URL('..', import.meta.url));
await execute({ development: true, loadOptions: { root, ignoreManifest: true, enablePerf: false } });
