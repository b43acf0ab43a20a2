/** Chinese connectives, negators and plain grammar. */
import { words } from '../entries.ts';
import type { Entry } from '../senses.ts';

/** 第一步, 第二镜: the parts of a shot, counted. */
const stages: Entry[] = ['步', '镜', '段', '个镜头', '阶段', '部分', '幕'].flatMap((part) => [
  ...words(`第一${part}`, { link: { link: 'begin' } }),
  ...words(`第二${part}，第三${part}，第四${part}`, { link: { link: 'then' } }),
]);

const connectives: Entry[] = [
  ...words('然后，接着，随后，之后，再，最后，紧接着，接下来，而后，继而，最终，转而，结尾，后再', {
    link: { link: 'then' },
  }),
  ...words('然后再，接着再，最后再，随即，后接，再接', { link: { link: 'then' } }),
  ...words('变成，变作', { link: { link: 'then', weak: true } }),
  ...words('转为，变为，过渡到，过渡为，衔接，转成', { link: { link: 'then' } }),
  ...words('结束后，完成后，到位后，停稳后，停下后，停止后，结束之后', { link: { link: 'then' } }),
  ...words('之前，以前', { link: { link: 'reverse', weak: true } }),
  ...words('过渡镜头，收尾镜头，结尾镜头，最后镜头', { link: { link: 'then' } }),
  ...words('初始镜头，开场镜头，起始镜头', { link: { link: 'begin' } }),
  ...words('下一步，到一半时，到一半，到中途', { link: { link: 'then' } }),
  ...words('后半段，后半程，后半部分，中段，末段', { link: { link: 'then' } }),
  ...words('前半段，前半程，前半部分，前段', { link: { link: 'begin' } }),
  ...words('后，转', { link: { link: 'then', weak: true } }),
  ...words('先，首先，开始时，一开始，开头，起初，开场', { link: { link: 'begin' } }),
  ...words('一边，边，随着，伴随，伴随着', { link: { link: 'while', opening: 'while' } }),
  ...words('依次，按顺序，逐一', { inTurn: true }),
  ...words('同时，与此同时，的同时，一起', { together: true }),
  ...words('并，并且，和，与，及，以及，且，又，加上，也，结合', { link: { link: 'and' } }),
  ...words('或，或者', { link: { link: 'or' } }),
  ...words('但，但是，不如，宁可，而是，不过，然而', { link: { link: 'but' } }),
  ...words('只要，只需，只需要，只想，只想要，只，只是，仅，只有，仅仅，除了', {
    link: { link: 'but', excepts: true },
  }),
  ...words('展示，展现，露出，揭示，呈现，显露', { link: { link: 'and' } }),
];

const negators: Entry[] = [
  ...words('没有，无，禁止，避免，无需，不需要，不带，无任何，没有任何，毫无，去除', {
    negator: 'noun',
  }),
  ...words('与其，不要，不，别，勿，请勿，不能，不用，不会，不许，不得，不可，不应', {
    negator: 'verb',
  }),
  ...words('负面提示词，反向提示词，负向提示词', { negator: 'all' }),
];

const particles: Entry[] = [
  ...words(
    '中间，中途，的，地，得，了，着，过，完，完毕，正在，是，会，将，把，请，让，使，开始，继续，始终，一直，正，被',
    {
      auxiliary: true,
    },
  ),
  ...words(
    '就，就好，就行，即可，就可以，带着我们，带我们，带着观众，给我，给我一个，帮我，我要，我想要，我想，我希望，要，想要，想，需要，希望，能不能，可不可以，要不要，会不会，是不是，一路，径直，直接，一，起来，下去，上去，过来，过去，进去，出去，第，片刻，一会儿，一会，一下，几秒，保持，进行，呈，以，个，一个，一次，一段，次，位，名，只，一只，一群，一匹，一头，两只，几只，三只，数只，两名，两位，几名，几位，一位，一名，条，辆，座，整个',
    {
      auxiliary: true,
    },
  ),
  ...words(
    '随，像，如同，仿佛，宛如，好像，如，从，自，由，在，向，往，朝，朝着，对，对着，于，到，至，为，给，跟，用，看向，面向，面对，望向',
    {
      preposition: true,
    },
  ),
  ...words('它，其', { pronoun: true }),
  ...words('越，随之，跟着一起，并行，并排，平行，并肩，同步，同行', { style: true }),
  ...words('她的，他的，他们的，它的，我的，你的', { determiner: true, possessive: true }),
];

export const grammar: Entry[] = [...stages, ...connectives, ...negators, ...particles];
