import { digestOf } from "./digest.ts";

/** A layer as a registry stores it. */
export interface ImageLayer {
  readonly digest: string;
  /** Compressed. */
  readonly sizeBytes: number;
}

/** A layer on its way, or one that needs none. Virtual milliseconds. */
export interface LayerTransfer extends ImageLayer {
  /** Both the same where the node has it already. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * The layers of an image, the base first: images that are built on the same base share it.
 * Simplified: images that are built on one base always share its layers, whenever they were built.
 */
export const layersOf = (image: string, sizes: readonly number[]): readonly ImageLayer[] =>
  sizes.map((sizeBytes, index) => ({ digest: digestOf(index === 0 && sizes.length > 1 ? `base of ${sizeBytes} bytes` : `layer ${index} of ${image}`), sizeBytes }));

/**
 * When each layer comes: one after the other at the pull's rate, those that the node has at no cost.
 * Simplified: an image's layers come one after the other, where containerd fetches three at a time; a pull ends at the same moment.
 */
export function transfersOf(layers: readonly ImageLayer[], present: ReadonlySet<string>, bytesPerSecond: number, startMs: number): readonly LayerTransfer[] {
  let before = 0;
  return layers.map((layer) => {
    const fromMs = startMs + Math.ceil((before * 1000) / bytesPerSecond);
    before += present.has(layer.digest) ? 0 : layer.sizeBytes;
    return { ...layer, fromMs, untilMs: startMs + Math.ceil((before * 1000) / bytesPerSecond) };
  });
}
