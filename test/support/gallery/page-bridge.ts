import type { PlainScript } from './script.ts';

export type PageScript = { state: unknown; replies: PlainScript; ports: Record<string, PlainScript> };

/** What the page asked, of whom, in order. */
export type Asked = { of: string; name: string; body: unknown };

export type GalleryPage = {
  asked: Asked[];
  violations: string[];
  push(state: unknown): void;
  /** From here on main, gate and vault answer by another script, and what was asked and violated before is forgotten. */
  answerBy(script: PageScript): void;
  pushPort(kind: string, name: string, body: unknown): void;
  /**
   * The elements with a text of their own that no page of this browser has shown like this in this theme: other classes,
   * attributes or styles, its own or of what it lies in. Contrast hangs on nothing else, so it is measured once for each.
   */
  unseen(theme: string): Element[];
};

/**
 * Runs in the page before its own scripts, in place of the preload: answers from the script, delivers ports as the
 * preload does. Self-contained, because it crosses into the page as text.
 */
export function installBridge(first: PageScript): void {
  let script = first;
  const listeners = new Set<(push: { name: string; body: unknown }) => void>();
  const ends: { kind: string; port: MessagePort }[] = [];
  // The page's own ends, in the order of delivery: not every Chromium tells a page of a dead port, so the script does.
  const pageEnds: MessagePort[] = [];
  window.addEventListener('message', (event) => {
    if (event.ports[0]) pageEnds.push(event.ports[0]);
  });
  let state = script.state;
  const gallery: GalleryPage = {
    asked: [],
    violations: [],
    push: (next) => {
      state = next;
      for (const listener of listeners) listener({ name: 'state', body: next });
    },
    answerBy: (other) => {
      script = other;
      gallery.asked.length = 0;
      gallery.violations.length = 0;
    },
    pushPort: (kind, name, body) => {
      for (const end of ends) if (end.kind === kind) end.port.postMessage({ push: name, body });
    },
    unseen: (theme) => {
      const seen = new Set(sessionStorage.getItem(`seen ${theme}`)?.split('\n'));
      const lookAttributes =
        /^(class|style|type|disabled|data-.*|aria-(invalid|selected|checked|disabled|expanded|current|hidden|pressed))$/;
      const looks = new Map<Element, string>();
      const lookOf = (element: Element): string => {
        const known = looks.get(element);
        if (known) return known;
        const own = [...element.attributes].filter(({ name }) => lookAttributes.test(name));
        const parent = element.parentElement ? lookOf(element.parentElement) : '';
        const text = [parent, element.localName, ...own.map(({ name, value }) => `${name}=${value}`)].join(' ');
        // FNV-1a, 32 bits: a page has some thousand looks.
        let hash = 0x811c9dc5;
        for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
        const look = `${hash >>> 0}.${text.length}`;
        looks.set(element, look);
        return look;
      };
      const found: Element[] = [];
      for (const element of document.querySelectorAll('body *')) {
        const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
        if (!own && !element.matches('input, textarea, select')) continue;
        const look = lookOf(element);
        if (!seen.has(look)) found.push(element);
        seen.add(look);
      }
      sessionStorage.setItem(`seen ${theme}`, [...seen].join('\n'));
      return found;
    },
  };
  document.addEventListener('securitypolicyviolation', (event) => {
    gallery.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });

  const next = (replies: PlainScript, name: string) => {
    const answers = replies[name];
    return (answers && answers.length > 1 ? answers.shift() : answers?.[0]) ?? { ok: false, code: 'closed' };
  };
  const deliver = (kind: string) => {
    const { port1, port2 } = new MessageChannel();
    const number = ends.push({ kind, port: port1 }) - 1;
    port1.onmessage = (event: MessageEvent<{ id: number; name: string; body: unknown }>) => {
      const { id, name, body } = event.data;
      gallery.asked.push({ of: kind, name, body });
      const reply = next(script.ports[kind] ?? {}, name);
      if (reply === 'close') {
        port1.close();
        pageEnds[number]?.dispatchEvent(new Event('close'));
      }
      if (reply !== 'close' && reply !== 'pending') port1.postMessage({ id, reply });
    };
    window.postMessage({ cleandesk: 'port', kind }, window.location.origin, [port2]);
  };
  const answer = (name: string) => {
    if (name === 'state') return state === null ? 'pending' : { ok: true, value: state };
    return next(script.replies, name);
  };

  const bridge = {
    call: (name: string, body: unknown) => {
      gallery.asked.push({ of: 'main', name, body });
      const reply = answer(name);
      if (reply === 'pending') return new Promise(() => {});
      if (reply === 'close') return Promise.reject(new Error('closed'));
      if (name.endsWith('.open') && reply.ok && (name === 'gate.open' || name === 'vault.open'))
        deliver(name.slice(0, -'.open'.length));
      if (name === 'prefs.set' && typeof state === 'object') gallery.push({ ...state, ...(body as object) });
      return Promise.resolve(reply);
    },
    on: (listener: (push: { name: string; body: unknown }) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  Object.assign(window, { cleandesk: bridge, cleandeskGallery: gallery });
}
