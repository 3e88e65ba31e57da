import type { Handler } from '../../../model/endpoint.js';
import { compareSpans } from '../../../model/source-span.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { Expression } from '../../../syntax/imperative/tree.js';
import type { Application } from './application.js';
import { checksPassing, letsNothingPass } from './health-checks.js';
import { joinTemplates, pathsOfTemplate } from './paths.js';
import type { RouteDraft, RouteScope } from './pipeline.js';
import type { Frame } from './values.js';

/** A call of `MapHealthChecks` or `UseHealthChecks`. */
interface CheckedCall {
  readonly call: Expression & { readonly kind: 'call' };
  readonly scope: RouteScope;
  readonly span: SourceSpan;
  readonly order: number;
  readonly fold: (expression: Expression) => Promise<string | undefined>;
  readonly options: Frame;
}

/**
 * The route of the health checks middleware; none when its path is made at run time. Without a `Predicate` all registered checks run.
 * Source: https://learn.microsoft.com/aspnet/core/host-and-deploy/health-checks
 */
export async function checkedRoute(
  { call, scope, span, order, fold, options: frame }: CheckedCall,
  application: Application,
  condition: string | undefined,
): Promise<RouteDraft[]> {
  const [path, ...rest] = call.arguments;
  const given = path?.value.kind === 'new' ? path.value.arguments[0]?.value : path?.value;
  const text = given && (await fold(given));
  if (text === undefined) return [];
  const port = rest.map(({ value }) => value).find(({ kind }) => kind === 'number');
  const options = rest
    .map(({ value }) => value)
    .find((value) => value.kind !== 'number' && value.kind !== 'text');
  const handler = await handlerOfChecks(options, frame, application);
  const isMiddleware = call.name === 'UseHealthChecks';
  return pathsOfTemplate(joinTemplates(scope.prefix, text)).map((one): RouteDraft => ({
    method: 'GET',
    path: one,
    isComplete: scope.isComplete,
    span,
    servedBy: 'code',
    scope,
    conventions: [],
    ...(isMiddleware && { order }),
    ...(port?.kind === 'number' && { port: Number(port.text) }),
    ...(condition !== undefined && { condition }),
    ...(handler && { handler }),
  }));
}

async function handlerOfChecks(
  options: Expression | undefined,
  frame: Frame,
  application: Application,
): Promise<Handler | undefined> {
  const items = options?.kind === 'new' ? (options.items ?? []) : [];
  if (options && options.kind !== 'new') return undefined;
  const item = (name: string): Expression | undefined =>
    items.find(({ key }) => key?.kind === 'text' && key.text === name)?.value;
  const scope = { file: frame.file, ...(frame.owner && { owner: frame.owner }) };
  const registered = await application.checks();
  const predicate = item('Predicate');
  const checks = await checksPassing(predicate, registered, scope, application.files);
  if (!checks) return undefined;
  const runsNone = checks.length === 0 && (registered.length === 0 || letsNothingPass(predicate));
  const touches = checks.flatMap((check) => check.touches).toSorted((a, b) => compareSpans(a.span, b.span));
  const codes = item('ResultStatusCodes');
  const codesText = codes ? frame.file.source.text.slice(codes.start, codes.end) : '';
  // `[HealthStatus.Unhealthy] = StatusCodes.Status200OK`: it answers success whatever the checks say.
  const swallows = /Unhealthy\b[^,;]{0,40}(200|\bOK\b)/i.test(codesText);
  return {
    name: 'HealthChecks',
    touches,
    ...(touches.length > 0 || runsNone || swallows ? { canFail: touches.length > 0 && !swallows } : {}),
    ...(runsNone && { constant: true }),
  };
}
