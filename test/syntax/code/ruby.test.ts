import { describe, expect, it } from 'vitest';
import { codeOf, targetsIn } from './code-of.js';

const targets = (text: string): Promise<readonly string[]> => targetsIn({ 'a.rb': text }, 'a.rb');

describe('targets of calls in Ruby', () => {
  it('names constants as they are written; calls without arguments stand like members', async () => {
    expect(
      await targets(`Rails.cache.fetch("k") { 1 }
Net::HTTP.start(host, 443)
::Redis.new.set("a", 1)
HTTP.timeout(3).get("x")
$redis.get("a")`),
    ).toEqual([
      'Rails.cache.fetch',
      'Rails.cache',
      'Net::HTTP.start',
      'Redis.new().set',
      'Redis.new',
      'HTTP.timeout().get',
      'HTTP.timeout',
      '$redis.get',
    ]);
  });

  it('follows locals, constants, globals, instance variables and memoised methods', async () => {
    expect(
      await targets(`POOL = ConnectionPool.new(size: 5)
class Store
  URL = "x"
  attr_reader :http
  def initialize(other)
    @http = Faraday.new(url: URL)
    @other = other
  end

  def redis
    @redis ||= Redis.new(timeout: 1)
  end

  def work
    redis.set("a", 1)
    self.redis.get("a")
    http.get("/x")
    @http.post("/x")
    @other.run(1)
    client = Typhoeus::Request.new("x")
    client.run(1)
    POOL.with { 1 }
    log("x")
    render(json: 1)
  end

  def log(text) = puts(text)
end
Store.new(1).redis.del("a")`),
    ).toEqual([
      'ConnectionPool.new',
      'attr_reader',
      'Faraday.new',
      'Redis.new',
      'Redis.new().set',
      'Redis.new().get',
      '?redis',
      'Faraday.new().get',
      'Faraday.new().post',
      '?@other.run',
      'Typhoeus::Request.new',
      'Typhoeus::Request.new().run',
      'ConnectionPool.new().with',
      '?log',
      'render',
      'puts',
      'Redis.new().del',
      '?redis',
      '?Store.new',
    ]);
  });
});

describe('what stands around a call in Ruby', () => {
  it('is classes with their bases, blocks, named arguments and heredocs', async () => {
    const code = await codeOf(
      {
        'a.rb': `class PayJob < ApplicationJob
  include Sidekiq::Job
  retry_on Timeout::Error, wait: 5.seconds, attempts: 3
  acts_as_job
  def perform(id)
    conn = Faraday.new(url: "https://x/#{id}", request: { timeout: 60 * 2 }) do |f|
      f.request :retry, max: 2, **options
    end
    execute(<<~SQL, id:)
      select 1
    SQL
    ids.map(&:to_s)
  end
end`,
      },
      'a.rb',
    );
    expect(code.classes).toMatchObject([{ name: 'PayJob', bases: ['ApplicationJob', 'Sidekiq::Job'] }]);
    const call = (name: string) => code.calls.find((item) => item.name === name);
    expect(call('retry_on')).toMatchObject({
      target: 'retry_on',
      context: { class: { name: 'PayJob' } },
      arguments: [
        { value: { kind: 'path', target: 'Timeout::Error' } },
        { name: 'wait', value: { kind: 'number', value: 5 } },
        { name: 'attempts', value: { kind: 'number', value: 3 } },
      ],
    });
    expect(call('acts_as_job')?.context.class?.name).toBe('PayJob');
    expect(call('new')).toMatchObject({
      constructs: true,
      arguments: [
        { name: 'url', value: { kind: 'text', text: 'https://x/{}', exact: false } },
        { name: 'request', value: { kind: 'map', entries: [{ name: 'timeout', value: { value: 120 } }] } },
        { name: '&block', value: { kind: 'function' } },
      ],
    });
    expect(call('request')).toMatchObject({
      target: '?f.request',
      spread: true,
      context: { function: { argumentOf: { target: 'Faraday.new' } } },
    });
    expect(call('execute')?.arguments).toMatchObject([
      { value: { kind: 'text', text: '\n      select 1\n    ' } },
      { name: 'id', value: { kind: 'path' } },
    ]);
    expect(call('map')?.arguments).toMatchObject([{ name: '&block', value: { text: 'to_s' } }]);
  });

  it('is loops, rescues and conditions', async () => {
    const code = await codeOf(
      {
        'a.rb': `def run
  loop do
    first
    begin
      work(1)
    rescue Timeout::Error
      nil
    rescue => e
      retry if tries(1)
    ensure
      last(1)
    end
  end
end

def other
  quick(1) rescue nil
  done(1) unless ready(1)
  while true do spin(1) end
  xs.each { |x| one(x) }
  a ? yes(1) : no(1)
rescue StandardError
end`,
      },
      'a.rb',
    );
    const call = (name: string) => code.calls.find((item) => item.name === name);
    expect(call('work')?.context).toMatchObject({
      function: { name: 'run' },
      loop: { endless: true },
      try: { handlers: [{ empty: true }, { empty: false }] },
    });
    expect(call('retry')?.context.handlerOf).toBe(call('work')?.context.try);
    expect(call('last')?.context.try).toBeUndefined();
    expect(call('quick')?.context.try?.handlers).toMatchObject([{ empty: true }]);
    expect(call('ready')?.context).toMatchObject({
      conditional: false,
      try: { handlers: [{ empty: true }] },
    });
    expect(['done', 'yes', 'no'].map((name) => call(name)?.context.conditional)).toEqual([true, true, true]);
    expect(call('spin')?.context.loop?.endless).toBe(true);
    expect(call('one')?.context.function?.argumentOf?.name).toBe('each');
  });
});
