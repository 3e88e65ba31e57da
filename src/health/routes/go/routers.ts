import type { HttpMethod } from '../../../model/endpoint.js';
import type { GoRouterFramework } from './recognition.js';
import type { FilePlace, TextValue, Value } from './values.js';

/** A router is reached through another one. */
export interface Mount {
  readonly parent: Router;
  /** What the parent takes off the front of the path before it asks the child. */
  readonly prefix: TextValue;
  /**
   * route = the child sees the rest of the path through chi's routing context; strip = the URL itself is shortened;
   * none = the child sees the whole path, and only requests below `prefix` reach it; inline = the same router with more middleware.
   */
  readonly removes: 'route' | 'strip' | 'none' | 'inline';
  /** Only for `strip`: requests reach the child only below this path. */
  readonly below?: TextValue;
  readonly place: FilePlace;
  readonly condition?: string;
}

/** One registration of a handler. */
export interface Registration {
  readonly method: HttpMethod;
  readonly pattern: TextValue;
  /** `http.ServeMux` patterns may name a host. */
  readonly place: FilePlace;
  readonly handler: Value;
  /** Middleware in front of it: the router's own at that moment, and what the call names. */
  readonly middleware: readonly Value[];
  readonly servedBy: 'code' | 'dependency';
  readonly condition?: string;
  /** The handler is known to answer a constant success. */
  readonly constant?: boolean;
  /** The pattern is the whole path, whatever the router is mounted below. */
  readonly absolute?: boolean;
}

/** A route of gorilla/mux while calls put it together: `r.Path("/x").Methods("GET").HandlerFunc(h)`. */
export interface PendingRoute {
  readonly parent: Router;
  pattern: Value | undefined;
  /** `PathPrefix`: everything that begins so. */
  isPrefix: boolean;
  methods: readonly HttpMethod[];
  handler: Value | undefined;
  place: FilePlace;
  /** What it asks besides: a host, a query. */
  condition: string | undefined;
  /** What is registered for it by now. */
  added: readonly Registration[];
}

/** A router that the program makes or is handed. */
export interface Router {
  readonly id: number;
  readonly framework: GoRouterFramework;
  /** Where it was made, or where it is a parameter. */
  readonly place: FilePlace;
  readonly mounts: Mount[];
  readonly registrations: Registration[];
  readonly middleware: Value[];
  /** Why nothing is known of the prefix that it may stand below. */
  unresolved?: string;
  /** A server was seen that answers with it. */
  served: boolean;
  /** It was handed to a test server. */
  testOnly: boolean;
  /** The port of its own on which it is served, where one is known. */
  port?: number;
  /** Set when this is a route of gorilla/mux and no router yet. */
  route?: PendingRoute;
  /** `app.Route("/x")` of fiber 3: its methods take handlers only. */
  chained?: boolean;
}
