import { describe, expect, it } from 'vitest';
import { normaliseTarget } from './request-target.ts';

describe('the target of a request', () => {
  it.each([
    ['/v1/tasks', '/v1/tasks'],
    ['//v1/tasks', '/v1/tasks'],
    ['/runwayml///v1//tasks/', '/runwayml/v1/tasks/'],
    ['//v1/tasks?status=PENDING&next=a//b', '/v1/tasks?status=PENDING&next=a//b'],
    ['/v1/tasks?a=b?c//d', '/v1/tasks?a=b?c//d'],
    ['/', '/'],
    ['//', '/'],
    ['?a=//', '/?a=//'],
    ['*', '/*'],
    ['http://elsewhere.example/v1/tasks?x', '/v1/tasks?x'],
    ['HTTPS://elsewhere.example:1//v1/tasks', '/v1/tasks'],
    ['http://elsewhere.example?x', '/?x'],
    ['/files/clips/a%2Fb.mp4', '/files/clips/a%2Fb.mp4'],
    ['/v1/tasks/%ff', '/v1/tasks/%25ff'],
    ['/v1/tasks/%', '/v1/tasks/%25'],
    ['/v1/tasks/%zz/a%20b', '/v1/tasks/%25zz/a%20b'],
  ])('%s means %s', (target, expected) => {
    expect(normaliseTarget(target)).toBe(expected);
  });
});
