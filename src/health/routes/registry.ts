import type { RouteFramework } from '../route-framework.js';
import { express } from './express/index.js';
import { fastapi } from './fastapi/index.js';
import { flask } from './flask/index.js';
import { goChi } from './go-chi/index.js';
import { goGin } from './go-gin/index.js';
import { goNetHttp } from './go-net-http/index.js';
import { spring } from './spring/index.js';

/** Every web framework whose routes lintel reads, in the order of the reference. */
export const routeFrameworks: readonly RouteFramework[] = [
  express,
  fastapi,
  flask,
  goNetHttp,
  goChi,
  goGin,
  spring,
];
