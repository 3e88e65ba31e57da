import type { RepositoryView } from '../../model/repository-view.js';

/** Where a page of a code host leads: the repository, and the file in it. */
export interface RepositoryAddress {
  /** `github.com/owner/name` in lower case. */
  readonly home: string;
  /** Empty for the repository itself. */
  readonly path: string;
  /** Other readings of the path: a branch may have a slash in its name. */
  readonly otherPaths: readonly string[];
}

/**
 * The repository and file of an address on GitHub, GitLab, Bitbucket, Gitea or Azure-like hosts: `…/blob/<ref>/<path>`, `…/tree/…`, `…/-/blob/…`,
 * `…/src/<ref>/…`, and GitHub's raw files. Undefined for other addresses.
 */
export function repositoryAddressOf(address: string): RepositoryAddress | undefined {
  const match =
    /^https?:\/\/(?:www\.)?([\w.-]+)\/([\w.-]+(?:\/[\w.-]+)*?)\/(?:-\/)?(?:blob|tree|raw|edit|blame|src(?:\/(?:branch|tag|commit))?)\/([^/]+)(?:\/(.*))?$/.exec(
      address,
    ) ??
    /^https?:\/\/(raw\.githubusercontent\.com)\/([\w.-]+\/[\w.-]+)\/(?:refs\/heads\/)?([^/]+)\/(.+)$/.exec(
      address,
    );
  if (!match) return undefined;
  const [, host = '', repository = '', , path = ''] = match;
  const name = host === 'raw.githubusercontent.com' ? 'github.com' : host;
  const parts = path.split('/');
  return {
    home: `${name}/${repository}`.toLowerCase().replace(/\.git$/, ''),
    path,
    otherPaths: parts.slice(1, 4).map((_, index) => parts.slice(index + 1).join('/')),
  };
}

/**
 * The addresses of this repository, as its own files tell them: the module of Go, the `repository` of a package, and every address of a link that
 * leads to a file which is here (at least two folders deep, so that a README elsewhere is not taken for ours).
 */
export async function homesOf(
  urls: readonly string[],
  view: RepositoryView,
): Promise<readonly RepositoryAddress[]> {
  const found = new Map<string, RepositoryAddress>();
  const add = (home: string): void => {
    const address = home.toLowerCase().replace(/\.git$/, '');
    found.set(address, { home: address, path: '', otherPaths: [] });
  };
  if (!urls.some((url) => repositoryAddressOf(url.replace(/[#?].*$/, '')))) return [];
  const module =
    /^module\s+((?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\/[\w.-]+\/[\w.-]+)/m.exec(
      (await view.read('go.mod'))?.text ?? '',
    )?.[1];
  if (module !== undefined) add(module);
  for (const manifest of ['package.json', 'Cargo.toml', 'pyproject.toml', 'composer.json']) {
    const text = view.file(manifest) && (await view.read(manifest))?.text;
    const home =
      /"?(?:repository|Repository|url|Source)"?\s*[:=]\s*(?:\{[^}]*?"url"\s*:\s*)?"(?:git\+)?(?:https?:\/\/|git@|ssh:\/\/git@)(?:www\.)?((?:github|gitlab)\.com)[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?[/"#]/.exec(
        text ?? '',
      );
    if (home) add(`${home[1] ?? ''}/${home[2] ?? ''}`);
  }
  for (const url of urls) {
    const address = repositoryAddressOf(url.replace(/[#?].*$/, ''));
    if (address && address.path.split('/').length > 2 && view.file(address.path)) add(address.home);
  }
  return [...found.values()];
}
