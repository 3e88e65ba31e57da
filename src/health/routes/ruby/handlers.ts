import type { Handler } from '../../../model/endpoint.js';
import { compareSpans } from '../../../model/source-span.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { sureOffsets } from '../../../syntax/sure-code.js';
import type { RubyBody, RubyCallFact } from './bodies.js';
import type { RubyClass } from './class-facts.js';
import { dependencyOfRubyCall, isModelQuery, modelBase } from './dependency-calls.js';
import { govukTouches } from './govuk-checks.js';
import { parentOf } from './project.js';
import type { RubyProject } from './project.js';

type Touch = Handler['touches'][number];

/** A body and the class whose methods it calls, if it stands in one. */
export interface RubyPlace {
  readonly body: RubyBody;
  readonly owner?: RubyClass;
  /** Its file, where that is not the class's. */
  readonly source?: SourceText;
}

/** Calls that only make the answer, or harmless ones on values. */
const answering = new Set(
  (
    'render head json body status halt content_type headers response respond_to respond_with format html text any xml plain to_json to_s ' +
    'to_h merge success send_data ok now utc iso8601 current to_i freeze new error! present handle_response render_success cookies ' +
    'session params request env fetch dig skip_authorization skip_policy_scope expires_now expires_in no_store lambda proc layout set ' +
    'is on get root call pack generate dump join response_success json_response puts public_send private protect_from_forgery [] ' +
    'method_missing presence blank? present? nil? format logger info debug'
  ).split(' '),
);

