// Builds elements. Text is always set as text, never as markup.

export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2).toLowerCase(), value);
    } else if (name === 'className') {
      element.className = value;
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false && child !== '') {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

// New content for an element; what had the focus keeps it if it is there again (same data-key), and opened details stay open.
export function fill(element, ...children) {
  const key = document.activeElement?.dataset?.key;
  const open = new Set([...element.querySelectorAll('details[open][data-key]')].map((each) => each.dataset.key));
  element.replaceChildren();
  append(element, children);
  element.querySelectorAll('details[data-key]').forEach((each) => {
    each.open = each.open || open.has(each.dataset.key);
  });
  if (key) {
    [...element.querySelectorAll('[data-key]')].find((each) => each.dataset.key === key)?.focus({ preventScroll: true });
  }
}

// A button that is busy while its work goes on, and tells what went wrong beside itself.
export function button(label, work, properties = {}) {
  const element = h('button', { type: 'button', ...properties, onClick: async () => {
    element.disabled = true;
    element.nextElementSibling?.matches('.error') && element.nextElementSibling.remove();
    try {
      await work();
    } catch (failure) {
      element.after(h('p', { className: 'error', role: 'alert' }, failure.message));
    } finally {
      element.disabled = false;
    }
  } }, label);
  return element;
}

// A modal dialog; closes with its button, Escape, or when the returned function is called.
export function dialog(title, closeLabel, onClose, ...children) {
  const box = h('dialog', { 'aria-label': title },
    h('header', {}, h('h2', {}, title), h('button', { type: 'button', className: 'plain', onClick: () => box.close() }, closeLabel)),
    ...children);
  box.addEventListener('close', () => {
    box.remove();
    onClose();
  });
  document.body.append(box);
  box.showModal();
  return () => box.open && box.close();
}
