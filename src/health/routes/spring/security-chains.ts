import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { foldStrings } from '../../../syntax/java/constants.js';
import type { JavaFile } from '../../../syntax/java/file.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { jvmFunctions } from '../../../syntax/jvm/functions.js';
import { TokenView } from '../../../syntax/jvm/token-view.js';
import { kotlinExpression } from '../../../syntax/kotlin/expression.js';
import { foldTokens } from '../jvm-routers/texts.js';

/** What a matcher of Spring Security matches. */
export type SecurityMatcher =
  | { readonly kind: 'any' }
  | { readonly kind: 'paths'; readonly patterns: readonly string[]; readonly method?: string }
  /** Endpoints of the actuator; without ids all of them. */
  | { readonly kind: 'endpoints'; readonly ids: readonly string[] | undefined }
  /** Only run time knows. */
  | { readonly kind: 'unknown' };

/** A rule of a chain, in order: the first that matches decides. */
export interface SecurityRule {
  readonly matcher: SecurityMatcher;
  readonly permission: 'open' | 'guarded' | 'unknown';
  readonly span: SourceSpan;
  readonly text: string;
}

/** One filter chain. */
export interface SecurityChain {
  /** Requests that it is for; undefined = all. */
  readonly scope: SecurityMatcher | undefined;
  readonly rules: readonly SecurityRule[];
  /** Whether it exists under a condition or in a profile only. */
  readonly isConditional: boolean;
  /** Filters of the application that it is given: the expressions, `new TokenFilter(x)` or a name. */
  readonly filters: readonly AddedFilter[];
}

/** A filter that a chain is given (`addFilterBefore`). */
export interface AddedFilter {
  readonly written: string;
  readonly file: string;
}

/** What the security configuration of a file says. */
export interface SecurityReading {
  readonly chains: readonly SecurityChain[];
  /** Requests that no chain looks at (`web.ignoring()`). */
  readonly ignored: readonly SecurityMatcher[];
}

const matching = /^(requestMatchers|antMatchers|mvcMatchers|pathMatchers|requestMatcher|regexMatchers)$/;
const open = /^(permitAll|anonymous)$/;
const guarded =
  /^(authenticated|fullyAuthenticated|hasRole|hasAnyRole|hasAuthority|hasAnyAuthority|denyAll)$/;

/**
 * Reads the filter chains of a file: each function that is handed an `HttpSecurity` and authorises requests.
 * Source: https://docs.spring.io/spring-security/reference/servlet/authorization/authorize-http-requests.html
 */
export async function readSecurity(source: SourceText, program: JavaProgram): Promise<SecurityReading> {
  const tokens = new TokenView(source);
  const file = await program.file(source.path);
  const functions = jvmFunctions(tokens.all).filter(
    (one, _, all) => !all.some((other) => other !== one && other.from < one.from && other.to >= one.to),
  );
  const chains: SecurityChain[] = [];
  const ignored: SecurityMatcher[] = [];
  for (const { name, from, to } of functions) {
    const body = tokens.text(from, to);
    if (/\bignoring\b/.test(body)) ignored.push(...(await ignoredIn(tokens, from, to, program, file)));
    if (!/\bauthorize(HttpRequests|Requests|Exchange)?\b/.test(body)) continue;
    const methods = file?.types.flatMap((type) =>
      type.methods.filter((one) => one.name === name).map((method) => ({ type, method })),
    );
    const annotations =
      methods?.flatMap(({ type, method }) => [...type.annotations, ...method.annotations]) ?? [];
    chains.push({
      ...(await chainIn(tokens, from, to, program, file)),
      isConditional: annotations.some(({ name: one }) => one === 'Profile' || one.startsWith('Conditional')),
    });
  }
  return { chains, ignored };
}

async function chainIn(
  tokens: TokenView,
  from: number,
  to: number,
  program: JavaProgram,
  file: JavaFile | undefined,
): Promise<Omit<SecurityChain, 'isConditional'>> {
  const rules: SecurityRule[] = [];
  const filters: AddedFilter[] = [];
  let scope: SecurityMatcher | undefined;
  for (let at = from; at < to; at += 1) {
    const word = tokens.word(at);
    if (word === undefined || !tokens.is(at + 1, '(')) continue;
    const end = tokens.closing(at + 1);
    const parts = tokens.parts(at + 1);
    const matcher = async (): Promise<SecurityMatcher> => matcherOf(tokens, parts, program, file);
    if (/^addFilter(Before|After|At)?$/.test(word) && parts[0])
      filters.push({ written: tokens.text(...parts[0]), file: tokens.source.path });
    else if (
      word === 'securityMatcher' ||
      word === 'securityMatchers' ||
      (word === 'antMatcher' && tokens.word(at - 2) === 'http')
    ) {
      scope = await matcher();
      at = end;
    } else if (matching.test(word) || word === 'anyRequest' || word === 'anyExchange') {
      const called = tokens.is(end + 1, '.') ? (tokens.word(end + 2) ?? '') : '';
      rules.push({
        matcher: word.startsWith('any') ? { kind: 'any' } : await matcher(),
        permission: permissionOf(called),
        ...placeOf(tokens, at, tokens.is(end + 3, '(') ? tokens.closing(end + 3) + 1 : end + 1),
      });
      at = end;
    } else if (word === 'authorize' && parts.length > 0) {
      // The DSL of Kotlin: `authorize("/x", permitAll)`.
      const last = parts.at(-1);
      const before = parts.slice(0, -1);
      const isAny =
        before.length === 0 || /^any(Request|Exchange)$/.test(before[0] ? tokens.text(...before[0]) : '');
      rules.push({
        matcher: isAny ? { kind: 'any' } : await matcherOf(tokens, before, program, file),
        permission: permissionOf(/^\w+/.exec(last ? tokens.text(...last) : '')?.[0] ?? ''),
        ...placeOf(tokens, at, end + 1),
      });
      at = end;
    }
  }
  return { scope, rules, filters };
}

