import type { SourceSpan } from '../../../model/source-span.js';
import type { CSharpFile } from '../../../syntax/csharp/files.js';
import type { Expression } from '../../../syntax/imperative/tree.js';
import type { Application } from './application.js';
import type { Call } from './start-run.js';
import type { Frame } from './values.js';

/** Where the application makes a call: in its own project, though the call stands in another. */
export function placeOfCall(call: Call, frame: Frame): SourceSpan {
  if (frame.site) return frame.site;
  // Of a chain over several lines the link counts, not where the chain begins.
  return frame.file.source.span(call.object?.kind === 'call' ? nameStart(call, frame) : call.start, call.end);
}

/** Where the own project is left: the call in it. */
export function siteFor(
  application: Application,
  file: CSharpFile,
  frame: Frame,
  call: { start: number; end: number } | undefined,
): SourceSpan | undefined {
  if (frame.site || application.owns(file.source.path)) return frame.site;
  return frame.file.source.span(call?.start ?? 0, call?.end ?? 0);
}

/** Where the name of a call begins, behind what it is called on. */
export function nameStart(call: Call, frame: Frame): number {
  const from = call.object?.end ?? call.start;
  const at = frame.file.source.text.indexOf(call.name, from);
  return at === -1 ? call.start : at;
}

/** An expression as it is written, on one line and cut short. */
export function excerptOf(expression: Expression | undefined, frame: Frame): string {
  if (!expression) return '';
  return frame.file.source.text.slice(expression.start, expression.end).replaceAll(/\s+/g, ' ').slice(0, 100);
}
