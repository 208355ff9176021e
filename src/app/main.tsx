import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Page } from "./page.tsx";
import { setLanguage, usePage } from "./state.ts";
import "./styles/tokens.css";
import "./styles/ground.css";
import { openWorld } from "./world.ts";

const theme = new URLSearchParams(location.search).get("theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
setLanguage(usePage.getState().language);
openWorld();

const root = document.getElementById("root");
if (root) createRoot(root).render(<StrictMode><Page /></StrictMode>);
