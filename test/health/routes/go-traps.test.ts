import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

const chi = 'github.com/go-chi/chi/v5';

test('clients, maps, headers, values and other packages with the same method names are no routes', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      [
        'net/http',
        'net/url',
        'github.com/uptrace/bunrouter',
        'github.com/uptrace/bunrouter',
        'github.com/example/echo',
        'github.com/example/mux',
      ],
      `type cache struct{ m map[string]string }

func (c cache) Get(k string, f func()) string { return c.m[k] }

func main() {
	client := &http.Client{}
	client.Get("/healthz")
	http.Get("/healthz")
	http.NewRequest("GET", "/healthz", nil)
	url.Values{}.Get("/healthz")
	cache{}.Get("/healthz", func() {})
	e := echo.New()
	e.GET("/healthz", nil)
	f := bunrouter.New()
	f.Get("/healthz", nil)
	h := bunrouter.New()
	h.GET("/healthz", nil)
	m := mux.NewRouter()
	m.HandleFunc("/healthz", nil).Methods("GET")
	http.ListenAndServe(":80", m)
}

func handler(w http.ResponseWriter, r *http.Request) {
	r.Header.Get("/healthz")
	r.URL.Query().Get("/healthz")
}
`,
    ),
  });
  expect(routes).toEqual([]);
  expect(gaps).toEqual([]);
});

test('comments, strings, documentation comments and allow-lists are no routes', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      ['net/http'],
      `// http.HandleFunc("/commented", nil)

var usage = \`http.HandleFunc("/in-text", nil)\`

var skip = map[string]bool{"/healthz": true, "/readyz": true}

// ping godoc
// @Router /ping [get]
func ping(w http.ResponseWriter, r *http.Request) {
	if skip[r.URL.Path] {
		return
	}
}

/*
	http.HandleFunc("/block", ping)
*/
func main() {
	http.HandleFunc("/real", ping)
	http.ListenAndServe(":80", nil)
}
`,
    ),
  });
  expect(routes).toEqual(['ANY /real main.go:25']);
});

test('a local variable with the name of a package is no package', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      ['net/http'],
      `type fake struct{}

func (fake) HandleFunc(path string, f any) {}

func main() {
	_ = http.StatusOK
	run(fake{})
}

func run(http fake) { http.HandleFunc("/shadowed", nil) }
`,
    ),
  });
  expect(routes).toEqual([]);
});

test('a prefix that a constructor took from configuration is not taken for its default', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['net/http', 'flag', 'github.com/spf13/viper'],
      `type config struct{ Base string }

var flagBase string

func main() {
	cfg := &config{Base: "/default"}
	viper.Unmarshal(cfg)
	var local string
	flag.StringVar(&local, "base", "", "")
	flag.StringVar(&flagBase, "other", "", "")
	http.HandleFunc(cfg.Base+"/a", nil)
	http.HandleFunc(local+"/b", nil)
	http.HandleFunc(flagBase+"/c", nil)
	http.ListenAndServe(":80", nil)
}
`,
    ),
  });
  expect(routes).toEqual([
    'ANY …/a main.go:19',
    'ANY /default/a main.go:19',
    'ANY …/b main.go:20',
    'ANY …/c main.go:21',
  ]);
  expect(gaps.map((gap) => gap.split(' ')[1])).toEqual(['main.go:19', 'main.go:20', 'main.go:21']);
});

test('an import path means the module of the repository that holds it', async () => {
  const { routes } = await readGo({
    'go.work': 'go 1.22\n\nuse (\n\t./app\n\t./lib\n)\n',
    'go.mod': 'module example.com/root\n',
    'app/go.mod': 'module example.com/app\n\nreplace example.com/old => ../lib/old\n',
    'lib/go.mod': 'module example.com/lib/v2\n',
    'lib/paths/p.go': 'package paths\n\nconst Live = "/livez"\n',
    'lib/old/go.mod': 'module example.com/elsewhere\n',
    'lib/old/o.go': 'package old\n\nconst Ready = "/readyz"\n',
    'app/main.go': goMain(
      ['net/http', 'example.com/lib/v2/paths', 'example.com/old'],
      'func main() {\n\thttp.HandleFunc(paths.Live, nil)\n\thttp.HandleFunc(old.Ready, nil)\n}\n',
    ),
  });
  expect(routes).toEqual(['ANY /livez app/main.go:10', 'ANY /readyz app/main.go:11']);
});

