import type { ZodType } from 'zod';
import { ApiError, type Issue } from '../task/errors.ts';
import { type CheckIssue, sayExpected, sayHint, sayReceived } from '../task/issue-words.ts';

/** Whoever sends more mistakes than this has made one of another kind. */
const shownIssues = 20;

type Validation<T> = { value: T; error?: undefined } | { value?: undefined; error: ApiError };

/** Check one part of a request. The issues have zod's form, and words for people. */
export function validateWith<T>(schema: ZodType<T>, part = 'body') {
  return (given: unknown): Validation<T> => {
    // The framework's word for a body that did not come.
    const data = given ?? undefined;
    const parsed = schema.safeParse(data, { error: (issue) => sayExpected(issue as CheckIssue) });
    if (parsed.success) return { value: parsed.data };
    const first = parsed.error.issues.slice(0, shownIssues);
    const issues = first.map((issue) => sayInFull(issue as Issue, data));
    return { error: new ApiError(part === 'body' ? 'INVALID_BODY' : 'INVALID_QUERY', { issues }) };
  };
}

/** Some checks of our own tell themselves what came. */
function sayInFull(issue: Issue, data: unknown): Issue {
  // The keys are in the sentence, as far as they are told.
  const { params: _params, keys: _keys, message, ...rest } = issue;
  const input = valueAt(data, issue.path);
  const received = message.includes(' but received ') ? '' : sayReceived(input, issue);
  return { ...rest, message: `${message}${received}.${sayHint(issue, input)}` };
}

/** As it was sent, before anything was made of it: a number in a URL is text. */
function valueAt(data: unknown, path: Issue['path']): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
    data,
  );
}
