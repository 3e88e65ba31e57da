import { antPatternCovers } from '../jvm/ant-patterns.js';

const uri = String.raw`(?:\w+\.)?(?:getRequestURI\(\)|getServletPath\(\)|getPathInfo\(\)|requestURI|servletPath)(?:\.toString\(\))?`;
const local = new RegExp(
  String.raw`(?:final\s+)?(?:String|var|val)\s+(\w+)\s*(?::\s*String)?\s*=\s*${uri}\s*;?`,
);

/**
 * Whether a filter passes a path over by its `shouldNotFilter`: one `return` of comparisons of the path with texts. Undefined = nobody can say.
 * Source: org.springframework.web.filter.OncePerRequestFilter.
 */
export function passesOver(body: string, path: string): boolean | undefined {
  let text = body.trim().replace(/^\{/, '').replace(/\}$/, '').trim();
  const variable = local.exec(text);
  if (variable) text = text.replace(variable[0], '').trim();
  const returned = /^(?:return\s+)?([^;{}]+?)\s*;?$/.exec(text)?.[1];
  if (returned === undefined || returned.length > 2_000) return undefined;
  return holds(returned, path, variable?.[1]);
}

function holds(expression: string, path: string, name: string | undefined): boolean | undefined {
  let isOpen = false;
  for (const part of expression.split('||')) {
    const all = part.split('&&').map((one) => atom(one.trim(), path, name));
    if (all.every((one) => one === true)) return true;
    if (!all.includes(false)) isOpen = true;
  }
  return isOpen ? undefined : false;
}

function atom(written: string, path: string, name: string | undefined): boolean | undefined {
  const negated = /^!\s*(.*)$/s.exec(written)?.[1];
  if (negated !== undefined) {
    const inner = atom(negated.trim(), path, name);
    return inner === undefined ? undefined : !inner;
  }
  if (written === 'true' || written === 'false') return written === 'true';
  const subject = name === undefined ? uri : `(?:${uri}|${name})`;
  const [, method, text] =
    new RegExp(String.raw`^${subject}\.(startsWith|endsWith|equals|contains)\(\s*"([^"]*)"\s*\)$`).exec(
      written,
    ) ?? [];
  if (text !== undefined)
    return method === 'startsWith'
      ? path.startsWith(text)
      : method === 'endsWith'
        ? path.endsWith(text)
        : method === 'equals'
          ? path === text
          : path.includes(text);
  const equal =
    new RegExp(String.raw`^"([^"]*)"\.equals\(\s*${subject}\s*\)$`).exec(written) ??
    new RegExp(String.raw`^${subject}\s*==\s*"([^"]*)"$`).exec(written);
  if (equal) return path === equal[1];
  const pattern = new RegExp(String.raw`^\w+\.match\(\s*"([^"]*)"\s*,\s*${subject}\s*\)$`).exec(written)?.[1];
  return pattern === undefined ? undefined : antPatternCovers(pattern, path);
}
