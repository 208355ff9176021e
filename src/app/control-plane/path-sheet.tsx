export default function PathSheet(_: { readonly pod: string | undefined }) { return null; }
