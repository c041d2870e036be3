// Starts the page: layers in order, fonts, the application.
import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import "@fontsource-variable/atkinson-hyperlegible-mono/wght.css";
import "./style/layers.css";
import "./style/tokens.css";
import "./style/element.css";
import "./style/parts.css";
import { mount } from "svelte";
import App from "./App.svelte";

export default mount(App, { target: document.body });
