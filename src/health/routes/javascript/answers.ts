import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { optionsOf, type ExternalValue, type Value } from '../../../syntax/javascript/evaluate/value.js';

/** What a call of a package says of the answer. */
export interface PackageAnswer {
  /** The call makes the answer, not only its status. */
  readonly isAnswer: boolean;
  readonly status?: Value;
}

/** Where the answers that are values come from: the web's `Response`, and what frameworks put beside it. */
const responses =
  /^(?::(?:globalThis\.|window\.)?Response(?:\.(?:json|redirect))?|next:(?:server(?:\.js)?\.)?NextResponse(?:\.(?:json|redirect))?|@sveltejs\/kit:(?:json|text)|(?:@remix-run\/\w+|react-router(?:-dom)?|@react-router\/\w+):(?:json|data)|itty-router:(?:json|text|html|status|error))$/;
/** Throws an answer with the status that comes first. */
const refusals = /^(?:@sveltejs\/kit:error|@hapi\/boom:\w+(?:\.\w+)?|boom:\w+)$/;
/** Sets the status: `setResponseStatus(event, 503)` of h3. */
const settingStatus = /^(?:h3)?:setResponseStatus$/;

const created: Value = { kind: 'literal', value: 200 };
const unavailable: Value = { kind: 'literal', value: 503 };

/** What a call says of the answer; undefined when it says nothing. */
export function answerOfPackage(callee: ExternalValue, call: Call): PackageAnswer | undefined {
  const name = `${callee.package}:${callee.path.join('.')}`;
  if (settingStatus.test(name)) return { isAnswer: false, ...statusOf(call.arguments[1]) };
  if (refusals.test(name)) {
    const [first] = call.arguments;
    const isStatus = callee.package === '@sveltejs/kit' && first !== undefined;
    return { isAnswer: true, status: isStatus ? first : unavailable };
  }
  if (!responses.test(name)) return undefined;
  const isStatusFirst = name === 'itty-router:status' || name === 'itty-router:error';
  return { isAnswer: true, ...statusOf(isStatusFirst ? call.arguments[0] : call.arguments[1]) };
}

function statusOf(init: Value | undefined): { readonly status?: Value } {
  const statuses = optionsOf(init ?? created).map((option) =>
    option.kind === 'object' ? (option.members.get('status') ?? created) : option,
  );
  const [only] = statuses;
  if (only === undefined) return {};
  return { status: statuses.length === 1 ? only : { kind: 'choice', options: statuses } };
}

/** Calls that only put a text together or read a clock. */
export function isPure({ package: name, path }: ExternalValue): boolean {
  return name === '' && /^(?:JSON\.stringify|String|Number|Boolean)$/.test(path.join('.'));
}

const statusPackages = new Set([
  'http-status',
  'http-status-codes',
  'http-status-enum',
  '@nestjs/common',
  'http2',
]);
/** Names of codes below 400, as packages of status codes and RFC 9110 call them. */
const successNames =
  /^(?:HTTP_STATUS_)?(?:CONTINUE|SWITCHING_PROTOCOLS|PROCESSING|EARLY_?HINTS|OK|CREATED|ACCEPTED|NON_AUTHORITATIVE_INFORMATION|NO_CONTENT|RESET_CONTENT|PARTIAL_CONTENT|MULTI_STATUS|ALREADY_REPORTED|IM_USED|MULTIPLE_CHOICES|AMBIGUOUS|MOVED_\w+|FOUND|SEE_OTHER|NOT_MODIFIED|USE_PROXY|SWITCH_PROXY|TEMPORARY_REDIRECT|PERMANENT_REDIRECT)$/;

/** Whether a status code says failure; undefined when it is not known. */
export function failureStatus(value: Value): boolean | undefined {
  if (value.kind === 'literal' && typeof value.value === 'number') return value.value >= 400;
  // Elysia names some: `status('Service Unavailable')`.
  if (value.kind === 'text' && value.parts.length === 1 && typeof value.parts[0] === 'string')
    return !/^(?:OK|Created|Accepted|No Content)$/i.test(value.parts[0]);
  if (value.kind !== 'external' || !statusPackages.has(value.package)) return undefined;
  const name = value.path.at(-1) ?? '';
  return /^[A-Z][A-Z0-9_]+$/.test(name) ? !successNames.test(name) : undefined;
}
