/** Write `docs/models.md` from the table of models: `node scripts/write-models.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describeSeconds, ratiosOf, usualSeconds } from '../src/task/models/describe.ts';
import type { Field, KindRules, Price } from '../src/task/models/rules.ts';
import { modelsOf, modelTable } from '../src/task/models.ts';
import type { TaskKind } from '../src/task/task.ts';

export const modelsPage = new URL('../docs/models.md', import.meta.url);

const headings: Record<TaskKind, string> = {
  image_to_video: 'POST /v1/image_to_video',
  text_to_video: 'POST /v1/text_to_video',
};

/** The tables of the page, one for each kind of task. */
export function describeTables(): string {
  return Object.entries(headings)
    .map(([kind, heading]) => `## ${heading}\n\n${describeKind(kind as TaskKind)}`)
    .join('\n\n');
}

/** The page with its tables as they ought to be; what people wrote before them stays. */
export function renewPage(page: string): string {
  return `${page.slice(0, page.indexOf('\n## '))}\n${describeTables()}\n`;
}

function describeKind(kind: TaskKind): string {
  const columns = [
    'model',
    'images',
    'prompt',
    'seconds',
    'ratio',
    'other fields',
    'credits a second',
  ];
  const rows = modelsOf(kind).map(([model, rules]) => [
    `\`${model}\`${rules.strict ? ' (strict)' : ''}`,
    describeImages(model, rules),
    describePrompt(rules.fields.promptText),
    describeLength(rules),
    describeRatio(rules),
    describeOthers(rules),
    describePrice(rules.price),
  ]);
  const shown = kind === 'text_to_video' ? [0, 2, 3, 4, 5, 6] : [0, 1, 2, 3, 4, 5, 6];
  const line = (cells: string[]) => `| ${shown.map((column) => cells[column]).join(' | ')} |`;
  return [line(columns), `|${'---|'.repeat(shown.length)}`, ...rows.map(line)].join('\n');
}

function describeImages(model: string, { fields: { promptImage } }: KindRules): string {
  if (promptImage?.type !== 'frames') return '';
  const { minAspect, maxAspect, minSide } = modelTable[model]!.images;
  const positions = promptImage.positions.join(', ');
  const references = promptImage.references ? `; or up to ${promptImage.most} references` : '';
  const side = minSide ? `; ${minSide} pixels or more` : '';
  return `${positions}${references}; ${minAspect} to ${maxAspect}${side}`;
}

function describePrompt(field?: Field): string {
  if (field?.type !== 'text') return '';
  return `${field.min} to ${field.max}${field.required ? ', required' : ''}`;
}

function describeLength(rules: KindRules): string {
  const { duration } = rules.fields;
  const auto = duration?.type === 'whole' && duration.auto ? ', or `auto`' : '';
  return `${describeSeconds(rules)}${auto} (${duration?.required ? 'required' : usualSeconds(rules)})`;
}

function describeRatio(rules: KindRules): string {
  const { ratio } = rules.fields;
  const values = ratiosOf(rules).map((value) => {
    const usual = value === ratio?.default ? ' (usual)' : '';
    return `\`${value}\`${usual}`;
  });
  if (values.length === 0) return 'as the image is shaped';
  const more = (rules.moreRatios ?? []).map((value) => `\`${value}\``);
  return `${ratio?.required ? 'required: ' : ''}${values.join(' ')}${more.length > 0 ? `; unless strict also ${more.join(' ')}` : ''}`;
}

const told = ['promptImage', 'promptText', 'duration', 'ratio'];

function describeOthers({ fields }: KindRules): string {
  return Object.entries(fields)
    .filter(([name]) => !told.includes(name))
    .map(([name, field]) => `\`${name}\`${describeField(field)}`)
    .join(', ');
}

function describeField(field: Field): string {
  if (field.type === 'media') return ` (up to ${field.most})`;
  if (field.type === 'choice' && field.default !== undefined) return ` (${field.default})`;
  return '';
}

function describePrice({ perSecond, perImage, least, estimated }: Price): string {
  const rates = perSecond.map(({ credits, silent }) =>
    silent === undefined ? `${credits}` : `${credits}, silent ${silent}`,
  );
  return [
    `${estimated ? 'about ' : ''}${rates.join(' / ')}`,
    ...(perImage ? [`${perImage} for each image`] : []),
    ...(least ? [`at least ${least}`] : []),
  ].join('; ');
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(modelsPage, renewPage(readFileSync(modelsPage, 'utf8')));
}
