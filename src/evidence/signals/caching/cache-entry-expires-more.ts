import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  phpService,
  rubyService,
  rustService,
} from '../../examples.js';

/** Caches whose entries end, in further languages. */
export const entryExpiresMore: readonly SignalExample[] = [
  {
    title: 'RedisTemplate',
    files: javaService(
      'import java.time.Duration;\nimport org.springframework.data.redis.core.StringRedisTemplate;\n\nclass Store {\n  private final StringRedisTemplate redis;\n  Store(StringRedisTemplate redis) { this.redis = redis; }\n  void keep(String id, String user) {\n    redis.opsForValue().set("user:" + id, user, Duration.ofMinutes(5));\n  }\n}\n',
    ),
  },
  {
    title: "Spring's cache in Redis",
    files: javaService(
      'import java.time.Duration;\nimport org.springframework.data.redis.cache.RedisCacheConfiguration;\n\nclass Caches {\n  RedisCacheConfiguration defaults() {\n    return RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofMinutes(10));\n  }\n}\n',
    ),
  },
  {
    title: 'Jedis',
    files: javaService(
      'import redis.clients.jedis.JedisPooled;\n\nclass Store {\n  private final JedisPooled redis = new JedisPooled("redis");\n  void keep(String id) { redis.setex("user:" + id, 60, "x"); }\n}\n',
    ),
  },
  {
    title: 'Caffeine',
    files: kotlinService(
      'import com.github.benmanes.caffeine.cache.Caffeine\nimport java.time.Duration\n\nval users = Caffeine.newBuilder()\n  .maximumSize(1000)\n  .expireAfterWrite(Duration.ofMinutes(5))\n  .build<String, User>()\n',
    ),
  },
  {
    title: 'settings of Spring Boot',
    files: javaService('class App {}\n', {
      'src/main/resources/application.yml': 'spring:\n  cache:\n    redis:\n      time-to-live: 10m\n',
    }),
  },
  {
    title: 'Rails',
    files: rubyService(
      "class Rates\n  def all\n    Rails.cache.fetch('rates', expires_in: 1.hour) { load }\n  end\nend\n",
    ),
  },
  {
    title: 'redis-rb',
    files: rubyService(
      'class Store\n  def redis\n    @redis ||= Redis.new\n  end\n\n  def keep(user)\n    redis.set("user:#{user.id}", user.to_json, ex: 60)\n  end\nend\n',
    ),
  },
  {
    title: 'Laravel',
    files: phpService(
      "use Illuminate\\Support\\Facades\\Cache;\n\nclass Rates {\n  public function all() {\n    return Cache::remember('rates', 600, fn () => $this->load());\n  }\n}\n",
    ),
  },
  {
    title: 'moka',
    files: rustService(
      'use moka::future::Cache;\nuse std::time::Duration;\n\nfn cache() -> Cache<String, String> {\n    Cache::builder().max_capacity(100).time_to_live(Duration::from_secs(60)).build()\n}\n',
    ),
  },
  {
    title: 'the redis crate',
    files: rustService(
      'use redis::aio::ConnectionManager;\n\nasync fn keep(mut con: ConnectionManager, id: String) {\n    con.set_ex(format!("user:{id}"), "x", 60).await;\n}\n',
    ),
  },
  {
    title: 'go-redis',
    files: goService(
      'import (\n\t"time"\n\n\t"github.com/redis/go-redis/v9"\n)\n\nfunc keep(rdb *redis.Client, id string) {\n\trdb.Set(ctx, "user:"+id, "x", 5*time.Minute)\n}\n',
    ),
  },
  {
    title: 'IMemoryCache',
    files: csharpService(
      'using Microsoft.Extensions.Caching.Memory;\n\nclass Store(IMemoryCache cache) {\n  public void Keep(string id) {\n    cache.Set(id, "x", new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) });\n  }\n}\n',
    ),
  },
  {
    title: 'Cachex',
    files: elixirService(
      'defmodule App.Rates do\n  def keep(id, rate) do\n    Cachex.put(:rates, id, rate, ttl: :timer.minutes(5))\n  end\nend\n',
    ),
  },
  {
    title: 'Redix',
    files: elixirService(
      'defmodule App.Store do\n  def keep(id, user) do\n    Redix.command(:redix, ["SET", "session:#{id}", user, "EX", "60"])\n  end\nend\n',
    ),
  },
];

/** What only looks alike, in further languages. */
export const entryExpiresNotMore: readonly SignalExample[] = [
  {
    title: 'a map and a builder of Java',
    files: javaService(
      'import java.util.concurrent.ConcurrentHashMap;\n\nclass Store {\n  private final ConcurrentHashMap<String, String> redis = new ConcurrentHashMap<>();\n  void keep(String id) { redis.put("user:" + id, "x"); }\n}\n',
    ),
  },
  {
    title: 'Rails without a lifetime',
    files: rubyService("class Rates\n  def all\n    Rails.cache.fetch('rates') { load }\n  end\nend\n"),
  },
  {
    title: 'Laravel for ever',
    files: phpService(
      "use Illuminate\\Support\\Facades\\Cache;\n\nclass Rates {\n  public function all() {\n    return Cache::rememberForever('rates', fn () => $this->load());\n  }\n}\n",
    ),
  },
];

