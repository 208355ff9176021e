import { VitePWA } from "vite-plugin-pwa";

/** Large enough for Monaco; every file of the page is kept for offline use. */
const LARGEST_BYTES = 6_000_000;

/**
 * The page without a network: everything is kept at the first visit. A newer version waits until the person takes it
 * (`prompt`), so that nothing changes under their hands.
 */
export const offline = (): ReturnType<typeof VitePWA> =>
  VitePWA({
    registerType: "prompt",
    // The policy of index.html allows no inline script: src/app/offline registers.
    injectRegister: false,
    includeAssets: ["icon.svg"],
    manifest: {
      name: "Kubarium",
      short_name: "Kubarium",
      description: "A Kubernetes cluster under glass, in a browser tab: Pods, probes, restarts and kubectl, to the word and to the second.",
      id: "/",
      start_url: ".",
      scope: ".",
      lang: "en",
      display: "standalone",
      background_color: "#F3ECDC",
      theme_color: "#F3ECDC",
      icons: [
        { src: "icon-192.png", sizes: "192x192", type: "image/png" },
        { src: "icon-512.png", sizes: "512x512", type: "image/png" },
        { src: "icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        { src: "icon.svg", sizes: "any", type: "image/svg+xml" },
      ],
    },
    workbox: {
      globPatterns: ["**/*.{js,css,html,svg,png,woff2,ttf,json,txt}"],
      maximumFileSizeToCacheInBytes: LARGEST_BYTES,
      navigateFallback: "index.html",
      cleanupOutdatedCaches: true,
    },
  });
