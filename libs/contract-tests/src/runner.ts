/** What a suite needs of a test runner: vitest's `test` fits. */
export type RegisterTest = (name: string, run: () => Promise<void>) => void;
