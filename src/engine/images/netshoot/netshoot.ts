import { imageOn } from "../base/image-on.ts";

/** The toolbox for networks. */
export const netshoot = imageOn({
  repository: "docker.io/nicolaka/netshoot",
  tags: (tag) => tag === "latest" || /^v0\.\d+$/.test(tag),
  base: "alpine",
  adds: [198_000_000],
  workingDir: "/root",
  cmd: ["zsh"],
  tools: {
    "/usr/bin/curl": "curl", "/usr/bin/dig": "dig", "/usr/bin/host": "host", "/usr/bin/nslookup": "nslookup", "/usr/bin/nc": "nc", "/usr/sbin/ss": "ss", "/usr/bin/tcpdump": "tcpdump", "/usr/bin/iperf3": "iperf3",
    "/usr/bin/nmap": "nmap", "/usr/sbin/iptables": "iptables", "/usr/bin/strace": "strace", "/usr/bin/jq": "jq", "/bin/bash": "bash", "/bin/zsh": "sh", "/usr/bin/lsns": "lsns", "/usr/bin/lsof": "lsof", "/usr/bin/mtr": "mtr",
  },
});
