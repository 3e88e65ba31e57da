import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { rubyProgram } from '../../../syntax/ruby/program.js';
import { RubyFrame } from '../../../syntax/ruby/value.js';
import { ParseTimeout, withTree } from '../../../syntax/tree-sitter.js';
import type { RouteReading } from '../../route-framework.js';
import { isOfInterest } from '../../interest.js';
import type { Output, RoutesFile } from '../rails/context.js';
import { answerOf, nameOfTarget } from '../rails/controllers.js';
import { RoutesInterpreter } from '../rails/interpreter.js';
import { rootScope } from '../rails/scope.js';
import { answerOfAction } from './actions.js';
import { RubyProject } from '../ruby/project.js';
import { pathsOf } from '../ruby/route-path.js';

/** Reads `class Routes < Hanami::Routes` of config/routes.rb, whose language is that of Rails with slices. */
export async function readHanami(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const paths = candidates.map(({ path }) => path);
  const project = new RubyProject(view, paths);
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  const skipped: Skipped[] = [];
  for (const { path } of candidates) {
    if (!/(^|\/)config\/routes\.rb$/.test(path)) continue;
    const source = await view.read(path);
    if (!source || !/Hanami::(Routes|Router)\b/.test(source.text)) continue;
    try {
      const outputs = await withTree('ruby', source, (root) => {
        const file: RoutesFile = { source, root, program: rubyProgram(root) };
        const interpreter = new RoutesInterpreter(new Map([[path, file]]), false, new Map());
        return root.descendantsOfType('class').flatMap((type): Output[] => {
          const body = type?.childForFieldName('body');
          if (!body || !/Hanami::(Routes|Router)\b/.test(type?.childForFieldName('superclass')?.text ?? ''))
            return [];
          const out: Output = { owner: 'Hanami', routes: [], mounts: [], gaps: [] };
          interpreter.block(body, {
            file,
            frame: new RubyFrame(),
            scope: rootScope,
            aliases: new Set(['self']),
            depth: 0,
            out,
          });
          return [out];
        });
      });
      for (const out of outputs) {
        gaps.push(...out.gaps.map((gap) => ({ ...gap, framework: 'hanami' })));
        for (const mount of out.mounts)
          gaps.push({
            framework: 'hanami',
            span: mount.span,
            reason: `${mount.name} is mounted and not read`,
          });
        for (const raw of out.routes)
          for (const place of pathsOf(raw.pattern)) {
            const isHealth = isOfInterest(place, project.view);
            const { target } = raw;
            const answer = !isHealth
              ? undefined
              : target.kind === 'action'
                ? await answerOfAction(target.controller, target.action, paths, project)
                : { handler: (await answerOf(target, path, project)).handler, touchedBefore: [] };
            const handler = answer?.handler ?? nameOfTarget(target);
            const touchedBefore = answer?.touchedBefore ?? [];
            routes.push({
              framework: 'hanami',
              method: raw.method,
              path: place,
              pathComplete: raw.complete,
              span: raw.span,
              servedBy: 'code',
              ...(handler && { handler }),
              ...(raw.condition !== undefined && { condition: raw.condition }),
              ...(touchedBefore.length > 0 && { touchedBefore }),
              confidence: 'high',
            });
          }
      }
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      skipped.push({ file: path, reason: 'parse-error', detail: error.message });
    }
  }
  return { routes, gaps, skipped };
}
