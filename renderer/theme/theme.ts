import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** The tones a control may have; each is a family of tokens in tokens.css. */
const tones = ['accent', 'danger', 'amber', 'ok'] as const;

/** Mantine wants ten shades of a colour; ours follow the theme by token, so all ten are the same. */
const tuple = (tone: string): MantineColorsTuple => {
  const shade = `var(--cd-${tone}-fill)`;
  return [shade, shade, shade, shade, shade, shade, shade, shade, shade, shade];
};

/**
 * Colours of a control's variants from tokens alone, so that three themes need no exception anywhere. The colour
 * `quiet` is a subtle control that does not ask for attention.
 */
const variantColorResolver: VariantColorsResolver = ({ color, variant }) => {
  const tone = tones.find((name) => name === color) ?? 'accent';
  const clear = '1px solid transparent';
  switch (variant) {
    case 'filled':
      return {
        background: `var(--cd-${tone}-fill)`,
        hover: `var(--cd-${tone}-fill-hover)`,
        color: `var(--cd-${tone}-ink)`,
        border: clear,
      };
    case 'light':
      return {
        background: `var(--cd-${tone}-tint)`,
        hover: `var(--cd-${tone}-tint)`,
        color: `var(--cd-${tone})`,
        border: clear,
      };
    case 'subtle':
    case 'transparent':
      if (color === 'quiet') {
        return { background: 'transparent', hover: 'var(--cd-hover)', color: 'var(--cd-text-dim)', border: clear };
      }
      return { background: 'transparent', hover: 'var(--cd-hover)', color: `var(--cd-${tone})`, border: clear };
    case 'outline':
      return {
        background: 'transparent',
        hover: 'var(--cd-hover)',
        color: `var(--cd-${tone})`,
        border: `1px solid var(--cd-${tone})`,
      };
    default:
      return {
        background: 'var(--cd-surface)',
        hover: 'var(--cd-hover)',
        color: 'var(--cd-text)',
        border: '1px solid var(--cd-line-strong)',
      };
  }
};

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent: tuple('accent'), danger: tuple('danger'), amber: tuple('amber'), ok: tuple('ok') },
  variantColorResolver,
  fontFamily: 'var(--cd-font)',
  fontFamilyMonospace: 'var(--cd-mono)',
  fontSizes: { xs: '13px', sm: '15px', md: '15px', lg: '18px', xl: '22px' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.5', lg: '1.4', xl: '1.3' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '24px', lineHeight: '1.3' },
      h2: { fontSize: '18px', lineHeight: '1.4' },
      h3: { fontSize: '15px', lineHeight: '1.5' },
    },
  },
  defaultRadius: 'sm',
  radius: { sm: 'var(--cd-radius)', md: '10px' },
  components: {
    // Menus and lists stay in the landmark they belong to, and hold nothing but their items (axe).
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
    Select: { defaultProps: { comboboxProps: { withinPortal: false } } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
});

/** Mantine's own variables, all of them from our tokens. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const variables: Record<string, string> = {
    '--mantine-color-body': 'var(--cd-canvas)',
    '--mantine-color-text': 'var(--cd-text)',
    '--mantine-color-bright': 'var(--cd-text)',
    '--mantine-color-dimmed': 'var(--cd-text-dim)',
    '--mantine-color-placeholder': 'var(--cd-text-dim)',
    '--mantine-color-anchor': 'var(--cd-accent)',
    '--mantine-color-error': 'var(--cd-danger)',
    '--mantine-color-default': 'var(--cd-surface)',
    '--mantine-color-default-hover': 'var(--cd-hover)',
    '--mantine-color-default-color': 'var(--cd-text)',
    '--mantine-color-default-border': 'var(--cd-line-strong)',
    '--mantine-color-disabled': 'var(--cd-surface-sunken)',
    '--mantine-color-disabled-color': 'var(--cd-text-dim)',
    '--mantine-color-disabled-border': 'var(--cd-line)',
    '--mantine-primary-color-filled': 'var(--cd-accent-fill)',
    '--mantine-primary-color-filled-hover': 'var(--cd-accent-fill-hover)',
    '--mantine-primary-color-contrast': 'var(--cd-accent-ink)',
    '--mantine-primary-color-light': 'var(--cd-accent-tint)',
    '--mantine-primary-color-light-hover': 'var(--cd-accent-tint)',
    '--mantine-primary-color-light-color': 'var(--cd-accent)',
  };
  for (const tone of tones) {
    variables[`--mantine-color-${tone}-filled`] = `var(--cd-${tone}-fill)`;
    variables[`--mantine-color-${tone}-filled-hover`] = `var(--cd-${tone}-fill-hover)`;
    variables[`--mantine-color-${tone}-light`] = `var(--cd-${tone}-tint)`;
    variables[`--mantine-color-${tone}-light-hover`] = `var(--cd-${tone}-tint)`;
    variables[`--mantine-color-${tone}-light-color`] = `var(--cd-${tone})`;
    variables[`--mantine-color-${tone}-outline`] = `var(--cd-${tone})`;
    variables[`--mantine-color-${tone}-text`] = `var(--cd-${tone})`;
  }
  return { variables: {}, light: variables, dark: variables };
};
