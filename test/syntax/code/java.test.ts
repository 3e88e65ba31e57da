import { describe, expect, it } from 'vitest';
import { codeOf, targetsIn } from './code-of.js';

const targets = (text: string): Promise<readonly string[]> => targetsIn({ 'A.java': text }, 'A.java');

describe('targets of calls in Java', () => {
  it('follows imports, fields by type, parameters, locals and var', async () => {
    expect(
      await targets(`package com.acme;
import java.util.List;
import org.springframework.web.client.RestTemplate;
import redis.clients.jedis.JedisPool;

class Payments {
  private final RestTemplate rest;
  private final Mystery mystery = new Mystery();
  Payments(RestTemplate rest) { this.rest = rest; }
  void pay(JedisPool pool, String id) {
    rest.getForObject("/pay/" + id, String.class);
    this.rest.delete("/pay");
    pool.getResource().set("a", "b");
    var fresh = new RestTemplate();
    fresh.exchange("x");
    RestTemplate other = make();
    other.put("x");
    mystery.run();
    unknown().run();
  }
}`),
    ).toEqual([
      'Mystery',
      'org.springframework.web.client.RestTemplate().getForObject',
      'org.springframework.web.client.RestTemplate().delete',
      'redis.clients.jedis.JedisPool().getResource().set',
      'redis.clients.jedis.JedisPool().getResource',
      'org.springframework.web.client.RestTemplate',
      'org.springframework.web.client.RestTemplate().exchange',
      'make',
      'org.springframework.web.client.RestTemplate().put',
      'Mystery().run',
      'unknown().run',
      'unknown',
    ]);
  });

  it('follows builders, static imports, written-out names and method references', async () => {
    const code = await codeOf(
      {
        'A.java': `import java.net.http.HttpClient;
import java.time.*;
import static java.time.Duration.ofSeconds;
class A {
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(ofSeconds(2)).build();
  void run() {
    CLIENT.send(null);
    java.util.concurrent.Executors.newFixedThreadPool(4);
    list.forEach(CLIENT::sendAsync);
  }
}`,
      },
      'A.java',
    );
    expect(code.calls.map(({ target }) => target)).toEqual([
      'java.net.http.HttpClient.newBuilder().connectTimeout().build',
      'java.net.http.HttpClient.newBuilder().connectTimeout',
      'java.net.http.HttpClient.newBuilder',
      'java.time.Duration.ofSeconds',
      'java.net.http.HttpClient().send',
      'java.util.concurrent.Executors.newFixedThreadPool',
      'list.forEach',
    ]);
    expect(code.calls.at(-1)?.arguments[0]?.value).toMatchObject({
      kind: 'path',
      target: 'java.net.http.HttpClient().sendAsync',
    });
    expect(code.imports).toMatchObject([
      { name: 'HttpClient', module: 'java.net.http.HttpClient' },
      { name: '*', module: 'java.time' },
      { name: 'ofSeconds', module: 'java.time.Duration', member: 'ofSeconds' },
    ]);
  });

  it('tells a method from the field of the same name, and follows what methods give', async () => {
    expect(
      await targets(`import org.apache.http.client.HttpClient;
import org.apache.http.impl.client.HttpClients;
record Config(HttpClient http) {
  private HttpClient client;
  HttpClient client() { return client; }
  static HttpClient make() { return HttpClients.custom().build(); }
  void run() { client().execute("x"); client.execute("y"); make().execute("z"); http.execute("r"); }
}
class B { Cache cache; B cache(Cache c) { return this; } void run() { cache(null).go(); } }`),
    ).toEqual([
      'org.apache.http.impl.client.HttpClients.custom().build',
      'org.apache.http.impl.client.HttpClients.custom',
      'org.apache.http.client.HttpClient().execute',
      '?client',
      'org.apache.http.client.HttpClient().execute',
      'org.apache.http.impl.client.HttpClients.custom().build().execute',
      '?make',
      'org.apache.http.client.HttpClient().execute',
      '?this.go',
      '?cache',
    ]);
  });

  it('knows objects that are made, anonymous classes, resources and patterns', async () => {
    const code = await codeOf(
      {
        'A.java': `import okhttp3.OkHttpClient;
import java.io.InputStream;
class A {
  void run(Object o) {
    new OkHttpClient.Builder().readTimeout(1, SECONDS).build().newCall(r);
    submit(new Runnable() { public void run() { inner(); } });
    try (InputStream in = open()) { in.read(); }
    if (o instanceof OkHttpClient http) http.dispatcher();
  }
}`,
      },
      'A.java',
    );
    expect(code.calls.map(({ target, constructs }) => [target, constructs])).toEqual([
      ['okhttp3.OkHttpClient.Builder().readTimeout().build().newCall', false],
      ['okhttp3.OkHttpClient.Builder().readTimeout().build', false],
      ['okhttp3.OkHttpClient.Builder().readTimeout', false],
      ['okhttp3.OkHttpClient.Builder', true],
      ['submit', false],
      ['Runnable', true],
      ['inner', false],
      ['open', false],
      ['java.io.InputStream().read', false],
      ['okhttp3.OkHttpClient().dispatcher', false],
    ]);
    expect(code.calls.find(({ name }) => name === 'inner')?.context.class?.bases).toEqual(['Runnable']);
  });
});

