import type { HtmlTagDescriptor, Plugin } from 'vite';

/** The files of `renderer/theme/fonts.css`: both alphabets, without the letters that few names have. */
const always = /^assets\/inter-(latin|cyrillic)-wght-normal-/;

/** Has each page ask for its typeface at once: one that comes after the first text has it laid out twice. */
export function fontLinks(): Plugin {
  return {
    name: 'font-links',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => always.test(file))
          .map((file): HtmlTagDescriptor => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `./${file}` },
            injectTo: 'head',
          })),
    },
  };
}
