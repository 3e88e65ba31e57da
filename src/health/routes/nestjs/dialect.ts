import { callSpan, writtenAt } from '../../../syntax/javascript/evaluate/call-span.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import {
  objectValue,
  unknown,
  type ExternalValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import { registerUse } from '../express/use.js';
import { nodeCalling, type Dialect, type Outcome, type Registering } from '../javascript/dialect.js';
import { convertPath } from '../javascript/path-syntax.js';
import { registerVerb } from '../javascript/registration.js';
import { readPaths } from '../javascript/route-path.js';
import { Router } from '../javascript/router.js';
import { NestApplication, programOf } from './program.js';
import { registerControllers } from './serve.js';

const applicationType = /^(?:INestApplication|NestExpressApplication|NestFastifyApplication)$/;

/** What the evaluation of a program has to know of NestJS. */
export const nestDialect: Dialect = {
  framework: 'nestjs',
  mayOwn: (name) => name.startsWith('@nestjs/'),
  isStart: (text) => /\bNestFactory\b|:\s*(?:INest|NestExpress|NestFastify)Application\b/.test(text),
  declares: (text) => /@(?:Controller|Module)\b/.test(text) && /['"]@?nestjs/.test(text),
  calling: nodeCalling,
  convertPath,
  callPackage: nestCall,
  typed: ({ package: name, path }) =>
    name.startsWith('@nestjs/') && applicationType.test(path.at(-1) ?? '') ? 'app' : undefined,
  callMethod: applicationCall,
  handedOver: (_, { package: name }) => (name.startsWith('@nestjs/') ? 'runs' : undefined),
  classCreated(value, routes) {
    if (value.node.decorators.length > 0) programOf(routes).classes.set(value.node, value);
  },
  finish: registerControllers,
};

function nestCall(callee: ExternalValue, call: Call, { routes }: Registering): Outcome {
  if (callee.package === '@nestjs/core' && callee.path.join('.') === 'NestFactory.create') {
    const router = routes.add(new Router(nestDialect, 'app', callSpan(call.site)));
    programOf(routes).applications.set(
      router,
      new NestApplication(call.arguments[0] ?? unknown, callSpan(call.site)),
    );
    return { kind: 'host', object: router };
  }
  // A method that a class of the project has from `ConfigurableModuleBuilder` gives a module of that class.
  if (callee.package === '@nestjs/common' && call.self?.kind === 'class' && callee.path.includes('build'))
    return objectValue([['module', call.self]]);
  return undefined;
}

function applicationCall(router: Router, name: string, call: Call, registering: Registering): Outcome {
  const self: Value = { kind: 'host', object: router };
  const [first] = call.arguments;
  switch (name) {
    case 'getHttpAdapter':
    case 'getInstance':
      return self;
    case 'setGlobalPrefix':
      setPrefix(router, call, registering);
      return self;
    case 'enableVersioning':
      enableVersioning(router, call, registering);
      return self;
    case 'useGlobalGuards':
      useGuards(router, call, registering);
      return self;
    case 'use':
      return registerUse(router, call, registering);
    case 'listen':
    case 'init':
    case 'close':
      noteLife(router, name, registering);
      return unknown;
    default:
  }
  const path = first && certainText(first);
  return path?.startsWith('/') ? (registerVerb(router, name, call, registering) ?? unknown) : unknown;
}

function noteLife(router: Router, name: string, { routes }: Registering): void {
  const application = programOf(routes).applications.get(router);
  if (!application) return;
  if (name === 'close') application.isClosed = !application.listens;
  else application.listens = true;
}

function setPrefix(router: Router, call: Call, { conditions, routes }: Registering): void {
  const [path, options] = call.arguments;
  const application = programOf(routes).applications.get(router);
  const exclude = options?.kind === 'object' ? options.members.get('exclude') : undefined;
  const read = path && readPaths(path).paths[0];
  application?.prefixes.push({
    path:
      read && conditions.length === 0
        ? read
        : { text: read?.text ?? '', complete: false, isCertain: false, origins: [] },
    excluded: exclude?.kind === 'list' ? exclude.items : [],
    isOpen:
      (options !== undefined && (options.kind !== 'object' || options.open)) ||
      (exclude !== undefined && (exclude.kind !== 'list' || exclude.open)),
  });
}

function enableVersioning(router: Router, call: Call, { routes }: Registering): void {
  const [options] = call.arguments;
  const application = programOf(routes).applications.get(router);
  if (!application) return;
  const members = options?.kind === 'object' ? options.members : new Map<string, Value>();
  const type = members.get('type');
  const isUri =
    type === undefined ||
    (type.kind === 'external' && type.path.at(-1) === 'URI') ||
    (type.kind === 'literal' && type.value === 0);
  if (!isUri) return;
  const prefix = members.get('prefix');
  application.versionPrefix =
    prefix?.kind === 'literal' ? '' : prefix === undefined ? 'v' : (certainText(prefix) ?? 'v');
  application.defaultVersion = members.get('defaultVersion');
}

function useGuards(router: Router, call: Call, { conditions, routes }: Registering): void {
  if (conditions.length > 0) return;
  const { end, start } = call.site.expression;
  const guard = { span: callSpan(call.site), text: writtenAt(call.site, start, end) };
  for (const value of call.arguments)
    programOf(routes).applications.get(router)?.guards.push({ value, guard });
}
