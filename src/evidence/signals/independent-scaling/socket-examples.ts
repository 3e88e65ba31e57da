import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
} from '../../examples.js';
import { deployment } from './examples.js';

const replicated = { 'k8s/app.yaml': deployment({ replicas: 3 }) };
const socketServer =
  "const { Server } = require('socket.io');\nconst io = new Server(3000);\nio.to('room').emit('news');\n";

/** Sockets that are joined. */
export const joinedSeen: readonly SignalExample[] = [
  {
    title: 'socket.io with Redis',
    files: nodeService(
      `${socketServer}const { createAdapter } = require('@socket.io/redis-adapter');\nio.adapter(createAdapter(publisher, subscriber));\n`,
    ),
  },
  {
    title: 'Flask-SocketIO with a message queue',
    files: pythonService(
      "from flask_socketio import SocketIO\n\nsocketio = SocketIO(app, message_queue='redis://redis')\n",
    ),
  },
  {
    title: 'Django Channels with Redis',
    files: pythonService('', {
      'app/settings.py':
        'CHANNEL_LAYERS = {\n    "default": {\n        "BACKEND": "channels_redis.core.RedisChannelLayer",\n        "CONFIG": {"hosts": [("redis", 6379)]},\n    },\n}\n',
    }),
  },
  {
    title: 'Action Cable with Redis',
    files: {
      Gemfile: "gem 'rails'\n",
      'config/cable.yml':
        'development:\n  adapter: async\n\nproduction:\n  adapter: redis\n  url: redis://redis\n',
      'app/channels/news_channel.rb':
        "class NewsChannel < ApplicationCable::Channel\n  def subscribed\n    stream_from 'news'\n  end\nend\n",
    },
  },
  {
    title: 'SignalR with Redis',
    files: csharpService(
      'var builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddSignalR().AddStackExchangeRedis("redis");\n',
    ),
  },
  {
    title: 'Hocuspocus with Redis',
    files: nodeService(
      "import { Redis as HocuspocusRedis } from '@hocuspocus/extension-redis';\nexport class Redis extends HocuspocusRedis {}\n",
    ),
  },
  {
    title: 'subscriptions of GraphQL with Redis',
    files: nodeService(
      "import { RedisPubSub } from 'graphql-redis-subscriptions';\nexport const news = new RedisPubSub({ connection: 'redis' });\n",
    ),
  },
  {
    title: 'a broker behind STOMP',
    files: javaService(
      'import org.springframework.messaging.simp.config.MessageBrokerRegistry;\n\nclass Sockets {\n  void configure(MessageBrokerRegistry registry) {\n    registry.enableStompBrokerRelay("/topic").setRelayHost("rabbitmq");\n  }\n}\n',
    ),
  },
  {
    title: 'a broker behind STOMP in Kotlin',
    files: kotlinService(
      'import org.springframework.messaging.simp.config.MessageBrokerRegistry\n\nclass Sockets {\n  fun configure(registry: MessageBrokerRegistry) {\n    registry.enableStompBrokerRelay("/topic").setRelayHost("rabbitmq")\n  }\n}\n',
    ),
  },
  {
    title: 'Phoenix.PubSub with Redis',
    files: elixirService(
      'defmodule App.Application do\n  use Application\n\n  def start(_type, _args) do\n    children = [\n      {Phoenix.PubSub,\n       name: App.PubSub,\n       adapter: Phoenix.PubSub.Redis,\n       host: "redis"}\n    ]\n\n    Supervisor.start_link(children, strategy: :one_for_one)\n  end\nend\n',
    ),
  },
  {
    title: 'nodes of Phoenix that find each other',
    files: elixirService(
      'defmodule App.Application do\n  use Application\n\n  def start(_type, _args) do\n    children = [{Phoenix.PubSub, name: App.PubSub}]\n    Supervisor.start_link(children, strategy: :one_for_one)\n  end\nend\n',
      {
        'config/prod.exs':
          'import Config\n\nconfig :libcluster,\n  topologies: [\n    k8s: [\n      strategy: Cluster.Strategy.Kubernetes.DNS,\n      config: [service: "app", application_name: "app"]\n    ]\n  ]\n',
      },
    ),
  },
  {
    title: 'Reverb with Redis',
    files: phpService('', { '.env.production': 'REVERB_SCALING_ENABLED=true\n' }),
  },
];

