import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import { unknown } from '../../../syntax/javascript/evaluate/value.js';
import type { Calling, Dialect, Outcome } from '../javascript/dialect.js';
import { convertPath, joinRoutePath } from '../javascript/path-syntax.js';
import { proceduresOf } from './procedures.js';

/** `({ ctx, input })`; what a procedure returns is the answer. */
const calling: Calling = { roles: ['other'], returnsAnswer: true };

/** What the evaluation of a program has to know of servers of tRPC. */
export const trpcDialect: Dialect = {
  framework: 'trpc',
  mayOwn: (name) => name === '@trpc/server',
  packages: '@trpc/server/adapters/standalone',
  calling,
  convertPath,
  callPackage(callee, call, { conditions, routes }): Outcome {
    if (callee.path.at(-1) !== 'createHTTPServer') return undefined;
    const [options] = call.arguments;
    const members = options?.kind === 'object' ? options.members : undefined;
    const base = members?.get('basePath');
    const procedures = proceduresOf(members?.get('router'));
    if (!procedures)
      routes.gap(trpcDialect, callSpan(call.site), 'procedures of this server are only known at run time');
    for (const { handler, method, name } of procedures ?? [])
      routes.standalone.push({
        framework: trpcDialect,
        registration: {
          method,
          path: {
            text: joinRoutePath(`/${(base && certainText(base)) ?? ''}`, name),
            complete: true,
            isCertain: true,
            origins: [],
          },
          span: callSpan(call.site),
          conditions,
          servedBy: 'code',
          handlers: handler ? [handler] : [],
          certainty: 'likely',
        },
      });
    return unknown;
  },
};
