import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import { optionsOf, type Value } from '../../../syntax/javascript/evaluate/value.js';
import { nodeCalling, type Dialect, type Outcome, type Registering } from '../javascript/dialect.js';
import { hostOf } from '../javascript/make.js';
import { registerDispatch } from '../javascript/dispatch.js';
import { convertPath } from '../javascript/path-syntax.js';
import type { Receiver } from '../javascript/router.js';

const packages = new Set(['http', 'https', 'http2']);
const creating = /^(?:createServer|createSecureServer|Server)$/;

/** What the evaluation of a program has to know of Node's own servers. */
export const nodeHttpDialect: Dialect = {
  framework: 'node-http',
  mayOwn: (name) => packages.has(name),
  isStart: (text) =>
    /\bcreate(?:Secure)?Server\b|\bhttps?\.Server\b/.test(text) && /['"](?:node:)?https?2?['"]/.test(text),
  calling: nodeCalling,
  convertPath,
  callPackage(callee, call, registering): Outcome {
    if (!packages.has(callee.package) || !creating.test(callee.path.at(-1) ?? '') || callee.path.length > 1)
      return undefined;
    const handler = call.arguments.findLast(({ kind }) => kind === 'function');
    return handler
      ? serve(handler, call, registering).then(() => hostOf(new RawServer()))
      : hostOf(new RawServer());
  },
};

/** A server; `on('request', handler)` gives it what answers. */
class RawServer implements Receiver {
  call(name: string, call: Call, registering: Registering): Outcome {
    const [event, handler] = call.arguments;
    const isRequest = /^(?:on|addListener)$/.test(name) && event && certainText(event) === 'request';
    return isRequest && handler ? serve(handler, call, registering).then(() => hostOf(this)) : undefined;
  }
}

async function serve(handler: Value, call: Call, registering: Registering): Promise<void> {
  for (const option of optionsOf(handler))
    if (option.kind === 'function')
      await registerDispatch(nodeHttpDialect, option, callSpan(call.site), registering);
}
