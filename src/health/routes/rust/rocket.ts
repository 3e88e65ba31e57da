import { addWildcard, configure, mount } from './registration.js';
import type { RouterCall } from './registration.js';
import type { Value } from './values.js';
import { optionsOf, unknown } from './values.js';

const neutral = /^(?:manage|register|configure|clone|ignite|reconfigure|await)$/;

/** `rocket::Rocket`. Source: https://api.rocket.rs/v0.5/rocket/struct.Rocket.html */
export async function rocketMethod(call: RouterCall): Promise<Value | undefined> {
  const { args, machine, name, router, site } = call;
  const self: Value = { kind: 'router', router };
  const [first, second] = args;
  switch (name) {
    case 'mount':
      if (mount(call, first, second)) return self;
      if (second?.kind === 'outside') addWildcard(call, first);
      else machine.gap('rocket', site, 'routes that were not found are mounted');
      return self;
    case 'attach':
      // `AdHoc::on_ignite("…", |rocket| async { rocket.mount(…) })`.
      for (const fairing of optionsOf(first ?? unknown))
        if (fairing.kind === 'outside') for (const arg of fairing.args ?? []) await configure(call, arg);
      return self;
    case 'launch':
      router.served = true;
      return self;
    case 'shutdown':
    case 'state':
    case 'figment':
    case 'config':
      return unknown;
    default:
      return neutral.test(name) ? self : undefined;
  }
}

/** A `Vec<Route>`: what is added to it, and what only passes it on. */
export async function listMethod(call: RouterCall): Promise<Value> {
  const { args, machine, name, router, site } = call;
  const adds = /^(?:append|extend|push|chain|extend_from_slice)$/.test(name);
  // Any vector may be one of routes; the ones that hold a route are.
  if (adds && !mount(call, undefined, args[0]) && router.entries.length > 0)
    machine.gap('rocket', site, 'routes that were not found are added');
  return Promise.resolve({ kind: 'router', router });
}
