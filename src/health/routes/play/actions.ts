import type { Dependency, Handler } from '../../../model/endpoint.js';
import { isProductFile } from '../../../model/repository-view.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { closing, isSign } from '../../../syntax/jvm/brackets.js';
import { jvmLanguageOf, jvmTokens } from '../../../syntax/jvm/tokens.js';
import type { JvmToken } from '../../../syntax/jvm/tokens.js';
import { isOfInterest } from '../../interest.js';
import { dependencyOfCall } from '../dependency-calls.js';

/** What the action of a routes file does: `controllers.Health.check(id: Long)`. */
export type ActionHandlers = (action: string, path: string) => Promise<Handler | undefined>;

/** Finds actions by the name of their controller's file; only those of paths that say something of health are looked into. */
export function actionHandlers(view: RepositoryView): ActionHandlers {
  return async (action, path) => {
    const match = /^@?((?:\w+\.)*)(\w+)\.(\w+)\s*(\(|$)/.exec(action.trim());
    const [controller, method] = [match?.[2], match?.[3]];
    if (controller === undefined || method === undefined) return undefined;
    const name = `${controller}.${method}`;
    if (!isOfInterest(path, view)) return { name, touches: [] };
    for (const file of view.files) {
      if (!isProductFile(file) || !new RegExp(`(^|/)${controller}\\.(scala|java)$`).test(file.path)) continue;
      const source = await view.read(file.path);
      const handler = source && handlerIn(source, method, name);
      if (handler) return handler;
    }
    return { name, touches: [] };
  };
}

const failing =
  /\b(ServiceUnavailable|InternalServerError|BadGateway|NotFound|internalServerError|throw|5\d\d)\b/;
const answering =
  /^(Ok|Action|async|successful|ok|toJson|obj|Future|Json|as|withHeaders|arr|stringify|apply|defaultAction|Status|NoContent)$/;

/** The calls in a method's body, by its tokens. */
function handlerIn(source: SourceText, method: string, name: string): Handler | undefined {
  const tokens = jvmTokens(source.text, jvmLanguageOf(source.path) ?? 'scala');
  const at = tokens.findIndex(
    (token, index) =>
      token.kind === 'word' &&
      token.text === method &&
      /^(def|val|Result|CompletionStage|>)$/.test(tokens[index - 1]?.text ?? ''),
  );
  if (at === -1) return undefined;
  const [from, to] = bodyOf(tokens, at);
  const touches: { dependency: Dependency; span: Handler['touches'][number]['span']; text: string }[] = [];
  let calls = 0;
  for (let index = from; index < to; index += 1) {
    const token = tokens[index];
    if (token?.kind !== 'word' || (!isSign(tokens[index + 1], '(') && !isSign(tokens[index + 1], '{')))
      continue;
    let start = index;
    while (isSign(tokens[start - 1], '.') && tokens[start - 2]?.kind === 'word') start -= 2;
    const text = source.text.slice(tokens[start]?.start, token.end).replaceAll(/\s+/g, '');
    const dependency = dependencyOfCall(text);
    if (dependency !== undefined)
      touches.push({ dependency, span: source.span(tokens[start]?.start ?? 0, token.end), text });
    if (!answering.test(token.text)) calls += 1;
  }
  const body = source.text.slice(tokens[from]?.start ?? 0, tokens[Math.max(from, to - 1)]?.end ?? 0);
  const fails = failing.test(body);
  return {
    name,
    span: source.span(tokens[at]?.start ?? 0, tokens[at]?.end ?? 0),
    touches,
    ...(touches.length > 0 || fails ? { canFail: true } : calls === 0 ? { canFail: false } : {}),
    constant: calls === 0 && !fails,
  };
}

function bodyOf(tokens: readonly JvmToken[], at: number): readonly [number, number] {
  for (let index = at + 1; index < Math.min(tokens.length, at + 80); index += 1) {
    const token = tokens[index];
    if (isSign(token, '(')) index = closing(tokens, index);
    else if (isSign(token, '{')) return [index + 1, closing(tokens, index)];
    else if (token?.kind === 'word' && /^(def|val|class|object)$/.test(token.text)) return [at + 1, index];
  }
  return [at + 1, Math.min(tokens.length, at + 80)];
}
