import fc from "fast-check";

/** Properties are checked on the same cases in every run, so that a red run is red for everyone; FC_SEED=… looks elsewhere. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env["FC_SEED"] ?? 20_261_121) });
