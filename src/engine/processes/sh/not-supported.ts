/** What busybox's parser refuses, or what this shell does not do. The message is the token that it stumbles over. */
export class NotSupported extends Error {
  /** What busybox's ash says where it is not "unexpected" and the token. */
  readonly ash: string | undefined;
  constructor(token: string, ash?: string) {
    super(token);
    this.ash = ash;
  }
}
