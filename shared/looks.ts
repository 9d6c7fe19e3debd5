/** What a person can choose for the console's look; here without a schema, which the start would have to wait for. */
export const languages = ['ru', 'en'] as const;
export const themes = ['system', 'light', 'dark', 'contrast'] as const;
