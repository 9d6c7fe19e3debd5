import type { Linter } from 'eslint';
import js from '@eslint/js';
import globals from 'globals';
import i18next from 'eslint-plugin-i18next';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { folders, forbiddenImports } from './build/import-rules.ts';

/** One lint block per folder of the house: what a file there may not import, and why (ARCHITECTURE.md). */
const layerRules = folders.map((folder): Linter.Config => ({
  files: [`${folder}/**/*.{ts,tsx}`],
  rules: {
    'import-x/no-restricted-paths': ['error', { zones: forbiddenImports(folder) }],
  },
}));

export default tseslint.config(
  { ignores: ['out/', 'node_modules/', 'test-results/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    languageOptions: { globals: globals.node },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.js'] })] },
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'import-x/no-cycle': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
    },
  },
  // Only the shell knows Electron: the desk, the vault and the screens must run in either host.
  {
    files: ['electron/desk/**', 'electron/vault/**', 'electron/preview/**', 'renderer/**', 'shared/**', 'server/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'electron', message: 'only electron/shell, main and preload import electron' }] },
      ],
    },
  },
  // What crosses a border is read by `readAs`, which never throws.
  {
    files: [...folders.map((folder) => `${folder}/**`), 'build/**'],
    ignores: ['shared/read-as.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name="safeParse"]',
          message: 'use readAs (shared/read-as.ts): safeParse throws',
        },
      ],
    },
  },
  ...layerRules,
  {
    files: ['renderer/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks, i18next },
    languageOptions: { globals: globals.browser },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // No text a person reads outside the catalogues (design, section 1).
      'i18next/no-literal-string': ['error', { mode: 'jsx-text-only' }],
    },
  },
  { files: ['build/**', 'test/**', 'server/**'], rules: { 'no-console': 'off' } },
  { files: ['test/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);
