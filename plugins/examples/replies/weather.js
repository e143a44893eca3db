//[author: botyard]
//[title: Weather]
//[description: Global functions that wait, as scripts of older hosts have them]
//[rule: ^weather (.+)$]
//[param: {"key": "weather.server", "default": "https://wttr.in", "name": "Server", "desc": "answers with the format of wttr.in"}]

const server = bucketGet('weather', 'server');
const city = param(1);

function temperature() {
  const got = request({ url: `${server}/${encodeURIComponent(city)}?format=j1`, dataType: 'json', timeOut: 15000 });
  return got?.current_condition?.[0]?.temp_C;
}

const degrees = temperature();
if (degrees === undefined) {
  sendText(`Nobody knows the weather of ${city}.`);
} else {
  sendText(`${city}: ${degrees} °C. Shall I tell you every morning? (yes)`);
  if (input(60000) === 'yes') {
    cron.add({ cron: '0 8 * * *', cmd: `weather ${city}`, toSelf: true, memo: `weather ${city}` });
    sendText('Every day at eight.');
  }
}
