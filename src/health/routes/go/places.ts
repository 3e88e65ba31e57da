import type { SourceSpan } from '../../../model/source-span.js';
import type { Machine } from './machine.js';
import type { FilePlace } from './values.js';

/** The span of a place in a file that was read. */
export function spanOfPlace(machine: Machine, place: FilePlace): SourceSpan {
  const source = machine.program.file(place.file)?.source;
  return (
    source?.span(place.start, place.end) ?? { file: place.file, line: 1, column: 1, endLine: 1, endColumn: 1 }
  );
}
