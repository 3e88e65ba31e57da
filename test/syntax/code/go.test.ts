import { describe, expect, it } from 'vitest';
import { packageNames } from '../../../src/syntax/code/go/imports.js';
import { codeOf, targetsIn } from './code-of.js';

const targets = (body: string, others: Readonly<Record<string, string>> = {}): Promise<readonly string[]> =>
  targetsIn({ 'shop/main.go': `package shop\n${body}`, ...others }, 'shop/main.go');

describe('targets of calls in Go', () => {
  it('begin with the import path, whatever the package is called', async () => {
    expect(
      await targets(`import (
	"net/http"
	"github.com/redis/go-redis/v9"
	hc "github.com/hashicorp/go-retryablehttp"
	lru "github.com/hashicorp/golang-lru/v2"
)
func main() {
	rdb := redis.NewClient(&redis.Options{Addr: "x"})
	rdb.Set(ctx, "a", 1, 0)
	res, err := http.Get("https://x")
	res.Body.Close()
	err.Error()
	hc.NewClient().StandardClient()
	cache, _ := lru.New[string, int](10)
	cache.Add("a", 1)
	new(http.Client).Do(req)
}`),
    ).toEqual([
      'github.com/redis/go-redis/v9.NewClient',
      'github.com/redis/go-redis/v9.Options',
      'github.com/redis/go-redis/v9.NewClient().Set',
      'net/http.Get',
      'net/http.Get().Body.Close',
      '?err.Error',
      'github.com/hashicorp/go-retryablehttp.NewClient().StandardClient',
      'github.com/hashicorp/go-retryablehttp.NewClient',
      'github.com/hashicorp/golang-lru/v2.New',
      'github.com/hashicorp/golang-lru/v2.New().Add',
      'net/http.Client().Do',
      'net/http.Client',
    ]);
  });

  it('follow typed variables, parameters, receivers, struct fields and what functions give back', async () => {
    expect(
      await targets(`import (
	"database/sql"
	"github.com/redis/go-redis/v9"
)
type Server struct {
	rdb, second *redis.Client
	db store
	any interface{}
	*sql.DB
}
func NewServer(db *sql.DB) (*Server, error) {
	if db == nil { return nil, errNone }
	return &Server{db: db}, nil
}
func (s *Server) Get(url string) {
	s.rdb.Get(ctx, "a")
	s.second.Get(ctx, "a")
	s.db.Query("select 1")
	s.any.Get("b")
	s.DB.Ping()
	s.other.Get("c")
	func() { s.rdb.Del(ctx, "d") }()
}
func (s *Server) client() *redis.Client { return pick(s) }
func use(tx *sql.Tx, url string) {
	tx.Exec("x")
	url.Get("y")
	server, err := NewServer(nil)
	server.rdb.Get(ctx, "e")
	server.client().Get(ctx, "f")
	var pool sql.DB
	pool.Query("g")
	c := ctx.Value("k").(*redis.Client)
	c.Get(ctx, "h")
}`),
    ).toEqual([
      '?Server',
      'github.com/redis/go-redis/v9.Client().Get',
      'github.com/redis/go-redis/v9.Client().Get',
      'database/sql.DB().Query',
      '?any.Get',
      'database/sql.DB().Ping',
      '?this.other.Get',
      '?.',
      'github.com/redis/go-redis/v9.Client().Del',
      '?pick',
      'database/sql.Tx().Exec',
      '?url.Get',
      '?NewServer',
      'github.com/redis/go-redis/v9.Client().Get',
      'github.com/redis/go-redis/v9.Client().Get',
      '?client',
      'database/sql.DB().Query',
      '?ctx.Value',
      'github.com/redis/go-redis/v9.Client().Get',
    ]);
  });

  it('follow variables and structs into other files of the package, and into other packages of the module', async () => {
    expect(
      await targets(
        `import "example.com/app/clients"
func (s *Server) Get() {
	s.rdb.Get(ctx, "a")
	shared.Get("https://x")
	clients.Redis.Get(ctx, "b")
	clients.New().Get(ctx, "c")
	clients.NewStore().db.Query("d")
	redis.Get("unknown")
}`,
        {
          'go.mod': 'module example.com/app\n',
          'shop/server.go': `package shop
import ("net/http"; "github.com/redis/go-redis/v9")
type Server struct { rdb *redis.Client }
var shared = &http.Client{Timeout: 3}
`,
          'clients/redis.go': `package clients
import "github.com/redis/go-redis/v9"
var Redis = redis.NewClient(nil)
func New() *redis.Client { return Redis }
`,
          'clients/store.go': `package clients
import "database/sql"
type Store struct { db *sql.DB }
func NewStore() *Store { return &Store{} }
`,
        },
      ),
    ).toEqual([
      'github.com/redis/go-redis/v9.Client().Get',
      'net/http.Client().Get',
      'github.com/redis/go-redis/v9.NewClient().Get',
      'github.com/redis/go-redis/v9.Client().Get',
      '?New',
      'database/sql.DB().Query',
      '?NewStore',
      '?redis.Get',
    ]);
  });
});

