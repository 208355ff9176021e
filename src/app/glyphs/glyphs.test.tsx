import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { NodeGlyph as NodeGlyphName, PodGlyph as PodGlyphName, StepView } from "../../graph/model.ts";
import { stateTexts } from "../strings/states.ts";
import { ContainerGlyph } from "./container-glyph.tsx";
import { containerState, containerShapes, containerSignals, type ContainerState } from "./container-shapes.ts";
import { drawPodGlyph, type GlyphColours } from "./draw.ts";
import { clockFraction, creationFraction, podMotion } from "./motion.ts";
import { NodeGlyph } from "./node-glyph.tsx";
import { nodeShapes } from "./node-shapes.ts";
import { PodGlyph } from "./pod-glyph.tsx";
import { podShapes, podSignals } from "./pod-shapes.ts";
import { ProbeLamp } from "./probe-lamp.tsx";
import { probeShapes, type ProbeState } from "./probe-shapes.ts";
import { arcPath } from "./shapes.tsx";
import { StepGlyph } from "./step-glyph.tsx";

const pods = Object.keys(podSignals) as PodGlyphName[];
const probes = Object.keys(probeShapes) as ProbeState[];
const nodes = Object.keys(nodeShapes) as NodeGlyphName[];
const containers = Object.keys(containerSignals) as ContainerState[];
const steps = ["todo", "now", "done", "failed"] as const;

/** Without its colour: what a person sees who tells no red from green. */
const inOneColour = (markup: string): string => markup.replaceAll(/ class="[^"]*"/g, "");

describe("the glyph grammar", () => {
  it("has as many words as the design's table has rows", () => {
    expect([pods.length, probes.length, nodes.length, containers.length]).toEqual([15, 7, 5, 9]);
  });

  it.each([40, 17])("draws every pod at %i px, each of its own shape", (size) => {
    const drawn = pods.map((glyph) => inOneColour(renderToStaticMarkup(<PodGlyph glyph={glyph} size={size} fraction={0.6} init={{ done: 1, of: 2 }} />)));
    for (const markup of drawn) expect(markup).toMatch(/<(path|circle)/);
    const same = new Set(["error", "crashLoop"]);
    // With a clock, Error is what CrashLoopBackOff is: both wait to restart.
    expect(new Set(drawn).size).toBe(pods.length - same.size + 1);
    expect(renderToStaticMarkup(<PodGlyph glyph="error" size={size} />)).not.toBe(renderToStaticMarkup(<PodGlyph glyph="crashLoop" size={size} />));
  });

  it("draws far dots that keep round and square apart", () => {
    const shapeOf = (glyph: PodGlyphName): string => inOneColour(renderToStaticMarkup(<PodGlyph glyph={glyph} size={10} />));
    expect(new Set(pods.map(shapeOf)).size).toBe(10);
    expect(shapeOf("crashLoop")).toBe(shapeOf("error"));
    expect(shapeOf("evicted")).toBe(shapeOf("imagePull"));
  });

  it("tells containers, probes, nodes and steps apart without colour", () => {
    const groups = [
      containers.map((state) => <ContainerGlyph key={state} state={state} fraction={0.5} />),
      probes.map((state) => <ProbeLamp key={state} state={state} />),
      nodes.map((glyph) => <NodeGlyph key={glyph} glyph={glyph} />),
      steps.map((state) => <StepGlyph key={state} state={state} fraction={0.5} />),
    ];
    for (const group of groups) expect(new Set(group.map((glyph) => inOneColour(renderToStaticMarkup(glyph)))).size).toBe(group.length);
  });

  it("says each in both languages, in different words", () => {
    for (const texts of [stateTexts.en, stateTexts.zh]) {
      expect(new Set(Object.values(texts.pods)).size).toBe(pods.length);
      for (const text of [...Object.values(texts.containers), ...Object.values(texts.probes), ...Object.values(texts.nodes)]) expect(text).not.toBe("");
    }
  });

  it("never prints NaN, whatever the fraction", () => {
    for (const glyph of pods) for (const fraction of [0, 0.001, 0.5, 0.999, 1, 1.5]) expect(JSON.stringify(podShapes(glyph, 17, { fraction, init: { done: 3, of: 10 } }))).not.toContain("null");
    for (const state of containers) expect(JSON.stringify(containerShapes(state, 1))).not.toContain("null");
  });
});

