// What JavaScript calls.
export { fillWeights, packImage, paintRows, reserved } from './paint';
export { clearCells, fillHoles, gatherPixels, resolveCells, setPath } from './gather';
