import { InputError } from '../model/input-error.js';
import type { Service } from '../model/service.js';

/**
 * Checks that a service is there; nothing is checked where none is named.
 * @throws InputError naming those that are.
 */
export function checkService(services: readonly Service[], service: string | undefined): void {
  if (service === undefined || services.some(({ name }) => name === service)) return;
  throw new InputError(
    `there is no service "${service}" here`,
    services.length === 0
      ? 'No services were found: leave out --service.'
      : `Services are: ${services.map(({ name }) => name).join(', ')}.`,
  );
}

/** The facts that belong to a service; all of them where none is named. */
export function ofService<Fact extends { readonly service: string }>(
  facts: readonly Fact[],
  service: string | undefined,
): readonly Fact[] {
  return service === undefined ? facts : facts.filter((fact) => fact.service === service);
}