test('a function that registers itself, routers that are mounted in themselves and in circles come to an end', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      ['net/http', chi],
      `func tree(r chi.Router, depth int) {
	r.Get("/leaf", nil)
	r.Route("/more", func(r chi.Router) { tree(r, depth+1) })
}

func main() {
	r := chi.NewRouter()
	tree(r, 0)
	a, b := chi.NewRouter(), chi.NewRouter()
	a.Mount("/b", b)
	b.Mount("/a", a)
	b.Mount("/self", b)
	b.Get("/x", nil)
	r.Mount("/a", a)
	http.ListenAndServe(":80", r)
}
`,
    ),
  });
  expect(routes).toEqual(['GET /leaf main.go:9', 'GET /more/leaf main.go:9', 'GET /a/b/x main.go:20']);
});

test.each([
  [
    'broken',
    'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/before", nil)\n\thttp.HandleFunc("/x"\n}\n\nfunc f( {\n',
  ],
  ['empty', ''],
  ['only a package clause', 'package main'],
  ['no package clause', 'import "net/http"\nfunc main() { http.HandleFunc("/x", nil) }'],
  ['a binary-looking text', '\u0000\u0001package\uFFFF import "net/http" http.Handle('],
])('a %s file throws nothing', async (_name, text) => {
  const { routes } = await readGo({
    'main.go': text,
    'other/main.go': goMain(['net/http'], 'func main() { http.HandleFunc("/fine", nil) }\n'),
  });
  expect(routes).toContain('ANY /fine other/main.go:7');
});

test('hostile programs cost no more than a bounded time', async () => {
  const many = Array.from({ length: 200 });
  const double = many
    .map((_, at) => `const c${String(at)} = c${String(at + 1)} + c${String(at + 1)}`)
    .join('\n');
  const calls = many.map(
    (_, at) =>
      `func f${String(at)}(m *http.ServeMux, p string) {\n\tf${String(at + 1)}(m, p+p)\n\tf${String(at + 1)}(m, p+"x")\n}`,
  );
  const branches = many
    .map((_, at) => `\tif cond(${String(at)}) {\n\t\tp += "${String(at)}"\n\t}`)
    .join('\n');
  const { routes } = await readGo({
    'main.go': goMain(
      ['net/http'],
      `${double}
const c200 = "/a"

${calls.join('\n')}
func f200(m *http.ServeMux, p string) { m.HandleFunc(p, nil) }

func cond(int) bool

func main() {
	m := http.NewServeMux()
	m.HandleFunc(c0, nil)
	f0(m, "/")
	p := "/"
${branches}
	m.HandleFunc(p, nil)
	m.HandleFunc("/deep"+${'('.repeat(3000)}"x"${')'.repeat(3000)}, nil)
	m.HandleFunc(${Array.from({ length: 3000 }, () => '"/s"').join('+')}, nil)
	m.HandleFunc("/__proto__", nil)
	m.HandleFunc("/fine", nil)
	http.ListenAndServe(":80", m)
}
`,
    ),
  });
  expect(routes.some((route) => route.startsWith('ANY /fine '))).toBe(true);
  expect(routes.some((route) => route.startsWith('ANY /__proto__ '))).toBe(true);
});

test('two readings of the same repository are the same', async () => {
  const files = {
    'main.go': goMain(
      ['net/http', chi],
      'func main() {\n\tr := chi.NewRouter()\n\tr.Get("/b", nil)\n\tr.Get("/a", nil)\n\thttp.ListenAndServe(":80", r)\n}\n',
    ),
  };
  expect(JSON.stringify(await readGo(files))).toBe(JSON.stringify(await readGo(files)));
});
