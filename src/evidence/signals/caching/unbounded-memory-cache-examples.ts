import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
  rubyService,
} from '../../examples.js';

/** Maps that only grow. */
export const memoryUnbounded: readonly SignalExample[] = [
  {
    title: 'Express and a Map',
    files: nodeService(
      "const app = require('express')();\nconst users = new Map();\napp.get('/users/:id', async (req, res) => {\n  const { id } = req.params;\n  if (!users.has(id)) users.set(id, await load(id));\n  res.json(users.get(id));\n});\n",
    ),
  },
  {
    title: 'an object by the address of the client',
    files: nodeService(
      "const app = require('express')();\nconst seen = {};\napp.use((req, res, next) => {\n  seen[req.ip] = Date.now();\n  next();\n});\n",
    ),
  },
  {
    title: 'FastAPI and a dict',
    files: pythonService(
      'from fastapi import FastAPI\n\napp = FastAPI()\nresults = {}\n\n@app.get("/search/{term}")\ndef search(term: str):\n    if term not in results:\n        results[term] = run(term)\n    return results[term]\n',
    ),
  },
  {
    title: 'a static map of a controller',
    files: javaService(
      'import java.util.Map;\nimport java.util.concurrent.ConcurrentHashMap;\nimport org.springframework.web.bind.annotation.*;\n\n@RestController\nclass Search {\n  private static final Map<String, String> RESULTS = new ConcurrentHashMap<>();\n\n  @GetMapping("/search")\n  String search(@RequestParam String term) {\n    return RESULTS.computeIfAbsent(term, this::run);\n  }\n}\n',
    ),
  },
  {
    title: 'a constant of a controller',
    files: rubyService('', {
      'app/controllers/search_controller.rb':
        'class SearchController < ApplicationController\n  RESULTS = {}\n\n  def index\n    RESULTS[params[:term]] ||= run(params[:term])\n  end\nend\n',
    }),
  },
  {
    title: 'a map of gin',
    files: goService(
      'import "github.com/gin-gonic/gin"\n\nvar users = map[string]User{}\n\nfunc show(c *gin.Context) {\n	id := c.Param("id")\n	if _, ok := users[id]; !ok {\n		users[id] = load(id)\n	}\n	c.JSON(200, users[id])\n}\n\nfunc main() {\n	r := gin.Default()\n	r.GET("/users/:id", show)\n	r.Run()\n}\n',
    ),
  },
  {
    title: 'a dictionary of a controller',
    files: csharpService(
      'using System.Collections.Concurrent;\nusing Microsoft.AspNetCore.Mvc;\n\npublic class UsersController : ControllerBase {\n  private static readonly ConcurrentDictionary<string, User> users = new ConcurrentDictionary<string, User>();\n\n  [HttpGet("/users/{id}")]\n  public User Show(string id) => users.GetOrAdd(id, key => Load(key));\n}\n',
    ),
  },
  {
    title: 'Spring in Kotlin',
    files: kotlinService(
      'import java.util.concurrent.ConcurrentHashMap\nimport org.springframework.web.bind.annotation.GetMapping\nimport org.springframework.web.bind.annotation.PathVariable\nimport org.springframework.web.bind.annotation.RestController\n\nprivate val users = ConcurrentHashMap<String, User>()\n\n@RestController\nclass Users {\n    @GetMapping("/users/{id}")\n    fun show(@PathVariable id: String): User? {\n        users.put(id, load(id))\n        return users.get(id)\n    }\n}\n',
    ),
  },
  {
    title: 'a sync.Map',
    files: goService(
      'import (\n	"net/http"\n	"sync"\n)\n\nvar users sync.Map\n\nfunc show(w http.ResponseWriter, r *http.Request) {\n	id := r.PathValue("id")\n	user, ok := users.Load(id)\n	if !ok {\n		user = load(id)\n		users.Store(id, user)\n	}\n	write(w, user)\n}\n',
    ),
  },
  {
    title: 'a dictionary whose type is written once',
    files: csharpService(
      'using System.Collections.Concurrent;\nusing Microsoft.AspNetCore.Mvc;\n\npublic class UsersController : ControllerBase {\n  private static readonly ConcurrentDictionary<string, User> users = new();\n\n  [HttpGet("/users/{id}")]\n  public User Show(string id) => users.GetOrAdd(id, key => Load(key));\n}\n',
    ),
  },
  {
    title: 'a variable of a class',
    files: rubyService('', {
      'app/controllers/search_controller.rb':
        'class SearchController < ApplicationController\n  @@results = {}\n\n  def index\n    @@results[params[:term]] ||= run(params[:term])\n  end\nend\n',
    }),
  },
];

