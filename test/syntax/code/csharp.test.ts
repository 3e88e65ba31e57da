import { describe, expect, it } from 'vitest';
import { codeOf, targetsIn } from './code-of.js';

const targets = (text: string): Promise<readonly string[]> => targetsIn({ 'App.cs': text }, 'App.cs');

describe('targets of calls in C#', () => {
  it('begin with the name of the type, whatever its namespace', async () => {
    expect(
      await targets(`using System.Net.Http;
using Cache = StackExchange.Redis.IDatabase;
var client = new HttpClient();
var body = await client.GetAsync(url).ConfigureAwait(false);
body.EnsureSuccessStatusCode();
HttpClient other = new() { Timeout = x };
other.PostAsync(url);
System.Net.Http.HttpClient third = Make();
third.SendAsync(r);
void Use(Cache cache, ILogger<Foo> log) { cache.StringGet("a"); log?.LogInformation("b"); }
if (x is RestClient rest) rest.Execute(r);
client!.Dispose();
`),
    ).toEqual([
      'HttpClient',
      'HttpClient().GetAsync',
      'HttpClient().GetAsync().EnsureSuccessStatusCode',
      'HttpClient',
      'HttpClient().PostAsync',
      'Make',
      'HttpClient().SendAsync',
      'IDatabase().StringGet',
      'ILogger().LogInformation',
      'RestClient().Execute',
      'HttpClient().Dispose',
    ]);
  });

  it('follow fields, properties, constructors and primary constructors, bare or through this', async () => {
    expect(
      await targets(`namespace Shop;
public class Store(IDistributedCache cache) : ControllerBase
{
    private readonly HttpClient _http;
    private static readonly RestClient Rest = new RestClient("x");
    private object _any;
    public IMemoryCache Memory { get; set; }
    private IDatabase Db => _mux.GetDatabase();
    private ConnectionMultiplexer _mux = ConnectionMultiplexer.Connect("x");
    private RestClient RestClient { get; }
    public Store(IHttpClientFactory factory, IFoo foo) : this(null)
    {
        _any = foo;
        _client = factory.CreateClient("a");
    }
    private HttpClient Client() => _factory.CreateClient();
    public async Task Run(int id)
    {
        await _http.GetStringAsync("a");
        this._http.GetStringAsync("b");
        Rest.Execute(null);
        cache.SetStringAsync("c", "d");
        Memory.TryGetValue("e", out var v);
        Db.StringSet("f", "g");
        Client().GetAsync("h");
        RestClient.Execute(null);
        Ok(id.ToString());
    }
}`),
    ).toEqual([
      'RestClient',
      'ConnectionMultiplexer().GetDatabase',
      'ConnectionMultiplexer.Connect',
      'IHttpClientFactory().CreateClient',
      '_factory.CreateClient',
      'HttpClient().GetStringAsync',
      'HttpClient().GetStringAsync',
      'RestClient().Execute',
      'IDistributedCache().SetStringAsync',
      'IMemoryCache().TryGetValue',
      'IDatabase().StringSet',
      'HttpClient().GetAsync',
      '?Client',
      'RestClient().Execute',
      'Ok',
      '?id.ToString',
    ]);
  });

  it('follow chains of builders, with the types that they are given', async () => {
    const code = await codeOf(
      {
        'Program.cs': `var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient<IShop, Shop>(c => { c.Timeout = TimeSpan.FromSeconds(5); })
    .AddPolicyHandler(policy);
`,
      },
      'Program.cs',
    );
    expect(code.calls.map(({ target, typeArguments }) => [target, typeArguments])).toEqual([
      ['WebApplication.CreateBuilder', undefined],
      ['WebApplication.CreateBuilder().Services.AddHttpClient().AddPolicyHandler', undefined],
      ['WebApplication.CreateBuilder().Services.AddHttpClient', ['IShop', 'Shop']],
      ['TimeSpan.FromSeconds', undefined],
    ]);
    expect(code.assignments.at(-1)).toMatchObject({ place: { name: 'Timeout', target: '?c.Timeout' } });
  });
});

