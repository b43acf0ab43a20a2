import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { modelsPage, renewPage } from '../scripts/write-models.ts';

it('docs/models.md shows the table as it is; else run node scripts/write-models.ts', () => {
  const page = readFileSync(modelsPage, 'utf8');
  expect(page).toBe(renewPage(page));
});