/** What looks like it. */
export const joinedUnseen: readonly SignalExample[] = [
  {
    title: 'an adapter that is imported and not used',
    files: nodeService(`${socketServer}const { createAdapter } = require('@socket.io/redis-adapter');\n`),
  },
  {
    title: 'a channel layer in memory',
    files: pythonService('', {
      'app/settings.py':
        'CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}\n',
    }),
  },
  {
    title: 'Action Cable that nothing is sent through',
    files: { Gemfile: "gem 'rails'\n", 'config/cable.yml': 'production:\n  adapter: redis\n' },
  },
  {
    title: 'Action Cable within one process',
    files: {
      Gemfile: "gem 'rails'\n",
      'config/cable.yml': 'development:\n  adapter: redis\n\nproduction:\n  adapter: async\n',
    },
  },
  {
    title: 'nodes that find each other without Phoenix',
    files: elixirService('', {
      'config/prod.exs':
        'import Config\n\nconfig :libcluster,\n  topologies: [\n    k8s: [\n      strategy: Cluster.Strategy.Kubernetes.DNS\n    ]\n  ]\n',
    }),
  },
  {
    title: 'another use of Redis in C#',
    files: csharpService(
      'var builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddStackExchangeRedisCache(options => options.Configuration = "redis");\n',
    ),
  },
];

/** Sockets of several instances that nothing joins. */
export const apartSeen: readonly SignalExample[] = [
  { title: 'socket.io', files: nodeService(socketServer, replicated) },
  {
    title: 'ws with a broadcast',
    files: nodeService(
      "const { WebSocketServer } = require('ws');\nconst server = new WebSocketServer({ port: 80 });\nfunction tell(text) {\n  server.clients.forEach((client) => client.send(text));\n}\n",
      replicated,
    ),
  },
  {
    title: 'Flask-SocketIO',
    files: pythonService('from flask_socketio import SocketIO\n\nsocketio = SocketIO(app)\n', replicated),
  },
  {
    title: 'Django Channels in memory',
    files: pythonService('', {
      ...replicated,
      'app/settings.py':
        'CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}\n',
    }),
  },
  {
    title: 'SignalR',
    files: csharpService(
      'var app = WebApplication.CreateBuilder(args).Build();\napp.MapHub<NewsHub>("/news");\napp.Run();\n',
      {
        ...replicated,
        'NewsHub.cs':
          'public class NewsHub : Hub\n{\n    public Task Tell(string text) => Clients.All.SendAsync("told", text);\n}\n',
      },
    ),
  },
  {
    title: 'the simple broker of Spring',
    files: javaService(
      'import org.springframework.messaging.simp.config.MessageBrokerRegistry;\n\nclass Sockets {\n  void configure(MessageBrokerRegistry registry) {\n    registry.enableSimpleBroker("/topic");\n  }\n}\n',
      replicated,
    ),
  },
  {
    title: 'sessions that a bean collects in Kotlin',
    files: kotlinService(
      'import org.springframework.web.socket.TextMessage\nimport org.springframework.web.socket.WebSocketSession\nimport org.springframework.web.socket.handler.TextWebSocketHandler\n\nclass News : TextWebSocketHandler() {\n  private val sessions = mutableSetOf<WebSocketSession>()\n\n  override fun afterConnectionEstablished(session: WebSocketSession) {\n    sessions.add(session)\n  }\n\n  fun tell(text: String) {\n    sessions.forEach { it.sendMessage(TextMessage(text)) }\n  }\n}\n',
      replicated,
    ),
  },
  {
    title: 'streams of events that a module collects',
    files: nodeService(
      "const app = require('express')();\nconst readers = new Set();\napp.get('/events', (req, res) => {\n  res.setHeader('Content-Type', 'text/event-stream');\n  readers.add(res);\n});\nfunction tell(text) {\n  for (const reader of readers) reader.write(`data: ${text}\\n\\n`);\n}\n",
      replicated,
    ),
  },
  {
    title: 'sockets that a class collects in Python',
    files: pythonService(
      'from fastapi import FastAPI, WebSocket\n\n\nclass Room:\n    def __init__(self):\n        self.sockets = []\n\n    async def join(self, socket: WebSocket):\n        await socket.accept()\n        self.sockets.append(socket)\n\n    async def tell(self, text):\n        for socket in self.sockets:\n            await socket.send_text(text)\n',
      replicated,
    ),
  },
  {
    title: 'a hub in Go',
    files: goService(
      'import "github.com/gorilla/websocket"\n\ntype Client struct {\n\tconn *websocket.Conn\n}\n\ntype Hub struct {\n\tclients map[*Client]bool\n}\n\nfunc (h *Hub) join(client *Client) {\n\th.clients[client] = true\n}\n\nfunc (h *Hub) tell(text []byte) {\n\tfor client := range h.clients {\n\t\tclient.conn.WriteMessage(websocket.TextMessage, text)\n\t}\n}\n',
      replicated,
    ),
  },
  {
    title: 'Action Cable within one process',
    files: rubyService('', {
      ...replicated,
      'config/cable.yml': 'production:\n  adapter: async\n',
      'app/channels/news_channel.rb':
        "class NewsChannel < ApplicationCable::Channel\n  def subscribed\n    stream_from 'news'\n  end\nend\n",
    }),
  },
];

