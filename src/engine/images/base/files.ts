/** Absolute path -> content; directories end in "/". */
export type Files = Readonly<Record<string, string>>;

const DIRECTORIES = [
  "/dev/", "/etc/", "/home/", "/proc/", "/root/", "/run/", "/sys/", "/tmp/", "/usr/", "/usr/bin/", "/usr/lib/", "/usr/local/bin/", "/usr/sbin/", "/var/", "/var/log/", "/var/run/", "/var/tmp/", "/bin/", "/sbin/", "/lib/",
] as const;

const directories = (paths: readonly string[]): Files => Object.fromEntries(paths.map((path) => [path, ""]));

/** What runtimes put into every container, before the image's own files. */
const EMPTY: Files = { ...directories(["/dev/", "/etc/", "/proc/", "/sys/"]), "/etc/hostname": "", "/etc/hosts": "", "/etc/resolv.conf": "" };

const passwd = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

const BUSYBOX_PASSWD = passwd([
  "root:x:0:0:root:/root:/bin/sh",
  "daemon:x:1:1:daemon:/usr/sbin:/bin/false",
  "bin:x:2:2:bin:/bin:/bin/false",
  "sys:x:3:3:sys:/dev:/bin/false",
  "sync:x:4:100:sync:/bin:/bin/sync",
  "mail:x:8:8:mail:/var/spool/mail:/bin/false",
  "www-data:x:33:33:www-data:/var/www:/bin/false",
  "operator:x:37:37:Operator:/var:/bin/false",
  "nobody:x:65534:65534:nobody:/home:/bin/false",
]);
const BUSYBOX_GROUP = passwd(["root:x:0:", "daemon:x:1:", "bin:x:2:", "sys:x:3:", "adm:x:4:", "tty:x:5:", "mail:x:8:", "www-data:x:33:", "users:x:100:", "nobody:x:65534:"]);

const DEBIAN_PASSWD = passwd([
  "root:x:0:0:root:/root:/bin/bash",
  "daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin",
  "bin:x:2:2:bin:/bin:/usr/sbin/nologin",
  "sys:x:3:3:sys:/dev:/usr/sbin/nologin",
  "sync:x:4:65534:sync:/bin:/bin/sync",
  "mail:x:8:8:mail:/var/mail:/usr/sbin/nologin",
  "www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin",
  "_apt:x:42:65534::/nonexistent:/usr/sbin/nologin",
  "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin",
]);

export interface Distribution {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly versionId: string;
  readonly prettyName: string;
  /** What /etc/redhat-release says, where there is one. */
  readonly release?: string;
}

const osRelease = ({ id, name, version, versionId, prettyName }: Distribution): string =>
  `PRETTY_NAME="${prettyName}"\nNAME="${name}"\nVERSION_ID="${versionId}"\nVERSION="${version}"\nID=${id}\n`;

export const scratchFiles: Files = EMPTY;

export const busyboxFiles: Files = {
  ...EMPTY,
  ...directories(["/bin/", "/dev/", "/etc/", "/home/", "/lib/", "/root/", "/tmp/", "/usr/", "/usr/bin/", "/usr/sbin/", "/var/", "/var/spool/mail/", "/var/www/"]),
  "/etc/passwd": BUSYBOX_PASSWD,
  "/etc/group": BUSYBOX_GROUP,
};

export const alpineFiles: Files = {
  ...EMPTY,
  ...directories([...DIRECTORIES, "/media/", "/mnt/", "/opt/", "/srv/", "/usr/share/"]),
  "/etc/alpine-release": "3.22.1\n",
  "/etc/os-release": 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.22.1\nPRETTY_NAME="Alpine Linux v3.22"\nHOME_URL="https://alpinelinux.org/"\n',
  "/etc/passwd": passwd(["root:x:0:0:root:/root:/bin/sh", "bin:x:1:1:bin:/bin:/sbin/nologin", "daemon:x:2:2:daemon:/sbin:/sbin/nologin", "nobody:x:65534:65534:nobody:/:/sbin/nologin"]),
  "/etc/group": BUSYBOX_GROUP,
};

export const debianFiles = (distribution: Distribution): Files => ({
  ...EMPTY,
  ...directories([...DIRECTORIES, "/boot/", "/media/", "/mnt/", "/opt/", "/srv/", "/usr/share/", "/var/lib/", "/var/cache/", "/var/mail/"]),
  "/etc/os-release": osRelease(distribution),
  "/etc/passwd": DEBIAN_PASSWD,
  "/etc/group": BUSYBOX_GROUP,
  ...(distribution.release !== undefined && { "/etc/redhat-release": `${distribution.release}\n` }),
  ...(distribution.id === "debian" && { "/etc/debian_version": `${distribution.versionId}.9\n` }),
});

export const bookworm: Distribution = { id: "debian", name: "Debian GNU/Linux", version: "12 (bookworm)", versionId: "12", prettyName: "Debian GNU/Linux 12 (bookworm)" };
export const trixie: Distribution = { id: "debian", name: "Debian GNU/Linux", version: "13 (trixie)", versionId: "13", prettyName: "Debian GNU/Linux 13 (trixie)" };
export const noble: Distribution = { id: "ubuntu", name: "Ubuntu", version: "24.04.3 LTS (Noble Numbat)", versionId: "24.04", prettyName: "Ubuntu 24.04.3 LTS" };
export const centos7: Distribution = { id: "centos", name: "CentOS Linux", version: "7 (Core)", versionId: "7", prettyName: "CentOS Linux 7 (Core)", release: "CentOS Linux release 7.9.2009 (Core)" };
export const redHat: Distribution = { id: "rhel", name: "Red Hat Enterprise Linux", version: "9.6 (Plow)", versionId: "9.6", prettyName: "Red Hat Enterprise Linux 9.6 (Plow)", release: "Red Hat Enterprise Linux release 9.6 (Plow)" };
export const rocky: Distribution = { id: "rocky", name: "Rocky Linux", version: "9.3 (Blue Onyx)", versionId: "9.3", prettyName: "Rocky Linux 9.3 (Blue Onyx)", release: "Rocky Linux release 9.3 (Blue Onyx)" };
export const fedora42: Distribution = { id: "fedora", name: "Fedora Linux", version: "42 (Container Image)", versionId: "42", prettyName: "Fedora Linux 42 (Container Image)", release: "Fedora release 42 (Adams)" };
export const oracle9: Distribution = { id: "ol", name: "Oracle Linux Server", version: "9.6", versionId: "9.6", prettyName: "Oracle Linux Server 9.6", release: "Red Hat Enterprise Linux release 9.6 (Plow)" };
