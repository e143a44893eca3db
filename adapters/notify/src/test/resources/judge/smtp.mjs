// A mail server on a free port: it says who logs in and what arrives.
//   TLS: implicit, starttls or none. METHOD: the login that it offers. KEY, CERTIFICATE: in PEM. MAIL_USER, MAIL_PASSWORD: who may.
// A mail is said as `mail FROM TO` and `raw BASE64`.
import { SMTPServer } from 'smtp-server';

const say = (word, value = '') => console.log(`${word} ${value}`.trim());
const { TLS, METHOD, KEY, CERTIFICATE, MAIL_USER, MAIL_PASSWORD } = process.env;
const refusal = (code, words) => Object.assign(new Error(words), { responseCode: code });

const server = new SMTPServer({
  secure: TLS === 'implicit',
  key: KEY,
  cert: CERTIFICATE,
  hideSTARTTLS: TLS !== 'starttls',
  allowInsecureAuth: TLS === 'none',
  authMethods: [METHOD],
  disableReverseLookup: true,
  size: 1 << 20,
  onAuth(auth, session, done) {
    if (auth.username !== MAIL_USER || auth.password !== MAIL_PASSWORD) {
      return done(refusal(535, '5.7.8 bad credentials'));
    }
    say('login', `${auth.method} ${session.secure}`);
    return done(null, { user: auth.username });
  },
  onRcptTo(address, _session, done) {
    done(address.address.startsWith('nobody@') ? refusal(550, '5.1.1 user unknown') : undefined);
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope;
      say('mail', `${mailFrom.address} ${rcptTo.map((each) => each.address).join(',')}`);
      say('raw', Buffer.concat(chunks).toString('base64'));
      done(null, 'queued');
    });
  },
});
server.on('error', (error) => say('problem', error.message));
server.listen(0, '127.0.0.1', () => say('listening', server.server.address().port));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
