// What JavaScript calls.
export { clearCells, fillHoles, gatherPixels, resolveCells, setPath } from './gather';