describe('names of packages in Go', () => {
  it.each([
    ['net/http', 'http'],
    ['github.com/redis/go-redis/v9', 'redis'],
    ['gopkg.in/yaml.v3', 'yaml'],
    ['github.com/nats-io/nats.go', 'nats'],
    ['github.com/segmentio/kafka-go', 'kafka'],
    ['github.com/hashicorp/golang-lru/v2', 'lru'],
    ['github.com/rabbitmq/amqp091-go', 'amqp091'],
    ['gopkg.in/DataDog/dd-trace-go.v1/ddtrace/tracer', 'tracer'],
    ['github.com/mattn/go-sqlite3', 'sqlite3'],
    ['k8s.io/api/core/v1', 'v1'],
  ])('%s may be called %s', (module, name) => {
    expect(packageNames(module)).toContain(name);
  });
});

describe('what stands around a call in Go', () => {
  it('is the function, its struct, loops and conditions', async () => {
    const code = await codeOf(
      {
        'a.go': `package a
type Worker struct {}
func (w *Worker) Run() {
	for { work() }
	for i := 0; i < 3; i++ { again() }
	for _, x := range xs { each(x) }
	if err := first(); err != nil { failed() }
	switch { case a: chosen() }
	go func() { later() }()
	http.HandleFunc("/x", func(w http.ResponseWriter, r *http.Request) { handle() })
}`,
      },
      'a.go',
    );
    const call = (name: string) => code.calls.find((item) => item.name === name);
    expect(call('work')?.context).toMatchObject({
      loop: { endless: true },
      function: { name: 'Run' },
      class: { name: 'Worker' },
    });
    expect(call('again')?.context.loop).toMatchObject({ endless: false });
    expect(call('each')?.context.loop).toMatchObject({ endless: false });
    expect(call('first')?.context.conditional).toBe(false);
    expect(call('failed')?.context.conditional).toBe(true);
    expect(call('chosen')?.context.conditional).toBe(true);
    expect(call('later')?.context.function?.parent?.name).toBe('Run');
    expect(call('handle')?.context.function?.argumentOf?.target).toBe('?http.HandleFunc');
  });

  it('keeps fields of struct literals as named arguments, nested ones too', async () => {
    const code = await codeOf(
      {
        'a.go': `package a
import ("net/http"; "time")
const limit = 3 * 10
func main() {
	client := &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{MaxIdleConns: limit}}
	client.Timeout = 0
	servers := []http.Server{{Addr: "a"}, {Addr: \`b\`}}
	labels := map[string]string{"k": "v"}
	call(-1, nil, true, rest...)
}`,
      },
      'a.go',
    );
    expect(code.calls.map(({ target, constructs }) => [target, constructs])).toEqual([
      ['net/http.Client', true],
      ['net/http.Transport', true],
      ['net/http.Server', true],
      ['net/http.Server', true],
      ['?call', false],
    ]);
    expect(code.calls[0]?.arguments).toMatchObject([
      { name: 'Timeout', value: { kind: 'other', parts: [{ value: 5 }, { target: 'time.Second' }] } },
      {
        name: 'Transport',
        value: {
          target: 'net/http.Transport',
          arguments: [{ name: 'MaxIdleConns', value: { kind: 'path', value: { value: 30 } } }],
        },
      },
    ]);
    expect(code.calls.at(-1)).toMatchObject({
      spread: true,
      arguments: [{ value: { value: -1 } }, { value: { kind: 'null' } }, { value: { value: true } }],
    });
    expect(code.assignments.find(({ declares }) => !declares)).toMatchObject({
      place: { target: 'net/http.Client().Timeout' },
      value: { kind: 'number', value: 0 },
    });
    expect(code.assignments.map(({ value }) => value.kind)).toEqual([
      'number',
      'call',
      'number',
      'list',
      'map',
    ]);
  });

  it('survives nesting without end and text that does not parse', async () => {
    const deep = `package a\nfunc main() { x(${'f('.repeat(5000)}1${')'.repeat(5000)}) }`;
    expect((await codeOf({ 'a.go': deep }, 'a.go')).calls.length).toBeGreaterThan(10);
    const broken = await codeOf({ 'a.go': 'package a\nfunc main() { foo(1); bar(( }\nfunc x( {' }, 'a.go');
    expect(broken.brokenAt).toBeDefined();
    expect(broken.calls.map(({ name }) => name)).toContain('foo');
  });
});
