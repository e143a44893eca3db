'use strict';
// `request` of reply scripts, against a server and proxies of this machine.

const assert = require('node:assert/strict');
const http = require('node:http');
const net = require('node:net');
const { after, before, test } = require('node:test');
const zlib = require('node:zlib');
const { FakeHost } = require('./fake-host.js');

let host;
let server;
let port;
let seen;

function bytesOf(request) {
  return new Promise((resolve) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

const PAGES = {
  '/json': (response) => response.setHeader('content-type', 'application/json').setHeader('set-cookie', ['a=1', 'b=2']).end('{"tea":[1]}'),
  '/gzip': (response) => response.setHeader('content-encoding', 'gzip').end(zlib.gzipSync('packed')),
  '/gbk': (response) => response.setHeader('content-type', 'text/html; charset=GBK').end(Buffer.from([0xb2, 0xe8])),
  '/gone': (response) => response.writeHead(404).end('not here'),
  '/away': (response) => response.writeHead(302, { location: '/json?x=1' }).end(),
  '/round': (response) => response.writeHead(302, { location: '/round' }).end(),
  '/keep': (response) => response.writeHead(307, { location: '/echo' }).end(),
  '/other': (response) => response.writeHead(302, { location: `http://localhost:${port}/echo` }).end(),
  '/never': () => {},
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': 100 }).write('some');
    setImmediate(() => response.destroy());
  },
  '/echo': (response) => response.end('echo'),
};

before(async () => {
  host = await FakeHost.start();
  server = http.createServer(async (request, response) => {
    const bytes = await bytesOf(request);
    seen.push({ method: request.method, url: request.url, headers: request.headers, bytes, text: bytes.toString() });
    PAGES[new URL(request.url, 'http://a').pathname](response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = server.address().port;
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await host.stop();
});

async function value(expression) {
  seen = [];
  const result = await host.run(`var at = 'http://127.0.0.1:${port}'; console.log(JSON.stringify([${expression}]));`, { dialect: 'es5' });
  assert.equal(result.status, 'ok', result.error?.message);
  return JSON.parse(host.output.stdout.trim().split('\n').at(-1))[0];
}

const sent = (name) => seen[0].headers[name];

test('the body is the result: text, or parsed where it shall be JSON', async () => {
  assert.equal(await value("request({ url: at + '/json' })"), '{"tea":[1]}');
  assert.deepEqual(await value("request({ url: at + '/json', dataType: 'json' })"), { tea: [1] });
  assert.deepEqual(await value("request({ get: at + '/json', json: true })"), { tea: [1] });
  assert.equal(await value("request(at + '/echo')"), 'echo');
  assert.equal(await value("request({ url: at + '/echo', dataType: 'json' })"), 'echo', 'what is no JSON stays text');
  assert.equal(await value("request({ url: at + '/gone' })"), 'not here');
  assert.equal(await value("request({ url: at + '/gzip' })"), 'packed');
  assert.equal(await value("request({ url: at + '/gbk' })"), '茶');
});

test('a method may be of any case, or be the name of the address', async () => {
  await value("request({ url: at + '/echo?a=茶 b', method: 'pUt', headers: { 'User-Agent': 'x', Cookie: 'c=1' } })");
  assert.deepEqual([seen[0].method, seen[0].url, sent('user-agent'), sent('cookie')], ['PUT', '/echo?a=%E8%8C%B6%20b', 'x', 'c=1']);
  await value("request({ delete: at + '/echo' })");
  assert.equal(seen[0].method, 'DELETE');
});

test('bodies are sent as what they are', async () => {
  for (const [options, text, type] of [
    ['body: { a: [1], b: "茶" }', '{"a":[1],"b":"茶"}', 'application/json'],
    ['body: [1]', '[1]', 'application/json'],
    ['body: \'{"a":1}\'', '{"a":1}', 'application/json'],
    ['body: "a=1&b=2"', 'a=1&b=2', 'application/x-www-form-urlencoded'],
    ['body: "plain words"', 'plain words', undefined],
    ['body: "plain", json: true', 'plain', 'application/json'],
    ['body: { a: 1 }, headers: { "Content-Type": "application/x-www-form-urlencoded" }', 'a=1', 'application/x-www-form-urlencoded'],
    ['body: "x", headers: { "content-TYPE": "text/plain" }', 'x', 'text/plain'],
    ['formData: { a: 1, b: "茶 &", c: [1, 2] }', 'a=1&b=%E8%8C%B6+%26&c=1&c=2', 'application/x-www-form-urlencoded'],
    ['body: ""', '', undefined],
  ]) {
    await value(`request({ url: at + '/echo', method: 'post', ${options} })`);
    assert.deepEqual([seen[0].text, sent('content-type')], [text, type], options);
  }
  await value("request({ url: at + '/echo?x=1', formData: { a: '茶' } })");
  assert.equal(seen[0].url, '/echo?x=1&a=%E8%8C%B6');
});

test('files are uploaded beside the fields of a form', async () => {
  host.write('tea.txt', 'green');
  const parts = async (options) => {
    await value(`request({ url: at + '/echo', method: 'post', headers: { 'content-type': 'multipart/form-data' }, ${options} })`);
    const boundary = /boundary=(\S+)/.exec(sent('content-type'))[1];
    return seen[0].text
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((part) => part.trim().replace('Content-Disposition: form-data; ', ''));
  };
  const file = 'filename="tea.txt"\r\nContent-Type: application/octet-stream\r\n\r\ngreen';
  assert.deepEqual(await parts("formData: { a: 1 }, fileData: { photo: 'tea.txt' }"), ['name="a"\r\n\r\n1', `name="photo"; ${file}`]);
  assert.deepEqual(await parts("fileData: 'tea.txt'"), [`name="file"; ${file}`]);
  assert.deepEqual(await parts("fileData: [{ name: 'p', path: 'tea.txt', filename: 'a\"b.png', contentType: 'image/png' }]"), [
    'name="p"; filename="a%22b.png"\r\nContent-Type: image/png\r\n\r\ngreen',
  ]);
  assert.deepEqual(await parts("fileData: { p: { file: 'base64://Z3JlZW4=', fileName: 'tea.txt' } }"), [`name="p"; ${file}`]);
  assert.deepEqual(await parts('formData: { a: 1 }'), ['name="a"\r\n\r\n1']);
  assert.equal(await value("request({ url: at + '/echo', method: 'post', fileData: 'nowhere.txt' }) === undefined"), true);
  assert.match(host.output.stderr, /ENOENT/);
});

test('a callback runs before the call returns, and what it returns is the result', async () => {
  assert.deepEqual(
    await value(`(() => { let order = []; const got = request({ url: at + '/json', dataType: 'json' }, (error, response, header, body) => {
      order.push([error, response.status, response.statusCode, response.body.tea, header['Set-Cookie'], header['set-cookie'], body.tea]) });
      order.push(got); return order })()`),
    [[null, 200, 200, [1], ['a=1', 'b=2'], ['a=1', 'b=2'], [1]], { tea: [1] }],
  );
  assert.equal(await value("request({ url: at + '/gone' }, function (error, response) { return response.statusCode })"), 404);
});

test('a callback that breaks is an error of the script', async () => {
  const { error, reusable } = await host.run(`\nrequest({ url: 'http://127.0.0.1:${port}/echo' }, () => { nowhere() })`, {
    dialect: 'es5',
  });
  assert.deepEqual([error.message, error.line, reusable], ['nowhere is not defined', 2, true]);
});

test('a failure is undefined and stands in the log, without what is secret in the address; a callback hears of it', async () => {
  assert.equal(await value("request({ url: 'http://127.0.0.1:1/a?token=secret' }) === undefined"), true);
  assert.match(host.output.stderr, /^request GET http:\/\/127\.0\.0\.1:1\/a: connect ECONNREFUSED/);
  assert.doesNotMatch(host.output.stderr, /secret/);
  assert.deepEqual(
    await value(
      "request({ url: 'http://127.0.0.1:1/' }, (error, response, header, body) => [error.code, !!error.message, response, header, body === undefined])",
    ),
    ['ECONNREFUSED', true, {}, {}, true],
  );
  for (const [options, reason] of [
    ["{ url: at + '/never', timeOut: 30 }", /no answer within 30 ms/],
    ["{ url: at + '/never', timeout: 30 }", /no answer within 30 ms/],
    ["{ url: at + '/round' }", /sent on more than 10 times/],
    ["{ url: at + '/cut' }", /hung up|aborted|ECONNRESET/],
    ["{ url: 'ftp://a/b' }", /begins with ftp:/],
    ["{ url: 'http://' }", /Invalid URL/],
    ['{}', /it has no url/],
    ['null', /it has no url/],
    ["{ url: at, headers: { 'a b': 'x' } }", /Header name/],
  ]) {
    assert.match(await value(`request(${options}, (error) => error.message)`), reason, options);
  }
});

test('redirects are followed as Go does, and told where they are wanted', async () => {
  assert.deepEqual(await value("request({ url: at + '/away', method: 'post', body: 'x=1', dataType: 'json' })"), { tea: [1] });
  assert.deepEqual(
    seen.map((one) => `${one.method} ${one.url} ${one.text}`),
    ['POST /away x=1', 'GET /json?x=1 '],
  );
  await value("request({ url: at + '/keep', method: 'post', body: 'x=1' })");
  assert.deepEqual(
    seen.map((one) => `${one.method} ${one.url} ${one.text}`),
    ['POST /keep x=1', 'POST /echo x=1'],
  );
  assert.equal(await value("request({ url: at + '/away', dataType: 'location' })"), `http://127.0.0.1:${port}/json?x=1`);
  await value("request({ url: at + '/other', headers: { Authorization: 'Bearer s', Cookie: 'c', x: 'y' } })");
  assert.deepEqual([seen[1].headers.authorization, seen[1].headers.cookie, seen[1].headers.x], [undefined, undefined, 'y']);
});

test('a proxy is used where the script says so', async (context) => {
  const asked = [];
  const proxy = http.createServer((request, response) => {
    asked.push([request.url, request.headers['proxy-authorization']]);
    response.end('by proxy');
  });
  proxy.on('connect', (request, socket) => {
    asked.push([`CONNECT ${request.url}`, request.headers['proxy-authorization']]);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  context.after(() => proxy.close());
  const address = `127.0.0.1:${proxy.address().port}`;
  const login = `Basic ${Buffer.from('li:p@ss').toString('base64')}`;
  assert.equal(await value(`request({ url: at + '/echo?a=1', useproxy: true, proxyAddr: 'http://li:p%40ss@${address}' })`), 'by proxy');
  assert.equal(await value(`request({ url: at + '/echo', useproxy: true, proxyAddr: '${address}' })`), 'by proxy');
  assert.equal(await value(`request({ url: at + '/echo', useproxy: false, proxyAddr: '${address}' })`), 'echo');
  assert.match(
    await value(`request({ url: 'https://tea.example/', useproxy: true, proxyAddr: 'http://${address}' }, (error) => error.message)`),
    /the proxy answered 502/,
  );
  assert.match(
    await value(`request({ url: at, useproxy: true, proxyAddr: 'ftp://${address}' }, (error) => error.message)`),
    /a proxy begins with/,
  );
  assert.deepEqual(asked, [
    [`http://127.0.0.1:${port}/echo?a=1`, login],
    [`http://127.0.0.1:${port}/echo`, undefined],
    ['CONNECT tea.example:443', undefined],
  ]);
});

test('so is a SOCKS proxy, with and without a login', async (context) => {
  const wanted = [];
  const proxy = net.createServer((socket) => {
    let step = 0;
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      step++;
      if (step === 1) {
        wanted.push(bytes[2]);
        socket.write(Buffer.from([5, bytes[2]]));
        if (bytes[2] === 0) step = 2;
      } else if (step === 2) {
        wanted.push(bytes.toString('latin1', 2));
        socket.write(Buffer.from([1, bytes.includes('wrong') ? 1 : 0]));
      } else {
        const name = bytes.toString('latin1', 5, 5 + bytes[4]);
        socket.removeAllListeners('data');
        if (name === 'nowhere') return socket.end(Buffer.from([5, 4, 0, 1, 0, 0, 0, 0, 0, 0]));
        const on = net.connect(bytes.readUInt16BE(5 + bytes[4]), name);
        on.on('error', () => {});
        socket.write(Buffer.from([5, 0, 0, 3, 3, 1, 2, 3, 0, 0]));
        socket.pipe(on).pipe(socket);
      }
      return undefined;
    });
  });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  context.after(() => proxy.close());
  const address = `127.0.0.1:${proxy.address().port}`;
  assert.equal(await value(`request({ url: at + '/echo', useproxy: true, proxyAddr: 'socks5://${address}' })`), 'echo');
  assert.equal(await value(`request({ url: at + '/echo', useproxy: true, proxyAddr: 'socks5://li:tea@${address}' })`), 'echo');
  assert.deepEqual(wanted, [0, 2, 'li\x03tea']);
  for (const [url, proxied, reason] of [
    ['http://nowhere/', `socks5://${address}`, /the proxy cannot connect: the server cannot be reached/],
    ['http://a/', `socks5://li:wrong@${address}`, /refused its user or password/],
    ['http://a/', `socks5://127.0.0.1:${port}`, /hung up|wants a user/],
  ]) {
    assert.match(await value(`request({ url: '${url}', useproxy: true, proxyAddr: '${proxied}' }, (error) => error.message)`), reason);
  }
});

test('the own qinglong.js logs in, renews its login and calls the panel', async (context) => {
  const asked = [];
  let logins = 0;
  const panel = http.createServer(async (request, response) => {
    const body = (await bytesOf(request)).toString();
    asked.push(`${request.method} ${request.url} ${body}`.trim());
    const { pathname, searchParams } = new URL(request.url, 'http://a');
    response.setHeader('content-type', 'application/json');
    if (pathname === '/open/auth/token') {
      const right = searchParams.get('client_secret') === 's';
      return response.end(JSON.stringify(right ? { code: 200, data: { token: `t${++logins}` } } : { code: 400, message: 'wrong secret' }));
    }
    if (request.headers.authorization !== 'Bearer t2') return response.writeHead(401).end(JSON.stringify({ code: 401 }));
    return response.end(JSON.stringify({ code: 200, data: [{ id: 1, name: 'CK' }] }));
  });
  await new Promise((resolve) => panel.listen(0, '127.0.0.1', resolve));
  context.after(() => panel.close());
  const address = `http://127.0.0.1:${panel.address().port}`;
  assert.deepEqual(
    await value(`(() => { importJs('qinglong.js'); var ql = new Qinglong('${address}/', 'i', 's'); var other = ql.ApiQL('envs', '?searchValue=CK&t=1', 'get').data;
      return [ql.token, other, ql.ApiQL('envs/1/move', '', 'PUT', { fromIndex: 1 }).code, ql.ApiQL('crons', 'enable', 'put', '[1]').code, ql.DeleteEnvs(1).code] })()`),
    ['t2', [{ id: 1, name: 'CK' }], 200, 200, 200],
  );
  assert.deepEqual(asked, [
    'GET /open/auth/token?client_id=i&client_secret=s',
    'GET /open/envs?searchValue=CK&t=1',
    'GET /open/auth/token?client_id=i&client_secret=s',
    'GET /open/envs?searchValue=CK&t=1',
    'PUT /open/envs/1/move {"fromIndex":1}',
    'PUT /open/crons/enable [1]',
    'DELETE /open/envs [1]',
  ]);
  assert.match(
    await value(`(() => { importJs('qinglong.js'); try { Qinglong('${address}', 'i', 'no') } catch (e) { return e.message } })()`),
    /does not let this host in: wrong secret/,
  );
  host.write('qinglong.js', 'var Qinglong = () => "their own"');
  assert.equal(await value("(importJs('qinglong.js'), Qinglong())"), 'their own');
});
