import type { FindingsFormat, PageAssets } from './format.js';
import { github } from './github.js';
import { gitlab } from './gitlab.js';
import { junit } from './junit.js';
import { pageOf } from '../html/page.js';
import { githubSummary, markdown } from './markdown.js';
import { sarif } from './sarif.js';

/** Every format that `--report` takes, in the order of the help. */
export function findingsFormats(assets: PageAssets): readonly FindingsFormat[] {
  return [sarif, junit, gitlab, github, githubSummary, markdown, pageOf(assets)];
}
