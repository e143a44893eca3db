// What keeps a view true: it is read when it is opened, soon after something that concerns it has happened, and now and then.

import { useEffect, useRef, useState } from './shared/preact.js';

const AFTER_EVENT_MS = 300;
const REGULARLY_MS = 15_000;
const RECONNECT_MS = 5_000;
const TYPES = ['account', 'push', 'run', 'plugin', 'adapter', 'payment', 'trace'];

/** The data of a view. What was read stays while it is read again, also when that fails; a login that has ended hides it. */
export function useRead(view, argument) {
  const [shown, setShown] = useState({});
  const wanted = useRef(null);
  const due = useRef(0);
  const of = useRef({});
  if (of.current.view !== view || of.current.argument !== argument) {
    of.current = { view, argument };
  }
  const place = of.current;
  const refresh = async () => {
    try {
      const data = await place.view.data(place.argument);
      return wanted.current === place && setShown({ place, data });
    } catch (failure) {
      return (
        wanted.current === place &&
        setShown((before) => (before.place === place && failure.status !== 401 ? { ...before, failure } : { place, failure }))
      );
    }
  };
  const soon = () => {
    if (!due.current) {
      due.current = setTimeout(() => {
        due.current = 0;
        latest.current();
      }, AFTER_EVENT_MS);
    }
  };
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    wanted.current = place;
    refresh();
    const timer = setInterval(() => document.hidden || soon(), REGULARLY_MS);
    return () => clearInterval(timer);
  }, [place]);
  const current = shown.place === place ? shown : {};
  const loggedIn = useRef(false);
  loggedIn.current = current.failure ? current.failure.status !== 401 && loggedIn.current : Boolean(current.data) || loggedIn.current;
  return { data: current.data, failure: current.failure, loggedIn: loggedIn.current, refresh, soon };
}

/**
 * A stream that ends with its page. Browsers keep pages that were left, and connections with them, and there are six for a host.
 * `open` is called again when somebody comes back to a kept page; answers what ends it.
 */
export function whileShown(open, close) {
  const back = (event) => event.persisted && open();
  addEventListener('pagehide', close);
  addEventListener('pageshow', back);
  open();
  return () => {
    removeEventListener('pagehide', close);
    removeEventListener('pageshow', back);
    close();
  };
}

/** Hears of what happens on the host, once somebody is logged in; answers whether it does now, null before. */
export function useEvents(loggedIn, onEvent) {
  const [live, setLive] = useState(null);
  const ear = useRef(onEvent);
  ear.current = onEvent;
  useEffect(() => {
    if (!loggedIn) {
      return undefined;
    }
    let events;
    let timer;
    const listen = () => {
      events = new EventSource('api/v1/events');
      events.onopen = () => setLive(true);
      events.onerror = () => {
        setLive(false);
        if (events.readyState === EventSource.CLOSED) {
          timer = setTimeout(listen, RECONNECT_MS);
        }
      };
      TYPES.forEach((type) => events.addEventListener(type, () => ear.current(type)));
    };
    const end = whileShown(listen, () => {
      events.close();
      clearTimeout(timer);
    });
    return () => {
      end();
      setLive(null);
    };
  }, [loggedIn]);
  return live;
}
