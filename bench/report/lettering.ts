import type { Picture } from '../../src/media/picture.ts';

/** Letters of 3x5 dots, five rows of three bits each, as octal digits from the top. */
const letters: Record<string, string> = {
  A: '25755',
  B: '65656',
  C: '34443',
  D: '65556',
  E: '74647',
  F: '74644',
  G: '34553',
  H: '55755',
  I: '72227',
  J: '11152',
  K: '55655',
  L: '44447',
  M: '57755',
  N: '65555',
  O: '25552',
  P: '65644',
  Q: '25563',
  R: '65655',
  S: '34216',
  T: '72222',
  U: '55557',
  V: '55552',
  W: '55775',
  X: '55255',
  Y: '55222',
  Z: '71247',
  '0': '75557',
  '1': '26227',
  '2': '61247',
  '3': '61216',
  '4': '55711',
  '5': '74616',
  '6': '34757',
  '7': '71222',
  '8': '75757',
  '9': '75716',
  '.': '00002',
  '-': '00700',
  '+': '02720',
  ':': '02020',
  '/': '11244',
  '%': '51245',
  ',': '00024',
  '=': '07070',
  '(': '24442',
  ')': '21112',
};

const dot = 2;

/** Write a line of small capitals into a picture; what has no letter stays blank. */
export function drawText(picture: Picture, text: string, left: number, top: number): void {
  [...text.toUpperCase()].forEach((letter, index) => {
    const rows = letters[letter];
    if (!rows) return;
    [...rows].forEach((row, y) => {
      for (let x = 0; x < 3; x++) {
        if ((Number(row) & (4 >> x)) === 0) continue;
        fillDot(picture, left + (index * 4 + x) * dot, top + y * dot);
      }
    });
  });
}

function fillDot({ width, height, data }: Picture, left: number, top: number): void {
  for (let y = top; y < Math.min(height, top + dot); y++) {
    for (let x = left; x < Math.min(width, left + dot); x++) {
      data.fill(226, (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
}
