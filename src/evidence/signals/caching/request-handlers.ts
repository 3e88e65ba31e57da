import type {
  CodeContext,
  CodeFile,
  CodeFunction,
  CodeLanguage,
  CodeRange,
} from '../../../syntax/code/code-file.js';

/** Methods by which frameworks register what answers a path. */
const registers =
  /^(?:get|post|put|patch|delete|del|all|use|route|handle|handlefunc|on|any|map(?:get|post|put|patch|delete))$/i;

/** Annotations that make a function answer requests. */
const routeMarks =
  /^(?:(?:Get|Post|Put|Patch|Delete|All|Request)(?:Mapping)?|Route|Http(?:Get|Post|Put|Patch|Delete)|route|get|post|put|patch|delete|api_view|action|require_(?:GET|POST|http_methods))$/;

/** Types of parameters that hold a request. */
const requestTypes =
  /\b(?:Http\w*Request|Request|ServerHttpRequest|ServerRequest|Context|ApplicationCall|RoutingContext|HttpContext)\b/;

const requestNames: Readonly<Partial<Record<CodeLanguage, RegExp>>> = {
  javascript: /^(?:req|request|ctx)$/,
  python: /^(?:request|req)$/,
};

/** The function that answers requests and in which something stands; undefined outside of any. */
export function handlerAround({ language }: CodeFile, context: CodeContext): CodeFunction | undefined {
  for (let made = context.function; made; made = made.parent) if (isHandler(made, language)) return made;
  return undefined;
}

function isHandler(made: CodeFunction, language: CodeLanguage): boolean {
  if (made.marks.some(({ name }) => routeMarks.test(name))) return true;
  if (language === 'ruby')
    return made.name !== '' && (made.class?.bases.some((base) => base.endsWith('Controller')) ?? false);
  const names = requestNames[language];
  const [first] = made.parameters;
  if (
    names &&
    first &&
    names.test(first.name) &&
    (made.parameters.length > 1 || language === 'python' || first.name === 'ctx')
  )
    return true;
  if (
    names === undefined &&
    made.parameters.some(({ type }) => type !== undefined && requestTypes.test(type))
  )
    return true;
  const given = made.argumentOf?.arguments[0]?.value;
  return (
    made.argumentOf !== undefined &&
    registers.test(made.argumentOf.name) &&
    given?.kind === 'text' &&
    given.text.startsWith('/')
  );
}

/** Members of a request that hold what a client sent. */
const sent =
  /\b(?:req|request|ctx|context|c|r|event)\b\s*[.?[(](?:(?:raw|request|req)\b\s*[.?]+)?\s*(?:params?|query|body|headers?|ip|url|path|cookies?|user|get|GET|POST|args|form|json|path_params|query_params|PathValue|FormValue|URL|Param|Query|DefaultQuery|QueryParam|Header|RemoteAddr|ClientIP|RouteValues|session)\b|(?<![.\w])params\[/;

/** Whether a piece of a handler is made of what the client sent: it names the request, a parameter of a routed function, or what was taken from it. */
export function isRequestMade(code: CodeFile, handler: CodeFunction, piece: CodeRange): boolean {
  const { text } = code.source;
  const written = text.slice(piece.start, piece.end);
  if (sent.test(written)) return true;
  const names: readonly string[] =
    written.replace(/(['"])(?:\\.|(?!\1).)*\1/g, '').match(/(?<![.\w])[A-Za-z_]\w*/g) ?? [];
  const routed = handler.marks.some(({ name }) => routeMarks.test(name));
  if (routed && handler.parameters.some(({ name }) => names.includes(name))) return true;
  const before = text.slice(handler.start, piece.start);
  return names.some((name) => isTaken(before, name));
}

/** Whether a name was declared with something of the request: `const id = req.params.id`, `const { id } = req.params`. */
function isTaken(text: string, name: string): boolean {
  for (const [line] of text.matchAll(
    new RegExp(`[^\\n;]*(?<![.\\w])${name}\\b[^\\n=;]*:?=(?!=)[^\\n;]*`, 'g'),
  )) {
    const [, value = ''] = /(?<![=!<>])=(?!=)(.*)$/.exec(line) ?? [];
    if (sent.test(value)) return true;
  }
  return false;
}
