import type { ServiceDetector } from '../unit-sign.js';
import { cargo } from './cargo.js';
import { composer } from './composer.js';
import { dotnet } from './dotnet.js';
import { go } from './go.js';
import { gradle } from './gradle.js';
import { maven } from './maven.js';
import { mix } from './mix.js';
import { node } from './node.js';
import { nodeWorkspaces } from './node-workspaces.js';
import { procfile } from './procfile.js';
import { python } from './python.js';
import { ruby } from './ruby.js';

/**
 * All detectors of units by manifest or program. Where several name the same directory, the first name wins: npm stands last, because a
 * `package.json` often only builds another stack's assets.
 */
export const serviceDetectors: readonly ServiceDetector[] = [
  go,
  maven,
  gradle,
  dotnet,
  cargo,
  mix,
  composer,
  ruby,
  python,
  nodeWorkspaces,
  node,
  procfile,
];
