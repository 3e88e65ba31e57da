import type { FindingsFormat } from './format.js';
import { github } from './github.js';
import { gitlab } from './gitlab.js';
import { junit } from './junit.js';
import { githubSummary, markdown } from './markdown.js';
import { sarif } from './sarif.js';

/** Every format that `--report` takes, in the order of the help. */
export const findingsFormats: readonly FindingsFormat[] = [
  sarif,
  junit,
  gitlab,
  github,
  githubSummary,
  markdown,
];
