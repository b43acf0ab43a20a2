/** A prompt, and what a person would expect of it, in the words of `outline.ts`. */
export type Row = [prompt: string, expected: string];
