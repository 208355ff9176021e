import { useEffect, useMemo, type MouseEvent, type PointerEvent } from "react";
import { ReactFlow, ReactFlowProvider, useReactFlow, useStoreApi, type Node, type NodeTypes } from "reactflow";
import "reactflow/dist/base.css";
import type { PlateLayout } from "../../graph/layout/plate.ts";
import { podAtPoint } from "../../graph/layout/hit-test.ts";
import type { EntityKey } from "../../graph/model.ts";
import { openDetail, select, useSelection } from "../state/selection.ts";
import { takeFlow, takeGesture, takeView, toWorld, viewNow, zoomRange } from "./camera.ts";
import { Cone, DetailFrame } from "./detail-frame.tsx";
import { isGroup } from "./grouping.ts";
import { Group } from "./lazy-group.tsx";
import { JourneyLayer } from "./lazy-journeys.tsx";
import { TrailLayer } from "./lazy-trail.tsx";
import { MessageLayer } from "./message-layer.tsx";
import { Pipes } from "./pipes.tsx";
import { occupancy, usePlate } from "./plate-store.ts";
import { PodCanvas } from "./pod-canvas.tsx";
import { PodLayer } from "./pod-layer.tsx";
import { StripPart } from "./strip-part.tsx";
import { Tank, type FrameData } from "./tank.tsx";
import { Tray } from "./tray.tsx";
import { useNearness } from "./nearness.ts";

const nodeTypes: NodeTypes = { pods: Group, pipes: Pipes, part: StripPart, tank: Tank, tray: Tray, cone: Cone, detail: DetailFrame };

interface FlowProps {
  readonly size: { readonly width: number; readonly height: number };
}

/** React Flow holds what has frames. Its nodes change only when the layout does; what they show, they read themselves. */
export function Flow(props: FlowProps) {
  return <ReactFlowProvider><Drawing {...props} /></ReactFlowProvider>;
}

function Drawing({ size }: FlowProps) {
  const layout = usePlate((state) => state.layout);
  const nodes = useMemo(() => nodesOf(layout), [layout]);
  const { min, max } = zoomRange(layout);
  useCamera(size);
  useNearness();
  return (
    <ReactFlow
      nodes={nodes} edges={NO_EDGES} nodeTypes={nodeTypes} defaultViewport={viewNow()} minZoom={min} maxZoom={max}
      nodesDraggable={false} nodesConnectable={false} nodesFocusable={false} edgesFocusable={false} elementsSelectable={false} disableKeyboardA11y
      zoomOnDoubleClick={false} panActivationKeyCode={null} zoomActivationKeyCode={null} selectionKeyCode={null} multiSelectionKeyCode={null} deleteKeyCode={null}
      onMoveStart={(event) => { if (event) takeGesture(); }} onMove={(event) => { if (event) takeGesture(); }}
      onPaneClick={onPaneClick} onDoubleClick={onDoubleClick} onPointerMove={onPointerMove} onPointerLeave={onPointerLeave}
      attributionPosition="bottom-left" role="presentation"
    >
      <PodLayer />
      <PodCanvas size={size} />
      <TrailLayer size={size} />
      <MessageLayer size={size} />
      <JourneyLayer size={size} />
    </ReactFlow>
  );
}

const NO_EDGES: never[] = [];

/** Joins React Flow's transform to the camera, in both directions. */
function useCamera({ width, height }: FlowProps["size"]): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  useEffect(() => takeFlow(flow), [flow, width, height]);
  useEffect(() => {
    let before = store.getState().transform;
    return store.subscribe(({ transform }) => {
      if (transform === before) return;
      before = transform;
      const [x, y, zoom] = transform;
      takeView({ x, y, zoom });
    });
  }, [store]);
}

function nodesOf(layout: PlateLayout): Node[] {
  const frame = (id: string, type: string, { x, y, width, height }: { x: number; y: number; width: number; height: number }, more: Partial<FrameData> = {}, zIndex = 1): Node<FrameData> => ({
    id, type, position: { x, y }, width, height, data: { width, height, ...more }, zIndex, draggable: false, selectable: false,
  });
  const whole = { x: 0, y: 0, width: layout.width, height: layout.height };
  return [
    frame("pipes", "pipes", whole, {}, 0),
    ...Object.entries(layout.strip).map(([part, box]) => frame(`part/${part}`, "part", box, { part })),
    ...layout.vessels.map(({ key, box }) => frame(key, key === "tray" ? "tray" : isGroup(key) ? "pods" : "tank", box)),
    ...(layout.detail ? [frame("cone", "cone", whole, {}, 2), frame("detail", "detail", layout.detail, {}, 3)] : []),
  ];
}

/** The pod under the pointer, where pods are drawn on the canvas. */
function podUnder({ clientX, clientY, currentTarget }: MouseEvent | PointerEvent): EntityKey | undefined {
  const { left, top } = currentTarget.getBoundingClientRect();
  const { layout, drawn } = usePlate.getState();
  return podAtPoint(layout, drawn.drawing, toWorld({ x: clientX - left, y: clientY - top }), occupancy.podAt);
}

function onPaneClick(event: MouseEvent): void {
  const pod = podUnder({ ...event, clientX: event.clientX, clientY: event.clientY, currentTarget: event.currentTarget });
  select(pod);
}

function onDoubleClick(event: MouseEvent): void {
  if (usePlate.getState().mode !== "canvas") return;
  const pod = podUnder(event);
  if (pod) openDetail(pod);
}

function onPointerMove(event: PointerEvent): void {
  if (usePlate.getState().mode !== "canvas" || event.buttons !== 0) return;
  const pod = podUnder(event);
  if (useSelection.getState().hovered !== pod) useSelection.setState({ hovered: pod });
}

function onPointerLeave(): void {
  if (usePlate.getState().mode === "canvas") useSelection.setState({ hovered: undefined });
}