/** Caches whose entries never end, in further languages. */
export const neverExpiresMore: readonly SignalExample[] = [
  {
    title: 'RedisTemplate in Kotlin',
    files: kotlinService(
      'import org.springframework.data.redis.core.StringRedisTemplate\n\nclass Store(private val redis: StringRedisTemplate) {\n    fun keep(id: String, user: String) {\n        redis.opsForValue().set("session:$id", user)\n    }\n}\n',
    ),
  },
  {
    title: 'StackExchange.Redis',
    files: csharpService(
      'using StackExchange.Redis;\n\nclass Store(IDatabase redis) {\n  public async Task Keep(string id, string user) {\n    await redis.StringSetAsync("session:" + id, user);\n  }\n}\n',
    ),
  },
  {
    title: 'the redis crate',
    files: rustService(
      'use redis::AsyncCommands;\nuse redis::aio::ConnectionManager;\n\nasync fn keep(mut con: ConnectionManager, id: String) {\n    let _: () = con.set(format!("session:{id}"), "x").await.unwrap();\n}\n',
    ),
  },
  {
    title: 'Redix',
    files: elixirService(
      'defmodule App.Store do\n  def keep(id, user) do\n    Redix.command(:redix, ["SET", "session:#{id}", user])\n  end\nend\n',
    ),
  },
  {
    title: 'go-redis with a lifetime of zero',
    files: goService(
      'import (\n\t"github.com/redis/go-redis/v9"\n)\n\nfunc keep(rdb *redis.Client, id string) {\n\trdb.Set(ctx, "session:"+id, "x", 0)\n}\n',
    ),
  },
  {
    title: 'RedisTemplate',
    files: javaService(
      'import org.springframework.data.redis.core.StringRedisTemplate;\n\nclass Store {\n  private final StringRedisTemplate redis;\n  Store(StringRedisTemplate redis) { this.redis = redis; }\n  void keep(String id, String user) {\n    redis.opsForValue().set("session:" + id, user);\n  }\n}\n',
    ),
  },
  {
    title: 'redis-rb',
    files: rubyService(
      'class Store\n  def redis\n    @redis ||= Redis.new\n  end\n\n  def keep(user)\n    redis.set("cache:user:#{user.id}", user.to_json)\n  end\nend\n',
    ),
  },
  {
    title: 'for ever, by Laravel',
    files: phpService(
      "use Illuminate\\Support\\Facades\\Cache;\n\nclass Rates {\n  public function all() {\n    return Cache::rememberForever('rates', fn () => $this->load());\n  }\n}\n",
    ),
  },
];

/** What has an end, or rightly has none, in further languages. */
export const neverExpiresNotMore: readonly SignalExample[] = [
  {
    title: 'StackExchange.Redis with a lifetime',
    files: csharpService(
      'using StackExchange.Redis;\n\nclass Store(IDatabase redis) {\n  public async Task Keep(string id, string user, TimeSpan ttl) {\n    await redis.StringSetAsync("session:" + id, user, TimeSpan.FromMinutes(5));\n    await redis.StringSetAsync("token:" + id, user, expiry: ttl);\n  }\n}\n',
    ),
  },
  {
    title: 'Redix with a lifetime',
    files: elixirService(
      'defmodule App.Store do\n  def keep(id, user) do\n    Redix.command(:redix, ["SET", "session:#{id}", user, "EX", "60"])\n  end\nend\n',
    ),
  },
  {
    title: 'go-redis with a lifetime',
    files: goService(
      'import (\n\t"time"\n\n\t"github.com/redis/go-redis/v9"\n)\n\nfunc keep(rdb *redis.Client, id string) {\n\trdb.Set(ctx, "session:"+id, "x", 5*time.Minute)\n}\n',
    ),
  },
  {
    title: 'for ever, and taken out when something changes',
    files: phpService(
      "use Illuminate\\Support\\Facades\\Cache;\n\nclass Rates {\n  public function all() {\n    return Cache::rememberForever('rates', fn () => $this->load());\n  }\n\n  public function changed() {\n    Cache::forget('rates');\n  }\n}\n",
    ),
  },
  {
    title: 'RedisTemplate with a time and a unit',
    files: javaService(
      'import java.util.concurrent.TimeUnit;\nimport org.springframework.data.redis.core.StringRedisTemplate;\n\nclass Store {\n  private final StringRedisTemplate redis;\n  Store(StringRedisTemplate redis) { this.redis = redis; }\n  void keep(String id, String user) {\n    redis.opsForValue().set("session:" + id, user, 30, TimeUnit.MINUTES);\n    redis.opsForValue().set("token:" + id, user, ttl);\n  }\n  void later(String id, String user) {\n    redis.opsForValue().set("session:" + id, user);\n    redis.expire("session:" + id, 30, TimeUnit.MINUTES);\n  }\n}\n',
    ),
  },
  {
    title: 'redis-rb with a lifetime',
    files: rubyService(
      'class Store\n  def redis\n    @redis ||= Redis.new\n  end\n\n  def keep(user)\n    redis.set("cache:user:#{user.id}", user.to_json, ex: 60)\n    redis.setex("token:#{user.id}", 60, "x")\n  end\nend\n',
    ),
  },
];
