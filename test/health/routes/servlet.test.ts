import { expect, it } from 'vitest';
import { servlet } from '../../../src/health/routes/servlet/index.js';
import { readRouteLines } from './route-reading.js';

const at = 'src/main/java/com/acme';
const java = (body: string): string =>
  `package com.acme;\nimport jakarta.servlet.annotation.WebServlet;\nimport jakarta.servlet.http.*;\nimport javax.sql.DataSource;\n${body}\n`;

it('reads servlets by annotation, with constants, lists and what they touch', async () => {
  const { handler, routes } = await readRouteLines([servlet], {
    [`${at}/Health.java`]: java(`@WebServlet(urlPatterns = {Health.PATH, "/health/*"}, loadOnStartup = 1)
public class Health extends HttpServlet {
  static final String PATH = "/healthz";
  private DataSource source;
  @Override protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try (var connection = source.getConnection()) { response.setStatus(200); } catch (SQLException e) { response.setStatus(503); }
  }
}`),
    [`${at}/Orders.java`]: java(
      '@WebServlet("/orders") public class Orders extends HttpServlet { protected void doPost(HttpServletRequest r, HttpServletResponse s) {} }',
    ),
  });
  expect(routes).toEqual([`GET …/healthz ${at}/Health.java:5`, `GET …/health/{*rest} ${at}/Health.java:5`]);
  expect(handler('/healthz')).toContain('db can fail');
});

it('reads the mappings of web.xml for classes of the project', async () => {
  const { routes } = await readRouteLines([servlet], {
    'src/main/webapp/WEB-INF/web.xml': `<web-app>
  <servlet><servlet-name>ping</servlet-name><servlet-class>com.acme.Ping</servlet-class></servlet>
  <servlet><servlet-name>jersey</servlet-name><servlet-class>org.glassfish.jersey.servlet.ServletContainer</servlet-class></servlet>
  <servlet-mapping><servlet-name>ping</servlet-name><url-pattern>/ping</url-pattern><url-pattern>*.do</url-pattern></servlet-mapping>
  <servlet-mapping><servlet-name>jersey</servlet-name><url-pattern>/api/*</url-pattern></servlet-mapping>
</web-app>
`,
    [`${at}/Ping.java`]: java(
      'public class Ping extends HttpServlet { public void service(HttpServletRequest r, HttpServletResponse s) { s.setStatus(200); } }',
    ),
  });
  expect(routes).toEqual(['ANY …/ping src/main/webapp/WEB-INF/web.xml:2']);
});
