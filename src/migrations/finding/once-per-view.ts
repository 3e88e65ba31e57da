import type { RepositoryView } from '../../model/repository-view.js';

/**
 * Remembers the result of an expensive look at a repository for as long as its view lives, so that several frameworks that ask for the
 * same thing (manifests, scripts, settings) read each file once.
 */
export function oncePerView<Result>(
  look: (view: RepositoryView) => Result,
): (view: RepositoryView) => Result {
  const remembered = new WeakMap<RepositoryView, { readonly result: Result }>();
  return (view) => {
    let entry = remembered.get(view);
    if (entry === undefined) {
      entry = { result: look(view) };
      remembered.set(view, entry);
    }
    return entry.result;
  };
}