describe("on a canvas", () => {
  afterEach(() => vi.unstubAllGlobals());

  const colours: GlyphColours = { ok: "ok", wait: "wait", bad: "bad", mute: "mute", ink: "ink", ground: "ground" };

  /** Notes what is drawn, in words. */
  function surface() {
    const drawn: string[] = [];
    const state = { strokeStyle: "", fillStyle: "", globalAlpha: 1, lineWidth: 0, lineCap: "butt", lineJoin: "miter" };
    const nothing = (): void => {};
    const context = {
      ...state,
      save: nothing, restore: nothing, translate: nothing, scale: nothing, beginPath: nothing, moveTo: nothing, arc: nothing, closePath: nothing, setLineDash: nothing,
      fill() { drawn.push(`fill ${String(this.fillStyle)}`); },
      stroke() { drawn.push(`stroke ${String(this.strokeStyle)} ${this.lineWidth}`); },
    };
    return { drawn, context: context as unknown as CanvasRenderingContext2D };
  }

  it.each([17, 7, 4])("draws as many shapes as the SVG has, at radius %d", (r) => {
    vi.stubGlobal("Path2D", class {});
    for (const glyph of pods) {
      const { drawn, context } = surface();
      drawPodGlyph(context, glyph, 0, 0, r, colours, { fraction: 0.4 });
      expect(drawn).toHaveLength(podShapes(glyph, r, { fraction: 0.4 }).length);
      expect(drawn.join()).toContain(podSignals[glyph]);
    }
  });
});

describe("what moves", () => {
  it("goes round clockwise from the top", () => {
    expect(arcPath(10, 0, 0.25)).toBe("M0 -10A10 10 0 0 1 10 0");
    expect(arcPath(10, 0, 0.75)).toContain(" 0 1 1 ");
  });

  it("fills a clock between its ends", () => {
    expect([0, 10, 15, 20, 99].map((atMs) => clockFraction({ fromMs: 10, untilMs: 20 }, atMs))).toEqual([0, 0, 0.5, 1, 1]);
    expect(clockFraction({ fromMs: 10, untilMs: 10 }, 5)).toBe(1);
  });

  it("never goes back while a pod is created", () => {
    const names = ["schedule", "volumes", "sandbox", "address", "pull", "create", "start"] as const;
    const at = (done: number, nowMs: number): number => {
      const steps = names.map((name, i): StepView => ({ name, state: i < done ? "done" : i === done ? "now" : "todo", ...(i === done && name === "pull" ? { atMs: 0, untilMs: 100 } : {}) }));
      return creationFraction(steps, nowMs);
    };
    const seen = [at(0, 0), at(1, 0), at(2, 0), at(3, 0), at(4, 0), at(4, 50), at(4, 100), at(5, 100), at(6, 100), at(7, 100)];
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect([seen[0], seen.at(-1)]).toEqual([0, 1]);
  });

  it("spends the grace of a pod that is deleted", () => {
    expect(podMotion({ glyph: "terminating", steps: [], deletion: { requestedAtMs: 1000, graceSeconds: 30 } }, 16_000).fraction).toBe(0.5);
    expect(podMotion({ glyph: "ready", steps: [] }, 16_000).fraction).toBeUndefined();
  });
});

describe("a container's slip", () => {
  it.each([
    [{ state: "waiting" }, "waiting"],
    [{ state: "waiting", reason: "ContainerCreating" }, "waiting"],
    [{ state: "waiting", reason: "CreateContainerConfigError" }, "refused"],
    [{ state: "running" }, "running"],
    [{ state: "running", stopping: { step: "term", atMs: 0, killAtMs: 1 } }, "stopping"],
    [{ state: "terminated", exitCode: 0 }, "completed"],
    [{ state: "terminated", exitCode: 137 }, "failed"],
    [{ state: "waiting", clock: { what: "crashBackoff", fromMs: 0, untilMs: 1 } }, "backOff"],
    [{ state: "waiting", clock: { what: "imageBackoff", fromMs: 0, untilMs: 1 } }, "imageBackOff"],
    [{ state: "waiting", clock: { what: "pull", fromMs: 0, untilMs: 1 } }, "pulling"],
  ] as const)("of %j is %s", (container, state) => {
    expect(containerState(container)).toBe(state);
  });
});
