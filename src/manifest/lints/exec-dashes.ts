const withValue = /^(?:-c|-n|-f|--container|--namespace|--filename|--pod-running-timeout|--context|--kubeconfig)$/;

export interface MissingDashes {
  readonly token: string;
  readonly start: number;
  readonly fixed: string;
  readonly words: string;
}

/** `kubectl exec POD ls`: the command needs "--" before it. */
export function insertDashes(line: string): MissingDashes | undefined {
  const head = /(?:^|[\s;|&(])kubectl\s+(?:-n\s+\S+\s+)?exec\s+/.exec(line);
  if (head === null || /\s--(?:\s|$)/.test(line)) return undefined;
  const words = [...line.slice(head.index + head[0].length).matchAll(/\S+/g)];
  let pod: string | undefined;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined || /^[|;&>]/.test(word[0])) return undefined;
    if (withValue.test(word[0])) index += 1;
    else if (!word[0].startsWith("-")) {
      if (pod === undefined) pod = word[0];
      else {
        const start = head.index + head[0].length + word.index;
        // Words that were split by blanks inside of "<pod name>" are one placeholder.
        if (/<[^>]*$/.test(line.slice(0, start))) continue;
        return { token: word[0], start, fixed: `${line.slice(0, start)}-- ${line.slice(start)}`, words: "error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead" };
      }
    }
  }
  return undefined;
}