describe('what stands around a call in Java', () => {
  it('is annotations with their arguments on classes, fields, methods and parameters', async () => {
    const code = await codeOf(
      {
        'A.java': `import io.github.resilience4j.retry.annotation.Retry;
import org.springframework.web.bind.annotation.*;
@RestController
@RequestMapping(path = {"/a", "/b"})
class A extends Base implements Comparable<A> {
  @Value("\${x.timeout:5}") private int timeout;
  @Retry(name = "pay", fallbackMethod = "none")
  @PostMapping("/pay")
  void pay(@RequestHeader("Idempotency-Key") String key) {}
}`,
      },
      'A.java',
    );
    expect(
      code.marks.map(({ target, on, function: made, class: of, arguments: given }) => [
        target,
        on,
        made?.name ?? of?.name,
        given.map(({ name, value }) => [name, value.kind]),
      ]),
    ).toEqual([
      ['RestController', 'class', 'A', []],
      ['RequestMapping', 'class', 'A', [['path', 'list']]],
      ['Value', 'field', 'A', [[undefined, 'text']]],
      [
        'io.github.resilience4j.retry.annotation.Retry',
        'function',
        'pay',
        [
          ['name', 'text'],
          ['fallbackMethod', 'text'],
        ],
      ],
      ['PostMapping', 'function', 'pay', [[undefined, 'text']]],
      ['RequestHeader', 'parameter', 'pay', [[undefined, 'text']]],
    ]);
    expect(code.classes[0]?.bases).toEqual(['Base', 'Comparable']);
  });

  it('is loops, tries, conditions and lambdas; numbers and texts are read', async () => {
    const code = await codeOf(
      {
        'A.java': `class A {
  void run() {
    while (true) { try { work(60 * 1_000L, "k:" + id); } catch (Exception e) { /* no */ } finally { end(); } }
  }
  void more() {
    for (;;) { call(); }
    if (a && b()) once(); else never();
    pool.submit(() -> inside(new int[] {1, 2}));
    switch (a) { case 1 -> chosen(); }
    for (var x : list) each();
  }
}`,
      },
      'A.java',
    );
    const call = (name: string) => code.calls.find((item) => item.name === name);
    expect(call('work')?.context).toMatchObject({
      function: { name: 'run' },
      loop: { endless: true },
      try: { handlers: [{ empty: true }] },
    });
    expect(call('work')?.arguments.map(({ value }) => value)).toMatchObject([
      { kind: 'number', value: 60_000 },
      { kind: 'text', text: 'k:{}', exact: false },
    ]);
    expect(call('end')?.context.try).toBeUndefined();
    expect(call('call')?.context.loop).toMatchObject({ endless: true });
    expect(call('each')?.context.loop).toMatchObject({ endless: false });
    expect(['b', 'once', 'never', 'chosen'].map((name) => call(name)?.context.conditional)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(call('inside')?.context.function?.argumentOf?.target).toBe('pool.submit');
    expect(call('inside')?.arguments[0]?.value).toMatchObject({ kind: 'list', items: [{}, {}] });
  });

  it('reads what can be read of a broken file', async () => {
    const code = await codeOf(
      { 'A.java': 'import a.B;\nclass A { void x() { new B().run(; } void y() { new B().go(); }' },
      'A.java',
    );
    expect(code.brokenAt).toBeGreaterThan(0);
    expect(code.calls.map(({ target }) => target)).toContain('a.B().go');
  });
});
