/** Files of the signals' examples: small, whole, and all of one service named `app`. */

/** A Node service whose program is the given text. */
export function nodeService(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    'package.json':
      '{"name": "app", "scripts": {"start": "node src/server.js"}, "dependencies": {"express": "^5.0.0"}}\n',
    Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "src/server.js"]\n',
    'src/server.js': text,
    ...more,
  };
}

/** A Python service whose program is the given text. */
export function pythonService(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    'pyproject.toml': '[project]\nname = "app"\ndependencies = ["fastapi"]\n',
    Dockerfile: 'FROM python:3.13\nCOPY . .\nCMD ["python", "main.py"]\n',
    'main.py': text,
    ...more,
  };
}

/** A Go service whose program is the given text; `package main` is put before it. */
export function goService(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    'go.mod': 'module example.com/app\n\ngo 1.24\n',
    Dockerfile: 'FROM golang:1.24\nCOPY . .\nRUN go build -o /app .\nCMD ["/app"]\n',
    'main.go': `package main\n\n${text}`,
    ...more,
  };
}

/** A Spring Boot service in Java with the given text in a class file of its package. */
export function javaService(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    'pom.xml': springPom,
    Dockerfile: 'FROM eclipse-temurin:21\nCOPY target/app.jar app.jar\nCMD ["java", "-jar", "app.jar"]\n',
    'src/main/java/app/App.java': `package app;\n\n${text}`,
    ...more,
  };
}

/** A Spring Boot service in Kotlin with the given text in a file of its package. */
export function kotlinService(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    'pom.xml': springPom,
    Dockerfile: 'FROM eclipse-temurin:21\nCOPY target/app.jar app.jar\nCMD ["java", "-jar", "app.jar"]\n',
    'src/main/kotlin/app/App.kt': `package app\n\n${text}`,
    ...more,
  };
}

const springPom =
  '<project><modelVersion>4.0.0</modelVersion><artifactId>app</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies><build><plugins><plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build></project>\n';

/** An ASP.NET service whose program is the given text. */
export function csharpService(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    'app.csproj':
      '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>\n',
    Dockerfile: 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY . .\nENTRYPOINT ["dotnet", "app.dll"]\n',
    'Program.cs': text,
    ...more,
  };
}

/** A Rails service with the given text in a class of its own. */
export function rubyService(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    Gemfile: "source 'https://rubygems.org'\ngem 'rails'\ngem 'puma'\n",
    'config.ru': "require_relative 'config/environment'\nrun Rails.application\n",
    Dockerfile: 'FROM ruby:3.4\nCOPY . .\nCMD ["bundle", "exec", "puma"]\n',
    'app/services/app.rb': text,
    ...more,
  };
}

/** A Laravel service with the given text in a class of its own; `<?php` is put before it. */
export function phpService(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    'composer.json': '{"name": "example/app", "require": {"laravel/framework": "^12.0"}}\n',
    artisan: '#!/usr/bin/env php\n',
    Dockerfile: 'FROM php:8.4-apache\nCOPY . .\n',
    'app/Services/App.php': `<?php\n\nnamespace App\\Services;\n\n${text}`,
    ...more,
  };
}

/** A Rust service whose program is the given text. */
export function rustService(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    'Cargo.toml':
      '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\naxum = "0.8"\n',
    Dockerfile: 'FROM rust:1\nCOPY . .\nRUN cargo build --release\nCMD ["target/release/app"]\n',
    'src/main.rs': text,
    ...more,
  };
}

/** A Phoenix service with the given text in a module of its own. */
export function elixirService(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    'mix.exs':
      'defmodule App.MixProject do\n  use Mix.Project\n  def project, do: [app: :app, deps: [{:phoenix, "~> 1.8"}]]\n  def application, do: [mod: {App.Application, []}]\nend\n',
    Dockerfile: 'FROM elixir:1.18\nCOPY . .\nCMD ["mix", "phx.server"]\n',
    'lib/app/app.ex': text,
    ...more,
  };
}
