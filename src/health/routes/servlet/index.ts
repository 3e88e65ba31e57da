import type { RouteFramework } from '../../route-framework.js';

export const servlet: RouteFramework = {
  name: 'servlet',
  title: 'Servlets',
  homepage:
    'https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#specification-of-mappings',
  languages: ['Java', 'Kotlin'],
  recognition: [
    'Classes of the project with `@WebServlet("/health")` (`value`, `urlPatterns`, constants followed), and those that a `web.xml` maps.',
    'What `doGet` or `service` touches. The context root of a WAR is chosen where it is deployed, so that the beginning of these paths is not known.',
    'Not taken: servlets without a method for GET, patterns by extension (`*.do`), and servlets of libraries.',
  ],
  isCandidate: ({ path }) => /\.(java|kt)$/.test(path) || /(^|\/)WEB-INF\/web\.xml$/.test(path),
  read: async (candidates, view) => (await import('./read-servlet.js')).readServlets(candidates, view),
};
