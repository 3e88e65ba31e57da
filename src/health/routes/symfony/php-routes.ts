import type { HttpMethod } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { Host } from '../../../syntax/imperative/evaluation.js';
import { Machine } from '../../../syntax/imperative/machine.js';
import { Frame, argumentOf, entryOf, textOf, textsOf } from '../../../syntax/imperative/values.js';
import type { Call, HostObject, Unit, Value } from '../../../syntax/imperative/values.js';
import { phpFunction } from '../../../syntax/php/functions.js';
import { httpMethods } from '../../http-methods.js';
import { conditionsAt } from '../php/conditions.js';
import { qualified } from '../php/project.js';
import type { Resource, ResourceReader } from './resources.js';
import { within } from './symfony-route.js';
import type { Import } from './symfony-route.js';

/** A route that a configurator builds up. */
interface Built {
  paths: readonly string[];
  methods: readonly HttpMethod[];
  controller: string | undefined;
  condition: string | undefined;
  requirements: Map<string, string>;
  defaults: Set<string>;
  readonly span: SourceSpan;
  /** Of the collection that it stands in. */
  readonly collection: { prefix: string };
}

interface BuiltImport {
  resource: string;
  type: string | undefined;
  prefixes: readonly string[];
  methods: readonly HttpMethod[];
  condition: string | undefined;
  readonly exclude: readonly string[];
  readonly span: SourceSpan;
}

/** Reads a file of routes in PHP: `return function (RoutingConfigurator $routes) { $routes->add(…); $routes->import(…); }`. */
export async function readPhpRoutes(unit: Unit, around: Import, reader: ResourceReader): Promise<void> {
  const routes: Built[] = [];
  const imports: BuiltImport[] = [];
  let unsure = false;
  const noteCondition = (call: Call): string | undefined => {
    const conditions = call.circumstances.unsure ? conditionsAt(unit, call.node.start) : [];
    if (call.circumstances.looped) unsure = true;
    return conditions.includes('development only') ? 'development only' : conditions.join('; ') || undefined;
  };
  const configurator: HostObject = {
    call(call) {
      if (call.name === 'add') return object(routeObject(addRoute(call, { prefix: '' })));
      if (call.name === 'import') return object(importObject(addImport(call)));
      if (call.name === 'collection') return object(collectionObject());
      if (call.name === 'env') return { kind: 'code', text: 'env' };
      return object(configurator);
    },
  };
  const addRoute = (call: Call, collection: { prefix: string }): Built => {
    const path = argumentOf(call, 1, 'path');
    const built: Built = {
      paths:
        path?.kind === 'list'
          ? path.entries.flatMap(({ value }) => textOf(value) ?? [])
          : [textOf(path) ?? '%unknown%'],
      methods: [],
      controller: undefined,
      condition: noteCondition(call),
      requirements: new Map(),
      defaults: new Set(),
      span: call.span,
      collection,
    };
    routes.push(built);
    return built;
  };
  const addImport = (call: Call): BuiltImport => {
    const first = argumentOf(call, 0, 'resource');
    const exclude = argumentOf(call, 3, 'exclude');
    const built: BuiltImport = {
      resource: textOf(first) ?? textOf(entryOf(first, 'path')) ?? '',
      type: textOf(argumentOf(call, 1, 'type')),
      prefixes: [''],
      methods: [],
      condition: noteCondition(call),
      exclude: textsOf(exclude) ?? [],
      span: call.span,
    };
    imports.push(built);
    return built;
  };
  const routeObject = (built: Built): HostObject => {
    const self: HostObject = {
      call(call) {
        const first = argumentOf(call, 0);
        if (call.name === 'add') return object(routeObject(addRoute(call, built.collection)));
        if (call.name === 'methods') built.methods = methodsIn(first);
        if (call.name === 'controller') built.controller = controllerOf(first, unit);
        if (call.name === 'defaults') {
          const controller = controllerOf(entryOf(first, '_controller'), unit);
          if (controller !== undefined) built.controller = controller;
          for (const { key } of first?.kind === 'list' ? first.entries : [])
            if (key !== undefined) built.defaults.add(key);
        }
        if (call.name === 'requirements')
          for (const { key, value } of first?.kind === 'list' ? first.entries : [])
            if (key !== undefined) built.requirements.set(key, textOf(value) ?? '');
        if (call.name === 'condition') built.condition ??= `if ${textOf(first) ?? ''}`;
        if (call.name === 'host') built.condition ??= `only for the host ${textOf(first) ?? ''}`;
        return object(self);
      },
    };
    return self;
  };
  const importObject = (built: BuiltImport): HostObject => {
    const self: HostObject = {
      call(call) {
        const first = argumentOf(call, 0);
        if (call.name === 'prefix')
          built.prefixes =
            first?.kind === 'list'
              ? first.entries.flatMap(({ value }) => textOf(value) ?? [])
              : [textOf(first) ?? '%unknown%'];
        if (call.name === 'methods') built.methods = methodsIn(first);
        if (call.name === 'host') built.condition ??= `only for the host ${textOf(first) ?? ''}`;
        return object(self);
      },
    };
    return self;
  };
  const collectionObject = (): HostObject => {
    const collection = { prefix: '' };
    const self: HostObject = {
      call(call) {
        if (call.name === 'add') return object(routeObject(addRoute(call, collection)));
        if (call.name === 'prefix') collection.prefix = textOf(argumentOf(call, 0)) ?? '%unknown%';
        return object(self);
      },
    };
    return self;
  };
  const host: Host = {
    call: () => undefined,
    name: (name) => (name === 'routes' ? object(configurator) : undefined),
  };
  const machine = new Machine([], unit, host, {
    hierarchyOf: () => undefined,
    builtin: phpFunction,
    implicitSelf: false,
  });
  const value = machine.runStatements(unit.program.statements, new Frame());
  if (value.kind === 'function') machine.invoke(value, [object(configurator)]);
  if (unsure) reader.gap(unit.source.span(0, 0), 'how often a loop registers routes only run time knows');
  for (const { paths, collection, ...route } of routes) {
    const { condition, controller, ...rest } = route;
    reader.add(
      {
        ...rest,
        paths: paths.map((path) => `${collection.prefix}/${path}`.replaceAll(/\/{2,}/g, '/')),
        ...(condition !== undefined && { condition }),
        ...(controller !== undefined && { controller }),
        unit,
      },
      around,
    );
  }
  for (const one of imports) await reader.import(resourceOf(one, around, reader), unit.source.path);
}

