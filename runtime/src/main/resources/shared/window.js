// A modal window. The browser keeps the focus inside and gives it back; it closes with Escape, and beside it where nothing is lost by that.

import { html, useEffect, useRef } from './preact.js';

export function Window({ close, beside, children, ...named }) {
  const box = useRef(null);
  useEffect(() => box.current.showModal(), []);
  const onClick = (event) => beside && event.target === box.current && box.current.close();
  return html`<dialog ref=${box} ...${named} onClose=${close} onClick=${onClick}><div class="dialog">${children}</div></dialog>`;
}
