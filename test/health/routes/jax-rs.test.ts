import { describe, expect, it } from 'vitest';
import { jaxRs } from '../../../src/health/routes/jax-rs/index.js';
import { readWith } from './framework-reading.js';

const at = 'src/main/java/com/acme';

function java(body: string): string {
  return `package com.acme;\nimport jakarta.ws.rs.*; import jakarta.ws.rs.core.*;\n${body}\n`;
}

function pom(artifacts: readonly string[]): string {
  return `<project><artifactId>app</artifactId><dependencies>${artifacts
    .map((one) => `<dependency><artifactId>${one}</artifactId></dependency>`)
    .join('')}</dependencies></project>`;
}

describe('resources', () => {
  it('class and method paths, the path of the application, constants, regular expressions, sub-resources', async () => {
    const { routes, gaps } = await readWith(jaxRs, {
      [`${at}/App.java`]: java('@ApplicationPath("/api/*") class App extends Application {}'),
      [`${at}/A.java`]: java(`@Path(A.BASE + "/items")
public class A {
  static final String BASE = "v1";
  @GET public String list() { return ""; }
  @GET @Path("{id: [0-9]+}") public String one() { return ""; }
  @DELETE @Path("/files/{path: .+}") public void remove() {}
  @Path("{id}/parts") public Parts parts() { return new Parts(); }
  @Path("any") public Object other() { return null; }
  public void helper() {}
}`),
      [`${at}/Parts.java`]: java('class Parts { @POST @Path("new") public void add() {} }'),
    });
    expect(routes).toEqual([
      `GET /api/v1/items ${at}/A.java:6`,
      `GET /api/v1/items/{id} ${at}/A.java:7`,
      `DELETE /api/v1/items/files/{*path} ${at}/A.java:8`,
      `POST /api/v1/items/{id}/parts/new ${at}/A.java:4`,
    ]);
    expect(gaps).toEqual([`${at}/A.java:4 the sub-resource that other returns is not known`]);
  });

  it('what an interface says holds for the class; clients and interfaces alone serve nothing; Kotlin, too', async () => {
    const { routes } = await readWith(jaxRs, {
      'pom.xml': pom(['quarkus-rest']),
      'src/main/resources/application.properties':
        'quarkus.http.root-path=/shop\nquarkus.rest.path=/rest\n%dev.quarkus.http.root-path=/',
      [`${at}/Api.java`]: java('@Path("/x") public interface Api { @GET @Path("/a") String a(); }'),
      [`${at}/Impl.java`]:
        'package com.acme;\npublic class Impl implements Api { public String a() { return ""; } }',
      [`${at}/Client.java`]: java(
        '@Path("/remote") @RegisterRestClient public interface Client { @GET String get(); }',
      ),
      [`${at}/Alone.java`]: java('@Path("/alone") public interface Alone { @GET String get(); }'),
      'src/main/kotlin/K.kt':
        'package com.acme\nimport jakarta.ws.rs.GET\nimport jakarta.ws.rs.Path\n@Path("/k")\nclass K {\n  @GET @Path("/health") fun health() = "ok"\n}',
    });
    expect(routes).toEqual(
      [`GET /shop/rest/x/a ${at}/Impl.java:2`, 'GET /shop/rest/k/health src/main/kotlin/K.kt:6'].toSorted(
        (a, b) => routes.indexOf(a) - routes.indexOf(b),
      ),
    );
  });

  it('a program that starts Jetty by itself says where its servlet stands', async () => {
    const of = async (lines: string): Promise<readonly string[]> =>
      (
        await readWith(jaxRs, {
          [`${at}/H.java`]: java(
            '@Path("health") public class H { @GET public String h() { return "ok"; } }',
          ),
          [`${at}/Web.java`]: java(`class Web { void start() { ${lines} } }`),
        })
      ).routes;
    const jersey = 'new ServletHolder(new ServletContainer(config))';
    expect(await of(`handler.addServlet(${jersey}, "/api/*");`)).toEqual([`GET /api/health ${at}/H.java:3`]);
    expect(await of(`ServletHolder jersey = ${jersey}; context.addServlet(jersey, "/v1/*");`)).toEqual([
      `GET /v1/health ${at}/H.java:3`,
    ]);
    expect(await of('context.addServlet(ServletContainer.class, "/*");')).toEqual([
      `GET /health ${at}/H.java:3`,
    ]);
    const unknown = [`GET …/health ${at}/H.java:3`];
    expect(await of(`context.setContextPath("/app"); context.addServlet(${jersey}, "/api/*");`)).toEqual(
      unknown,
    );
    expect(
      await of(`var h = new ServletContextHandler(server, "/app"); h.addServlet(${jersey}, "/api/*");`),
    ).toEqual(unknown);
    expect(await of(`a.addServlet(${jersey}, "/a/*"); b.addServlet(${jersey}, "/b/*");`)).toEqual(unknown);
    expect(await of('context.addServlet(new ServletHolder(new Console()), "/console/*");')).toEqual(unknown);
  });

  it('without a path of the application the beginning is not known; web.xml and Dropwizard tell it', async () => {
    const resource = {
      [`${at}/A.java`]: java('@Path("/a") public class A { @GET public String a() { return ""; } }'),
    };
    const path = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
      (await readWith(jaxRs, { ...resource, ...files })).routes.map((route) => route.split(' ')[1] ?? '');
    expect(await path({})).toEqual(['…/a']);
    expect(
      await path({
        'src/main/webapp/WEB-INF/web.xml':
          '<web-app><servlet><servlet-name>rest</servlet-name><servlet-class>org.glassfish.jersey.servlet.ServletContainer</servlet-class></servlet><servlet-mapping><servlet-name>rest</servlet-name><url-pattern>/rest/*</url-pattern></servlet-mapping></web-app>',
      }),
    ).toEqual(['/rest/a']);
    expect(
      await path({
        'pom.xml': pom(['dropwizard-core']),
        'config.yml': 'server:\n  rootPath: /api/*\n  applicationConnectors:\n    - type: http\n',
      }),
    ).toEqual(['/api/a']);
  });
});

describe('guards', () => {
  it('annotations of method and class, and the permissions of Quarkus, the most specific path winning', async () => {
    const { guards } = await readWith(jaxRs, {
      'pom.xml': pom(['quarkus-rest']),
      'src/main/resources/application.properties':
        'quarkus.http.auth.permission.all.paths=/*\nquarkus.http.auth.permission.all.policy=authenticated\nquarkus.http.auth.permission.open.paths=/open/*\nquarkus.http.auth.permission.open.policy=permit',
      [`${at}/A.java`]: java(
        '@Path("/open") @RolesAllowed("admin") public class A { @GET public String a() { return ""; } @PermitAll @GET @Path("b") public String b() { return ""; } }',
      ),
      [`${at}/B.java`]: java('@Path("/closed") public class B { @GET public String a() { return ""; } }'),
    });
    expect(guards('/open')).toEqual([`authentication @RolesAllowed("admin") ${at}/A.java:3`]);
    expect(guards('/open/b')).toEqual([]);
    expect(guards('/closed')).toEqual([
      'authentication quarkus.http.auth.permission.all.policy=authenticated src/main/resources/application.properties:1',
    ]);
  });
});
