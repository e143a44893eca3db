//[author: test]
//[rule: js module]
import middleware, { Sender, getSenderID } from './middleware.js';

await new Sender(getSenderID()).reply(typeof middleware.push);
