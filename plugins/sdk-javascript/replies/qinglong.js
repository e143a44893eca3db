// What `importJs("qinglong.js")` gives a reply script: a Qinglong panel over its Open API. With `new` and without.

/** `Qinglong(address, client_id, client_secret)`, `Qinglong(entry)` with one of bucket `qls`, `Qinglong("id or name")` of the host's list. */
globalThis.Qinglong = function (address, clientId, clientSecret) {
  var ids = (list) => (Array.isArray(list) ? list : [list]).map((id) => (/^\d{1,15}$/.test(String(id).trim()) ? Number(id) : id));
  var listed = (wanted) => {
    var keys = bucketAllKeys('qls') || [];
    var entries = keys.map((key) => {
      try {
        return Object.assign({ id: key }, JSON.parse(bucketGet('qls', key)));
      } catch {
        return { id: key };
      }
    });
    var found = entries.find((entry) => entry.host && (!wanted || entry.id === String(wanted) || entry.name === wanted));
    if (found) return found;
    throw new Error(
      `There is no Qinglong container${wanted ? ` '${wanted}'` : ''}; ${
        keys.length > 0 ? `known are ${keys.join(', ')}` : 'add one in the console, under Containers, or in containers.yaml'
      }.`,
    );
  };
  var given = address && typeof address === 'object' ? address : { host: address, client_id: clientId, client_secret: clientSecret };
  if (given.client_id === undefined) given = listed(given.host);
  var base = String(given.host).replace(/\/+$/, '');
  var shown = base.replace(/\/\/[^/]*@/, '//');
  var name = `Qinglong ${given.name ? `'${given.name}' (${shown})` : shown}`;
  var key = JSON.stringify([base, given.client_id, given.client_secret]);
  // What a run has logged in for is good for all objects of that run.
  globalThis.Qinglong.logins = globalThis.Qinglong.logins || {};
  var logins = globalThis.Qinglong.logins;
  var joined = (api, rest) => {
    var more = String(rest === undefined || rest === null ? '' : rest);
    return api + (more === '' || /^[?/]/.test(more) ? more : `/${more}`);
  };
  var clean = (text) =>
    [given.client_secret, encodeURIComponent(given.client_secret), panel.token]
      .filter(Boolean)
      .reduce((left, secret) => left.split(secret).join('…'), String(text))
      .replace(/\s+/g, ' ')
      .replace(/[.。]+$/, '')
      .slice(0, 300);
  var ask = (method, path, body, token) => {
    var failure = null;
    var status = 0;
    var answer = request(
      {
        url: `${base}/open/${path}`,
        method: method,
        dataType: 'json',
        timeOut: 15000,
        headers: token === undefined ? {} : { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json;charset=UTF-8' },
        body: body,
      },
      (error, response, _headers, said) => {
        failure = error;
        status = response.status;
        return said;
      },
    );
    return { answer: failure ? undefined : answer, status: status, failure: failure };
  };
  var panel = {
    ql_ipport: base,
    client_id: given.client_id,
    client_secret: given.client_secret,
    name: given.name || '',
    token: '',
    /** Logs in. Throws where the panel does not let it. */
    getToken: () => {
      var query = `client_id=${encodeURIComponent(given.client_id)}&client_secret=${encodeURIComponent(given.client_secret)}`;
      var { answer, status, failure } = ask('get', `auth/token?${query}`);
      if (failure) throw new Error(`${name} cannot be reached: ${clean(failure.message)}.`);
      if (answer?.code !== 200 || !answer.data?.token) {
        const reason = answer?.message ? clean(answer.message) : `HTTP ${status}`;
        throw new Error(`${name} does not let this host in: ${reason}. Look at its address, client_id and client_secret.`);
      }
      panel.token = answer.data.token;
      logins[key] = { token: panel.token, ends: Number(answer.data.expiration) || Date.now() / 1000 + 3600 };
      return panel.token;
    },
    /** Any call of the Open API, and the panel's own answer with its `code`; a login that has run out is renewed once. */
    ApiQL: (api, rest, method, body) => asked(joined(api, rest), method, body).answer,
    /** The same, but gives the answer's `data`, and throws a sentence where there is none. */
    call: (method, path, body) => {
      var { answer, status, failure } = asked(String(path).replace(/^\/?(?:open\/)?/, ''), method, body);
      var what = `${String(method).toUpperCase()} ${path}`;
      if (failure) throw new Error(`${name} does not answer ${what}: ${clean(failure.message)}.`);
      if (answer?.code === 200) return answer.data;
      if (answer === null || typeof answer !== 'object') {
        throw new Error(`${name} answers ${what} with HTTP ${status} and something that is no JSON; is its address right?`);
      }
      throw new Error(`${name} answers ${what} with ${answer.code || status}${answer.message ? `: ${clean(answer.message)}` : ''}.`);
    },
    getEnvs: (word) => panel.call('get', `envs?searchValue=${encodeURIComponent(word || '')}`) || [],
    addEnvs: (envs) => panel.call('post', 'envs', Array.isArray(envs) ? envs : [envs]),
    addEnv: (name, value, remarks) => panel.addEnvs({ name: name, value: value, remarks: remarks || '' })[0],
    updateEnv: (id, name, value, remarks) => {
      var number = ids(id)[0];
      return panel.call('put', 'envs', { [typeof number === 'number' ? 'id' : '_id']: number, name: name, value: value, remarks: remarks });
    },
    enableEnvs: (list) => panel.call('put', 'envs/enable', ids(list)),
    disableEnvs: (list) => panel.call('put', 'envs/disable', ids(list)),
    deleteEnvs: (list) => panel.call('delete', 'envs', ids(list)),
    getTasks: (word) => {
      var data = panel.call('get', `crons?searchValue=${encodeURIComponent(word || '')}`);
      return (Array.isArray(data) ? data : data?.data) || [];
    },
    runTasks: (list) => panel.call('put', 'crons/run', ids(list)),
    stopTasks: (list) => panel.call('put', 'crons/stop', ids(list)),
    getTaskLog: (id) => panel.call('get', `crons/${encodeURIComponent(id)}/log`) || '',
    // Answers with their `code`, as scripts for older hosts expect them.
    GetEnvs: (word) => panel.ApiQL('envs', `?searchValue=${encodeURIComponent(word || '')}`, 'get'),
    CreateEnvs: (envs) => panel.ApiQL('envs', '', 'post', Array.isArray(envs) ? envs : [envs]),
    PutEnvs: (env) => panel.ApiQL('envs', '', 'put', env),
    DeleteEnvs: (list) => panel.ApiQL('envs', '', 'delete', ids(list)),
    EnableEnvs: (list) => panel.ApiQL('envs', 'enable', 'put', ids(list)),
    DisableEnvs: (list) => panel.ApiQL('envs', 'disable', 'put', ids(list)),
    GetCrons: (word) => panel.ApiQL('crons', `?searchValue=${encodeURIComponent(word || '')}`, 'get'),
    RunCrons: (list) => panel.ApiQL('crons', 'run', 'put', ids(list)),
    StopCrons: (list) => panel.ApiQL('crons', 'stop', 'put', ids(list)),
    EnableCrons: (list) => panel.ApiQL('crons', 'enable', 'put', ids(list)),
    DisableCrons: (list) => panel.ApiQL('crons', 'disable', 'put', ids(list)),
    GetLogs: () => panel.ApiQL('logs', '', 'get'),
    GetLog: (title, folder) => panel.ApiQL('logs', `${encodeURIComponent(title)}?path=${encodeURIComponent(folder || '')}`, 'get'),
    GetCronLog: (id) => panel.ApiQL('crons', `${encodeURIComponent(id)}/log`, 'get'),
  };
  var asked = (path, method, body) => {
    var found = ask(method || 'get', path, body, panel.token);
    if (found.status === 401 || (found.answer && found.answer.code === 401)) found = ask(method || 'get', path, body, panel.getToken());
    return found;
  };
  var known = logins[key];
  if (known && Date.now() / 1000 < known.ends - 60) panel.token = known.token;
  else panel.getToken();
  return panel;
};