/** What looks like it. */
export const apartUnseen: readonly SignalExample[] = [
  { title: 'one instance', files: nodeService(socketServer) },
  {
    title: 'an adapter',
    files: nodeService(
      `${socketServer}const { createAdapter } = require('@socket.io/redis-adapter');\nio.adapter(createAdapter(publisher, subscriber));\n`,
      replicated,
    ),
  },
  {
    title: 'options that are not known',
    files: nodeService(
      "const { Server } = require('socket.io');\nconst io = new Server(3000, options());\n",
      replicated,
    ),
  },
  {
    title: 'answers on the same socket only',
    files: nodeService(
      "const { WebSocketServer } = require('ws');\nconst server = new WebSocketServer({ port: 80 });\nserver.on('connection', (socket) => socket.send('hello'));\n",
      replicated,
    ),
  },
  {
    title: 'a hub of SignalR that answers who called',
    files: csharpService(
      'var app = WebApplication.CreateBuilder(args).Build();\napp.MapHub<NewsHub>("/news");\napp.Run();\n',
      {
        ...replicated,
        'NewsHub.cs':
          'public class NewsHub : Hub\n{\n    public Task Ask() => Clients.Caller.SendAsync("told", "hello");\n}\n',
      },
    ),
  },
  {
    title: 'a hub in Go of a service that listens to Redis',
    files: goService(
      'import "github.com/gorilla/websocket"\n\ntype Hub struct {\n\tclients map[*websocket.Conn]bool\n}\n\nfunc (h *Hub) join(client *websocket.Conn) {\n\th.clients[client] = true\n}\n\nfunc (h *Hub) tell(text []byte) {\n\tfor client := range h.clients {\n\t\tclient.WriteMessage(websocket.TextMessage, text)\n\t}\n}\n',
      {
        ...replicated,
        'news.go':
          'package main\n\nimport (\n\t"context"\n\n\t"github.com/redis/go-redis/v9"\n)\n\nfunc listen(h *Hub, client *redis.Client) {\n\tfor message := range client.Subscribe(context.Background(), "news").Channel() {\n\t\th.tell([]byte(message.Payload))\n\t}\n}\n',
      },
    ),
  },
];
