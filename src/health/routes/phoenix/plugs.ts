import type { HttpMethod } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { children } from '../../../syntax/elixir/parse.js';
import type { ElixirNode } from '../../../syntax/elixir/parse.js';
import { httpMethods } from '../../http-methods.js';
import type { ElixirModule } from './modules.js';
import { argumentsOf, bodyOf, calleeOf, listTexts, textOf } from './texts.js';

/** A path that a plug answers by itself. */
export interface PlugAnswer {
  readonly path: string;
  readonly method: HttpMethod;
  readonly span: SourceSpan;
  readonly block: { readonly node: ElixirNode; readonly module: ElixirModule };
}

/** The paths that clauses of a function compare the request's with and answer: `def call(%{request_path: "/health"} = conn, _)`. */
export function answersOf(module: ElixirModule, functionName: string): readonly PlugAnswer[] {
  return module.body.flatMap((node) => {
    if (!/^defp?$/.test(calleeOf(node, module))) return [];
    const [head] = argumentsOf(node);
    const written = head ? textOf(head, module) : '';
    if (!new RegExp(String.raw`^${functionName}\b`).test(written)) return [];
    const body = bodyOf(node, module) ?? [];
    const text = body.map((inner) => textOf(inner, module)).join('\n');
    const span = module.source.span(node.from, node.from + written.length + 4);
    const method = methodIn(written);
    const inHead = pathsIn(written, module);
    if (inHead.length > 0)
      return answers(text) || callsOwn(text, module)
        ? inHead.map((path) => ({ path, method, span, block: { node, module } }))
        : [];
    return comparisons(node, module).map(({ block, path, place }) => ({
      path,
      method: methodIn(text),
      span: module.source.span(place.from, Math.min(place.to, place.from + 80)),
      block: { node: block, module },
    }));
  });
}

function methodIn(text: string): HttpMethod {
  const written = /\bmethod:\s*"(\w+)"|\.method\s*==\s*"(\w+)"/.exec(text);
  return httpMethods.get((written?.[1] ?? written?.[2] ?? '').toLowerCase()) ?? 'ANY';
}

/** Whether a body answers: it sends a response, or halts. */
function answers(text: string): boolean {
  return /\b(?:send_resp|halt|send_file|json|text|resp|send_chunked)\b/.test(text);
}

/** Whether a body hands the connection to a function of the module that answers. */
function callsOwn(text: string, module: ElixirModule): boolean {
  return (
    /\|>\s*\w+|\b\w+\(conn/.test(text) && answers(textOf(module.node, module)) && !/^\s*conn\s*$/.test(text)
  );
}

/** Paths in a pattern or guard: `request_path: "/x"`, `path_info: ["x", "y"]`, `path in ["/x"]`, `path in @paths`. */
function pathsIn(text: string, module: ElixirModule): readonly string[] {
  const paths = [...text.matchAll(/\brequest_path:\s*"([^"#]*)"|\b\w*path\s*==\s*"([^"#]*)"/g)].map(
    ([, one, two]) => one ?? two ?? '',
  );
  for (const [, list = ''] of text.matchAll(/\bpath_info:\s*\[([^\]]*)\]/g)) {
    const parts = list.split(',').map((part) => /^\s*"([^"#]*)"\s*$/.exec(part)?.[1]);
    if (parts.length > 0 && parts.every((part) => part !== undefined)) paths.push(`/${parts.join('/')}`);
  }
  for (const [, list, attribute] of text.matchAll(/\b\w*path\s+in\s+(?:\[([^\]]*)\]|@(\w+))/g)) {
    if (list !== undefined) paths.push(...[...list.matchAll(/"([^"#]*)"/g)].map(([, path = '']) => path));
    else paths.push(...(listTexts(module.attributes.get(attribute ?? ''), module) ?? []));
  }
  for (const [, attribute = ''] of text.matchAll(/\brequest_path:\s*@(\w+)|\b\w*path\s*==\s*@(\w+)/g)) {
    const value = module.attributes.get(attribute);
    const literal = value && /^"([^"#]*)"$/.exec(textOf(value, module))?.[1];
    if (literal !== undefined) paths.push(literal);
  }
  return paths.filter((path) => path.startsWith('/'));
}

interface Comparison {
  readonly path: string;
  readonly place: ElixirNode;
  readonly block: ElixirNode;
}

/** `if conn.request_path == "/x" do … end` and `case conn.request_path do "/x" -> … end` in a body. */
function comparisons(root: ElixirNode, module: ElixirModule): readonly Comparison[] {
  const found: Comparison[] = [];
  const stack: ElixirNode[] = [root];
  let steps = 0;
  for (let node = stack.pop(); node !== undefined && steps < 5000; node = stack.pop()) {
    steps += 1;
    const name = calleeOf(node, module);
    const [test] = argumentsOf(node);
    const asked = test ? textOf(test, module) : '';
    if (name === 'if' && /request_path|path_info/.test(asked) && !/!=/.test(asked)) {
      const body = (bodyOf(node, module) ?? []).map((inner) => textOf(inner, module)).join('\n');
      if (answers(body))
        for (const path of pathsIn(asked, module)) found.push({ path, place: node, block: node });
    } else if (name === 'case' && /\brequest_path$|\bpath_info$/.test(asked.trim()))
      for (const clause of bodyOf(node, module) ?? []) {
        const written = textOf(clause, module);
        const path = /^"(\/[^"#]*)"/.exec(written)?.[1];
        if (path !== undefined && answers(written)) found.push({ path, place: clause, block: clause });
      }
    stack.push(...children(node));
  }
  return found;
}
