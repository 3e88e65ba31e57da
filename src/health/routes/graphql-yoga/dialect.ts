import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import { optionsOf, type ExternalValue, type Value } from '../../../syntax/javascript/evaluate/value.js';
import type { HttpMethod } from '../../../model/endpoint.js';
import { nodeCalling, type Dialect, type Outcome, type Registering } from '../javascript/dialect.js';
import { convertPath } from '../javascript/path-syntax.js';
import type { Registration } from '../javascript/router.js';

/** What the evaluation of a program has to know of servers that get a Yoga. */
export const graphqlYogaDialect: Dialect = {
  framework: 'graphql-yoga',
  mayOwn: (name) => name === '' || name === 'http' || name === 'https' || name === 'graphql-yoga',
  packages: 'graphql-yoga',
  calling: nodeCalling,
  convertPath,
  callPackage(callee, call, registering): Outcome {
    const name = callee.path.at(-1) ?? '';
    if (callee.package === 'graphql-yoga') {
      // Version 2 made the server itself.
      if (name === 'createServer') serve(call.arguments[0], call, registering);
      return undefined;
    }
    if (!/^(?:createServer|serve)$/.test(name)) return undefined;
    for (const given of call.arguments) {
      const yoga = yogaIn(given);
      if (yoga) serve(yoga.given?.[0], call, registering);
    }
    return undefined;
  },
};

/** A Yoga, or the `fetch` of one in options. */
function yogaIn(value: Value): ExternalValue | undefined {
  for (const option of optionsOf(value)) {
    if (option.kind === 'object') {
      const inner = option.members.get('fetch');
      return inner && yogaIn(inner);
    }
    if (option.kind === 'external' && option.package === 'graphql-yoga' && option.path[0] === 'createYoga')
      return option;
  }
  return undefined;
}

function serve(options: Value | undefined, call: Call, { conditions, routes }: Registering): void {
  const members = options?.kind === 'object' ? options.members : new Map<string, Value>();
  const add = (method: HttpMethod, path: string, answer?: Registration['answer']): void => {
    routes.standalone.push({
      framework: graphqlYogaDialect,
      registration: {
        method,
        path: { text: path, complete: true, isCertain: true, origins: [] },
        span: callSpan(call.site),
        conditions,
        servedBy: 'dependency',
        handlers: [],
        certainty: 'certain',
        ...(answer && { answer }),
      },
    });
  };
  add('ANY', textOf(members.get('graphqlEndpoint')) ?? '/graphql');
  add('GET', textOf(members.get('healthCheckEndpoint')) ?? '/health', {
    name: 'graphql-yoga',
    canFail: false,
  });
  const plugins = members.get('plugins');
  for (const plugin of plugins?.kind === 'list' ? plugins.items : [])
    if (plugin.kind === 'external' && plugin.path.includes('useReadinessCheck')) {
      const [given] = plugin.given ?? [];
      const endpoint = given?.kind === 'object' ? given.members.get('endpoint') : undefined;
      add('GET', textOf(endpoint) ?? '/ready', { name: 'useReadinessCheck', canFail: true });
    }
}

function textOf(value: Value | undefined): string | undefined {
  return value && certainText(value);
}