/** Maps that are kept small, or that no client fills. */
export const memoryUnboundedNot: readonly SignalExample[] = [
  {
    title: 'a sync.Map that is swept, and one of an object',
    files: goService(
      'import (\n	"net/http"\n	"sync"\n)\n\nvar users sync.Map\n\ntype server struct {\n	names sync.Map\n}\n\nfunc (s *server) show(w http.ResponseWriter, r *http.Request) {\n	users.Store(r.PathValue("id"), true)\n	s.names.Store(r.PathValue("id"), true)\n}\n\nfunc sweep() {\n	users.Range(func(key, _ any) bool {\n		users.Delete(key)\n		return true\n	})\n}\n',
    ),
  },
  {
    title: 'something is deleted',
    files: nodeService(
      "const app = require('express')();\nconst users = new Map();\napp.get('/users/:id', (req, res) => {\n  users.set(req.params.id, 1);\n});\napp.delete('/users/:id', (req, res) => users.delete(req.params.id));\n",
    ),
  },
  {
    title: 'its size is looked at',
    files: nodeService(
      "const app = require('express')();\nconst users = new Map();\napp.get('/users/:id', (req, res) => {\n  if (users.size < 1000) users.set(req.params.id, 1);\n});\n",
    ),
  },
  {
    title: 'it is passed on',
    files: nodeService(
      "const app = require('express')();\nconst users = new Map();\nsweep(users, 60);\napp.get('/users/:id', (req, res) => {\n  users.set(req.params.id, 1);\n});\n",
    ),
  },
  {
    title: 'a map of one request',
    files: nodeService(
      "const app = require('express')();\napp.get('/users/:id', (req, res) => {\n  const users = new Map();\n  users.set(req.params.id, 1);\n});\n",
    ),
  },
  {
    title: 'keys of the program',
    files: nodeService(
      "const app = require('express')();\nconst parsed = {};\napp.get('/rates', (req, res) => {\n  parsed['rates'] = load();\n  res.json(parsed['rates']);\n});\n",
    ),
  },
  {
    title: 'a map of one object, and one that is emptied',
    files: javaService(
      'import java.util.Map;\nimport java.util.concurrent.ConcurrentHashMap;\nimport org.springframework.web.bind.annotation.*;\n\n@RestController\nclass Search {\n  private static final Map<String, String> RESULTS = new ConcurrentHashMap<>();\n\n  @GetMapping("/search")\n  String search(@RequestParam String term) {\n    Map<String, String> own = new ConcurrentHashMap<>();\n    own.put(term, term);\n    return RESULTS.computeIfAbsent(term, this::run);\n  }\n\n  void sweep() { RESULTS.clear(); }\n}\n',
    ),
  },
  {
    title: 'filled at start',
    files: pythonService(
      'names = {}\n\ndef load(rows):\n    for row in rows:\n        names[row.id] = row.name\n',
    ),
  },
  {
    title: 'an entry is taken out',
    files: pythonService(
      'from fastapi import FastAPI\n\napp = FastAPI()\nresults = {}\n\n@app.get("/search/{term}")\ndef search(term: str):\n    results[term] = run(term)\n    return results.pop(term)\n',
    ),
  },
];
