import type { RouteFramework } from '../../route-framework.js';
import { isBuildFile } from '../jvm/build-module.js';

export const jaxRs: RouteFramework = {
  name: 'jax-rs',
  title: 'Jakarta REST (JAX-RS)',
  homepage: 'https://jakarta.ee/specifications/restful-ws/',
  languages: ['Java', 'Kotlin'],
  recognition: [
    'Classes with `@Path` of `jakarta.ws.rs` or `javax.ws.rs`, their own or of an interface or base class, with `@GET` and its kind on methods; sub-resources are followed by what the method returns.',
    'The path of the application comes from `@ApplicationPath`, from the settings of Quarkus or Dropwizard, or from a servlet mapping in `web.xml`; without any the paths may lack their beginning.',
    'Interfaces with `@RegisterRestClient` are clients.',
    'What `@Provider` filters of requests and methods with `@ServerRequestFilter` surely touch, those that are bound by name where they are bound.',
  ],
  isCandidate: ({ path }) => /\.(java|kt)$/.test(path) || isBuildFile(path),
  async read(candidates, view) {
    if (!candidates.some(({ path }) => /\.(java|kt)$/.test(path)))
      return { routes: [], gaps: [], skipped: [] };
    return (await import('./read-jax-rs.js')).readJaxRs(candidates, view);
  },
};
