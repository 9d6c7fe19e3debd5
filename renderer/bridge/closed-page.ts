import { setNonce } from 'get-nonce';

/**
 * Closes the page before anything else runs in it; the first import of every window's main file. Design, section 11:
 * no string ever becomes markup or code, and styles carry this document's nonce.
 */
type TrustedTypes = {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }): unknown;
};

const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
trustedTypes?.createPolicy('default', {
  // Mantine writes the text of style elements this way. Nothing that could hold a tag or an entity passes.
  createHTML: (text) => {
    if (/[<&]/.test(text)) throw new TypeError('Markup from a string is refused');
    return text;
  },
});

/** This document's nonce, put there by shared/pages/page-files.ts. */
export const styleNonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
setNonce(styleNonce);

// zod would otherwise try `new Function`, which the policy refuses and reports. Said where zod looks for it (`config`
// writes there), because the first page does not bring zod.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
