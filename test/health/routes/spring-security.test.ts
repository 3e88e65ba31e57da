import { describe, expect, it } from 'vitest';
import { spring } from '../../../src/health/routes/spring/index.js';
import { readWith } from './framework-reading.js';
import type { FrameworkReading } from './framework-reading.js';
import { java, pom } from './spring-reading.js';

const at = 'src/main/java/com/acme';
const controllers = {
  [`${at}/App.java`]: java(
    '@SpringBootApplication class App {}',
    ' import org.springframework.boot.autoconfigure.*;',
  ),
  [`${at}/A.java`]: java(
    '@RestController class A { @GetMapping("/health") String health() { return ""; } @GetMapping("/api/x") String x() { return ""; } @GetMapping("/{any}/y") String y() { return ""; } }',
  ),
};
const secured = pom([
  'spring-boot-starter-web',
  'spring-boot-starter-actuator',
  'spring-boot-starter-security',
]);

async function withChain(
  body: string,
  more: Readonly<Record<string, string>> = {},
): Promise<FrameworkReading> {
  return readWith(spring, {
    'pom.xml': secured,
    ...controllers,
    [`${at}/Security.java`]: `package com.acme;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
@Configuration class Security {
  static final String[] OPEN = {"/health", "/docs/**"};
${body}
}`,
    ...more,
  });
}

const chain = (rules: string, head = ''): string =>
  `  @Bean ${head} SecurityFilterChain chain(HttpSecurity http) throws Exception {\n    http.authorizeHttpRequests(auth -> auth\n      ${rules});\n    return http.build();\n  }`;

describe('what Spring Security asks', () => {
  it('without a chain everything but the health of the actuator asks for authentication', async () => {
    const { guards } = await readWith(spring, { 'pom.xml': secured, ...controllers });
    expect(guards('/health')).toEqual([
      "authentication spring-boot-starter-security without a filter chain of the application's own pom.xml:5",
    ]);
    expect(guards('/actuator/health')).toEqual([]);
    const without = await readWith(spring, { 'pom.xml': pom(['spring-boot-starter-web']), ...controllers });
    expect(without.guards('/health')).toEqual([]);
  });

  it('the first rule that matches decides', async () => {
    const { guards } = await withChain(
      chain(
        '.requestMatchers(OPEN).permitAll()\n      .requestMatchers("/actuator/health/**").permitAll()\n      .anyRequest().authenticated()',
      ),
    );
    expect(guards('/health')).toEqual([]);
    expect(guards('/actuator/health')).toEqual([]);
    expect(guards('/api/x')).toEqual([`authentication anyRequest().authenticated() ${at}/Security.java:9`]);
    expect(guards('/{any}/y')).toEqual([]);
  });

  it('endpoints of the actuator by their matcher; methods of other verbs do not count', async () => {
    const open = await withChain(
      chain(
        '.requestMatchers(EndpointRequest.to("health")).permitAll()\n      .requestMatchers(HttpMethod.POST, "/health").permitAll()\n      .anyRequest().hasRole("X")',
      ),
    );
    expect(open.guards('/actuator/health')).toEqual([]);
    expect(open.guards('/health')).toEqual([
      `authentication anyRequest().hasRole("X") ${at}/Security.java:9`,
    ]);
    const closed = await withChain(
      chain(
        '.requestMatchers(EndpointRequest.toAnyEndpoint()).hasRole("OPS")\n      .anyRequest().permitAll()',
      ),
    );
    expect(closed.guards('/actuator/health')).toEqual([
      `authentication requestMatchers(EndpointRequest.toAnyEndpoint()).hasRole("OPS") ${at}/Security.java:7`,
    ]);
    expect(closed.guards('/health')).toEqual([]);
  });

  it('what nobody can say is left out: unknown matchers, conditions, a second chain, ignored requests', async () => {
    const unsure = [
      chain('.requestMatchers(matcher()).permitAll()\n      .anyRequest().authenticated()'),
      chain('.anyRequest().access(manager)'),
      chain('.anyRequest().authenticated()', '@Profile("prod")'),
      `${chain('.anyRequest().authenticated()')}\n  @Bean SecurityFilterChain other(HttpSecurity http) { http.authorizeHttpRequests(auth -> auth.anyRequest().permitAll()); return http.build(); }`,
      `${chain('.anyRequest().authenticated()')}\n  @Bean WebSecurityCustomizer ignore() { return web -> web.ignoring().requestMatchers("/health"); }`,
    ];
    for (const body of unsure) expect((await withChain(body)).guards('/health')).toEqual([]);
  });

  it('a chain for other paths says nothing; the context path is not seen by matchers; Kotlin', async () => {
    const { guards } = await withChain(
      chain('.anyRequest().authenticated()').replace(
        'http.authorize',
        'http.securityMatcher("/api/**").authorize',
      ),
      { 'src/main/resources/application.properties': 'server.servlet.context-path=/shop' },
    );
    expect(guards('/shop/health')).toEqual([]);
    expect(guards('/shop/api/x')).toEqual([
      `authentication anyRequest().authenticated() ${at}/Security.java:7`,
    ]);
    const kotlin = await readWith(spring, {
      'pom.xml': secured,
      ...controllers,
      'src/main/kotlin/Security.kt': `package com.acme
import org.springframework.security.config.annotation.web.builders.HttpSecurity
@Configuration
class Security {
  @Bean
  fun chain(http: HttpSecurity): SecurityFilterChain {
    http { authorizeHttpRequests {
      authorize("/health", permitAll)
      authorize(anyRequest, authenticated)
    } }
    return http.build()
  }
}`,
    });
    expect(kotlin.guards('/health')).toEqual([]);
    expect(kotlin.guards('/api/x')).toEqual([
      'authentication authorize(anyRequest, authenticated) src/main/kotlin/Security.kt:9',
    ]);
  });
});
