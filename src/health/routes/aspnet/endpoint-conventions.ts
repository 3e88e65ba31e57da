import type { CSharpFile } from '../../../syntax/csharp/files.js';
import { nameStart } from './call-place.js';
import { conventions } from './known-calls.js';
import type { Convention } from './pipeline.js';
import type { Call } from './start-run.js';
import type { Frame } from './values.js';

/** What a call says of an endpoint or a group, e.g. `.RequireAuthorization()`; undefined when it says nothing that matters. */
export function conventionOf(call: Call, frame: Frame): Convention | undefined {
  if (!conventions.has(call.name)) return undefined;
  const start = nameStart(call, frame);
  return {
    name: call.name,
    span: frame.file.source.span(start, call.end),
    text: frame.file.source.text.slice(start, call.end).replaceAll(/\s+/g, ' ').slice(0, 120),
  };
}

/** What attributes before a lambda or method say: `[Authorize]`, `[AllowAnonymous]`. */
export function conventionsOfAttributes(
  written: string,
  file: CSharpFile,
  start: number,
): readonly Convention[] {
  const span = file.source.span(start, start + written.length);
  const found: Convention[] = [];
  if (/\bAuthorize\b/.test(written)) found.push({ name: 'RequireAuthorization', span, text: '[Authorize]' });
  if (/\bAllowAnonymous\b/.test(written))
    found.push({ name: 'AllowAnonymous', span, text: '[AllowAnonymous]' });
  return found;
}
