// Finds what a person with a screen reader would find: the shown elements of a role with a name.
// Arguments: role; name, whole or with a star at its end for "begins so"; null for any name.
const [wanted, name] = arguments;
const heading = ["h1", "h2", "h3", "h4", "h5", "h6"];
const inputs = {
  checkbox: "checkbox", radio: "radio", range: "slider", number: "spinbutton", search: "searchbox",
  button: "button", submit: "button", reset: "button",
};
const tags = {
  a: "link", article: "article", aside: "complementary", button: "button", dialog: "dialog", footer: "contentinfo",
  form: "form", header: "banner", img: "img", li: "listitem", main: "main", nav: "navigation", ol: "list",
  option: "option", output: "status", section: "region", select: "combobox", summary: "button", table: "table",
  td: "cell", textarea: "textbox", th: "columnheader", tr: "row", ul: "list", fieldset: "group", progress: "progressbar",
};
const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const role = (element) => {
  const given = element.getAttribute("role");
  if (given) return given.split(" ")[0];
  const tag = element.localName;
  if (heading.includes(tag)) return "heading";
  if (tag === "input") return inputs[element.type] ?? "textbox";
  return tags[tag];
};
const title = (element) => {
  const by = element.getAttribute("aria-labelledby");
  if (by) return tidy(by.split(" ").map((id) => document.getElementById(id)?.textContent).join(" "));
  const label = element.getAttribute("aria-label");
  if (label) return tidy(label);
  const labels = [...(element.labels ?? [])].filter((one) => one !== element);
  if (labels.length) return tidy(labels.map((one) => one.innerText).join(" "));
  const typed = ["input", "textarea", "select"].includes(element.localName);
  return tidy((typed ? "" : element.innerText) || element.getAttribute("alt") || element.getAttribute("title") || element.placeholder);
};
const shown = (element) =>
  element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible" && !element.closest("[inert],[aria-hidden=true]");
const fits = (text) => name === null || text === name || (name.endsWith("*") && text.startsWith(name.slice(0, -1)));
return [...document.querySelectorAll("*")].filter(
  (element) => role(element) === wanted && shown(element) && fits(title(element)),
);
