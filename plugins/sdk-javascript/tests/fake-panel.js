'use strict';
// Panels for the tests: Qinglong's Open API below /open, DaiDai's below /api, on a port of their own.

const http = require('node:http');

const SECRET = 's3cr&t';

async function jsonOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString());
}

/** What it holds and what it was asked. `trouble` names how it misbehaves: `slow`, `500`, `text`, `redirect`. */
class FakePanel {
  envs = [];
  asked = [];
  logins = 0;
  token = '';
  expiration = 4_000_000_000;
  trouble = '';

  static async start() {
    const panel = new FakePanel();
    panel.server = http.createServer((request, response) => panel.#answer(request, response));
    await new Promise((resolve) => panel.server.listen(0, '127.0.0.1', resolve));
    panel.url = `http://127.0.0.1:${panel.server.address().port}`;
    return panel;
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  freshToken() {
    this.token = `token-${++this.logins}`;
    return this.token;
  }

  #found(word) {
    return this.envs.filter((env) => `${env.name} ${env.value}`.includes(word ?? ''));
  }

  #added(env) {
    const kept = { ...env, id: this.envs.length + 1 };
    this.envs.push(kept);
    return kept;
  }

  #changed(id, more) {
    return Object.assign(
      this.envs.find((env) => env.id === Number(id)),
      more,
    );
  }

  #removed(ids) {
    this.envs = this.envs.filter((env) => !ids.includes(env.id));
  }

  #qinglong(at, query, body) {
    const done = (data) => [200, { code: 200, data }];
    switch (at) {
      case 'GET /open/auth/token':
        return query.get('client_id') === 'id' && query.get('client_secret') === SECRET
          ? done({ token: this.freshToken(), token_type: 'Bearer', expiration: this.expiration })
          : [200, { code: 400, message: `client_id or client_secret ${query.get('client_secret')} is wrong` }];
      case 'GET /open/envs':
        return done(this.#found(query.get('searchValue')));
      case 'POST /open/envs':
        return done(body.map((env) => this.#added(env)));
      case 'PUT /open/envs':
        return done(this.#changed(body.id, body));
      case 'DELETE /open/envs':
        return done(this.#removed(body));
      case 'PUT /open/envs/enable':
      case 'PUT /open/envs/disable':
        return done(body.map((id) => this.#changed(id, { status: at.endsWith('disable') ? 1 : 0 })) && null);
      case 'GET /open/crons':
        return done({ data: [{ id: 5, name: 'sign in' }], total: 1 });
      case 'PUT /open/crons/run':
      case 'PUT /open/crons/stop':
        return body[0] === 5 ? done(null) : [404, { code: 404, message: 'no such task' }];
      case 'GET /open/crons/5/log':
        return done('signed in');
      default:
        return [404, { code: 404, message: 'Not Found' }];
    }
  }

  #daidai(at, query, body) {
    const page = Number(query.get('page') ?? 1);
    const found = this.#found(query.get('keyword'));
    const good = (env) => /^\w+$/.test(env.name);
    const [, , , id, deed] = at.split(' ')[1].split('/');
    switch (at.replace(/\/\d+/, '/N')) {
      case 'POST /api/open-api/token':
        return body.app_key === 'id' && body.app_secret === SECRET
          ? [200, { data: { access_token: this.freshToken(), token_type: 'Bearer', expires_in: 86400 } }]
          : [401, { message: 'no such credentials' }];
      case 'GET /api/envs':
        return [200, { data: found.slice((page - 1) * 100, page * 100), total: found.length }];
      case 'POST /api/envs': {
        const added = body.filter(good).map((env) => this.#added(env));
        const errors = body.filter((env) => !good(env)).map((env) => `'${env.name}' is no name`);
        return [201, { data: body.length === 1 ? added[0] : added, errors }];
      }
      case 'PUT /api/envs/N':
        return [200, { data: this.#changed(id, body) }];
      case 'PUT /api/envs/N/enable':
      case 'PUT /api/envs/N/disable':
        return [200, { data: this.#changed(id, { enabled: deed === 'enable' }) }];
      case 'DELETE /api/envs/N':
        this.#removed([Number(id)]);
        return [200, { message: 'gone' }];
      case 'GET /api/tasks':
        return [200, { data: [{ id: 5, name: 'sign in' }], total: 1 }];
      case 'PUT /api/tasks/N/run':
      case 'PUT /api/tasks/N/stop':
        return [id === '5' ? 200 : 404, { message: 'done' }];
      case 'GET /api/tasks/N/latest-log':
        return [200, { id: 9, content: 'signed in' }];
      default:
        return [404, { message: 'not there' }];
    }
  }

  async #answer(request, response) {
    const body = await jsonOf(request);
    const { pathname, searchParams } = new URL(request.url, this.url);
    this.asked.push(`${request.method} ${pathname}`);
    const logsIn = /token$/.test(pathname);
    const say = (status, answer) => response.writeHead(status).end(JSON.stringify(answer));
    if (!logsIn && this.trouble !== '') {
      if (this.trouble === 'text') response.end('<html>nginx</html>');
      if (this.trouble === 'redirect') response.writeHead(302, { Location: `${this.url}/open/envs/elsewhere` }).end();
      if (this.trouble === '500') say(500, { code: 500, message: `broken by ${request.headers.authorization}` });
      return;
    }
    if (!logsIn && request.headers.authorization !== `Bearer ${this.token}`) {
      say(401, { code: 401, message: 'jwt malformed' });
      return;
    }
    const at = `${request.method} ${pathname}`;
    say(...(pathname.startsWith('/open/') ? this.#qinglong(at, searchParams, body) : this.#daidai(at, searchParams, body)));
  }
}

module.exports = { FakePanel, SECRET };