const harmlessReceiver =
  /^(::)?(JSON|Time|Date|DateTime|Rails|ENV|Rack::\w+|Oj|MultiJson|Settings|Process|Socket|ActiveSupport\b.*|[A-Z][A-Z_]+|format|response|headers|request|params|session|cookies|self)(\.|\[|$)/;

const failing =
  /\b(service_unavailable|internal_server_error|bad_gateway|gateway_timeout|failed_dependency|not_found|unauthorized|forbidden)\b|(\bstatus:?\s*=?\s*|\bhead\s*\(?\s*|\bhalt\s*\(?\s*|\berror!\s*\(?[^,]*,\s*|\[\s*)[45]\d\d\b|\braise\b|\bfail\s/;

/** What callbacks and middleware that a request passes before it comes to a handler touch each time. */
export async function sureTouches(
  places: readonly RubyPlace[],
  project: RubyProject,
): Promise<readonly Touch[]> {
  const found: Touch[] = [];
  for (const place of places) {
    const { touches } = await handlerOf(undefined, place, project, true);
    found.push(...touches.filter(({ span }) => !found.some((one) => compareSpans(one.span, span) === 0)));
  }
  return found;
}

/**
 * What a handler does, in its own body and in what it calls of its class and of the project's other classes, two calls deep.
 * @param sureOnly only calls count that happen each time.
 */
export async function handlerOf(
  name: string | undefined,
  place: RubyPlace,
  project: RubyProject,
  sureOnly = false,
): Promise<Handler> {
  const seen = new Set<RubyBody>();
  const touches: Touch[] = [];
  let fails = false;
  let calls = 0;
  const visit = async (at: RubyPlace, depth: number, isOwn: boolean): Promise<void> => {
    if (seen.has(at.body) || seen.size > 100) return;
    seen.add(at.body);
    if (isOwn && failing.test(at.body.text)) fails = true;
    if (at.body.handsOn) calls += 1;
    for (const call of at.body.calls) {
      if (sureOnly && !(await isSure(call, at))) continue;
      if (call.receiver === 'GovukHealthcheck') {
        touches.push(...govukTouches(at.body.text, call.span));
        calls += 1;
        continue;
      }
      const dependency = dependencyOfRubyCall(call) ?? (await dependencyOfModel(call, at, project));
      if (dependency !== undefined) {
        const last = touches.at(-1);
        if (last?.dependency !== dependency || !contains(last, call))
          touches.push({ dependency, span: call.span, text: call.text });
        calls += 1;
        continue;
      }
      if (isHarmless(call)) continue;
      calls += 1;
      if (depth < 2)
        for (const next of await calledBy(call, at, project)) await visit(next, depth + 1, isOwn);
    }
  };
  await visit(place, 0, true);
  const own = calls;
  return {
    ...(name !== undefined && { name }),
    span: place.body.span,
    touches,
    ...(touches.length > 0 || fails ? { canFail: true } : own === 0 ? { canFail: false } : {}),
    constant: own === 0 && touches.length === 0 && !fails,
  };
}

/** Whether a call happens whenever its method or block runs; not known of a body whose file is not. */
async function isSure(
  { span }: RubyCallFact,
  { body, owner, source = owner?.source }: RubyPlace,
): Promise<boolean> {
  if (source?.path !== span.file || source.path !== body.span.file) return false;
  const offsetOf = ({ line, column }: SourceSpan): number => (source.lineStarts[line - 1] ?? 0) + column - 1;
  // What stands in a block inside of it runs when somebody calls that.
  return (await sureOffsets(source)).get(offsetOf(span)) === offsetOf(body.span);
}

function isHarmless({ receiver, name }: RubyCallFact): boolean {
  if (receiver === '') return answering.has(name) || name === 'raise' || name === 'fail';
  return answering.has(name) || harmlessReceiver.test(receiver) || /^["'{[(:\d]/.test(receiver);
}

/** Inner calls of a chain stand inside of the outer one. */
function contains(outer: Touch, { span }: RubyCallFact): boolean {
  return (
    outer.span.file === span.file &&
    (outer.span.line < span.line || (outer.span.line === span.line && outer.span.column <= span.column)) &&
    (outer.span.endLine > span.endLine ||
      (outer.span.endLine === span.endLine && outer.span.endColumn >= span.endColumn))
  );
}

async function dependencyOfModel(
  call: RubyCallFact,
  { owner }: RubyPlace,
  project: RubyProject,
): Promise<'db' | undefined> {
  if (!isModelQuery(call)) return undefined;
  const type = await project.classNamed(call.receiver, owner?.name, owner?.source.path);
  if (!type) return undefined;
  const isModel = (await project.ancestorsOf(type)).some(
    (one) =>
      modelBase.test(one.superclass ?? '') ||
      one.directives.some(({ name, words }) => name === 'include' && words.includes('Mongoid::Document')),
  );
  return isModel ? 'db' : undefined;
}

/** The bodies of the project that a call may reach. */
async function calledBy(
  { receiver, name }: RubyCallFact,
  { owner }: RubyPlace,
  project: RubyProject,
): Promise<readonly RubyPlace[]> {
  if (receiver === '' || receiver === 'self') {
    if (!owner) return [];
    const found = await project.methodOf(owner, name);
    const own = found ? undefined : owner.ownMethods.get(name);
    return found
      ? [{ body: found.body, owner, source: found.owner.source }]
      : own
        ? [{ body: own, owner }]
        : [];
  }
  // `Health::Check.new(x).call`, `Health::Check.call`
  const written = /^(?:::)?([A-Z]\w*(?:::[A-Z]\w*)*)(\.new(\(.*\))?)?$/.exec(receiver);
  if (!written?.[1]) return [];
  const type = await project.classNamed(
    written[1],
    owner?.name ?? parentOf(owner?.name ?? ''),
    owner?.source.path,
  );
  if (!type) return [];
  if (written[2] !== undefined) {
    const found = await project.methodOf(type, name);
    const made = type.methods.get('initialize');
    return [
      ...(found ? [{ body: found.body, owner: type, source: found.owner.source }] : []),
      ...(made ? [{ body: made, owner: type }] : []),
    ];
  }
  for (const one of await project.ancestorsOf(type)) {
    const own = one.ownMethods.get(name) ?? (name === 'new' ? one.methods.get('initialize') : undefined);
    if (own) return [{ body: own, owner: type, source: one.source }];
  }
  return [];
}
