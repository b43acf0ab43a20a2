// The render kernel: AssemblyScript, compiled by build.ts into binary.ts. It renders frames of one
// scene by backward warping; warp.ts drives it.
import { paintEdgeCell } from './edge';
import { pivotDepth, setHomography, setTravel, solveGrid } from './grid';
import { backChroma, backLuma, frontChroma, frontLuma, gridColumns, layOut } from './memory';
import { packLayer, setChromaWeights, setLumaWeights } from './pack';
import { paintPlainCell } from './plain';
import { setWeights } from './sample';
import { setCutStrength, surveyCell } from './survey';
import { measureReach } from './reach';
import { measureTiles } from './tiles';

export { layOut, measureReach, measureTiles, setChromaWeights, setHomography, setLumaWeights, setTravel };
export { setCutStrength, setWeights, solveGrid };
export {
  alpha,
  backDepth,
  canvasHeight,
  canvasWidth,
  frameDepth,
  frameU,
  frameV,
  frameY,
  frontDepth,
  gridColumns,
  gridRows,
  rgb,
} from './memory';

/** Pack the picture in `rgb` as the foreground or the background. */
export function packForeground(): void {
  packLayer(frontLuma, frontChroma);
}

export function packBackground(): void {
  packLayer(backLuma, backChroma);
}

/**
 * Paint some rows of cells. The grid must be solved from `fromRow` to `toRow` inclusive.
 * @returns how many cells were not plain.
 */
export function paintRows(fromRow: i32, toRow: i32): i32 {
  let edgeCells = 0;
  for (let row = fromRow; row < toRow; row++) {
    for (let column = 0; column < gridColumns - 1; column++) {
      if (surveyCell(column, row)) paintPlainCell(column, row);
      else {
        paintEdgeCell(column, row);
        edgeCells++;
      }
    }
  }
  return edgeCells;
}
