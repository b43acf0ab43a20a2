// The render kernel: AssemblyScript, compiled by kernels.ts into binary.ts. It renders frames of one
// scene by backward warping, or blends of two images; warp.ts and blend.ts drive it.
import { paintBlendCell, startBlend } from './blend';
import { paintDriftingCell, paintEdgeCell } from './edge';
import { drifts, solveGrid, takePose } from './grid';
import { backChroma, backLuma, blendColumns, chooseFrame, frontChroma, frontLuma, gridColumns, layOut } from './memory';
import { packLayer, setChromaWeights, setLumaWeights } from './pack';
import { paintPlainCell } from './plain';
import { setWeights } from './sample';
import { softenDepth } from './soften';
import { surveyCell } from './survey';
import { measureReach } from './reach';
import { measureTiles } from './tiles';

export { chooseFrame, layOut, measureReach, measureTiles, setChromaWeights, setLumaWeights };
export { setWeights, softenDepth };
export {
  alpha,
  backDepth,
  blendShares,
  blendToned,
  blendTones,
  blendWays,
  canvasHeight,
  canvasWidth,
  frameDepth,
  frameU,
  frameV,
  frameY,
  frontDepth,
  gridColumns,
  gridRows,
  lifeApartX,
  lifeApartY,
  lifeShare,
  lifeX,
  lifeY,
  pose,
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
 * Paint some rows of cells of the one frame or the other.
 * @returns how many cells were not plain.
 */
export function paintRows(frame: i32, fromRow: i32, toRow: i32): i32 {
  chooseFrame(frame);
  if (blendColumns > 0) {
    startBlend();
    for (let row = fromRow; row < toRow; row++) {
      for (let column = 0; column < gridColumns - 1; column++) paintBlendCell(column, row);
    }
    return 0;
  }
  takePose();
  // The nodes above and below the rows: threads that share a row of nodes write the same to it.
  solveGrid(fromRow, toRow + 1);
  let edgeCells = 0;
  for (let row = fromRow; row < toRow; row++) {
    for (let column = 0; column < gridColumns - 1; column++) {
      if (surveyCell(column, row)) {
        if (drifts(column, row)) paintDriftingCell(column, row);
        else paintPlainCell(column, row);
      } else {
        paintEdgeCell(column, row);
        edgeCells++;
      }
    }
  }
  return edgeCells;
}
