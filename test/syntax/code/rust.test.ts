import { describe, expect, it } from 'vitest';
import { codeOf, targetsIn } from './code-of.js';

describe('targets of calls in Rust', () => {
  it('follows use trees, paths, builders, `?` and `.await`', async () => {
    expect(
      await targetsIn(
        {
          'src/main.rs': `
use reqwest::{Client, header as h};
use std::time::Duration;
async fn run() -> Result<(), Error> {
    let client = Client::builder().timeout(Duration::from_secs(5)).build()?;
    let body = client.get("https://x").send().await?;
    tokio::time::timeout(Duration::from_secs(1), work()).await;
    println!("{}", body);
    Ok(())
}
`,
        },
        'src/main.rs',
      ),
    ).toEqual([
      'reqwest::Client::builder().timeout().build',
      'reqwest::Client::builder().timeout',
      'reqwest::Client::builder',
      'std::time::Duration::from_secs',
      'reqwest::Client::builder().timeout().build().get().send',
      'reqwest::Client::builder().timeout().build().get',
      'tokio::time::timeout',
      'std::time::Duration::from_secs',
      'work',
      'println!',
    ]);
  });

  it('knows fields of self, wrapped types, extractors, and says nothing of the crate itself', async () => {
    expect(
      await targetsIn(
        {
          'src/store.rs': `
use std::sync::Arc;
use redis::aio::ConnectionManager;
use sqlx::PgPool;
use axum::extract::State;
use crate::mail::Mailer;
struct Store { cache: Arc<ConnectionManager>, mailer: Mailer }
impl Store {
    fn new(cache: ConnectionManager) -> Self { Self { cache: Arc::new(cache) } }
    async fn run(&self) { self.cache.get("a"); self.mailer.send("b"); }
}
async fn handler(State(pool): State<PgPool>) { pool.acquire().await; }
`,
        },
        'src/store.rs',
      ),
    ).toEqual([
      'Self',
      'redis::aio::ConnectionManager().get',
      '?crate::mail::Mailer().send',
      'sqlx::PgPool().acquire',
    ]);
  });
});

describe('tests inside a file of Rust', () => {
  it('are not read', async () => {
    expect(
      await targetsIn(
        {
          'src/main.rs': `
#[derive(Debug)]
struct A;
impl A { fn one() { real(); } }
#[cfg(test)]
mod tests {
    fn client() { reqwest::Client::new(); }
}
#[tokio::test]
async fn works() { other(); }
fn last() { also(); }
`,
        },
        'src/main.rs',
      ),
    ).toEqual(['real', 'also']);
  });
});

describe('what stands around a call in Rust', () => {
  it('is the function, its attributes, loops; fields of structs are named arguments', async () => {
    const code = await codeOf(
      {
        'src/main.rs': `
#[tokio::main]
async fn main() {
    loop {
        if ready { serve(Config { limit: 10 * 2, ..Default::default() }); }
    }
}
`,
      },
      'src/main.rs',
    );
    expect(code.marks).toMatchObject([{ target: 'tokio::main', on: 'function', function: { name: 'main' } }]);
    expect(code.calls).toMatchObject([
      {
        target: 'serve',
        context: { conditional: true, loop: { endless: true }, function: { name: 'main' } },
      },
      {
        target: 'Config',
        constructs: true,
        spread: true,
        arguments: [{ name: 'limit', value: { value: 20 } }],
      },
      { target: 'Default::default' },
    ]);
  });
});
