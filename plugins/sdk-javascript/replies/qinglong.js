// What `importJs("qinglong.js")` gives a reply script: a Qinglong panel over its Open API. With `new` and without.

globalThis.Qinglong = function (address, clientId, clientSecret) {
  var base = String(address).replace(/\/+$/, '');
  var ids = (list) => (Array.isArray(list) ? list : [list]);
  var joined = (api, rest) => {
    var more = String(rest === undefined || rest === null ? '' : rest);
    return api + (more === '' || /^[?/]/.test(more) ? more : `/${more}`);
  };
  var ask = (method, path, body, token) =>
    request({
      url: `${base}/open/${path}`,
      method: method,
      dataType: 'json',
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json;charset=UTF-8' },
      body: body,
    });
  var panel = {
    ql_ipport: base,
    client_id: clientId,
    client_secret: clientSecret,
    token: '',
    /** Logs in. Throws where the panel does not let it. */
    getToken: () => {
      var id = encodeURIComponent(clientId);
      var secret = encodeURIComponent(clientSecret);
      var answer = ask('get', `auth/token?client_id=${id}&client_secret=${secret}`);
      if (answer?.code !== 200) {
        const reason = answer?.message ? answer.message : 'it cannot be reached';
        throw new Error(`Qinglong ${base} does not let this host in: ${reason}. Look at its address, client_id and client_secret.`);
      }
      panel.token = answer.data.token;
      return panel.token;
    },
    /** Any call of the Open API; a login that has run out is renewed once. */
    ApiQL: (api, rest, method, body) => {
      var path = joined(api, rest);
      var answer = ask(method || 'get', path, body, panel.token);
      if (answer && answer.code === 401) answer = ask(method || 'get', path, body, panel.getToken());
      return answer;
    },
    GetEnvs: (word) => panel.ApiQL('envs', `?searchValue=${encodeURIComponent(word || '')}`, 'get'),
    CreateEnvs: (envs) => panel.ApiQL('envs', '', 'post', ids(envs)),
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
    GetCronLog: (id) => panel.ApiQL('crons', `${id}/log`, 'get'),
  };
  panel.getToken();
  return panel;
};
