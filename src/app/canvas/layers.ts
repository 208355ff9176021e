/** What draws on a canvas of the plate now, all of it, on another surface of the same size: a picture is made of that. */
type Drawer = (context: CanvasRenderingContext2D) => void;

const drawers = new WeakMap<HTMLCanvasElement, Drawer>();

export const offerDrawer = (canvas: HTMLCanvasElement, draw: Drawer): void => void drawers.set(canvas, draw);

export const drawerOf = (canvas: HTMLCanvasElement): Drawer | undefined => drawers.get(canvas);
