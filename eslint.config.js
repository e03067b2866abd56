import eslint from '@eslint/js';
import powerApps from '@microsoft/eslint-plugin-power-apps';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/.dunlin/**',
      '**/coverage/**',
      'pcf/*/out/**',
      'pcf/*/generated/**',
      'pcf/*/obj/**',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Handlers share a signature: some have nothing to await.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      eqeqeq: 'error',
    },
  },
  // Scripts of test pages run in a browser as they are.
  { files: ['local/crm/fixtures/**/*.js'], languageOptions: { globals: { window: 'readonly' } } },
  { files: ['**/*.config.js'], rules: { 'no-restricted-exports': 'off' } },
  {
    // What runs in Dynamics' own pages: controls and commands.
    files: ['pcf/**/*.ts', 'pcf/**/*.tsx', 'solution/commands/*.ts'],
    plugins: { '@microsoft/power-apps': powerApps },
    rules: Object.fromEntries(
      Object.keys(powerApps.rules).map((rule) => [`@microsoft/power-apps/${rule}`, 'error']),
    ),
  },
  { files: ['pcf/*/webpack.config.js'], languageOptions: { globals: { module: 'writable' } } },
);