describe('what stands around a call in C#', () => {
  it('is the method, its attributes, loops, try and conditions', async () => {
    const code = await codeOf(
      {
        'A.cs': `[ApiController, Route("api/[controller]")]
public class A : ControllerBase
{
    [Required] public string Name { get; set; }
    [HttpPost("{id}"), AuthorizeAttribute(Roles = "x")]
    public async Task<IActionResult> Post([FromBody] Dto dto)
    {
        while (true) { try { Work(); } catch (Exception) { } }
        for (;;) { Again(); }
        foreach (var x in xs) Each(x);
        if (dto == null) Failed();
        var y = dto ?? Fallback();
        app.MapGet("/x", async (int id) => await Handle(id));
        return Ok(dto);
    }
}`,
      },
      'A.cs',
    );
    const call = (name: string) => code.calls.find((item) => item.name === name);
    expect(
      code.marks.map(({ target, on, function: made, arguments: args }) => [
        target,
        on,
        made?.name,
        args.length,
      ]),
    ).toEqual([
      ['ApiController', 'class', undefined, 0],
      ['Route', 'class', undefined, 1],
      ['Required', 'field', undefined, 0],
      ['HttpPost', 'function', 'Post', 1],
      ['Authorize', 'function', 'Post', 1],
      ['FromBody', 'parameter', 'Post', 0],
    ]);
    expect(code.classes).toMatchObject([{ name: 'A', bases: ['ControllerBase'] }]);
    expect(call('Work')?.context).toMatchObject({
      loop: { endless: true },
      try: { handlers: [{ empty: true }] },
      function: { name: 'Post' },
      class: { name: 'A' },
    });
    expect(call('Again')?.context.loop).toMatchObject({ endless: true });
    expect(call('Each')?.context.loop).toMatchObject({ endless: false });
    expect(call('Failed')?.context.conditional).toBe(true);
    expect(call('Fallback')?.context.conditional).toBe(true);
    expect(call('Handle')?.context.function?.argumentOf?.target).toBe('app.MapGet');
  });

  it('keeps initialisers and named arguments with their names', async () => {
    const code = await codeOf(
      {
        'A.cs': `await cache.SetAsync($"user:{id}", @"a""b", new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5), Size = 1_000L }, token: null);
Send(new { Name = "x", id }, new Dictionary<string, int> { ["a"] = 1, { "b", 2 } }, new[] { 1, 2 }, -1);`,
      },
      'A.cs',
    );
    const [set, options, , send] = code.calls;
    expect(set?.arguments).toMatchObject([
      { value: { kind: 'text', text: 'user:{}', exact: false } },
      { value: { kind: 'text', text: 'a"b', exact: true } },
      { value: { kind: 'call', constructs: true } },
      { name: 'token', value: { kind: 'null' } },
    ]);
    expect(options).toMatchObject({
      target: 'DistributedCacheEntryOptions',
      arguments: [
        { name: 'AbsoluteExpirationRelativeToNow', value: { target: 'TimeSpan.FromMinutes' } },
        { name: 'Size', value: { kind: 'number', value: 1000 } },
      ],
    });
    expect(send?.arguments.map(({ value }) => value)).toMatchObject([
      { kind: 'map', entries: [{ name: 'Name' }, { name: 'id' }] },
      { kind: 'call', arguments: [{ name: 'a' }, { name: 'b', value: { value: 2 } }] },
      { kind: 'list', items: [{ value: 1 }, { value: 2 }] },
      { kind: 'number', value: -1 },
    ]);
  });

  it('survives nesting without end and text that does not parse', async () => {
    const deep = `class A { void F() { X(${'G('.repeat(3000)}1${')'.repeat(3000)}); } }`;
    expect((await codeOf({ 'A.cs': deep }, 'A.cs')).calls.length).toBeGreaterThan(10);
    const broken = await codeOf({ 'A.cs': 'class A { void F() { Foo(1); Bar(1; } }' }, 'A.cs');
    expect(broken.brokenAt).toBeDefined();
    expect(broken.calls.map(({ name }) => name)).toContain('Foo');
  });
});
