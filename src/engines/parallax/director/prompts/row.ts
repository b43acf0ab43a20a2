/** A prompt, and what a person would expect of it, in the words of `prompts.test.ts`. */
export type Row = [prompt: string, expected: string];
