export { select } from "d3-selection";
export { zoom, zoomIdentity } from "d3-zoom";
export { drag } from "d3-drag";
