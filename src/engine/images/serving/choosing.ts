import type { ProcessContext, Program } from "../../processes/program.ts";

interface Chosen {
  readonly program: string;
  readonly inner: unknown;
}

/** One binary that is many programs: it becomes the one that its arguments ask for, and stays it. */
export function choosing(name: string, programs: readonly Program[], pick: (context: ProcessContext) => Program): Program {
  const named = (wanted: string): Program => programs.find((program) => program.name === wanted) ?? programs[0]!;
  return {
    name,
    start(context) {
      const program = pick(context);
      const { state, syscall } = program.start(context);
      return { state: { program: program.name, inner: state } satisfies Chosen, syscall };
    },
    resume(state, answer, context) {
      const { program, inner } = state as Chosen;
      const step = named(program).resume(inner, answer, context);
      return { state: { program, inner: step.state } satisfies Chosen, syscall: step.syscall };
    },
  };
}
