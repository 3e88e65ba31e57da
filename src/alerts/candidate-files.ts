import type { RepositoryFile, RepositoryView } from '../model/repository-view.js';
import { isTerraform } from '../syntax/manifests/hcl/terraform.js';

/** JSON is read only where a folder or the name speaks of alerts or of templates that hold them: most JSON files are something else. */
const jsonWords =
  /(?:^|[/._-])(?:\w*alert\w*|\w*monitor\w*|\w*rules?|slos?|\w*observab\w*|prometheus\w*|grafana|datadog|cloudformation|cfn|\w*templates?|\w*stacks?|\w*arm|(?:azure)?deploy(?:ments?)?|\w*polic(?:y|ies)|mixins?\w*|alarms?|cloudwatch|\w*dashboards?)(?:[/._-].*)?\.json$/i;

/** May the file hold alerts as YAML or JSON, by its path? */
export function isDocumentCandidate(path: string): boolean {
  if (isTerraform(path)) return false;
  return (
    /\.(?:ya?ml|rules|alerts|rule)$/i.test(path) ||
    /(?:^|\/)templates\/.*\.tpl$|\.ya?ml\.tpl$/.test(path) ||
    /\.(?:template|cfn)$/i.test(path) ||
    (jsonWords.test(path) && !/(?:^|\/)(?:package|package-lock|tsconfig[\w.]*|composer)\.json$/.test(path))
  );
}

export function isTerraformCandidate(path: string): boolean {
  return isTerraform(path);
}

export function isBicep(path: string): boolean {
  return path.endsWith('.bicep');
}

/** Sources of mixins, which are read after they are compiled only. */
export function isJsonnet(path: string): boolean {
  return /\.(?:lib|j)sonnet$/.test(path);
}

/** `templates/` beside a `Chart.yaml`, at any depth below it. */
export function isChartTemplate({ path }: RepositoryFile, view: RepositoryView): boolean {
  const folders = path.split('/').slice(0, -1);
  return folders.some(
    (folder, at) =>
      folder === 'templates' && view.file([...folders.slice(0, at), 'Chart.yaml'].join('/')) !== undefined,
  );
}
