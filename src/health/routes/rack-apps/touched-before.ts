import type { Touch } from '../../../model/endpoint.js';
import { compareSpans } from '../../../model/source-span.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { touchedInStack } from '../rack/touched-before.js';
import type { UsedMiddleware } from '../rack/touched-before.js';
import { sureTouches } from '../ruby/handlers.js';
import type { RubyProject } from '../ruby/project.js';
import type { AppFilter } from './application.js';

/** A route and what stands before it. */
interface Standing {
  readonly path: string;
  /** Its path within the application, as Sinatra's filters see it. */
  readonly own: string;
  readonly span: SourceSpan;
  readonly uses: readonly UsedMiddleware[];
  readonly filters: readonly AppFilter[];
  /** The class that serves it. */
  readonly owner: string;
}

/** What the middleware and the filters before a route surely touch. */
export async function touchedBefore(
  { path, own, span, uses, filters, owner }: Standing,
  project: RubyProject,
): Promise<readonly Touch[]> {
  const found: Touch[] = [...(await touchedInStack(uses, path, project))];
  const type = await project.classNamed(owner);
  for (const { body, source, pattern } of filters) {
    if (pattern !== undefined && !fits(pattern, own)) continue;
    const touches = await sureTouches([{ body, source, ...(type && { owner: type }) }], project);
    // Of a block around the route only what stands ahead of it.
    const isAround =
      body.span.file === span.file && compareSpans(body.span, span) < 0 && endsBehind(body.span, span);
    found.push(...touches.filter((touch) => !isAround || compareSpans(touch.span, span) < 0));
  }
  return found.filter(
    (touch, index) => found.findIndex((one) => compareSpans(one.span, touch.span) === 0) === index,
  );
}

function endsBehind(outer: SourceSpan, inner: SourceSpan): boolean {
  return (
    outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn)
  );
}

/** Whether a pattern of Sinatra that is plain fits a path: `/x`, `/x/*`, `*`. Source: https://sinatrarb.com/intro.html#filters */
function fits(pattern: string, path: string): boolean {
  const start = pattern.replace(/\*$/, '');
  if (/[*?:(]/.test(start)) return false;
  return start === pattern ? path === pattern : path.startsWith(start);
}