function permissionOf(called: string): SecurityRule['permission'] {
  return open.test(called) ? 'open' : guarded.test(called) ? 'guarded' : 'unknown';
}

function placeOf(
  tokens: TokenView,
  from: number,
  to: number,
): { readonly span: SourceSpan; readonly text: string } {
  return { span: tokens.span(from, to), text: tokens.text(from, to).replaceAll(/\s+/g, ' ').slice(0, 120) };
}

async function ignoredIn(
  tokens: TokenView,
  from: number,
  to: number,
  program: JavaProgram,
  file: JavaFile | undefined,
): Promise<readonly SecurityMatcher[]> {
  const found: SecurityMatcher[] = [];
  for (let at = from; at < to; at += 1)
    if (matching.test(tokens.word(at) ?? '') && tokens.is(at + 1, '('))
      found.push(await matcherOf(tokens, tokens.parts(at + 1), program, file));
  return found;
}

async function matcherOf(
  tokens: TokenView,
  parts: readonly (readonly [number, number])[],
  program: JavaProgram,
  file: JavaFile | undefined,
): Promise<SecurityMatcher> {
  const patterns: string[] = [];
  let method: string | undefined;
  for (const part of parts) {
    const written = tokens.text(...part).replaceAll(/\s+/g, '');
    const endpoints = /^(?:[\w.]*\.)?(?:Reactive)?EndpointRequest\.(to|toAnyEndpoint)\((.*)\)$/.exec(written);
    if (endpoints && parts.length === 1) {
      if (endpoints[1] === 'toAnyEndpoint') return { kind: 'endpoints', ids: undefined };
      const ids = (endpoints[2] ?? '')
        .split(',')
        .map(
          (one) =>
            /^"(\w+)"$/.exec(one)?.[1] ??
            /^(\w+)Endpoint(\.class|::class(\.java)?)$/.exec(one)?.[1]?.toLowerCase(),
        );
      return ids.every((id) => id !== undefined) ? { kind: 'endpoints', ids } : { kind: 'unknown' };
    }
    const verb = /^(?:HttpMethod\.)?(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.exec(written)?.[1];
    if (verb !== undefined) {
      method = verb;
      continue;
    }
    const texts = await textsOf(tokens, part, program, file);
    if (!texts) return { kind: 'unknown' };
    patterns.push(...texts);
  }
  if (patterns.length === 0)
    return method === undefined ? { kind: 'unknown' } : { kind: 'paths', patterns: ['/**'], method };
  return { kind: 'paths', patterns, ...(method !== undefined && { method }) };
}

/** `"/x"`, a constant, an array that the file holds, `antMatcher("/x")`, `new AntPathRequestMatcher("/x")`. */
async function textsOf(
  tokens: TokenView,
  part: readonly [number, number],
  program: JavaProgram,
  file: JavaFile | undefined,
): Promise<readonly string[] | undefined> {
  const [from, to] = part;
  for (let at = from; at < Math.min(to, from + 6); at += 1)
    if (
      /^(antMatcher|AntPathRequestMatcher|pathPattern)$/.test(tokens.word(at) ?? '') &&
      tokens.is(at + 1, '(')
    ) {
      const inner = tokens.parts(at + 1);
      const text = inner.length === 1 && inner[0] ? await foldTokens(tokens, inner[0], program) : undefined;
      return text === undefined ? undefined : [text];
    }
  const text = await foldTokens(tokens, part, program);
  if (text !== undefined) return [text];
  const expression = kotlinExpression(tokens, from, to);
  const name = expression.kind === 'name' ? expression.path.at(-1) : undefined;
  for (const type of file?.types ?? []) {
    const value = name === undefined ? undefined : type.constants.get(name);
    if (file && value?.kind === 'list') return foldStrings(value, { file, type }, program);
  }
  return undefined;
}
