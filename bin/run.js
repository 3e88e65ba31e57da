#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const [first, ...rest] = process.argv.slice(2);

if (first === '--version' && rest.length === 0) {
  // The version is asked for by scripts and editors all the time: answer without loading oclif, in its words.
  const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const { platform, arch } = process;
  console.log(`${name}/${version} ${platform}-${arch} node-${process.version}`);
} else {
  const { execute } = await import('@oclif/core');
  await execute({ dir: import.meta.url });
}
