import type { Json } from "../api/json.ts";
import type { KubernetesObject } from "../api/types.ts";
import type { ApiServer } from "./apiserver/api-server.ts";
import type { Rehearsal } from "./apiserver/rehearsal.ts";
import type { ApiRequest, ApiResponse } from "./apiserver/request.ts";
import type { StoreWrite } from "./apiserver/store/store.ts";
import { assemble, type Parts } from "./assembly.ts";
import { bootCluster } from "./boot.ts";
import { forgetStart, hasSystemPods } from "./bootstrap/addons/addons.ts";
import { resolveNodes } from "./bootstrap/nodes.ts";
import type { ClusterSpec } from "./bootstrap/cluster-spec.ts";
import type { Program } from "./processes/program.ts";
import type { Bounds } from "./simulation/bounds.ts";
import type { JournalEntry, JournalLevel } from "./simulation/journal.ts";
import type { Payload } from "./simulation/payload.ts";
import { Simulation, type SimulationState } from "./simulation/simulation.ts";
import { copySlice } from "./simulation/slice.ts";
import { newClusterState, type ClusterState } from "./state.ts";
import type { Input, InputRecord, WorkstationPayload } from "./workstation/state.ts";

export interface ClusterOptions {
  readonly seed: number;
  /** Unix milliseconds of 0s. */
  readonly startsAtMs: number;
  readonly spec: ClusterSpec;
  /** The workstation's working directory: relative path -> text. */
  readonly files?: Readonly<Record<string, string>>;
  /** What is handed in from outside the engine: kubectl, `kubarium`. */
  readonly programs: readonly Program[];
  /** The JSON of a manifest's first document, for kubelets that have pods of their own. */
  readonly readManifest?: (text: string) => Json | undefined;
  readonly journal?: JournalLevel;
  /** Deep-freezes everything that is stored: for development and tests. */
  readonly freeze?: boolean;
  readonly bounds?: Partial<Bounds>;
}

/** The world at one instant. Values are shared with the world it was taken of; later changes do not reach it. */
export interface Checkpoint {
  readonly nowMs: number;
  readonly simulation: SimulationState;
  readonly state: ClusterState;
}

/** The front door: a whole cluster and the workstation beside it. Synchronous; nothing happens but in `runUntil` and `run`. */
export interface Cluster {
  /** Virtual milliseconds; -1 when the cluster has booted and nothing was done yet. */
  readonly now: number;
  readonly options: ClusterOptions;
  /** Queues an input, which must lie ahead of `now`; returns its number. */
  submit(input: Input): number;
  /** Runs everything due up to and at `ms`; afterwards `now` is `ms`. Throws a Fault when a bound is reached. */
  runUntil(ms: number): void;
  /** Like runUntil, but at most `most` occurrences; returns how many ran. Fewer than `most`: `now` is `ms`. */
  run(ms: number, most: number): number;
  /** Virtual time of the next occurrence, undefined if there is none. */
  nextOccurrenceAt(): number | undefined;
  /** Occurrences handled so far. */
  readonly handled: number;
  checkpoint(): Checkpoint;
  /** 16 hexadecimal digits over the watch log so far. */
  digest(): string;
  /** The digest as it was at regular moments until now, in a few characters: where two runs differ, it says since when. */
  digestTrail(): string;
  /** Every input and what has come of it. */
  transcript(): readonly InputRecord[];
  input(number: number): InputRecord | undefined;
  /** Answers a reading request at once, without taking time: for pictures, prints and checks. */
  read(request: ApiRequest): ApiResponse;
  /** Asks what the API server would answer: as `read`, for writing requests too, whose writes are seen only by what is asked after them. */
  rehearse(): Rehearsal;
  /** Everything stored, sorted by resource, namespace and name, as a reader meets it. */
  objects(): readonly KubernetesObject[];
  /** Calls back at each write of the store. */
  onWrite(callback: (write: StoreWrite & { readonly atMs: number }) => void): void;
  /** Calls back with each occurrence, just before it is handled. */
  onOccurrence(callback: (payload: Payload) => void): void;
  journal(): Iterable<JournalEntry>;
  /** Entries with an id above this one that are still kept, oldest first. */
  journalAfter(id: number): Iterable<JournalEntry>;
  /** Id of the newest entry; 0 = none yet. */
  readonly lastJournalId: number;
  journalEntry(id: number): JournalEntry | undefined;
  readonly state: ClusterState;
  /** The components behind the door: for tests, and for breaking things. */
  readonly parts: Parts;
}

/** The clock stands here before the boot; by -1 ms the cluster has been up for as long as it takes. */
const BOOT_MS = -10_000;
/** Pods of the system need longer until all of them are ready. */
const BOOT_WITH_PODS_MS = -60_000;

/** Makes a cluster and boots it to just before 0s, or goes on from a checkpoint of one with the same options. */
export function createCluster(options: ClusterOptions, from?: Checkpoint): Cluster {
  const nodes = resolveNodes(options.spec);
  const simulation = new Simulation(
    {
      seed: options.seed,
      startsAtMs: options.startsAtMs,
      bootAtMs: hasSystemPods(options.spec) ? BOOT_WITH_PODS_MS : BOOT_MS,
      journal: options.journal ?? "off",
      freeze: options.freeze ?? false,
      ...(options.bounds && { bounds: options.bounds }),
    },
    from?.simulation,
  );
  const state = from ? copySlice(from.state) : newClusterState(nodes.map((node) => node.name));
  const parts = assemble({ options, simulation, state, nodes });
  if (!from) {
    bootCluster(parts, options, nodes);
    simulation.run(-1);
    if (hasSystemPods(options.spec)) forgetStart(parts.server);
  }
  return frontDoor(options, simulation, state, parts);
}

function frontDoor(options: ClusterOptions, simulation: Simulation, state: ClusterState, parts: Parts): Cluster {
  const { server, workstation } = parts;
  return {
    options,
    state,
    parts,
    get now() {
      return simulation.now;
    },
    get handled() {
      return simulation.handled;
    },
    submit(input) {
      const number = workstation.record(input);
      const due: WorkstationPayload = { target: "workstation", type: "Input", input: number };
      simulation.scheduleInput(input.atMs, due);
      return number;
    },
    runUntil: (ms) => void simulation.run(ms),
    run: (ms, most) => simulation.run(ms, most),
    nextOccurrenceAt: () => simulation.nextAt,
    checkpoint() {
      parts.watchLog.settle();
      parts.processes.files.share();
      return { nowMs: simulation.now, simulation: simulation.snapshot(), state: copySlice(state) };
    },
    digest: () => parts.watchLog.digest(),
    digestTrail: () => parts.watchLog.trail(simulation.now),
    transcript: () => workstation.transcript(),
    input: (number) => workstation.input(number),
    read: (request) => server.serve(request),
    rehearse: () => server.rehearse(),
    objects: () => allObjects(server),
    onWrite: (callback) => server.onWrite((write) => callback({ ...write, atMs: simulation.now })),
    onOccurrence(callback) {
      const { dispatch } = simulation;
      simulation.dispatch = (payload) => {
        callback(payload);
        dispatch(payload);
      };
    },
    journal: () => simulation.journal.entries(),
    journalAfter: (id) => simulation.journal.after(id),
    get lastJournalId() {
      return simulation.journal.lastId;
    },
    journalEntry: (id) => simulation.journal.entry(id),
  };
}

const allObjects = ({ store }: ApiServer): readonly KubernetesObject[] =>
  store.resources().flatMap((resource) => store.keys(resource).map((key) => store.get(resource, key)!));
