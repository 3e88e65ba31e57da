import { describe, expect, it } from 'vitest';
import { codeOf, targetsIn } from './code-of.js';

const targets = (text: string): Promise<readonly string[]> => targetsIn({ 'A.kt': text }, 'A.kt');

describe('targets of calls in Kotlin', () => {
  it('follows imports, primary constructors, properties by type and value, parameters and lazy', async () => {
    expect(
      await targets(`package com.acme
import io.ktor.client.HttpClient
import io.ktor.client.request.get
import org.springframework.web.client.RestTemplate as Rest
import redis.clients.jedis.JedisPool

@Service
class Payments(private val rest: Rest, pool: JedisPool, private val other: Other<String>?) : Base(pool), Closeable {
  private val client = HttpClient(CIO) { expectSuccess = true }
  val lazyPool by lazy { JedisPool("x") }
  lateinit var late: JedisPool

  fun pay(id: String): String? {
    rest.getForObject("/pay/$id", String::class.java)
    this.rest.delete("/x")
    client.get("x")
    lazyPool.resource.use { it.set("a", "b") }
    late.close()
    other?.run()
    return make().also { log(it) }.toString()
  }

  private fun make() = JedisPool()
  companion object {
    private val shared = JedisPool()
    fun go() = shared.close()
  }
}`),
    ).toEqual([
      'io.ktor.client.HttpClient',
      'lazy',
      'redis.clients.jedis.JedisPool',
      'org.springframework.web.client.RestTemplate().getForObject',
      'org.springframework.web.client.RestTemplate().delete',
      'io.ktor.client.HttpClient().get',
      'redis.clients.jedis.JedisPool().resource.use',
      '?it.set',
      'redis.clients.jedis.JedisPool().close',
      'Other().run',
      'redis.clients.jedis.JedisPool().toString',
      'redis.clients.jedis.JedisPool().also',
      '?make',
      'log',
      'redis.clients.jedis.JedisPool',
      'redis.clients.jedis.JedisPool',
      'redis.clients.jedis.JedisPool().close',
    ]);
  });

  it('reads chains over lines, type arguments, builders and references', async () => {
    expect(
      await targets(`import okhttp3.OkHttpClient
import org.springframework.boot.runApplication
val http = OkHttpClient.Builder()
  .readTimeout(1, SECONDS)
  .build()
  .apply { dispatcher.run() }
fun main(args: Array<String>) {
  runApplication<App>(*args)
  http.newCall(request)
  list.filter(::isGood).map { x -> x.name }
  val (a, b) = pair()
  if (a < b) less() else more()
}`),
    ).toEqual([
      'okhttp3.OkHttpClient.Builder().readTimeout().build().apply',
      'okhttp3.OkHttpClient.Builder().readTimeout().build',
      'okhttp3.OkHttpClient.Builder().readTimeout',
      'okhttp3.OkHttpClient.Builder',
      'dispatcher.run',
      'org.springframework.boot.runApplication',
      'okhttp3.OkHttpClient.Builder().readTimeout().build().newCall',
      'list.filter().map',
      'list.filter',
      'pair',
      'less',
      'more',
    ]);
  });
});

describe('what stands around a call in Kotlin', () => {
  it('is annotations with their arguments on classes, fields, functions and parameters', async () => {
    const code = await codeOf(
      {
        'A.kt': `import io.github.resilience4j.retry.annotation.Retry
@RestController
@RequestMapping(path = ["/a", "/b"])
class A(@Value("\\\${x:5}") private val timeout: Int) : Base() {
  @field:Inject lateinit var x: X
  @Retry(name = "pay", fallbackMethod = "none")
  suspend fun pay(@RequestHeader("Idempotency-Key") key: String) {}
}`,
      },
      'A.kt',
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
      ['Inject', 'field', 'A', []],
      [
        'io.github.resilience4j.retry.annotation.Retry',
        'function',
        'pay',
        [
          ['name', 'text'],
          ['fallbackMethod', 'text'],
        ],
      ],
      ['RequestHeader', 'parameter', 'pay', [[undefined, 'text']]],
    ]);
    expect(code.classes).toMatchObject([{ name: 'A', bases: ['Base'] }]);
  });

  it('is loops, tries, conditions, lambdas and named arguments', async () => {
    const code = await codeOf(
      {
        'A.kt': `fun run(xs: List<String>) {
  while (true) {
    try { work(60 * 1_000L, key = "k:\${id}", more = *rest) } catch (e: Exception) { /* no */ } finally { last() }
  }
}
fun other(xs: List<String>) {
  for (x in xs) each(x)
  do { spin() } while (true)
  when (val y = chosen()) {
    is Foo, Bar -> one(y)
    in 1..3 -> { two() }
    else -> three()
  }
  val z = a ?: fallback()
  if (ready() && second()) once()
  retry(times = 3) { inside() }
  delay(5.minutes)
  pool.submit(object : Runnable { override fun run() { anonymous() } })
  x.timeout = 3
}`,
      },
      'A.kt',
    );
    const call = (name: string) => code.calls.find((item) => item.name === name);
    expect(call('work')?.context).toMatchObject({
      function: { name: 'run' },
      loop: { endless: true },
      try: { handlers: [{ empty: true }] },
    });
    expect(call('work')).toMatchObject({
      spread: true,
      arguments: [
        { value: { kind: 'number', value: 60_000 } },
        { name: 'key', value: { kind: 'text', text: 'k:{}', exact: false } },
        { name: 'more', value: { kind: 'path' } },
      ],
    });
    expect(call('last')?.context.try).toBeUndefined();
    expect(call('each')?.context.loop?.endless).toBe(false);
    expect(call('spin')?.context.loop?.endless).toBe(true);
    expect(
      ['one', 'two', 'three', 'fallback', 'second', 'once'].map((name) => call(name)?.context.conditional),
    ).toEqual([true, true, true, true, true, true]);
    expect(['chosen', 'ready'].map((name) => call(name)?.context.conditional)).toEqual([false, false]);
    expect(call('inside')?.context.function?.argumentOf?.target).toBe('retry');
    expect(call('delay')?.arguments[0]?.value).toMatchObject({ kind: 'number', value: 300 });
    expect(call('anonymous')?.context.class?.bases).toEqual(['Runnable']);
    expect(code.assignments.at(-1)).toMatchObject({ place: { name: 'timeout' }, value: { value: 3 } });
  });

  it('steps over what it does not understand', async () => {
    const code = await codeOf(
      {
        'A.kt': `import a.B\n)] fun ( { val = \n class { B().go()\n${'('.repeat(5000)}\nfun x() { B().run() }`,
      },
      'A.kt',
    );
    expect(code.language).toBe('kotlin');
  });
});
