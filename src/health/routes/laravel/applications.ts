import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import type { Unit } from '../../../syntax/imperative/values.js';
import type { PhpProject } from '../php/project.js';

/** A folder whose composer.json requires Laravel or Lumen, with the files that may register routes. */
export interface LaravelApplication {
  /** Empty at the root. */
  readonly root: string;
  readonly composer: SourceText;
  readonly units: readonly Unit[];
}

const mostFiles = 500;

/** Files in which an application registers routes or says what stands before them. */
const relevantPath = /(^|\/)(routes|bootstrap)\/|Provider\.php$|rout\w*[^/]*\.php$|\/Kernel\.php$/i;
const relevantText =
  /\bRoute::|\$router\b|->router\b|\bwithRouting\b|loadRoutesFrom|extends\s+\\?(?:[\w\\]*\\)?(?:Http)?Kernel\b|Health::checks|\$app->(?:get|group)\(|require\b/;

/** Every application of Laravel and Lumen in a repository. */
export async function findApplications(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
  project: PhpProject,
): Promise<readonly LaravelApplication[]> {
  const found: { root: string; composer: SourceText }[] = [];
  for (const { path } of candidates) {
    if (!/(^|\/)composer\.json$/.test(path)) continue;
    const composer = await view.read(path);
    if (composer && /"laravel\/(lumen-)?framework"\s*:/.test(composer.text))
      found.push({ root: path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '', composer });
  }
  const roots = found.map(({ root }) => root);
  const applications: LaravelApplication[] = [];
  for (const { root, composer } of found) {
    const units: Unit[] = [];
    for (const { path } of candidates) {
      if (units.length >= mostFiles) break;
      if (!path.endsWith('.php') || !relevantPath.test(path) || ownerOf(path, roots) !== root) continue;
      const source = await view.read(path);
      if (!source || !relevantText.test(source.text)) continue;
      const unit = await project.unit(path);
      if (unit) units.push(unit);
    }
    applications.push({ root, composer, units });
  }
  return applications;
}

function ownerOf(path: string, roots: readonly string[]): string | undefined {
  return roots
    .filter((root) => root === '' || path.startsWith(`${root}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}
