/** Statements that no scenario of this folder and no other test holds: where they are met, or why not yet. */
export const elsewhere: Readonly<Record<string, string>> = {
  "S0-53": "background: what Docker's own network was like",
  "S0-56": "of the page: the topics are the steps of the lessons, see [lessons](lessons.md)",
  "S1-01": "of the page: the plate plays the arrows between the parts of the cluster",
  "S1-12": "of the page: the timeline goes back and forth, `src/worker/rewatch.test.ts`",
  "S1-50": "not yet: the editor gives no advice about readiness probes",
  "S2-02": "background: what the word Pod stands for",
  "S2-29": "background: what Pods of several containers are used for; the gallery has some of them",
  "S2-30": "not yet: the editor says nothing of two containers of one image",
  "S2-32": "background: why Pods are not only a rule for the scheduler",
  "S2-34": "background: systems before Kubernetes",
  "S2-55": "background: releases before 1.1",
  "S2-56": "not yet: Pod Security admission; a privileged Pod is let in whatever its namespace says",
  "S3-02": "background: the questions of the article",
  "S3-18": "background: a joke",
  "S4-07": "not yet: the editor says nothing of containers that need not be in one Pod",
  "S4-20": "not yet: the ConfigMap cluster-info in kube-public",
};
