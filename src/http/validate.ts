import type { ZodType } from 'zod';
import { ApiError, type Issue } from '../task/errors.ts';

type Validation = { value: unknown } | { error: Error };

/** Check one part of a request. The issues are zod's own, each saying also what came. */
export function validateWith(schema: ZodType, part = 'body') {
  return (data: unknown): Validation => {
    const parsed = schema.safeParse(data);
    if (parsed.success) return { value: parsed.data };
    const issues = parsed.error.issues.map((issue) => sayWhatCame(issue as Issue, data));
    return { error: new ApiError(part === 'body' ? 'INVALID_BODY' : 'INVALID_QUERY', { issues }) };
  };
}

function sayWhatCame(issue: Issue, data: unknown): Issue {
  if (issue.message.includes('received')) return issue;
  return { ...issue, message: `${issue.message}, received ${show(valueAt(data, issue.path))}` };
}

function valueAt(data: unknown, path: Issue['path']): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
    data,
  );
}

/** Short enough for a sentence: an image of megabytes must not come back in its error. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
