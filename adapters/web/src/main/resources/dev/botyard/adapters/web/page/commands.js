// What plugins answer to in a chat: asked when a chat is looked at, and again when the host says that it has changed.

import { useEffect, useState } from './shared/preact.js';
import { actions } from './outbox.js';

const MOST = 12;

/** The texts that a person may say there; null until the host has answered. */
export function useCommands(account, place, user) {
  const [commands, setCommands] = useState(null);
  useEffect(() => {
    if (account.offline) {
      return undefined;
    }
    let wanted = true;
    const take = (texts) => wanted && setCommands(texts.slice(0, MOST));
    actions.ask({ type: 'commands', account: account.id, chat: place, user }).then(
      ({ texts }) => take(texts ?? []),
      () => take([]),
    );
    return () => {
      wanted = false;
    };
  }, [account.id, account.offline, account.listening, place.kind, place.id, user]);
  return commands;
}