function resourceOf(one: BuiltImport, around: Import, reader: ResourceReader): Resource {
  const prefixes = one.prefixes.map((prefix) => reader.resolved(prefix));
  return {
    resource: one.resource,
    type: one.type,
    exclude: one.exclude,
    around: within(around, {
      prefixes: prefixes.map((prefix) => prefix ?? ''),
      complete: prefixes.every((prefix) => prefix !== undefined),
      methods: one.methods,
      ...(one.condition !== undefined && { condition: one.condition }),
    }),
    span: one.span,
  };
}

function object(host: HostObject): Value {
  return { kind: 'object', object: host };
}

function methodsIn(value: Value | undefined): readonly HttpMethod[] {
  return (textsOf(value) ?? [])
    .flatMap((name) => name.split('|'))
    .flatMap((name) => httpMethods.get(name.toLowerCase()) ?? []);
}

/** `[C::class, 'method']`, `C::class`, `'C::method'`. */
function controllerOf(value: Value | undefined, unit: Unit): string | undefined {
  if (value?.kind === 'class') return qualified(value.name, unit);
  if (value?.kind !== 'list') return textOf(value);
  const [type, method] = value.entries;
  const name = type?.value.kind === 'class' ? qualified(type.value.name, unit) : textOf(type?.value);
  const called = textOf(method?.value);
  return name === undefined ? undefined : called === undefined ? name : `${name}::${called}`;
}
