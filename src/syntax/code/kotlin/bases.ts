import type { CodePath } from '../code-file.js';
import { readArguments } from './arguments.js';
import type { KotlinReading } from './reading.js';

/** `: Base(x), Interface by other` behind the name of a class; what is given to them is read as well. */
export function readBases(reading: KotlinReading, limit: number): { readonly paths: readonly CodePath[] } {
  const paths: CodePath[] = [];
  if (!reading.is(':')) return { paths };
  reading.at += 1;
  while (reading.at < limit) {
    const path = reading.type(limit);
    if (path) paths.push(path);
    if (reading.is('(')) readArguments(reading);
    if (reading.word() === 'by')
      while (reading.at < limit && !reading.is(',') && !reading.is('{') && !reading.startsLine)
        reading.skip();
    if (!reading.is(',')) break;
    reading.at += 1;
  }
  return { paths };
}
